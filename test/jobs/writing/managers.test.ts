import { describeWritingJobs } from './support/describe.js';
import { MANAGERS } from './managers.js';

describeWritingJobs(MANAGERS);
