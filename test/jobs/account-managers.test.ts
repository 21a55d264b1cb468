import { describeJobs } from './support/describe.js';
import { ACCOUNT_MANAGERS } from './account-managers.js';

describeJobs(ACCOUNT_MANAGERS);
