import { NotFoundError } from '../../autotask/errors.js';
import { notVisible } from '../../semantic/emptiness.js';
import type { Context } from '../context.js';
import type { Session } from '../session.js';

/** What to say where a list does not show everything. */
export const MORE_ROWS = 'More with --limit, all of them with --all.';

export function requestsText({ client }: Session): string {
  const { requests } = client.meter;
  return `${String(requests)} API request${requests === 1 ? '' : 's'}`;
}

/**
 * Tells the notes of an answer.
 *
 * @param missing Record named by the filter that is not visible: then there is nothing to list, and the command has failed.
 * @throws {NotFoundError} for that record.
 */
export function tellNotes({ terminal }: Context, notes: Iterable<string>, missing: string | undefined): void {
  const failure = missing === undefined ? undefined : notVisible(missing);
  for (const note of new Set(notes)) if (note !== failure) terminal.note(note);
  if (failure !== undefined) throw new NotFoundError(failure);
}
