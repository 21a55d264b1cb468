import { InvalidWriteError } from './errors.js';
import { creationKeyOf } from './fingerprint.js';
import type { WritePlan, WriteStep } from './plan.js';
import type { RecentCreates } from './recent.js';

/**
 * The plan without what the same call has created some minutes ago, so that a call made again continues where the earlier one stopped and
 * doubles nothing.
 *
 * @throws {InvalidWriteError} where nobody knows what came of the earlier one.
 */
export function withoutRepeated(plan: WritePlan, person: string, recent: RecentCreates): WritePlan {
  const kept: WriteStep[] = [];
  const remarks: string[] = [];
  /** By the step's index in the plan: its index among the kept ones, or the id of the record that exists already. */
  const places: ({ readonly index: number } | { readonly id: number })[] = [];
  for (const original of plan.steps) {
    const step = placed(original, places);
    // Below a record that is new there can be nothing that exists already.
    const key = step.reference === undefined ? creationKeyOf(step, person) : undefined;
    const earlier = key === undefined ? undefined : recent.find(key);
    if (earlier === undefined) {
      places.push({ index: kept.length });
      kept.push(step);
    } else if (earlier.id === undefined) {
      throw new InvalidWriteError(
        `An equal ${step.subject} was sent ${ago(earlier.ageMs)}, and its answer was lost: look whether it exists before asking again. With allow_duplicate it is sent all the same.`,
      );
    } else {
      places.push({ id: earlier.id });
      remarks.push(
        `Not created again: the same call created ${earlier.subject} (id ${earlier.id}) ${ago(earlier.ageMs)}. If a second one is really wanted, call with allow_duplicate.`,
      );
    }
  }
  return remarks.length === 0 ? plan : { ...plan, steps: kept, remarks: [...remarks, ...plan.remarks] };
}

/** The step with its reference turned to where the record above it now stands. */
function placed(step: WriteStep, places: readonly ({ readonly index: number } | { readonly id: number })[]): WriteStep {
  if (step.reference === undefined) return step;
  const place = places[step.reference.step];
  if (place === undefined) throw new TypeError('A step that refers to a step which comes after it.');
  const { reference, ...rest } = step;
  return 'index' in place
    ? { ...rest, reference: { ...reference, step: place.index } }
    : { ...rest, fields: { ...rest.fields, [reference.field]: place.id } };
}

function ago(ageMs: number): string {
  const seconds = Math.max(1, Math.round(ageMs / 1000));
  return seconds < 90 ? `${seconds} s ago` : `${Math.round(seconds / 60)} min ago`;
}
