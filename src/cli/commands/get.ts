import { NotFoundError } from '../../autotask/errors.js';
import { entityCalled } from '../../semantic/entities/entity-words.js';
import type { EntityRecord } from '../../autotask/types.js';
import { openExport } from '../../semantic/export.js';
import { getRecords, missingNote, type GetAnswer } from '../../semantic/get.js';
import type { Context } from '../context.js';
import { parseValue } from '../filters.js';
import type { EntityGroup } from '../groups.js';
import { writeOne, writeRows } from '../output/rows.js';
import { requestsText } from '../reading/remarks.js';
import { belongingTo, parentOf, type Parent } from '../reading/parent.js';
import type { Session } from '../session.js';

export interface GetOptions {
  readonly fields?: readonly string[];
  readonly raw?: true;
  readonly parentId?: number;
}

interface Wanted {
  readonly entity: string;
  readonly ids: readonly string[];
  /** Parent that the records have to belong to. */
  readonly parent?: Parent;
}

/** `autotask get <entity> <ids...>`. */
export async function get(context: Context, options: GetOptions, name: string, ids: readonly string[]): Promise<void> {
  const entity = entityCalled(name);
  const parent = options.parentId === undefined ? {} : { parent: parentOf(entity, options.parentId) };
  await show(context, options, { entity: entity.name, ids, ...parent });
}

/** `autotask tickets get <ticket...>`, `autotask ticket-notes get <ticket> <note...>`. */
export function getFromGroup({ entity, parent }: EntityGroup) {
  return async (context: Context, options: GetOptions, ...args: readonly (string | readonly string[])[]): Promise<void> => {
    const ids = args.flat().slice(parent === undefined ? 0 : 1);
    const belonging = parent === undefined ? {} : { parent: { field: parent.field, value: parseValue(String(args[0])) } };
    await show(context, options, { entity, ids, ...belonging });
  };
}

/** Shows what is found; that something is missing is told at the end and by the exit code. */
async function show(context: Context, options: GetOptions, wanted: Wanted): Promise<void> {
  const session = await context.connect();
  const { entity, parent } = wanted;
  const ids =
    parent === undefined ? wanted.ids : await belongingTo(session, { entity, ids: wanted.ids, parent, signal: context.signal });
  const { missing, notes = [] } =
    options.raw === true
      ? { missing: await showRaw(context, session, options, wanted, ids) }
      : await showWords(context, session, options, wanted, ids);
  await context.terminal.out.flush();
  context.terminal.note(`${requestsText(session)}.`);
  for (const note of notes) context.terminal.note(note);
  const absent = [...wanted.ids.filter((id) => !ids.includes(id)), ...missing];
  if (absent.length > 0) {
    throw new NotFoundError(`${wanted.entity} ${absent.join(', ')}: not there, or not visible to this API user.`);
  }
}

async function showWords(
  context: Context,
  session: Session,
  { fields }: GetOptions,
  { entity, ids: asked }: Wanted,
  ids: readonly string[],
): Promise<{ readonly missing: readonly string[]; readonly notes?: readonly string[] }> {
  if (ids.length === 0) return { missing: [] };
  const question = { entity, ids, fields, isForProgram: true };
  const answer = await session.understand(() => getRecords(session.semantic.tenant, question, { signal: context.signal }));
  const [only] = answer.rows;
  if (asked.length > 1) await writeRows(context, answer.columns, answer.rows);
  else if (only !== undefined) await writeOne(context, asObject(answer, only));
  // What is missing is told by the exit code and its words.
  return { missing: answer.missing.map(String), notes: answer.notes.filter((note) => note !== missingNote(answer.missing)) };
}

async function showRaw(
  context: Context,
  session: Session,
  { fields }: GetOptions,
  { entity, ids: asked }: Wanted,
  ids: readonly string[],
): Promise<readonly string[]> {
  const isNumeric = (id: string): boolean => /^-?\d+$/.test(id);
  const numeric = { wanted: ids.filter(isNumeric), fields };
  // A number such as T20260309.0012 is found again in the record only if the record carries it.
  const named = { wanted: ids.filter((id) => !isNumeric(id)), fields: fields === undefined ? undefined : [...fields, 'number'] };
  const records: EntityRecord[] = [];
  for (const part of [numeric, named].filter(({ wanted }) => wanted.length > 0)) {
    const question = { entity, filter: { id__in: part.wanted.map(parseValue) }, fields: part.fields };
    const all = await session.understand(() => openExport(session.semantic.tenant, question, { signal: context.signal }));
    for await (const page of all.records()) records.push(...page);
  }
  const [first] = records;
  if (first !== undefined && asked.length === 1) await writeOne(context, first);
  else if (first !== undefined)
    await writeRows(
      context,
      Object.keys(first),
      records.map((record) => Object.keys(first).map((name) => record[name])),
    );
  return ids.filter((id) => !records.some((record) => carries(record, id)));
}

function carries(record: EntityRecord, id: string): boolean {
  return Object.values(record).some((value) => String(value).toLowerCase() === id.toLowerCase());
}

function asObject({ columns }: GetAnswer, row: GetAnswer['rows'][number]): Record<string, unknown> {
  return Object.fromEntries(columns.map((column, index) => [column, row[index] ?? null]));
}
