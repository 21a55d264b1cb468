/** What goes wrong with a request. */
export type Fault =
  /** The connection is cut before the request is handled. */
  | { readonly kind: 'lose-request' }
  /** The request is handled, then the connection is cut instead of the answer. */
  | { readonly kind: 'lose-response' }
  /** The answer stops half-way and the connection is reset. */
  | { readonly kind: 'reset-mid-body' }
  /** A complete HTTP answer whose JSON is cut off. */
  | { readonly kind: 'truncated-json' }
  /** A front-end's error page. */
  | { readonly kind: 'html'; readonly status: 502 | 503 | 504 }
  /** The thread limit's refusal; without `retryAfterSeconds` no `Retry-After` header. */
  | { readonly kind: 'thread-limit'; readonly retryAfterSeconds?: number }
  /** The empty 401 that a moved database gives (dossier §1). */
  | { readonly kind: 'unauthorized' }
  /** A business failure with this text. */
  | { readonly kind: 'error'; readonly text: string; readonly status?: number }
  /** Handled after so many milliseconds. */
  | { readonly kind: 'slow'; readonly ms: number }
  /** Handled once the promise is settled; the thread slot stays taken. */
  | { readonly kind: 'hold'; readonly until: Promise<unknown> };

/** What a fault rule can look at. */
export interface FaultTarget {
  readonly method: string;
  readonly path: string;
  readonly entity: string | null;
  readonly kind: string;
  readonly body: unknown;
}

export interface FaultRule {
  readonly fault: Fault;
  readonly method?: string;
  /** Plural entity name. */
  readonly entity?: string;
  /** Kind of route as in the request log, e.g. `query`. */
  readonly route?: string;
  readonly when?: (request: FaultTarget) => boolean;
  /** How often the fault strikes; default once, `Infinity` for always. */
  readonly times?: number;
  /** Chance that a matching request is struck, from a generator with a fixed seed; default 1. */
  readonly probability?: number;
}

export interface PlannedFault {
  /** Requests struck so far. */
  readonly hits: number;
  remove(): void;
}

interface Entry {
  readonly rule: FaultRule;
  left: number;
  hits: number;
}

/** Faults that tests inject, in the order they were added; each request is struck by at most one. */
export class FaultPlan {
  readonly #entries = new Set<Entry>();
  readonly #random: () => number;

  constructor(seed = 1) {
    this.#random = generator(seed);
  }

  add(rule: FaultRule): PlannedFault {
    const entry: Entry = { rule, left: rule.times ?? 1, hits: 0 };
    this.#entries.add(entry);
    return {
      get hits() {
        return entry.hits;
      },
      remove: () => void this.#entries.delete(entry),
    };
  }

  clear(): void {
    this.#entries.clear();
  }

  /** The fault that strikes this request, or null. */
  take(request: FaultTarget): Fault | null {
    for (const entry of this.#entries) {
      if (entry.left <= 0 || !this.#strikes(entry.rule, request)) continue;
      entry.left -= 1;
      entry.hits += 1;
      return entry.rule.fault;
    }
    return null;
  }

  #strikes(rule: FaultRule, request: FaultTarget): boolean {
    if (rule.method !== undefined && rule.method !== request.method) return false;
    if (rule.entity !== undefined && rule.entity !== request.entity) return false;
    if (rule.route !== undefined && rule.route !== request.kind) return false;
    if (rule.when !== undefined && !rule.when(request)) return false;
    return rule.probability === undefined || this.#random() < rule.probability;
  }
}

/** Numbers in [0, 1), the same for the same seed (mulberry32). */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
