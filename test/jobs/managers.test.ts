import { describeJobs } from './support/describe.js';
import { MANAGERS } from './managers.js';

describeJobs(MANAGERS);
