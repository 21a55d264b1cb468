import assert from 'node:assert/strict';
import type { ElicitResult } from '@modelcontextprotocol/client';
import type { FaultTarget, PlannedFault } from '../../../../src/demo/faults.js';
import type { WriteConfig } from '../../../../src/write-config.js';
import type { Answer } from '../../support/answer.js';
import type { WritingJob, WritingVariant } from './job.js';
import type { WritableTenant } from './stage.js';

/** What Autotask says where a variant has it refuse a write. */
const REFUSAL = 'The record is being reindexed, reference 4711.';

const YES: ElicitResult = { action: 'accept', content: { approve: true } };

/** What goes wrong in a job, and whether the product deals with it as it should. */
export class Trouble {
  /** Where the trouble lies in the approval, every write is asked about. */
  readonly settings: Partial<WriteConfig>;
  readonly #job: WritingJob;
  readonly #variant: WritingVariant;
  readonly #writable: WritableTenant;
  #fault: PlannedFault | undefined;
  #stroke = 0;

  constructor(job: WritingJob, variant: WritingVariant, writable: WritableTenant) {
    this.#job = job;
    this.#variant = variant;
    this.#writable = writable;
    this.settings = variant.trouble === 'stale' || variant.trouble === 'declined' ? { confirm: 'always' } : {};
  }

  /** @param writes How many writes the job makes. */
  begin(writes: number): void {
    const { faults } = this.#writable.tenant;
    if (this.#variant.trouble === 'lost answer') this.#fault = faults.add({ fault: { kind: 'lose-response' }, when: isWrite });
    if (this.#variant.trouble === 'refused write') {
      const wanted = Math.min(2, writes);
      this.#fault = faults.add({
        fault: { kind: 'error', text: REFUSAL },
        when: (request) => isWrite(request) && ++this.#stroke === wanted,
      });
    }
    if (this.#variant.trouble === 'rule') this.#writable.rule = this.#revert();
  }

  /** The person's answer; while they think, somebody else may change the record. */
  answer(question: string): ElicitResult {
    if (this.#variant.trouble === 'declined') return { action: 'decline' };
    if (this.#variant.trouble === 'stale' && this.#stroke === 0) this.#stroke = this.#changeMeanwhile(question);
    return YES;
  }

  /** Why a call failed in this variant: `again` where the model should make it once more, `final` where it should not. */
  reasonIn({ text }: Answer): 'again' | 'final' | undefined {
    const { trouble, user } = this.#variant;
    if (user === 'restricted' && this.#job.isForbidden?.test(text) === true) return 'final';
    if (trouble === 'declined' && text.includes('did not agree') && text.includes('Nothing was changed')) return 'final';
    if (trouble === 'stale' && text.includes('changed since the preview') && text.includes('Nothing was changed')) return 'again';
    if (trouble === 'refused write' && text.includes(REFUSAL)) {
      const isPartial = text.includes('Only a part was done');
      return isPartial || text.includes('Nothing was changed') ? 'again' : undefined;
    }
    return undefined;
  }

  /** Fails where the trouble did not come, or was not told. */
  end(answers: readonly Answer[]): void {
    const { trouble } = this.#variant;
    if (this.#fault !== undefined) assert.equal(this.#fault.hits, 1, 'nothing went wrong');
    if (trouble === 'refused write')
      assert.ok(
        answers.some(({ text }) => text.includes(REFUSAL)),
        "Autotask's reason was not passed on",
      );
    if (trouble === 'rule')
      assert.ok(
        answers.some(({ text }) => text.includes('Did not stick')),
        'the rule was not noticed',
      );
    if (trouble === 'stale' && this.#stroke === 2)
      assert.ok(
        answers.some(({ text }) => text.includes('changed since the preview')),
        'the other change was not noticed',
      );
    if (trouble === 'declined')
      assert.ok(
        answers.some(({ text }) => text.includes('did not agree')),
        'nobody was asked',
      );
  }

  /** Sets the job's field back to what it was, or to nothing in a new record, once. */
  #revert(): WritableTenant['rule'] {
    const field = this.#job.reverted;
    let isDone = false;
    return (entity, row, changed) => {
      if (isDone || field === undefined || !(field in changed)) return undefined;
      isDone = true;
      const last = this.#writable.tenant.changes.all().findLast((change) => change.entity === entity && change.id === row.id);
      return { [field]: last?.before?.[field] ?? null };
    };
  }

  /** @returns 2 where a record that is going to be updated was changed, 1 where nothing is but new records. */
  #changeMeanwhile(question: string): number {
    const { store } = this.#writable.tenant;
    const number = /Update (T\d{8}\.\d{4}(?:\.\d+)?)/.exec(question)?.[1];
    const entryId = /Update TimeEntry (\d+)/.exec(question)?.[1];
    const entity = entryId === undefined ? 'Tickets' : 'TimeEntries';
    const row =
      entryId === undefined
        ? store.table('Tickets').equalTo('ticketNumber', [number?.toLowerCase() ?? ''])?.[0]
        : store.row('TimeEntries', Number(entryId));
    if (row === undefined) return 1;
    const other =
      entity === 'Tickets' ? { lastActivityDate: '2026-03-10T02:29:59Z' } : { lastModifiedDateTime: '2026-03-10T02:29:59Z' };
    store.table(entity).put({ ...row, ...other });
    return 2;
  }
}

function isWrite({ method, kind }: FaultTarget): boolean {
  return method !== 'GET' && !/^(query|count|next|previous|zone)$/.test(kind);
}
