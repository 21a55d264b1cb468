import type { EntityRecord, FieldInfo } from '../autotask/types.js';
import { userDefinedEntries } from '../autotask/user-defined-field.js';
import { readAllowed } from './access.js';
import { referencedEntity } from './entities/field-kind.js';
import { ownFields } from './entities/joined-field.js';
import type { Schema } from './entities/schema.js';
import { InvalidInputError, LateError } from './errors.js';
import { asTicketNumber, isRecordNumber, nameRule } from './names/rules.js';
import { patienceOf, readBefore, untilLastMoment } from './patience.js';
import type { Patience } from './patience.js';
import { asId } from './record-id.js';
import { resolveColumns } from './rows/columns.js';
import { mostDefaultColumns } from './rows/default-columns.js';
import { withTextsThatFit } from './rows/fit.js';
import { joinRecords } from './rows/join.js';
import { namesInTime } from './rows/names.js';
import { HiddenReferences } from './rows/not-visible.js';
import { tableOf } from './rows/table.js';
import type { Table } from './rows/table.js';
import type { Tenant } from './tenant.js';

export interface GetQuestion {
  readonly entity: string;
  /** Ids, or numbers such as `T20260309.0012`; up to 100. */
  readonly ids: readonly (number | string)[];
  /** Fields to show, whole where there are at most three; all filled ones when absent, with long texts cut. */
  readonly fields?: readonly string[] | undefined;
  /** Every filled field of every record, texts in full and with their lines: for programs, which have no context to fill. */
  readonly isForProgram?: boolean | undefined;
}

export interface GetAnswer extends Omit<Table, 'empty'> {
  readonly entity: string;
  readonly shown: number;
  /** What was asked for and is not visible to this API user. */
  readonly missing: readonly (number | string)[];
  /** What was asked for and could not be read in time. */
  readonly unread?: readonly (number | string)[];
  readonly timeZone: string;
  readonly notes: readonly string[];
}

const MOST_IDS = 100;
/** With more records than this only the usual fields are shown. */
const MOST_WHOLE_RECORDS = 3;
const LONGEST_TEXT = 1_000;
const LONGEST_LIST_TEXT = 300;
/** Lengths to which texts are cut where with these a record would be too long an answer. */
const SHORTER_TEXTS = [500, 300, 200, 120];
/** Characters of all texts together where they are shown whole: as many as an answer holds. */
const ALL_TEXTS = 45_000;
const MOST_WHOLE_TEXTS = 3;

/** Names that take two requests, as the shipped field data does not hold these entities, and that are seldom wanted unasked. */
const DEAR_NAMES: ReadonlySet<string> = new Set(['ConfigurationItemCategory', 'Country', 'Currency', 'TaxRegion']);

/**
 * Records by id or number, in the order asked for. Where time is short, those that were read, and ids in place of names.
 *
 * @throws {UnknownNameError} for a word that is neither.
 */
export async function getRecords(tenant: Tenant, question: GetQuestion, options: Patience): Promise<GetAnswer> {
  const call = patienceOf(options);
  const schema = await tenant.schema(question.entity);
  if (question.ids.length === 0 || question.ids.length > MOST_IDS)
    throw new InvalidInputError(`Give 1 to ${MOST_IDS} ids or numbers.`);
  const { isForProgram = false } = question;
  const ids = question.ids.map((id) => (schema.name === 'Tickets' && typeof id === 'string' ? asTicketNumber(id) : id));
  const isWhole = question.fields === undefined && (isForProgram || question.ids.length <= MOST_WHOLE_RECORDS);
  const named = isWhole ? undefined : await resolveColumns(question.fields, schema, tenant.openSchema);
  const { read, unread } = await readAllowed(schema.name, () => readRecords(tenant, schema, ids, named, call));
  const found = ids.flatMap((id) => read.get(keyOf(id)) ?? []);
  const records = await joinRecords(found, named ?? [], tenant, untilLastMoment(call));
  tenant.directory.learn(schema.entity.singular, records);
  const fields = named ?? [...schema.fields.filter((field) => field.dataType !== 'byte[]'), ...udfsIn(records)];
  const referring = named ?? fields.filter((field) => !DEAR_NAMES.has(referencedEntity(field) ?? ''));
  const { names, notes } = await namesInTime(records, referring, tenant.directory, call);
  const keepsLines = isForProgram || question.ids.length === 1;
  const most = isWhole || question.fields !== undefined ? undefined : mostDefaultColumns(schema);
  const table = withTextsThatFit(textLengths(question, records.length), (longestText) =>
    tableOf(schema.name, records, fields, { timeZone: tenant.timeZone, names, longestText, keepsLines }, most),
  );
  const missing = ids.filter((id) => !read.has(keyOf(id)) && !unread.includes(id));
  return {
    entity: schema.name,
    shown: records.length,
    missing,
    ...(unread.length === 0 ? {} : { unread }),
    timeZone: tenant.timeZone,
    columns: table.columns,
    rows: table.rows,
    customerWritten: table.customerWritten,
    notes: [
      ...(unread.length === 0 ? [] : [`Autotask is slow just now: not read in time: ${unread.join(', ')}. Ask for these again.`]),
      ...notes,
      ...new HiddenReferences(fields).add(records).notes,
      ...(missing.length === 0 ? [] : [missingNote(missing), ...printedNumber(schema.name, missing)]),
      ...(question.fields !== undefined && records.length > 0 && table.empty.length > 0
        ? [`Empty: ${table.empty.join(', ')}.`]
        : []),
    ],
  };
}

/** Says what {@link GetAnswer.missing} lists. */
export function missingNote(missing: GetAnswer['missing']): string {
  return `Not visible to this API user, or not there: ${missing.join(', ')}.`;
}

/** Few named fields are shown whole, so that every text can be had in full; where none are named, texts may have to be shorter to fit. */
function textLengths({ fields, ids, isForProgram = false }: GetQuestion, shown: number): readonly number[] {
  if (isForProgram) return [Number.POSITIVE_INFINITY];
  if (fields !== undefined && fields.length <= MOST_WHOLE_TEXTS) return [Math.floor(ALL_TEXTS / Math.max(1, shown))];
  const longest = ids.length > MOST_WHOLE_RECORDS ? LONGEST_LIST_TEXT : LONGEST_TEXT;
  return fields === undefined ? [longest, ...SHORTER_TEXTS.filter((length) => length < longest)] : [longest];
}

interface Read {
  /** More than one by a number that is printed on several: a voided invoice and the one in its place. */
  readonly read: ReadonlyMap<string, readonly EntityRecord[]>;
  /** What there was no time for. */
  readonly unread: GetQuestion['ids'];
}

async function readRecords(
  tenant: Tenant,
  schema: Schema,
  wanted: GetQuestion['ids'],
  columns: readonly FieldInfo[] | undefined,
  call: Patience,
): Promise<Read> {
  const ids = wanted.flatMap((id) => asId(id) ?? []);
  const numbers = wanted.flatMap((id) => (asId(id) === undefined ? [String(id).trim()] : []));
  const numberField = numbers.length === 0 ? undefined : requireNumberField(schema, numbers);
  const fields =
    columns === undefined
      ? undefined
      : [...new Set(['id', ...(numberField === undefined ? [] : [numberField]), ...standardNames(columns)])];
  const trimmed = fields === undefined ? {} : { fields };
  const [byId, byNumber] = await Promise.all([
    ids.length === 0
      ? []
      : readBefore('lastMoment', call, (until) => tenant.client.getMany(schema.name, ids, { ...until, ...trimmed })),
    numberField === undefined
      ? []
      : readBefore('lastMoment', call, (until) =>
          tenant.client.queryAll(schema.name, [{ op: 'in', field: numberField, value: numbers }], { ...until, ...trimmed }),
        ),
  ]);
  const unread = wanted.filter((id) => (asId(id) === undefined ? byNumber : byId) === undefined);
  if (unread.length === wanted.length) throw new LateError();
  const read = new Map<string, EntityRecord[]>();
  const keep = (key: string, record: EntityRecord): unknown => read.set(key, [...(read.get(key) ?? []), record]);
  for (const record of byId ?? []) keep(keyOf(record.id), record);
  for (const record of byNumber ?? []) keep(keyOf(String(record[numberField ?? ''])), record);
  return { read, unread };
}

function standardNames(fields: readonly FieldInfo[]): string[] {
  return ownFields(fields)
    .filter((field) => !field.isUserDefined)
    .map((field) => field.name);
}

function keyOf(id: number | string): string {
  return String(asId(id) ?? String(id).trim().toLowerCase());
}

/** Numbers that stand on what customers get, beside those of {@link nameRule}. */
const PRINTED_NUMBERS: Readonly<Record<string, string>> = { Invoices: 'invoiceNumber', Contracts: 'contractNumber' };

/** Digits were taken for an id; they may be what is printed on the record. */
function printedNumber(entity: string, missing: readonly (number | string)[]): string[] {
  const field = PRINTED_NUMBERS[entity];
  const isDigits = missing.some((id) => asId(id) !== undefined);
  return field === undefined || !isDigits
    ? []
    : [`These are ids; a number that is printed on it is its ${field}: query by that.`];
}

function requireNumberField(schema: Schema, numbers: readonly string[]): string {
  const rule = nameRule(schema.entity.singular);
  const field = rule?.number ?? PRINTED_NUMBERS[schema.name];
  const odd = numbers.find((number) => rule === undefined || (schema.name === 'Tickets' && !isRecordNumber(number)));
  if (field !== undefined && odd === undefined) return field;
  throw new InvalidInputError(
    `"${odd ?? numbers[0] ?? ''}" is no id of ${schema.name}${field === undefined ? '' : ` and no ${field}`}. Find records by name with a query.`,
  );
}

/** User-defined fields as the records themselves carry them, which saves a request for their metadata. */
function udfsIn(records: readonly EntityRecord[]): FieldInfo[] {
  const names = new Set(records.flatMap((record) => (userDefinedEntries(record) ?? []).map(({ name }) => name)));
  return [...names].map((name) => ({
    name,
    label: name,
    dataType: 'string',
    length: 0,
    isRequired: false,
    isReadOnly: false,
    isQueryable: true,
    isReference: false,
    referenceEntityType: '',
    isPickList: false,
    picklistValues: [],
    picklistParentValueField: '',
    isUserDefined: true,
  }));
}
