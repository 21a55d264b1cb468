import { parseWhen } from '../../semantic/dates/parse.js';
import { entityCalled } from '../../semantic/entities/entity-words.js';
import type { FieldInfo, Filter } from '../../autotask/types.js';
import type { Context } from '../context.js';
import { CommandLineError } from '../errors.js';
import { parseFilters } from '../filters.js';
import { progressLine } from '../progress.js';
import type { Session } from '../session.js';
import { fileOutput, streamOutput } from '../sync/output.js';
import { runPass, type SyncQuestion } from '../sync/pass.js';
import { fingerprint, lockState, readState, saveState } from '../sync/state.js';

export interface SyncOptions {
  readonly sinceFile: string;
  readonly out?: string;
  readonly since?: string;
  readonly stamp?: string;
  /** Minutes. */
  readonly overlap: number;
}

/** Date fields that move when a record is made or changed, as far as the API has them. Which one moves on which change differs: all are watched. */
const STAMPS = [
  'lastActivityDate',
  'lastTrackedModificationDateTime',
  'lastModifiedDateTime',
  'lastModifiedDate',
  'lastModifiedTime',
  'createDate',
  'createDateTime',
  'createdDate',
];

/** Records that are new or changed since the last run, as ndjson in the API's own form. */
export async function sync(context: Context, options: SyncOptions, name: string, filters: readonly string[]): Promise<void> {
  if (context.global.format !== 'ndjson' && context.global.formatWasChosen) {
    throw new CommandLineError("sync writes ndjson: the API's own records, one a line. Leave --format out.");
  }
  const entity = entityCalled(name).name;
  const session = await context.connect();
  const since = options.since === undefined ? null : startOf(options.since, session);
  const question = await questionOf(context, session, entity, options, filters);
  const release = await lockState(options.sinceFile);
  try {
    const identity = session.config.demo ? 'demo' : session.config.credentials().username;
    const state = await readState(options.sinceFile, fingerprint([identity, entity, filters, question.stamps]), since);
    const output = options.out === undefined ? streamOutput(context.terminal.out) : await fileOutput(options.out, state.bytes);
    const progress = progressLine(context.terminal, entity);
    try {
      const result = await runPass(question, state, {
        client: session.client,
        output,
        save: (next) => saveState(options.sinceFile, next),
        now: () => new Date(),
        signal: context.signal,
        onPage: (read) => progress.show(read),
      });
      progress.clear();
      const resumed = result.resumed ? ' An earlier run had not finished; it was continued.' : '';
      context.terminal.note(
        `${String(result.written)} new or changed ${entity} (${String(result.read)} looked at, ${String(session.client.meter.requests)} API requests). Deleted records do not show.${resumed}`,
      );
    } finally {
      progress.clear();
      await output.close();
    }
  } finally {
    await release();
  }
}

async function questionOf(
  context: Context,
  session: Session,
  entity: string,
  options: SyncOptions,
  filters: readonly string[],
): Promise<SyncQuestion> {
  const known = await session.metadata.fields(entity, { signal: context.signal });
  const stamps = options.stamp === undefined ? usualStamps(known) : [requireStamp(known, entity, options.stamp)];
  if (stamps.length === 0) {
    const dates = known.filter(isDate).map((field) => field.name);
    throw new CommandLineError(
      `${entity} has no date of change that is known here. Name one with --stamp: ${dates.join(', ') || 'it has no date at all, so it cannot be synchronized'}.`,
    );
  }
  return {
    entity,
    filter: filters.length === 0 ? [{ op: 'exist', field: 'id' }] : await apiFilter(session, entity, filters, context.signal),
    stamps,
    overlapMs: options.overlap * 60_000,
  };
}

async function apiFilter(session: Session, entity: string, filters: readonly string[], signal: AbortSignal): Promise<Filter> {
  const { filters: sent, isExact } = await session.semantic.apiFilter(entity, parseFilters(filters), { signal });
  const [only] = sent;
  if (!isExact || sent.length !== 1 || only === undefined) {
    throw new CommandLineError('sync needs a filter that Autotask itself can check, in one piece. Simplify it.');
  }
  return only;
}

/** @throws {InvalidInputError} for words that are no date. */
function startOf(text: string, { semantic }: Session): string {
  return parseWhen(text, semantic.tenant.clock()).start.toUTC().toISO() ?? '';
}

function usualStamps(known: readonly FieldInfo[]): string[] {
  return known
    .filter((field) => isDate(field) && STAMPS.some((name) => name.toLowerCase() === field.name.toLowerCase()))
    .map((field) => field.name);
}

function requireStamp(known: readonly FieldInfo[], entity: string, name: string): string {
  const field = known.find((candidate) => candidate.name.toLowerCase() === name.toLowerCase());
  if (field !== undefined && isDate(field)) return field.name;
  const dates = known.filter(isDate).map((candidate) => candidate.name);
  throw new CommandLineError(`${entity} has no date field "${name}" to filter by. Its dates: ${dates.join(', ')}.`);
}

function isDate(field: FieldInfo): boolean {
  return field.isQueryable && /^date/i.test(field.dataType);
}
