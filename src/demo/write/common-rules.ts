import { errors, Refusal, refuse } from '../http/reply.js';
import { REQUIRED_UNANNOUNCED, type TenantField } from '../schema.js';
import type { TenantState } from '../state.js';
import { hasValue, idIn, invalidReference, missingFieldText, type Draft, type Rule } from './draft.js';
import { asText } from '../values.js';
import { isWritable } from './input.js';

/** Every required field has a value; all that are missing are named (dossier §7). */
export const requiredFields: Rule = ({ kind, schema, after, written }) => {
  const unannounced = REQUIRED_UNANNOUNCED[schema.entity.name] ?? [];
  const required = schema.fields.filter((field) => isRequired(field, kind) || unannounced.includes(field.name));
  const missing = required.filter(({ name }) => (kind === 'create' || written.has(name)) && !hasValue(after, name));
  const udfs = schema.udfs.filter((udf) => udf.isRequired && kind === 'create' && !hasUdf(after, udf.name));
  const names = [...missing, ...udfs].map(({ name }) => missingFieldText(name));
  if (names.length > 0) throw new Refusal(errors(...names));
};

function isRequired(field: TenantField, kind: Draft['kind']): boolean {
  return field.isRequired && isWritable(field, kind);
}

function hasUdf(row: Draft['after'], name: string): boolean {
  return row.userDefinedFields?.some((entry) => entry.name === name && entry.value !== null) === true;
}

/** Texts fit their fields. Autotask's wording for longer ones is not established (judgement). */
export const lengths: Rule = ({ schema, after, written }) => {
  for (const field of schema.fields) {
    const value = after[field.name];
    if (!written.has(field.name) || typeof value !== 'string' || field.length === 0 || field.dataType !== 'string') continue;
    if (value.length > field.length) {
      throw refuse(
        `The value of ${field.name} exceeds the maximum length of ${field.length} characters. ; on record number [1].`,
      );
    }
  }
};

/** Pick-list values exist, are active where they change, and belong to their parent's value (dossier §7, §8). */
export const picklists: Rule = (draft) => {
  for (const field of draft.schema.fields) {
    const isTouched = draft.written.has(field.name) || draft.written.has(field.picklistParent);
    if (isTouched && hasValue(draft.after, field.name)) checkPicklist(field, draft);
  }
};

function checkPicklist(field: TenantField, { schema, before, after }: Draft): void {
  if (field.picklist === null || field.picklist.length === 0) return;
  const value = after[field.name];
  const entry = field.picklist.find((candidate) => candidate.value === asText(value));
  const isNew = before?.[field.name] !== value;
  if (entry === undefined || (isNew && !entry.isActive))
    throw refuse(unknownPicklistValue(schema.entity.name, field.name, value));
  const parentValue = after[field.picklistParent];
  if (field.picklistParent !== '' && entry.parentValue !== '' && entry.parentValue !== asText(parentValue)) {
    throw refuse(`Value does not exist for child picklist: ${field.name}`);
  }
}

/** A task's type has a text of its own (dossier §7). */
function unknownPicklistValue(entity: string, field: string, value: unknown): string {
  if (entity === 'Tasks' && field === 'taskType') return 'Value does not reference an existing entity for taskType .';
  return `Picklist value [${asText(value)}] does not exist for ${field}. ; on record number [1].`;
}

/** References lead to existing records (dossier §7). */
export const references: Rule = (draft, state) => {
  for (const field of draft.schema.fields) {
    if (!draft.written.has(field.name) || field.referenceEntityType === '') continue;
    const id = idIn(draft.after, field.name);
    if (id !== null && !exists(field.referenceEntityType, id, state))
      throw invalidReference(field.name, field.referenceEntityType);
  }
};

function exists(singular: string, id: number, state: TenantState): boolean {
  const entity = state.schemas.referenced(singular);
  return entity === undefined || state.store.row(entity.name, id) !== undefined;
}
