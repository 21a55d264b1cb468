import type { Truth } from '../../support/truth.js';
import type { WriteConfig } from '../../../../src/write-config.js';
import type { LoggedRequest } from '../../../../src/demo/request-log.js';
import type { Skin } from '../../../../src/demo/types.js';
import type { WritingScene } from './scene.js';

/** One record that differs afterwards: `create TicketNotes` or `update Tickets 7012`, with the new value of each cell that matters. */
export interface Difference {
  readonly what: string;
  readonly cells: Readonly<Record<string, unknown>>;
}

/** A user's request to write, the calls that a good model makes for it at its first try, and how the outcome is judged. */
export interface WritingJob {
  readonly id: string;
  /** The user's words. */
  readonly says: string;
  /** Entities whose metadata is known beforehand, as it is in a session that has worked with them. */
  readonly entities: readonly string[];
  /** What was asked just before, so that "that ticket" has a meaning; not part of the job. */
  readonly before?: readonly (readonly [tool: string, args: Record<string, unknown>])[];
  /** Resource id of the person who asks; default Maya Okafor. */
  readonly me?: number;
  readonly settings?: Partial<WriteConfig>;
  /** Requests that an expert makes by hand. */
  readonly expert: (truth: Truth) => number;
  /** Requests that the job may take. */
  readonly most: (truth: Truth) => number;
  /** What exactly is to differ afterwards; the order is that of the writes unless `anyOrder`. */
  readonly differs: (truth: Truth) => readonly Difference[];
  readonly anyOrder?: boolean;
  /** For each question that the person is asked in the default settings, what it has to show; none where it is an ordinary write. */
  readonly shows: readonly RegExp[];
  /** Field of the first written record that a rule of the tenant may set to another value right after the write; absent where none can. */
  readonly reverted?: string;
  /** Whether the API user of the restricted variant may not do it at all; the answer then says why. */
  readonly isForbidden?: RegExp;
  /** What the requests that wrote have to satisfy besides. */
  readonly sent?: (writes: readonly LoggedRequest[], truth: Truth) => void;
  /** Makes the calls; fails where an answer is not what the tenant's store says. */
  readonly play: (scene: WritingScene) => Promise<void>;
}

/**
 * What goes wrong: the answer to the first write is lost; Autotask refuses the second write (the only one, where there is one); a rule of the
 * tenant reverts a value; somebody else changes the record while the person thinks; the person says no.
 */
type Trouble = 'lost answer' | 'refused write' | 'rule' | 'stale' | 'declined';

export interface WritingVariant {
  readonly name: string;
  readonly skin: Skin['name'];
  readonly user: 'full' | 'restricted';
  readonly trouble?: Trouble;
  /** Whether strangers' hostile texts stand in the records that the job touches. */
  readonly isHostile?: boolean;
}

export const STANDARD: WritingVariant = { name: 'on the standard tenant', skin: 'standard', user: 'full' };

export const VARIANTS: readonly WritingVariant[] = [
  STANDARD,
  { name: 'on a German tenant with other ids', skin: 'german', user: 'full' },
  { name: 'for an API user who sees a part', skin: 'standard', user: 'restricted' },
  { ...STANDARD, name: 'when the answer to the first write is lost', trouble: 'lost answer' },
  { ...STANDARD, name: 'when Autotask refuses a write between others', trouble: 'refused write' },
  { ...STANDARD, name: 'when a rule of the tenant reverts a value', trouble: 'rule' },
  { ...STANDARD, name: 'when somebody else changes the record while the person thinks', trouble: 'stale' },
  { ...STANDARD, name: 'when the person says no', trouble: 'declined' },
  { ...STANDARD, name: 'on records full of hostile texts', isHostile: true },
];

/** Whether the variant means anything for the job. */
export function isPlayed(job: WritingJob, { trouble }: WritingVariant): boolean {
  return trouble !== 'rule' || job.reverted !== undefined;
}
