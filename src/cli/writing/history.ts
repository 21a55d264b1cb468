import { callOf } from '../../semantic/write/journal.js';
import type { WriteEvent, WriteIntent } from '../../semantic/write/log.js';

/** A call that wrote something, as the audit file tells it. */
export interface PastCall {
  /** Name to take it back by. */
  readonly call: string;
  readonly time: string;
  readonly tool: string;
  readonly records: readonly string[];
  readonly isUndone: boolean;
}

/** The person's calls that wrote something, latest first. */
export function pastCalls(events: readonly WriteEvent[], person: string): PastCall[] {
  const done = new Set(events.flatMap((event) => (event.event === 'result' && event.outcome === 'done' ? [event.write] : [])));
  const intents = events.filter((event) => event.event === 'intent').filter(({ write }) => done.has(write));
  const undone = new Set(intents.flatMap(({ undoes }) => (undoes === undefined ? [] : [undoes])));
  const calls = new Map<string, WriteIntent[]>();
  for (const intent of intents.filter((one) => one.person === person)) {
    const call = callOf(intent.write);
    calls.set(call, [...(calls.get(call) ?? []), intent]);
  }
  return [...calls]
    .map(([call, writes]) => ({
      call,
      time: writes[0]?.time ?? '',
      tool: writes[0]?.tool ?? '',
      records: writes.map(({ action, record }) => `${action} ${record}`),
      isUndone: writes.every(({ write }) => undone.has(write)),
    }))
    .toReversed();
}
