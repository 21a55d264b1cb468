import { writeRoute } from '../../../autotask/routes.js';
import type { EntityRecord } from '../../../autotask/types.js';
import type { Schema } from '../../entities/schema.js';
import { resolveColumns } from '../../rows/columns.js';
import { referenceNames } from '../../rows/names.js';
import { tableOf } from '../../rows/table.js';
import type { FieldChange, WritePlan, WriteStep } from '../plan.js';
import { readRecords, subjectOf } from '../records.js';
import { LONGEST_SHOWN } from '../values.js';
import type { Words } from '../words.js';
import { severalRecords } from './update.js';

export interface DeleteInput {
  readonly entity: string;
  readonly ids: readonly (number | string)[];
}

/** A plan that deletes records. */
export async function planDelete(input: DeleteInput, tool: string, words: Words): Promise<WritePlan> {
  const schema = await words.schema(input.entity);
  writeRoute(schema.entity, 'DELETE');
  const records = await readRecords(schema, input.ids, words);
  const losses = await lossesOf(schema, records, words);
  const steps = records.map((record, index) => ({ ...deleteStep(schema, record), changes: losses[index] ?? [] }));
  return {
    tool,
    steps,
    risks: [{ kind: 'delete', text: 'A deleted record cannot be brought back.' }, ...severalRecords(steps)],
    remarks: [],
  };
}

/** What goes with each record, in labels and names, for the person who is asked. */
async function lossesOf(
  schema: Schema,
  records: readonly EntityRecord[],
  { directory, clock, signal, schema: open }: Words,
): Promise<readonly (readonly FieldChange[])[]> {
  const fields = await resolveColumns(undefined, schema, open);
  const names = await referenceNames(records, fields, directory, { signal });
  const style = { timeZone: clock.timeZone, names, longestText: LONGEST_SHOWN, keepsLines: false };
  const { columns, rows } = tableOf(schema.name, records, fields, style);
  return rows.map((row) =>
    columns.flatMap((field, index) => {
      const value = row[index];
      return value === null || value === undefined || value === '' || field === 'id'
        ? []
        : [{ field, before: String(value), after: null }];
    }),
  );
}

/** The step that deletes a record as it was read. */
export function deleteStep(schema: Schema, record: EntityRecord): WriteStep {
  const { parentField, rootMethods } = schema.entity;
  const parentId = rootMethods.includes('DELETE') || parentField === undefined ? undefined : record[parentField];
  return {
    action: 'delete',
    entity: schema.name,
    id: record.id,
    subject: subjectOf(schema, record),
    fields: {},
    ...(typeof parentId === 'number' ? { parentId } : {}),
    before: record,
    changes: [],
    readBack: false,
  };
}
