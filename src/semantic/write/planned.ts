import type { Draft } from './draft.js';

/** A record to create, with records below it that are created in the same call. */
export interface CreateInput {
  readonly entity: string;
  /** Field → value in people's words. */
  readonly fields: Readonly<Record<string, unknown>>;
  readonly children?: readonly CreateInput[] | undefined;
}

/** A record of the plan being made, with those above it. */
export interface PlannedRecord {
  readonly draft: Draft;
  readonly above: PlannedRecord | undefined;
}
