import type { EntityDescription } from '../../../autotask/catalogue.js';
import { withoutId } from '../../entities/field-kind.js';
import type { Draft } from '../draft.js';
import { visibilityOf } from '../visibility.js';

/** Families whose records are money themselves. */
const MONEY_FAMILIES: ReadonlySet<string> = new Set(['billing', 'contracts', 'expenses', 'services']);

/** Entities of other families that bill, buy or price. */
const MONEY_ENTITIES =
  /Charges$|RmaCredits$|^(Quote|PurchaseOrder|Purchase|SalesOrder|ProductTier|ProductVendor|PriceList|Subscription|Inventory)/;

/** Fields that decide what is billed, on records that are not money themselves. */
const MONEY_FIELDS: Readonly<Record<string, readonly string[]>> = {
  TimeEntries: [
    'isNonBillable',
    'showOnInvoice',
    'billingCodeID',
    'contractID',
    'hoursWorked',
    'startDateTime',
    'endDateTime',
    'offsetHours',
  ],
  Tickets: ['contractID', 'billingCodeID', 'contractServiceID', 'contractServiceBundleID'],
  Tasks: ['billingCodeID', 'isTaskBillable'],
};

/** Notes and attachments of these families are not money, whatever they hang on. */
const NO_MONEY = /(Notes|Attachments)$/;

/** Asks before anything that changes what is billed, bought or priced. */
export async function money(draft: Draft): Promise<void> {
  if (isMoney(draft.schema.entity)) {
    draft.risks.push({ kind: 'money', text: `This changes what is billed, bought or priced (${draft.entity}).` });
    return;
  }
  // New time is ordinary work; changing what was booked is not.
  const fields = draft.action === 'update' ? (MONEY_FIELDS[draft.entity] ?? []) : [];
  const changed = fields.filter((field) => draft.changes(field));
  if (changed.length > 0)
    draft.risks.push({ kind: 'money', text: `This changes what is billed: ${changed.map(withoutId).join(', ')}.` });
}

/** Whether records of the entity are money themselves. */
function isMoney({ name, family }: EntityDescription): boolean {
  return !NO_MONEY.test(name) && (MONEY_FAMILIES.has(family) || MONEY_ENTITIES.test(name));
}

/** Asks before the record of a staff member changes: who signs in, gets mails and is "me" depends on it. */
export async function staff(draft: Draft): Promise<void> {
  if (draft.entity !== 'Resources' || draft.written().length === 0) return;
  draft.risks.push({ kind: 'staff', text: "This changes a staff member's own record." });
}

/** Asks before text becomes visible to the customer. */
export async function customerVisible(draft: Draft): Promise<void> {
  const field = draft.schema.standard('publish');
  if (field === undefined || draft.written().length === 0 || visibilityOf(field, draft.value('publish')) !== 'customer') return;
  draft.risks.push({ kind: 'customer-visible', text: 'The customer can read this.' });
  draft.remark('Autotask sends no mail for it by itself; whether one goes out depends on the tenant’s notification rules.');
}
