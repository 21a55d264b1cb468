import { open, readFile, type FileHandle } from 'node:fs/promises';
import { z } from 'zod';
import { errorCode } from '../autotask/error-code.js';
import { AuditError } from '../semantic/write/errors.js';
import type { WriteEvent, WriteLog } from '../semantic/write/log.js';

/** So many lines about writes that nobody approved wait at most until the file can be written again. */
const MOST_REFUSALS_KEPT = 200;

/**
 * An audit file: one JSON object per line, appended and flushed to disk before and after each write. It is opened for each line, so it can
 * be rotated away at any time; a line that could not be written is kept and written before the next one. The results of writes that were
 * announced are all kept: they are few, since while the file cannot be written no write is announced.
 */
export class AuditFile implements WriteLog {
  readonly #path: string;
  #unwritten: string[] = [];
  #queue: Promise<void> = Promise.resolve();

  constructor(path: string) {
    this.#path = path;
  }

  append(event: WriteEvent): Promise<void> {
    const line = `${JSON.stringify(redacted(event))}\n`;
    const appended = this.#queue.then(() => this.#write(line, event));
    this.#queue = appended.catch(() => undefined);
    return appended;
  }

  async events(): Promise<readonly WriteEvent[]> {
    const text = await readFile(this.#path, 'utf8').catch((error: unknown) => {
      if (errorCode(error) === 'ENOENT') return '';
      throw unusable(error);
    });
    return text.split('\n').flatMap(parseLine);
  }

  async #write(line: string, { event }: WriteEvent): Promise<void> {
    try {
      await appendLines(this.#path, this.#unwritten.join('') + line);
      this.#unwritten = [];
    } catch (error) {
      if (this.#isKept(event)) this.#unwritten.push(line);
      throw unusable(error);
    }
  }

  /** What has happened must be told some time; what has not, because its line failed, must not be told later. */
  #isKept(event: WriteEvent['event']): boolean {
    return event === 'not approved' ? this.#unwritten.length < MOST_REFUSALS_KEPT : event !== 'intent';
  }
}

/** Begins a line of its own also where a crash or a full disk has cut the last one off. */
async function appendLines(path: string, lines: string): Promise<void> {
  const file = await open(path, 'a+', 0o600);
  try {
    await file.appendFile((await endsInMidLine(file)) ? `\n${lines}` : lines);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function endsInMidLine(file: FileHandle): Promise<boolean> {
  const { size } = await file.stat();
  if (size === 0) return false;
  const { buffer } = await file.read(Buffer.alloc(1), 0, 1, size - 1);
  return buffer.toString('latin1') !== '\n';
}

function unusable(error: unknown): AuditError {
  const code = errorCode(error);
  return new AuditError(
    `The audit file cannot be used${code === undefined ? '' : ` (${code})`}, and without it this server does not write. Tell the person who runs the server.`,
  );
}

// Webhooks, portal users and the like have fields that are secrets themselves; attachments are told by their size.
const SECRET_FIELD = /secret|password|passphrase|apikey|token/i;

function redacted(event: WriteEvent): unknown {
  if (event.event !== 'intent') return event;
  return { ...event, before: redactedFields(event.before), after: redactedFields(event.after) };
}

function redactedFields(fields: Readonly<Record<string, unknown>> | null): Record<string, unknown> | null {
  if (fields === null) return null;
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, redactedValue(name, value)]));
}

function redactedValue(name: string, value: unknown): unknown {
  if (typeof value !== 'string') return value;
  if (SECRET_FIELD.test(name)) return '[redacted]';
  return name === 'data' ? `[${value.length} characters of base64]` : value;
}

const fields = z.record(z.string(), z.unknown()).nullable();
const origin = { person: z.string(), host: z.string(), tool: z.string() };

const eventSchema = z.discriminatedUnion('event', [
  z.object({
    event: z.literal('intent'),
    time: z.string(),
    ...origin,
    write: z.string(),
    action: z.enum(['create', 'update', 'delete']),
    entity: z.string(),
    id: z.number().nullable(),
    record: z.string(),
    before: fields,
    after: fields,
    approval: z.enum(['not needed', 'asked', 'two-step', 'look-alike shown']),
    writtenAs: z.object({ id: z.number(), name: z.string() }).exactOptional(),
    undoes: z.string().exactOptional(),
  }),
  z.object({
    event: z.literal('result'),
    time: z.string(),
    write: z.string(),
    outcome: z.enum(['done', 'refused', 'unknown']),
    id: z.number().nullable(),
    requests: z.number(),
    reason: z.string().exactOptional(),
  }),
  z.object({
    event: z.literal('read back'),
    time: z.string(),
    write: z.string(),
    differences: z.record(z.string(), z.unknown()),
  }),
  z.object({
    event: z.literal('not approved'),
    time: z.string(),
    ...origin,
    records: z.array(z.string()),
    risks: z.array(z.string()),
    reason: z.string(),
  }),
]);

/** Lines that are none of ours, and one that a crash has cut off, are passed over. */
function parseLine(line: string): WriteEvent[] {
  if (line === '') return [];
  try {
    const event = eventSchema.safeParse(JSON.parse(line));
    return event.success ? [event.data] : [];
  } catch {
    return [];
  }
}
