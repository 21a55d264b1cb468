import { abortable } from '../abort.js';
import type { Clock } from '../clock.js';
import type { EventListener } from '../events.js';
import type { Priority, Threshold } from '../types.js';
import { currentBudget, isExhausted, isReadingDue, readingFrom, refusal } from './budget.js';
import type { Budget, BudgetLimits } from './budget.js';
import { gapMs } from './pace.js';
import { SlotQueue } from './slots.js';
import type { Release } from './slots.js';
import type { GovernorState } from './state.js';

/** Requests that Autotask takes at once per integration code and entity endpoint (dossier §3). */
export const THREADS = 3;
const CEILING = 0.95;
const SHARE = 0.5;

/**
 * Autotask frees a thread a moment after its answer (dossier §3). The way there and back is mostly moment enough, so a slot rests only briefly
 * before it is used again; longer after Autotask has complained, and less with every request that it then takes.
 */
const SETTLE_MS = 1;
const SETTLE_AFTER_COMPLAINT_MS = 10;
const LONGEST_SETTLE_MS = 200;
const RELAXATION = 0.9;

export interface GovernorOptions {
  /** Requests at once per entity endpoint; default 3. */
  readonly threads?: number | undefined;
  /** Share of the tenant's hourly threshold that this client uses at most; default 0.5. */
  readonly share?: number | undefined;
  /** Share of the threshold, all integrations together, from which this client stops; default 0.95. */
  readonly ceiling?: number | undefined;
}

/** Asks Autotask for the tenant's usage and hands the answer to `noteUsage`. */
export type ReadUsage = () => Promise<unknown>;

export interface Admission {
  readonly endpoint: string;
  readonly priority: Priority;
  readonly signal?: AbortSignal | undefined;
}

/** Decides when a request may leave: the hour's budget first, then a free thread slot of its entity. */
export class Governor {
  readonly #state: GovernorState;
  readonly #clock: Clock;
  readonly #threads: number;
  readonly #limits: BudgetLimits;
  readonly #emit: EventListener;
  /** One at a time per priority stands at the gate, so that waiting requests leave in order and interactive ones are not behind bulk ones. */
  readonly #gates: Readonly<Record<Priority, SlotQueue>> = { interactive: new SlotQueue(1), bulk: new SlotQueue(1) };
  #lastStart = Number.NEGATIVE_INFINITY;
  #settleMs = SETTLE_MS;
  #sinceReading = 0;
  #reading: Promise<void> | undefined;

  constructor(state: GovernorState, clock: Clock, emit: EventListener, options: GovernorOptions = {}) {
    this.#state = state;
    this.#clock = clock;
    this.#emit = emit;
    this.#threads = options.threads ?? THREADS;
    this.#limits = { share: options.share ?? SHARE, ceiling: options.ceiling ?? CEILING };
  }

  /**
   * Waits until the request may be sent. The returned function gives the slot back once the answer is in.
   *
   * @param readUsage Called now and then, see budget.ts. Without it the request passes unpaced: it is the asking.
   * @throws {@link LimitError} when the budget is used up.
   */
  async admit(request: Admission, readUsage?: ReadUsage): Promise<Release> {
    if (readUsage !== undefined) await this.#pass(request, readUsage);
    const spentAt = this.#clock.now();
    await this.#state.spend(spentAt, 1);
    try {
      const release = await this.#state.acquireSlot(request.endpoint, this.#threads, request.priority, request.signal);
      this.#sinceReading++;
      return () => {
        this.#clock.sleep(this.#settleMs).then(release, release);
        this.#settleMs = Math.max(SETTLE_MS, this.#settleMs * RELAXATION);
      };
    } catch (error) {
      await this.#state.spend(spentAt, -1);
      throw error;
    }
  }

  budget(): Promise<Budget> {
    return currentBudget(this.#state, this.#limits, this.#clock.now());
  }

  /** Autotask saw too many requests at once although this client kept to its slots. */
  noteThreadRefusal(): void {
    this.#settleMs = Math.min(Math.max(this.#settleMs * 4, SETTLE_AFTER_COMPLAINT_MS), LONGEST_SETTLE_MS);
  }

  /** What Autotask says of the tenant's usage, whoever asked. */
  async noteUsage(answer: Threshold): Promise<void> {
    const before = await this.budget();
    this.#sinceReading = 0;
    await this.#state.saveReading(readingFrom(answer, before, this.#limits, this.#clock.now()));
    this.#emit({ type: 'usage', budget: await this.budget() });
  }

  /** Autotask refused because the hour's budget is used up, whatever this client thought. */
  async noteHourRefusal(): Promise<void> {
    const { threshold, windowMs, own, recheckAfterMs } = await this.budget();
    await this.#state.saveReading({ at: this.#clock.now(), threshold, windowMs, used: threshold, own, recheckAfterMs });
  }

  /** The gate before the slots: refuses at the ceiling, holds back above half of the budget. */
  async #pass(request: Admission, readUsage: ReadUsage): Promise<void> {
    const budget = await this.#freshBudget(readUsage, request.signal);
    if (!isExhausted(budget, this.#limits, request.priority) && this.#gap(budget, request.priority) === 0) {
      this.#lastStart = this.#clock.now();
      return;
    }
    const leaveGate = await this.#gates[request.priority].acquire(request.priority, request.signal);
    try {
      await this.#waitForTurn(request, readUsage);
    } finally {
      leaveGate();
    }
  }

  async #waitForTurn(request: Admission, readUsage: ReadUsage): Promise<void> {
    for (;;) {
      const budget = await this.#freshBudget(readUsage, request.signal);
      const now = this.#clock.now();
      if (isExhausted(budget, this.#limits, request.priority)) {
        this.#emit({ type: 'refused', priority: request.priority, budget });
        throw await refusal(this.#state, budget, this.#limits, request.priority, now);
      }
      const waitMs = this.#lastStart + this.#gap(budget, request.priority) - now;
      if (waitMs <= 0) {
        this.#lastStart = now;
        return;
      }
      this.#emit({ type: 'paced', priority: request.priority, waitMs, budget });
      await this.#clock.sleep(waitMs, request.signal);
    }
  }

  #gap(budget: Budget, priority: Priority): number {
    return gapMs(budget.usage, priority, this.#limits.ceiling, budget.windowMs / budget.threshold);
  }

  async #freshBudget(readUsage: ReadUsage, signal: AbortSignal | undefined): Promise<Budget> {
    const budget = await this.budget();
    if (!isReadingDue(budget, this.#limits, this.#sinceReading, this.#clock.now())) return budget;
    this.#reading ??= this.#read(readUsage).finally(() => {
      this.#reading = undefined;
    });
    await abortable(this.#reading, signal);
    return this.budget();
  }

  /** A failed reading is no reason to fail the caller's request: the estimate goes on, and the next reading is due later. */
  async #read(readUsage: ReadUsage): Promise<void> {
    this.#sinceReading = 0;
    await readUsage().catch((error: unknown) => this.#emit({ type: 'usage-unknown', error }));
  }
}
