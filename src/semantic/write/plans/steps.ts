import { fieldsBesideChanges } from '../../../autotask/routes.js';
import type { EntityRecord } from '../../../autotask/types.js';
import type { Schema } from '../../entities/schema.js';
import { displayName } from '../../entities/field-kind.js';
import type { Draft } from '../draft.js';
import type { StepReference, WriteStep } from '../plan.js';
import { subjectOf } from '../records.js';
import { showFields } from '../shown.js';
import type { Words } from '../words.js';

/** The step of a draft that changes a record; undefined where it is so already. */
export async function updateStep(draft: Draft, words: Words): Promise<WriteStep | undefined> {
  const { before, schema } = draft;
  const written = draft.written();
  if (before === undefined || written.length === 0) return undefined;
  const fields = written.map(({ field }) => field);
  const old = await showFields(schema.name, before, fields, words);
  return {
    action: 'update',
    entity: schema.name,
    id: before.id,
    subject: subjectOf(schema, before),
    fields: draft.fields(),
    alongside: alongside(schema, before),
    before,
    changes: written.map(({ field, shown }, index) => ({ field: displayName(field), before: old[index] ?? null, after: shown })),
    readBack: true,
  };
}

/** The step of a draft that creates a record. */
export function createStep(draft: Draft, subject: string, reference?: StepReference): WriteStep {
  const written = draft.written();
  return {
    action: 'create',
    entity: draft.entity,
    subject,
    fields: draft.fields(),
    ...(reference === undefined ? {} : { reference }),
    changes: written.map(({ field, shown }) => ({ field: displayName(field), before: null, after: shown })),
    // Child records carry nothing that a workflow rule alters; numbers and statuses of the others are worth a look.
    readBack: draft.schema.entity.parent === undefined && draft.schema.entity.canGet && draft.entity !== 'TimeEntries',
  };
}

/** What the route or the API needs besides the changes, so that the client need not read the record once more. */
function alongside({ entity }: Schema, before: EntityRecord): Record<string, unknown> {
  const names = fieldsBesideChanges(entity).filter((name) => before[name] !== undefined);
  return Object.fromEntries(names.map((name) => [name, before[name]]));
}
