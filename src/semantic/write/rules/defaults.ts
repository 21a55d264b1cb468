import type { FieldInfo } from '../../../autotask/types.js';
import { apiDay } from '../../dates/format.js';
import { isoDay } from '../../dates/when.js';
import { displayName, isNumericFlag, kindOf } from '../../entities/field-kind.js';
import { NEW } from '../../entities/system-status.js';
import { activeLabels, labelOf, storedValue } from '../../labels.js';
import type { Draft } from '../draft.js';
import { InvalidWriteError } from '../errors.js';
import type { Words } from '../words.js';

/** Fields that hold the person who makes the record, where nobody else is named. */
const OWN: Readonly<Record<string, readonly string[]>> = {
  Opportunities: ['ownerResourceID'],
  CompanyNotes: ['assignedResourceID'],
  CompanyToDos: ['assignedToResourceID'],
  TimeEntries: ['resourceID'],
  Companies: ['ownerResourceID'],
};

/** Days that are today where no other is named. */
const TODAY: Readonly<Record<string, readonly string[]>> = {
  Opportunities: ['startDate'],
  TicketCharges: ['datePurchased'],
  ProjectCharges: ['datePurchased'],
  ContractCharges: ['datePurchased'],
};

/** Pick lists whose default a person would expect although Autotask does not require a value. */
const EXPECTED_LISTS: Readonly<Record<string, readonly string[]>> = {
  Tickets: ['status', 'priority'],
  ServiceCalls: ['status'],
};

/** Entities whose new records have the status New. */
const NEW_BY_STATUS: ReadonlySet<string> = new Set(['Tickets', 'ServiceCalls']);

/** Flags that are on in a new record. */
const ACTIVE = 'isActive';

/** Fills in what a person would expect without saying it, and names each such value. */
export async function defaults(draft: Draft, words: Words): Promise<void> {
  if (draft.action !== 'create') return;
  for (const field of draft.schema.fields) {
    if (draft.writes(field.name) || field.isReadOnly) continue;
    const found = await defaultFor(field, draft, words);
    if (found === undefined) continue;
    draft.setRaw(field.name, found.value, found.shown);
    draft.remark(`${displayName(field)}: ${found.shown} (default).`);
  }
}

interface Default {
  readonly value: string | number | boolean;
  readonly shown: string;
}

async function defaultFor(field: FieldInfo, draft: Draft, words: Words): Promise<Default | undefined> {
  const { entity } = draft;
  if (OWN[entity]?.includes(field.name) === true) {
    const me = await words.me();
    return { value: me.id, shown: me.name };
  }
  if (TODAY[entity]?.includes(field.name) === true) {
    const today = isoDay(words.clock.now);
    return { value: apiDay(today), shown: today };
  }
  // The amount that was given would not count otherwise (user-defined totals would be taken from quotes that do not exist yet).
  if (entity === 'Opportunities' && field.name === 'useQuoteTotals' && draft.hasValue('amount'))
    return { value: false, shown: 'no' };
  if (field.name === ACTIVE && field.isRequired) return { value: isNumericFlag(field) ? 1 : true, shown: 'yes' };
  if (kindOf(entity, field) !== 'picklist') return undefined;
  return field.isRequired || EXPECTED_LISTS[entity]?.includes(field.name) === true ? listDefault(field, entity) : undefined;
}

function listDefault(field: FieldInfo, entity: string): Default | undefined {
  const active = field.picklistValues.filter((value) => value.isActive);
  const isNew = (value: string | number): boolean => NEW_BY_STATUS.has(entity) && field.name === 'status' && value === NEW;
  const standard = active.find(({ value }) => isNew(value)) ?? active.find(({ isDefaultValue }) => isDefaultValue);
  return standard === undefined ? undefined : { value: storedValue(field, standard), shown: labelOf(field, standard.value) };
}

/** Labels offered for a missing field before the list is cut. */
const LABELS_SHOWN = 12;

/** Fields that Autotask demands although its metadata does not say so (dossier §7, §8). */
const UNANNOUNCED: Readonly<Record<string, readonly string[]>> = {
  TicketNotes: ['title'],
  TaskNotes: ['title'],
  Contacts: ['companyID'],
  Companies: ['phone'],
};

/** @throws {InvalidWriteError} naming every required field that is still empty, with the values that its list offers. */
export async function required(draft: Draft): Promise<void> {
  if (draft.action !== 'create') return;
  const { parentField } = draft.schema.entity;
  const missing = [...draft.schema.fields, ...(await draft.schema.userDefinedFields())].filter((field) => {
    const isDemanded =
      (field.isRequired && !field.isReadOnly) ||
      UNANNOUNCED[draft.entity]?.includes(field.name) === true ||
      field.name === parentField;
    return isDemanded && field.name !== 'id' && !draft.hasValue(field.name) && !draft.writes(field.name);
  });
  if (missing.length === 0) return;
  throw new InvalidWriteError(
    `To create ${draft.entity} these are missing: ${missing.map(wanted).join('; ')}. Ask for what you do not know.`,
  );
}

function wanted(field: FieldInfo): string {
  const labels = field.isPickList ? activeLabels(field) : [];
  if (labels.length === 0) return displayName(field);
  const shown = labels.slice(0, LABELS_SHOWN).join(', ');
  return `${displayName(field)} (${shown}${labels.length > LABELS_SHOWN ? ', …' : ''})`;
}

/** @throws {InvalidWriteError} for a ticket that is neither in a queue nor with a person (dossier §8; metadata does not say so). */
export async function queueOrPerson(draft: Draft): Promise<void> {
  if (draft.hasValue('queueID') || draft.hasValue('assignedResourceID')) return;
  const queue = draft.schema.standard('queueID');
  const labels = queue === undefined ? '' : ` Queues: ${activeLabels(queue).join(', ')}.`;
  if (draft.action === 'create' || draft.writes('queueID')) {
    throw new InvalidWriteError(`A ticket needs a queue or a person (assignedResource).${labels}`);
  }
}
