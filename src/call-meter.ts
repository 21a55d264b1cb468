import type { RequestMeter } from './autotask/types.js';

/** Tells what one call cost in API requests. */
export interface RunningCall {
  /** Requests since the call began; undefined where another call ran meanwhile, as both draw on one client's count. */
  readonly requests: () => number | undefined;
  readonly end: () => void;
}

interface CallState {
  alone: boolean;
}

/** Attributes a client's request count to single calls. */
export class CallMeter {
  readonly #running = new Set<CallState>();

  begin(meter: RequestMeter): RunningCall {
    const call: CallState = { alone: this.#running.size === 0 };
    for (const other of this.#running) other.alone = false;
    this.#running.add(call);
    const before = meter.requests;
    return {
      requests: () => (call.alone ? meter.requests - before : undefined),
      end: () => {
        this.#running.delete(call);
      },
    };
  }
}
