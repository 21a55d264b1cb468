import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { DeadlineError, ShutdownError } from '../../src/error-words.js';
import { RunningCalls, type CallTime } from '../../src/running-calls.js';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** A call that ends when it is told to, or by itself once `finish` is called. */
function startCall(calls: RunningCalls, cancelled: AbortSignal = new AbortController().signal) {
  let time: CallTime | undefined;
  let finish = (): void => undefined;
  const call = calls.run({ cancelled, deadlineMs: 1_000 }, (given) => {
    time = given;
    return new Promise<string>((resolve, reject) => {
      finish = () => {
        resolve('done');
      };
      given.signal.addEventListener('abort', () => {
        reject(given.signal.reason);
      });
    });
  });
  const outcome = call.catch((error: unknown) => error);
  return {
    outcome,
    finish: () => finish(),
    marks: () => [time?.late.aborted, time?.lastMoment.aborted, time?.signal.aborted],
    time: () => time,
  };
}

describe('a running call', () => {
  test('is late after six tenths of its time, has its last moment after nine, and is stopped at the end of it', async () => {
    const call = startCall(new RunningCalls());

    vi.advanceTimersByTime(599);
    expect(call.marks()).toEqual([false, false, false]);
    vi.advanceTimersByTime(1);
    expect(call.marks()).toEqual([true, false, false]);
    vi.advanceTimersByTime(300);
    expect(call.marks()).toEqual([true, true, false]);
    vi.advanceTimersByTime(100);
    expect(await call.outcome).toEqual(new DeadlineError('The call took longer than 1 s and was stopped'));
  });

  test('is stopped with its caller, also with one who has gone before', async () => {
    const caller = new AbortController();
    const running = startCall(new RunningCalls(), caller.signal);
    caller.abort(new Error('gone'));
    const late = startCall(new RunningCalls(), caller.signal);

    expect(await running.outcome).toEqual(new Error('gone'));
    expect([late.time()?.late.reason, late.time()?.lastMoment.reason]).toEqual([new Error('gone'), new Error('gone')]);
  });

  test('leaves no timer behind', async () => {
    const call = startCall(new RunningCalls());
    call.finish();

    expect(await call.outcome).toBe('done');
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('an ending server', () => {
  test('waits for a call that finishes', async () => {
    const calls = new RunningCalls();
    const call = startCall(calls);
    const ended = calls.end(500, 100);
    call.finish();
    await ended;

    expect(await call.outcome).toBe('done');
    expect(vi.getTimerCount()).toBe(0);
  });

  test('stops a call that does not, and lets it say so', async () => {
    const calls = new RunningCalls();
    const call = startCall(calls);
    const ended = calls.end(500, 100);
    await vi.advanceTimersByTimeAsync(500);
    await ended;

    expect(await call.outcome).toEqual(new ShutdownError());
  });

  test('begins no call that comes after its end', async () => {
    const calls = new RunningCalls();
    await calls.end(500, 100);
    const late = startCall(calls);

    expect(late.marks()).toEqual([true, true, true]);
    expect(late.time()?.signal.reason).toEqual(new ShutdownError({ hasBegun: false }));
    late.finish();
    await late.outcome;
  });
});
