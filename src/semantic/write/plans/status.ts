import type { EntityRecord } from '../../../autotask/types.js';
import type { Schema } from '../../entities/schema.js';
import type { WritePlan } from '../plan.js';
import type { Words } from '../words.js';
import { updateStep } from './steps.js';
import { draftUpdate } from './update.js';

type PlanPart = Pick<WritePlan, 'steps' | 'risks' | 'remarks'>;

/** The part of a plan that sets a record's status beside something else: nothing where no status is wanted, a remark where it is so already. */
export async function planStatus(
  { schema, record }: { readonly schema: Schema; readonly record: EntityRecord },
  status: string | undefined,
  words: Words,
): Promise<PlanPart> {
  if (status === undefined) return { steps: [], risks: [], remarks: [] };
  const draft = await draftUpdate(schema, record, { status }, words);
  const step = await updateStep(draft, words);
  return {
    steps: step === undefined ? [] : [step],
    risks: draft.risks,
    remarks: [...draft.remarks, ...(step === undefined ? [`The status is ${status} already.`] : [])],
  };
}
