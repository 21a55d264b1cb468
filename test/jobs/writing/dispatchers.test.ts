import { describeWritingJobs } from './support/describe.js';
import { DISPATCHERS } from './dispatchers.js';

describeWritingJobs(DISPATCHERS);
