import { createHash } from 'node:crypto';
import type { AutotaskClient } from '../../autotask/client.js';
import type { EntityRecord, Filter } from '../../autotask/types.js';
import { toJson } from '../output/json.js';
import type { SyncOutput } from './output.js';
import type { Digests, SyncPass, SyncState } from './state.js';

/** What a run reads. */
export interface SyncQuestion {
  readonly entity: string;
  readonly filter: Filter;
  /** Date fields of which one moves whenever a record changes. */
  readonly stamps: readonly string[];
  readonly overlapMs: number;
}

export interface SyncTools {
  readonly client: AutotaskClient;
  readonly output: SyncOutput;
  readonly save: (state: SyncState) => Promise<void>;
  readonly now: () => Date;
  readonly signal: AbortSignal;
  readonly onPage: (read: number, written: number) => void;
}

export interface SyncResult {
  readonly read: number;
  readonly written: number;
  readonly resumed: boolean;
}

/**
 * Writes every record that is new or changed since the last pass, in order of id, and moves the watermark only when the pass is through.
 * A pass that was killed goes on behind its last page that was accounted for.
 *
 * Why no change is missed: a pass reads from the overlap before the watermark on, the watermark is never later than the moment the pass
 * began, and a record that changes while the pass runs gets a later date than that. Why none is doubled: records of the overlap are
 * known by their digests.
 */
export async function runPass(question: SyncQuestion, previous: SyncState, tools: SyncTools): Promise<SyncResult> {
  const pass = previous.pass ?? beginPass(question, previous, tools.now());
  let state: SyncState = { ...previous, pass };
  const filter = passFilter(question, pass.lower);
  let read = 0;
  let written = 0;
  for (let hasMore = true; hasMore;) {
    tools.signal.throwIfAborted();
    const current = state.pass ?? pass;
    const page = await tools.client.queryPage(question.entity, filter, {
      priority: 'bulk',
      signal: tools.signal,
      afterId: current.afterId ?? undefined,
    });
    const collected = await writePage(page.records, question, current, state.recent, tools.output);
    read += page.records.length;
    written += collected.written;
    const bytes = await tools.output.settle();
    ({ hasMore } = page);
    state = hasMore ? { ...state, bytes, pass: collected.pass } : finish({ ...state, bytes }, collected.pass);
    await tools.save(state);
    tools.onPage(read, written);
  }
  return { read, written, resumed: previous.pass !== null };
}

function beginPass(question: SyncQuestion, state: SyncState, now: Date): SyncPass {
  const { since, watermark } = state;
  const overlapped = watermark === null ? since : earlier(watermark, question.overlapMs);
  const lower = since !== null && overlapped !== null && overlapped < since ? since : overlapped;
  return { startedAt: now.toISOString(), lower, afterId: null, newest: null, recent: {} };
}

function passFilter({ filter, stamps }: SyncQuestion, lower: string | null): Filter {
  if (lower === null) return filter;
  const changed = stamps.map((field) => ({ op: 'gte', field, value: lower }) as const);
  const [only] = changed;
  return [...filter, changed.length === 1 && only !== undefined ? only : { op: 'or', items: changed }];
}

async function writePage(
  records: readonly EntityRecord[],
  question: SyncQuestion,
  pass: SyncPass,
  known: Readonly<Digests>,
  output: SyncOutput,
): Promise<{ pass: SyncPass; written: number }> {
  let written = 0;
  let { newest } = pass;
  const stamped: (readonly [id: string, stamp: string, digest: string])[] = [];
  for (const record of records) {
    const digest = digestOf(record);
    const stamp = newestStamp(record, question.stamps);
    if (stamp !== null && (newest === null || stamp > newest)) newest = stamp;
    if (stamp !== null) stamped.push([String(record.id), stamp, digest]);
    if (known[String(record.id)] === digest) continue;
    await output.write(`${toJson(record)}\n`);
    written += 1;
  }
  const afterId = records.at(-1)?.id ?? pass.afterId;
  // The next pass reads from here on again at the latest; earlier records need not be known by their digests.
  const horizon = newest === null ? '' : earlier(newest < pass.startedAt ? newest : pass.startedAt, question.overlapMs);
  const added = stamped.filter(([, stamp]) => stamp >= horizon).map(([id, , digest]) => [id, digest] as const);
  return { pass: { ...pass, afterId, newest, recent: { ...pass.recent, ...Object.fromEntries(added) } }, written };
}

/** The watermark is the newest date seen, but never later than the beginning of the pass, and never moves back. */
function finish(state: SyncState, { startedAt, newest, recent }: SyncPass): SyncState {
  const reached = newest === null ? (state.watermark ?? state.since) : newest < startedAt ? newest : startedAt;
  const watermark = state.watermark !== null && (reached === null || reached < state.watermark) ? state.watermark : reached;
  return { ...state, watermark, recent: newest === null ? state.recent : recent, pass: null };
}

function newestStamp(record: EntityRecord, stamps: readonly string[]): string | null {
  let newest: string | null = null;
  for (const field of stamps) {
    const value = record[field];
    const time = typeof value === 'string' ? Date.parse(value) : Number.NaN;
    // Autotask writes fractions of a second in several lengths (dossier §9); compared as text they must have one.
    const stamp = Number.isNaN(time) ? null : new Date(time).toISOString();
    if (stamp !== null && (newest === null || stamp > newest)) newest = stamp;
  }
  return newest;
}

function earlier(time: string, byMs: number): string {
  return new Date(Date.parse(time) - byMs).toISOString();
}

function digestOf(record: EntityRecord): string {
  return createHash('sha1').update(JSON.stringify(record)).digest('base64url');
}
