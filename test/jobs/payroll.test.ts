import { PAYROLL } from './payroll.js';
import { describeJobs } from './support/describe.js';

describeJobs(PAYROLL);
