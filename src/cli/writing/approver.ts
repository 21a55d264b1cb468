import type { ApprovalKind } from '../../semantic/write/log.js';
import type { ApprovalRequest, Approver } from '../../semantic/write/approver.js';
import { NotApprovedError } from '../../semantic/write/errors.js';
import { isQuestion, type WritePlan } from '../../semantic/write/plan.js';
import type { Context } from '../context.js';
import type { WriteOptions } from '../program/shared-options.js';
import { confirm } from '../prompt.js';

/** Ends a command that was only to show its plan. */
export class DryRun extends Error {
  override readonly name = 'DryRun';

  constructor(
    readonly plan: WritePlan,
    readonly preview: string,
  ) {
    super('A dry run: nothing was written.');
  }
}

/** What surrounds an approval. */
export interface ApprovalHooks {
  readonly plannedAt: Date;
  /** @throws {WriteCapError} where the plan would pass a cap. */
  readonly requireCap: (plan: WritePlan) => Promise<void>;
  /** Called when the first write is about to be sent. */
  readonly begin: () => void;
}

/** Gets a person's word on the command line: `--dry-run` and `--yes` first, then a question on the terminal, else a refusal. */
export class CommandLineApprover implements Approver {
  readonly plannedAt: Date;

  constructor(
    private readonly context: Context,
    private readonly options: WriteOptions,
    private readonly hooks: ApprovalHooks,
  ) {
    this.plannedAt = hooks.plannedAt;
  }

  async approve(request: ApprovalRequest): Promise<Exclude<ApprovalKind, 'not needed'>> {
    if (this.options.dryRun === true) throw new DryRun(request.plan, request.preview);
    await this.hooks.requireCap(request.plan);
    const approval = await this.#ask(request);
    this.hooks.begin();
    return approval;
  }

  async #ask({ preview, risks }: ApprovalRequest): Promise<Exclude<ApprovalKind, 'not needed'>> {
    // A "yes" given before the question was known does not answer it.
    const isQuestionOpen = risks.some(isQuestion) && this.options.allowDuplicate !== true;
    if (this.options.yes === true && !isQuestionOpen) return 'asked';
    const { terminal, signal } = this.context;
    terminal.tell(preview);
    if (!terminal.isInteractive) {
      const way = isQuestionOpen
        ? 'Add --allow-duplicate to --yes if it is wanted all the same.'
        : 'Add --yes to write without a question.';
      throw new NotApprovedError(`Nothing was written: there is nobody to ask. ${way}`, 'nobody to ask');
    }
    if (await confirm(terminal, 'Write this?', signal)) return 'asked';
    signal.throwIfAborted();
    throw new NotApprovedError('Nothing was written.', 'declined');
  }
}
