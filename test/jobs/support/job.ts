import type { Skin } from '../../../src/demo/types.js';
import type { Fault } from '../../../src/demo/faults.js';
import type { Scene } from './scene.js';

/** A request of a user, the calls that a good model makes for it at its first try, and how the outcome is judged. */
export interface Job {
  readonly id: string;
  /** The user's words. */
  readonly says: string;
  /** Entities whose metadata is known beforehand, as it is in a session that has worked with them. */
  readonly entities: readonly string[];
  /** What was asked just before, so that "that ticket" has a meaning; not part of the job. */
  readonly before?: readonly (readonly [tool: string, args: Record<string, unknown>])[];
  /** Requests that an expert makes by hand. */
  readonly expert: number;
  /** Requests that the job may take. */
  readonly most: number;
  /** Makes the calls; fails where an answer is not as the tenant's store says. */
  readonly play: (scene: Scene) => Promise<void>;
}

export interface Variant {
  readonly name: string;
  readonly skin: Skin['name'];
  readonly user: 'full' | 'restricted';
  readonly isFaulty: boolean;
}

export const STANDARD: Variant = { name: 'on the standard tenant', skin: 'standard', user: 'full', isFaulty: false };

export const VARIANTS: readonly Variant[] = [
  STANDARD,
  { name: 'on a German tenant with other ids', skin: 'german', user: 'full', isFaulty: false },
  { name: 'for an API user who sees a part', skin: 'standard', user: 'restricted', isFaulty: false },
  { name: 'when a request goes wrong', skin: 'standard', user: 'full', isFaulty: true },
];

export const REASON = 'The requested report is being rebuilt, reference 4711.';

const FAULTS: readonly Fault[] = [{ kind: 'thread-limit' }, { kind: 'lose-response' }, { kind: 'error', text: REASON }];

/** What goes wrong in a job: another thing from job to job. */
export function faultOf({ id }: Job): Fault {
  const fault = FAULTS[Number(id.slice(1)) % FAULTS.length];
  if (fault === undefined) throw new Error(`${id} is no job's number`);
  return fault;
}
