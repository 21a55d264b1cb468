import { randomBytes } from 'node:crypto';
import type { AutotaskClient } from '../../autotask/client.js';
import type { Tenant } from '../tenant.js';
import { applyPlan, type Applied, type ApplyContext, type DoneStep } from './apply.js';
import { otherCreatorOf, requireAuthorship, type WriteAs } from './authorship.js';
import type { WriteCall } from './call.js';
import { ApprovalDesk, type ConfirmMode } from './approval-desk.js';
import { DEFAULT_CAPS, WriteBudget, type WriteCaps } from './caps.js';
import { creationKeyOf } from './fingerprint.js';
import { PartialWriteError } from './errors.js';
import { Journal } from './journal.js';
import { NO_LOG, type WriteLog } from './log.js';
import type { WritePlan, WriteStep } from './plan.js';
import { readBack, type StoredStep } from './read-back.js';
import { RecentCreates } from './recent.js';
import { withoutRepeated } from './repeated.js';
import { partialMessage, reportOf, type WriteReport } from './report.js';
import { wordsOf, type Named, type Words } from './words.js';

export interface WriterOptions {
  readonly confirm?: ConfirmMode;
  readonly caps?: WriteCaps;
  /** Default `api-user`. */
  readonly writeAs?: WriteAs;
  /** Default: nothing is kept beyond this process. */
  readonly log?: WriteLog;
  readonly now?: () => Date;
}

/** Makes a plan from people's words. May read, never writes. */
export type MakePlan = (words: Words, journal: Journal, person: string) => Promise<WritePlan>;

/**
 * Writes that can be trusted: a plan is made and checked, approved where it is risky, carried out one request at a time, read back, and
 * recorded. One call at a time, so that no two of this process work on the same record from the same reading.
 */
export class Writer {
  readonly #client: AutotaskClient;
  readonly #tenant: Tenant;
  readonly #log: WriteLog;
  readonly #journal: Journal;
  readonly #budget: WriteBudget;
  readonly #recent: RecentCreates;
  readonly #writeAs: WriteAs;
  readonly #desk: ApprovalDesk;
  readonly #now: () => Date;
  #queue: Promise<unknown> = Promise.resolve();

  constructor(client: AutotaskClient, tenant: Tenant, options: WriterOptions = {}) {
    this.#client = client;
    this.#tenant = tenant;
    this.#log = options.log ?? NO_LOG;
    this.#now = options.now ?? (() => new Date());
    this.#journal = new Journal(this.#log);
    this.#budget = new WriteBudget(options.caps ?? DEFAULT_CAPS, Date.now);
    this.#recent = new RecentCreates(Date.now);
    this.#writeAs = options.writeAs ?? 'api-user';
    this.#desk = new ApprovalDesk(options.confirm ?? 'risky', this.#log, this.#now);
  }

  /** The tenant's time, as far as this process knows it. */
  now(): Date {
    return this.#now();
  }

  /**
   * Carries out what a plan says, and tells what came of it.
   *
   * @throws {NotApprovedError}, {@link StalePlanError}, {@link WriteCapError}, {@link AuthorshipError}, {@link AuditError}: nothing was written.
   * @throws {PartialWriteError} when a later write of the plan failed. The first one's failure is thrown as it is.
   */
  run(call: WriteCall, makePlan: MakePlan): Promise<WriteReport> {
    const turn = this.#queue.then(() => this.#run(call, makePlan));
    this.#queue = turn.catch(() => undefined);
    return turn;
  }

  async #run(call: WriteCall, makePlan: MakePlan): Promise<WriteReport> {
    call.signal?.throwIfAborted();
    const words = wordsOf(this.#client, this.#tenant, call.approver.plannedAt, call.signal);
    const { person } = call.origin;
    const made = await makePlan(words, this.#journal, person);
    const isAnother = call.allowDuplicate === true && this.#desk.hasShown(made, person);
    const plan = isAnother ? made : this.#withoutRepeated(made, person);
    for (const { entity } of plan.steps) this.#tenant.access.require(entity);
    if (plan.steps.length === 0) return { done: [], notes: [...plan.remarks], records: [] };
    this.#budget.require(plan.steps.length);
    const author = await this.#author(plan, words);
    const approval = await this.#desk.approve(plan, call, author);
    return this.#carryOut(plan, { ...this.#context(call), approval, author }, words);
  }

  /** In whose name the plan is to be carried out: said by the settings and the sign-in, never by the caller. */
  async #author(plan: WritePlan, words: Words): Promise<Named | undefined> {
    if (this.#writeAs === 'api-user') return undefined;
    const author = await words.me();
    requireAuthorship(plan, author);
    return author;
  }

  /** Whoever is told of an earlier equal call has been shown it, and may go on after that. */
  #withoutRepeated(made: WritePlan, person: string): WritePlan {
    let plan: WritePlan | undefined;
    try {
      plan = withoutRepeated(made, person, this.#recent);
      return plan;
    } finally {
      if (plan !== made) this.#desk.remember(made, person);
    }
  }

  #context({ origin, signal, requirePermission, onWritten }: WriteCall): Omit<ApplyContext, 'approval' | 'author'> {
    return {
      client: this.#client,
      log: this.#log,
      journal: this.#journal,
      budget: this.#budget,
      now: this.#now,
      origin,
      signal,
      requirePermission,
      onWritten,
      call: `w${randomBytes(4).toString('hex')}`,
    };
  }

  async #carryOut(plan: WritePlan, context: ApplyContext, words: Words): Promise<WriteReport> {
    const applied = await applyPlan(plan, context);
    this.#remember(applied, context.origin.person);
    const { done, failure } = applied;
    if (failure !== undefined && done.length === 0) throw failure.error;
    const { author, signal } = context;
    const read = await readBack(this.#client, done, { signal, isProof: author !== undefined });
    for (const one of read.stored) {
      this.#journal.keepStored(one.write, one.stored);
      await this.#logDifferences(one, author);
    }
    const report = await reportOf(context.call, applied, read, { remarks: plan.remarks, author }, words);
    if (failure === undefined) return report;
    const untried = plan.steps.slice(done.length + 1);
    const reason = failure.error instanceof Error ? failure.error.message : String(failure.error);
    throw new PartialWriteError(partialMessage(report, applied, reason, untried), report, failure.error);
  }

  /** The write is done, so a log that fails now must not look like a failed write; it stops the next one. */
  async #logDifferences(one: StoredStep, author: Named | undefined): Promise<void> {
    const { write, stored, differing } = one;
    const differences = {
      ...Object.fromEntries(differing.map((name) => [name, stored[name] ?? null])),
      ...(author === undefined ? {} : otherCreatorOf(one, author)),
    };
    if (Object.keys(differences).length === 0) return;
    const event = { event: 'read back', time: this.#now().toISOString(), write, differences } as const;
    await this.#log.append(event).catch(() => undefined);
  }

  #remember({ done, failure }: Applied, person: string): void {
    const remember = (step: WriteStep, id: number | undefined): void => {
      const key = creationKeyOf(withParentId(step, done), person);
      if (key !== undefined) this.#recent.remember(key, { entity: step.entity, id, subject: step.subject });
    };
    for (const { step, id } of done) {
      if (step.action === 'delete') this.#recent.forget(step.entity, id);
      else remember(step, id);
    }
    if (failure?.outcome === 'unknown') remember(failure.step, undefined);
  }
}

/** The step as it would be if the record above it had existed before: so it is known again when the call is repeated. */
function withParentId({ reference, ...step }: WriteStep, done: readonly DoneStep[]): WriteStep {
  const parent = reference === undefined ? undefined : done[reference.step];
  if (reference === undefined || parent === undefined) return step;
  return { ...step, fields: { ...step.fields, [reference.field]: parent.id } };
}
