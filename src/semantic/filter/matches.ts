import { isNumericType } from '../../autotask/metadata-shapes.js';
import type { EntityRecord, FieldInfo, FilterValue } from '../../autotask/types.js';
import { userDefinedEntries } from '../../autotask/user-defined-field.js';
import type { Comparison, Node } from './tree.js';

/** Outcome of a check: `undefined` = cannot be told from this record, or the API's own rule is not established. */
export type Verdict = boolean | undefined;

/** Whether a record satisfies a filter. Groups follow three-valued logic. */
export function matches(
  node: Node,
  record: EntityRecord,
  check: (comparison: Comparison, record: EntityRecord) => Verdict,
): Verdict {
  if (node.kind === 'comparison') return check(node, record);
  const decisive = node.kind === 'any';
  let verdict: Verdict = !decisive;
  for (const part of node.parts) {
    const one = matches(part, record, check);
    if (one === decisive) return decisive;
    if (one === undefined) verdict = undefined;
  }
  return verdict;
}

/** Whether the record's value satisfies the comparison, as Autotask compares: text without regard to case, null equal to nothing. */
export function satisfies({ field, operator, value }: Comparison, record: EntityRecord): Verdict {
  const stored = valueOf(record, field);
  const isNull = stored === null || stored === undefined;
  if (operator === 'exist') return !isNull;
  if (operator === 'notExist') return isNull;
  // Whether "not 5" holds for null is not established for the API, so such rows are kept as it returned them.
  if (isNull) return operator === 'noteq' || operator === 'notIn' ? undefined : false;
  const wanted = Array.isArray(value) ? value : [value];
  switch (operator) {
    case 'eq':
    case 'in':
      return wanted.some((one) => compare(field, stored, one) === 0);
    case 'noteq':
    case 'notIn':
      return wanted.every((one) => compare(field, stored, one) !== 0);
    case 'gt':
      return compare(field, stored, wanted[0]) > 0;
    case 'gte':
      return compare(field, stored, wanted[0]) >= 0;
    case 'lt':
      return compare(field, stored, wanted[0]) < 0;
    case 'lte':
      return compare(field, stored, wanted[0]) <= 0;
    case 'beginsWith':
      return fold(stored).startsWith(fold(wanted[0]));
    case 'endsWith':
      return fold(stored).endsWith(fold(wanted[0]));
    default:
      return fold(stored).includes(fold(wanted[0]));
  }
}

/** A field's value in a record; user-defined fields live in a list of their own (dossier §6). */
export function valueOf(record: EntityRecord, field: FieldInfo): unknown {
  if (!field.isUserDefined) return record[field.name];
  const entries = userDefinedEntries(record);
  if (entries === undefined) return undefined;
  const wanted = field.name.toLowerCase();
  const value = entries.find(({ name }) => name.toLowerCase() === wanted)?.value ?? null;
  return value === '' ? null : value;
}

/** Negative, zero or positive; NaN, which satisfies no comparison, where the two cannot be compared. */
function compare(field: FieldInfo, stored: unknown, wanted: FilterValue | undefined): number {
  if (field.dataType === 'datetime') return Date.parse(String(stored)) - Date.parse(String(wanted));
  if (typeof stored === 'number' || isNumericType(field.dataType)) return Number(stored) - Number(wanted);
  if (typeof stored === 'boolean') return Number(stored) - Number(isTrue(wanted));
  const [a, b] = [fold(stored), fold(wanted)];
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A few pick lists of yes and no are sent as 1 and 0, and stored as true and false. */
function isTrue(wanted: FilterValue | undefined): boolean {
  return /^(true|1)$/i.test(String(wanted));
}

/** Text as the database compares it, or more leniently, so that a re-check never drops a row that Autotask rightly returned. */
function fold(value: unknown): string {
  return String(value).normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().trimEnd();
}
