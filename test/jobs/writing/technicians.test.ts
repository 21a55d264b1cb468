import { describeWritingJobs } from './support/describe.js';
import { TECHNICIANS } from './technicians.js';

describeWritingJobs(TECHNICIANS);
