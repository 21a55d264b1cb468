import type { Draft } from '../draft.js';
import type { Words } from '../words.js';
import { assignment, helperRole } from './assignment.js';
import { closing } from './closing.js';
import { companyMove, companyRecords } from './company.js';
import { taskDepartment } from './department.js';
import { defaults, queueOrPerson, required } from './defaults.js';
import { customerVisible, money, staff } from './risks.js';
import { timeEntry } from './time-entry.js';

/** Checks or completes a draft. @throws {InvalidWriteError} saying what to change. */
type Rule = (draft: Draft, words: Words) => Promise<void>;

/** Rules of single entities, run between the defaults and the check of required fields. */
const OWN_RULES: Readonly<Record<string, readonly Rule[]>> = {
  Tickets: [companyMove, companyRecords, assignment, queueOrPerson, closing],
  Tasks: [assignment, taskDepartment],
  TimeEntries: [timeEntry],
  TicketSecondaryResources: [helperRole],
  TaskSecondaryResources: [helperRole],
  ServiceCalls: [companyRecords],
  Opportunities: [companyRecords],
};

/** Completes a draft by the rules of its entity, and finds its risks. */
export async function applyRules(draft: Draft, words: Words): Promise<void> {
  const rules = [defaults, ...(OWN_RULES[draft.entity] ?? []), required, money, staff, customerVisible];
  for (const rule of rules) await rule(draft, words);
}
