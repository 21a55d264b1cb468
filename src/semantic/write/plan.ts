import type { EntityRecord } from '../../autotask/types.js';

export type WriteAction = 'create' | 'update' | 'delete';

/** One field's change in people's words: labels and names, times in the user's zone. Null = empty. */
export interface FieldChange {
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** A field that takes the id which an earlier step of the same plan will be given: a booking's ticket below its new service call. */
export interface StepReference {
  readonly field: string;
  /** Index of the earlier step. */
  readonly step: number;
}

/** One write request of a plan, with every word already resolved. */
export interface WriteStep {
  readonly action: WriteAction;
  /** Plural entity name. */
  readonly entity: string;
  /** Absent for a create. */
  readonly id?: number;
  /** The record in people's words, e.g. `T20260309.0012`. */
  readonly subject: string;
  /** Fields as the API takes them; empty for a delete. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** Names of the fields that were taken from the clock, so that the same call made again has other values there. */
  readonly fromClock?: readonly string[];
  readonly reference?: StepReference;
  /** Unchanged fields that the route or the API needs besides (dossier §5, §8). */
  readonly alongside?: Readonly<Record<string, unknown>>;
  /** Parent's id, for the delete of a child record. */
  readonly parentId?: number;
  /** The record as it was read when the plan was made; absent for a create. */
  readonly before?: EntityRecord;
  readonly changes: readonly FieldChange[];
  /** False where nothing in a tenant can alter what was sent (notes, attachments), so that looking again would only cost a request. */
  readonly readBack: boolean;
  /** The earlier write that this step takes back. */
  readonly undoes?: string;
}

export type RiskKind =
  | 'delete'
  | 'several records'
  | 'customer-visible'
  | 'open checklist items'
  | 'booked visits'
  | 'money'
  | 'staff'
  | 'double booking'
  | 'look-alike';

/** A reason to ask a person before the plan is carried out. */
export interface Risk {
  readonly kind: RiskKind;
  /** One sentence for the person who is asked. */
  readonly text: string;
}

/** Questions on what is meant rather than confirmations of it: asked in every mode. */
const QUESTIONS: ReadonlySet<RiskKind> = new Set<RiskKind>(['look-alike', 'double booking']);

/** Whether the risk asks what is meant: what was found may mean that the write is not wanted at all. */
export function isQuestion({ kind }: Risk): boolean {
  return QUESTIONS.has(kind);
}

/** Everything that a call is going to do, worked out before the first write. */
export interface WritePlan {
  /** Tool or command that made the plan. */
  readonly tool: string;
  readonly steps: readonly WriteStep[];
  /** What the person should know: values taken by default, who will see it, what may fire, what is left alone. */
  readonly remarks: readonly string[];
  readonly risks: readonly Risk[];
}
