import { describeJobs } from './support/describe.js';
import { AUTOMATION } from './automation.js';

describeJobs(AUTOMATION);
