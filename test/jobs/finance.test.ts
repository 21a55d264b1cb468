import { describeJobs } from './support/describe.js';
import { FINANCE } from './finance.js';

describeJobs(FINANCE);
