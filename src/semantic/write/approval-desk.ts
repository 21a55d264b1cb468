import type { WriteCall } from './call.js';
import { NotApprovedError } from './errors.js';
import { creationKeyOf, fingerprintOf } from './fingerprint.js';
import type { ApprovalKind, WriteLog } from './log.js';
import { isQuestion, type Risk, type WritePlan } from './plan.js';
import { previewOf } from './preview.js';
import type { Named } from './words.js';

/** When a person is asked: before every write, before risky ones, or never. */
export type ConfirmMode = 'always' | 'risky' | 'never';

/** So many shown creates are remembered. */
const REMEMBERED = 1_000;

/** Decides whether a plan needs a person's word, and gets it. */
export class ApprovalDesk {
  readonly #mode: ConfirmMode;
  readonly #log: WriteLog;
  readonly #now: () => Date;
  readonly #shown = new Set<string>();

  constructor(mode: ConfirmMode, log: WriteLog, now: () => Date) {
    this.#mode = mode;
    this.#log = log;
    this.#now = now;
  }

  /**
   * How the plan comes to be allowed.
   *
   * @param author In whose name it will be recorded; undefined = the API user's own.
   * @throws {NotApprovedError} or {StalePlanError} when it is not.
   */
  async approve(plan: WritePlan, call: WriteCall, author?: Named): Promise<ApprovalKind> {
    const { person } = call.origin;
    const questions = plan.risks.filter(isQuestion);
    const isAnswered = call.allowDuplicate === true && this.hasShown(plan, person);
    const open = isAnswered ? plan.risks.filter((risk) => !isQuestion(risk)) : plan.risks;
    const asked = this.#mode === 'never' ? open.filter(isQuestion) : open;
    if (asked.length === 0 && this.#mode !== 'always')
      return isAnswered && questions.length > 0 ? 'look-alike shown' : 'not needed';
    if (questions.length > 0) this.remember(plan, person);
    const request = {
      plan,
      fingerprint: fingerprintOf(plan, person),
      preview: previewOf(plan, author),
      risks: asked,
      isOnlyQuestion: this.#mode !== 'always' && asked.every(isQuestion),
    };
    try {
      return await call.approver.approve(request);
    } catch (error) {
      if (error instanceof NotApprovedError) await this.#logRefusal(plan, asked, call, error.reason);
      throw error;
    }
  }

  /** Whether everything that the plan creates was shown before, as something that exists or was asked for already. */
  hasShown(plan: WritePlan, person: string): boolean {
    const keys = keysOf(plan, person);
    return keys.length > 0 && keys.every((key) => this.#shown.has(key));
  }

  remember(plan: WritePlan, person: string): void {
    for (const key of keysOf(plan, person)) this.#shown.add(key);
    for (const key of this.#shown) {
      if (this.#shown.size <= REMEMBERED) break;
      this.#shown.delete(key);
    }
  }

  async #logRefusal(plan: WritePlan, risks: readonly Risk[], { origin }: WriteCall, reason: string): Promise<void> {
    await this.#log.append({
      event: 'not approved',
      time: this.#now().toISOString(),
      ...origin,
      records: plan.steps.map(({ subject }) => subject),
      risks: risks.map(({ kind }) => kind),
      reason,
    });
  }
}

function keysOf(plan: WritePlan, person: string): string[] {
  return plan.steps.flatMap((step) => creationKeyOf(step, person) ?? []);
}
