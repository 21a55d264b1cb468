import type { EntityRecord } from '../../autotask/types.js';
import type { WriteEvent, WriteIntent, WriteLog } from './log.js';
import type { WriteAction } from './plan.js';

/** A write that was carried out, with what is needed to take it back. */
export interface JournalEntry {
  readonly write: string;
  readonly person: string;
  readonly tool: string;
  readonly action: WriteAction;
  readonly entity: string;
  readonly id: number;
  readonly record: string;
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly after: Readonly<Record<string, unknown>> | null;
  /** The whole record right after the write; absent where it was not read back. */
  readonly stored?: EntityRecord;
  readonly undone: boolean;
}

/** So many calls are remembered; older ones are found in the audit file, where there is one. */
const REMEMBERED = 500;

/** The writes of this server by the call they belong to: first those of this process, then those of the log. */
export class Journal {
  readonly #log: WriteLog;
  #entries: JournalEntry[] = [];

  constructor(log: WriteLog) {
    this.#log = log;
  }

  add(entry: Omit<JournalEntry, 'undone'>): void {
    this.#entries.push({ ...entry, undone: false });
    if (this.#entries.length > REMEMBERED) this.#entries = this.#entries.slice(-REMEMBERED);
  }

  /** Keeps the record as it was read back after the write. */
  keepStored(write: string, stored: EntityRecord): void {
    this.#change(write, { stored });
  }

  markUndone(write: string): void {
    this.#change(write, { undone: true });
  }

  /** The person's latest call that wrote something and has not been taken back; undefined where there is none in this process. */
  latestCall(person: string): string | undefined {
    const latest = this.#entries.findLast((entry) => entry.person === person && !entry.undone && entry.tool !== UNDO_TOOL);
    return latest === undefined ? undefined : callOf(latest.write);
  }

  /** All writes of a call, oldest first. */
  async writesOf(call: string, person: string): Promise<JournalEntry[]> {
    const remembered = this.#entries.filter((entry) => callOf(entry.write) === call && entry.person === person);
    if (remembered.length > 0) return remembered;
    return entriesFrom(await this.#log.events()).filter((entry) => callOf(entry.write) === call && entry.person === person);
  }

  #change(write: string, changes: Partial<JournalEntry>): void {
    this.#entries = this.#entries.map((entry) => (entry.write === write ? { ...entry, ...changes } : entry));
  }
}

/** Writes of this tool are not what "undo" without a name means. */
export const UNDO_TOOL = 'autotask_undo';

/** `w7f3k.2` → `w7f3k`. */
export function callOf(write: string): string {
  return write.split('.')[0] ?? write;
}

/** The writes that a log says were carried out; undone ones are known by the undo's record of what it took back. */
function entriesFrom(events: readonly WriteEvent[]): JournalEntry[] {
  const intents = new Map<string, WriteIntent>();
  // A line that failed half-way is written again, so a result may stand there twice.
  const done = new Map<string, { intent: WriteIntent; id: number }>();
  for (const event of events) {
    if (event.event === 'intent') intents.set(event.write, event);
    if (event.event !== 'result' || event.outcome !== 'done') continue;
    const intent = intents.get(event.write);
    const id = event.id ?? intent?.id;
    if (intent !== undefined && id !== undefined && id !== null) done.set(event.write, { intent, id });
  }
  const writes = [...done.values()];
  const undone = new Set(writes.flatMap(({ intent }) => (intent.undoes === undefined ? [] : [intent.undoes])));
  return writes.map(({ intent, id }) => ({ ...intent, id, undone: undone.has(intent.write) }));
}
