import { describeJobs } from './support/describe.js';
import { DISPATCHERS } from './dispatchers.js';

describeJobs(DISPATCHERS);
