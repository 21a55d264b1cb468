import { writeRoute } from '../../../autotask/routes.js';
import type { EntityRecord } from '../../../autotask/types.js';
import type { Schema } from '../../entities/schema.js';
import type { WritePlan, WriteStep } from '../plan.js';
import { readRecords, subjectOf } from '../records.js';
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
  const steps = records.map((record) => deleteStep(schema, record));
  return {
    tool,
    steps,
    risks: [{ kind: 'delete', text: 'A deleted record cannot be brought back.' }, ...severalRecords(steps)],
    remarks: [],
  };
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
