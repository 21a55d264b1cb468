import type { ComparisonOperator, FieldInfo, FilterValue } from '../../autotask/types.js';
import { displayName, isNumericFlag, kindOf, referencedEntity } from '../entities/field-kind.js';
import { InvalidInputError, UnknownNameError } from '../errors.js';
import { filterLabels, labelOf, labelsThat, storedValue } from '../labels.js';
import { isRecordNumber } from '../names/rules.js';
import { NUMBER_HINT, numberSaid } from '../numbers.js';
import { asId } from '../record-id.js';
import { cleanLine, cutText } from '../untrusted.js';
import type { FilterContext } from './resolve.js';
import { truthOf } from './truth.js';

/** A value as the API knows it, and as people do. */
export interface Understood {
  readonly value: FilterValue;
  readonly says: string;
}

interface Question {
  readonly field: FieldInfo;
  readonly operator: ComparisonOperator;
  readonly value: unknown;
}

/** Characters of a text that the description of a filter repeats. */
const LONGEST_ECHO = 100;

const ORDERING: ReadonlySet<ComparisonOperator> = new Set(['gt', 'gte', 'lt', 'lte']);
const TEXT_TESTS: Partial<Readonly<Record<ComparisonOperator, (text: string, said: string) => boolean>>> = {
  contains: (text, said) => text.includes(said),
  beginsWith: (text, said) => text.startsWith(said),
  endsWith: (text, said) => text.endsWith(said),
};

/** The values that one said value stands for: mostly one, several where a text condition fits many labels or names. */
export async function understandValue(
  question: Question,
  context: FilterContext,
  notes: string[],
): Promise<readonly Understood[]> {
  const { field } = question;
  switch (kindOf(context.schema.name, field)) {
    case 'id':
      return understandReference(context.schema.entity.singular, question, context, notes);
    case 'reference':
      return understandReference(referencedEntity(field) ?? '', question, context, notes);
    case 'picklist':
      return understandLabel(question, notes);
    case 'boolean':
      return [plain(asBoolean(field, question.value))];
    case 'number':
      return [plain(asNumber(question))];
    default:
      return [quoted(asText(question))];
  }
}

/** Looks the names in a list of values up together, for {@link understandValue} to find them known. */
export async function lookUpTogether(
  field: FieldInfo,
  operator: ComparisonOperator,
  values: readonly unknown[],
  { schema, names, call, companyId, found }: FilterContext,
): Promise<void> {
  const kind = kindOf(schema.name, field);
  const singular = kind === 'id' ? schema.entity.singular : kind === 'reference' ? referencedEntity(field) : undefined;
  if (singular === undefined || TEXT_TESTS[operator] !== undefined) return;
  const isName = (value: unknown): value is string =>
    typeof value === 'string' && value.trim() !== '' && asId(value) === undefined;
  const said = values.filter(isName).filter((words) => !isMe(singular, words));
  const unknown = said.filter((words) => !found.has(keyOf(singular, words, companyId)));
  if (unknown.length < 2) return;
  for (const [words, record] of await names.each(singular, unknown, { ...call, companyId }))
    found.set(keyOf(singular, words, companyId), record);
}

function isMe(singular: string, words: string): boolean {
  return singular === 'Resource' && words.trim().toLowerCase() === 'me';
}

function keyOf(singular: string, words: string, companyId: number | undefined): string {
  return JSON.stringify([singular, words, companyId]);
}

async function understandReference(
  singular: string,
  { field, operator, value }: Question,
  { names, identity, call, companyId, found }: FilterContext,
  notes: string[],
): Promise<readonly Understood[]> {
  const id = asId(value);
  if (id !== undefined) return [plain(id)];
  if (typeof value !== 'string' || value.trim() === '')
    throw new InvalidInputError(`"${displayName(field)}" is filtered by a name or an id.`);
  if (ORDERING.has(operator))
    throw new InvalidInputError(
      `"${operator}" does not work on names; "${displayName(field)}" takes equality, lists and "contains".`,
    );
  const test = TEXT_TESTS[operator];
  if (test !== undefined) {
    const matching = await names.all(singular, value, call);
    const fitting = matching.filter((record) => test(record.name.toLowerCase(), value.trim().toLowerCase()));
    return fitting.map((record) => ({ value: record.id, says: named(record) }));
  }
  if (isMe(singular, value)) {
    const me = await identity.me(call);
    return [{ value: me.id, says: named(me) }];
  }
  const key = keyOf(singular, value, companyId);
  const record = found.get(key) ?? (await names.one(singular, value, { ...call, companyId }));
  found.set(key, record);
  notes.push(...record.notes);
  // Titles of tickets are strangers' text, which has no place in a description of the filter.
  return [
    {
      value: record.id,
      says: isRecordNumber(value) ? named({ id: record.id, name: value.trim().toUpperCase() }) : named(record),
    },
  ];
}

function named({ id, name }: { readonly id: number; readonly name: string }): string {
  return `${name} (id ${id})`;
}

function understandLabel({ field, operator, value: said }: Question, notes: string[]): readonly Understood[] {
  // Lists of yes and no are often taken for fields of yes and no. Those that are stored as such go by 1 and 0 in any language; of the
  // others, user-defined ones, the labels are a guess, and where it is wrong the refusal says what they have.
  const truth = field.dataType === 'boolean' ? truthOf(said) : undefined;
  const label = typeof said === 'boolean' ? (said ? 'Yes' : 'No') : said;
  const value = truth === undefined ? label : Number(truth);
  if (typeof value !== 'string' && typeof value !== 'number')
    throw new InvalidInputError(`"${displayName(field)}" is filtered by a label or its number.`);
  if (ORDERING.has(operator)) {
    throw new InvalidInputError(
      `"${operator}" does not work on labels. List the values of "${displayName(field)}" that are meant, e.g. ${displayName(field)}__in.`,
    );
  }
  const test = TEXT_TESTS[operator];
  const { values, notes: remarks } =
    test === undefined ? labelsSaid(field, value) : { values: labelsThat(field, String(value), test), notes: [] };
  notes.push(...remarks);
  return values.map((one) => ({ value: storedValue(field, one), says: labelOf(field, one.value) }));
}

/** A label, or several in one text where no label is called so: `high, critical`, `New or In Progress`. */
function labelsSaid(field: FieldInfo, value: string | number): ReturnType<typeof filterLabels> {
  try {
    return filterLabels(field, value);
  } catch (error) {
    const parts = String(value).split(/ ?(?:,|\||\bor\b) ?/i);
    if (!(error instanceof UnknownNameError) || parts.length < 2) throw error;
    const all = parts.map((part) => filterLabels(field, part));
    return { values: all.flatMap(({ values }) => values), notes: all.flatMap(({ notes }) => notes) };
  }
}

function asBoolean(field: FieldInfo, value: unknown): boolean {
  const isSo = truthOf(value);
  if (isSo !== undefined) return isSo;
  throw new InvalidInputError(`"${displayName(field)}" is true or false, not ${JSON.stringify(value)}.`);
}

function asNumber({ field, operator, value }: Question): number {
  if (TEXT_TESTS[operator] !== undefined)
    throw new InvalidInputError(`"${displayName(field)}" is a number; "${operator}" works on text.`);
  if (isNumericFlag(field) && typeof value !== 'number') return Number(asBoolean(field, value));
  const number = typeof value === 'string' ? numberSaid(value) : value;
  if (typeof number === 'number' && Number.isFinite(number)) return number;
  throw new InvalidInputError(`"${displayName(field)}" is a number, not ${JSON.stringify(value)}. ${NUMBER_HINT}`);
}

function asText({ field, value }: Question): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new InvalidInputError(`"${displayName(field)}" is compared with text, not ${JSON.stringify(value)}.`);
}

function plain(value: FilterValue): Understood {
  return { value, says: String(value) };
}

function quoted(value: string): Understood {
  return { value, says: JSON.stringify(cutText(cleanLine(value), LONGEST_ECHO)) };
}
