import type { CallOptions, EntityRecord, FieldInfo } from '../autotask/types.js';
import { readAllowed } from './access.js';
import { referencedEntity } from './entities/field-kind.js';
import { ownFields } from './entities/joined-field.js';
import type { Schema } from './entities/schema.js';
import { InvalidInputError } from './errors.js';
import { isRecordNumber, nameRule } from './names/rules.js';
import { asId } from './record-id.js';
import { resolveColumns } from './rows/columns.js';
import { LARGEST_SIZE } from './rows/fit.js';
import { joinRecords } from './rows/join.js';
import { referenceNames } from './rows/names.js';
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
  readonly timeZone: string;
  readonly notes: readonly string[];
}

const MOST_IDS = 100;
/** With more records than this only the usual fields are shown. */
const MOST_WHOLE_RECORDS = 3;
const LONGEST_TEXT = 1_000;
const LONGEST_LIST_TEXT = 300;
const MOST_WHOLE_TEXTS = 3;

/** Records that a whole record is described with; names of other things cost a request each and are seldom wanted unasked. */
const USUAL_REFERENCES: ReadonlySet<string> = new Set(['Company', 'Contact', 'Resource']);

/**
 * Records by id or number, in the order asked for.
 *
 * @throws {UnknownNameError} for a word that is neither.
 */
export async function getRecords(tenant: Tenant, question: GetQuestion, call: CallOptions): Promise<GetAnswer> {
  const schema = await tenant.schema(question.entity);
  if (question.ids.length === 0 || question.ids.length > MOST_IDS)
    throw new InvalidInputError(`Give 1 to ${MOST_IDS} ids or numbers.`);
  const { isForProgram = false } = question;
  const isWhole = question.fields === undefined && (isForProgram || question.ids.length <= MOST_WHOLE_RECORDS);
  const named = isWhole ? undefined : await resolveColumns(question.fields, schema, tenant.openSchema);
  const read = await readAllowed(schema.name, () => readRecords(tenant, schema, question.ids, named, call));
  const found = question.ids.flatMap((id) => read.get(keyOf(id)) ?? []);
  const records = await joinRecords(found, named ?? [], tenant, call);
  tenant.directory.learn(schema.entity.singular, records);
  const fields = named ?? [...schema.fields.filter((field) => field.dataType !== 'byte[]'), ...udfsIn(records)];
  const referring = named ?? fields.filter((field) => USUAL_REFERENCES.has(referencedEntity(field) ?? ''));
  const names = await referenceNames(records, referring, tenant.directory, call);
  const table = tableOf(schema.name, records, fields, {
    timeZone: tenant.timeZone,
    names,
    longestText: longestText(question, records.length),
    keepsLines: isForProgram || question.ids.length === 1,
  });
  const missing = question.ids.filter((id) => !read.has(keyOf(id)));
  return {
    entity: schema.name,
    shown: records.length,
    missing,
    timeZone: tenant.timeZone,
    columns: table.columns,
    rows: table.rows,
    customerWritten: table.customerWritten,
    notes: [
      ...(missing.length === 0 ? [] : [`Not visible to this API user, or not there: ${missing.join(', ')}.`]),
      ...(question.fields !== undefined && records.length > 0 && table.empty.length > 0
        ? [`Empty: ${table.empty.join(', ')}.`]
        : []),
    ],
  };
}

/** Few named fields are shown whole, so that every text can be had in full. */
function longestText({ fields, ids, isForProgram = false }: GetQuestion, shown: number): number {
  if (isForProgram) return Number.POSITIVE_INFINITY;
  if (fields !== undefined && fields.length <= MOST_WHOLE_TEXTS) return Math.floor(LARGEST_SIZE / Math.max(1, shown));
  return ids.length > MOST_WHOLE_RECORDS ? LONGEST_LIST_TEXT : LONGEST_TEXT;
}

async function readRecords(
  tenant: Tenant,
  schema: Schema,
  wanted: GetQuestion['ids'],
  columns: readonly FieldInfo[] | undefined,
  call: CallOptions,
): Promise<ReadonlyMap<string, EntityRecord>> {
  const ids = wanted.flatMap((id) => asId(id) ?? []);
  const numbers = wanted.flatMap((id) => (asId(id) === undefined ? [String(id).trim()] : []));
  const numberField = numbers.length === 0 ? undefined : requireNumberField(schema, numbers);
  const fields =
    columns === undefined
      ? undefined
      : [...new Set(['id', ...(numberField === undefined ? [] : [numberField]), ...standardNames(columns)])];
  const options = { ...call, ...(fields === undefined ? {} : { fields }) };
  const [byId, byNumber] = await Promise.all([
    ids.length === 0 ? [] : tenant.client.getMany(schema.name, ids, options),
    numberField === undefined
      ? []
      : tenant.client.queryAll(schema.name, [{ op: 'in', field: numberField, value: numbers }], options),
  ]);
  return new Map([
    ...byId.map((record) => [keyOf(record.id), record] as const),
    ...byNumber.map((record) => [keyOf(String(record[numberField ?? ''])), record] as const),
  ]);
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
  const names = new Set<string>();
  for (const record of records) {
    const list = record['userDefinedFields'];
    if (!Array.isArray(list)) continue;
    for (const entry of list) if (isNamed(entry)) names.add(entry.name);
  }
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

function isNamed(entry: unknown): entry is { readonly name: string } {
  return typeof entry === 'object' && entry !== null && 'name' in entry && typeof entry.name === 'string';
}
