import { describeJobs } from './support/describe.js';
import { TECHNICIANS } from './technicians.js';

describeJobs(TECHNICIANS);
