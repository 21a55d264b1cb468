import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElicitResult } from '@modelcontextprotocol/client';
import { encode } from 'gpt-tokenizer/encoding/o200k_base';
import { FACTS } from '../../../../src/demo/data/facts.js';
import type { LoggedRequest } from '../../../../src/demo/request-log.js';
import type { DemoTenant } from '../../../../src/demo/tenant.js';
import { startHost, type Host } from '../../../support/host.js';
import { Answer } from '../../support/answer.js';
import { Truth } from '../../support/truth.js';
import { assertAudited } from './audit.js';
import { assertDiffers, differencesOf } from './differences.js';
import { poison } from './hostile.js';
import type { Difference, WritingJob, WritingVariant } from './job.js';
import type { WritableTenant } from './stage.js';
import { Trouble } from './trouble.js';

/** Tokens that the answer to a write of a few records may have. */
const LONGEST_ANSWER = 1_500;

/** What a writing job cost and left behind. */
export interface WritingOutcome {
  readonly calls: number;
  readonly requests: number;
  /** Of all answers as text, by the tokenizer of current models. */
  readonly tokens: number;
  readonly expert: number;
  readonly most: number;
  readonly differences: readonly Difference[];
}

/** A session in which one writing job is played and judged; everything asked and written is counted. */
export class WritingScene {
  readonly tenant: DemoTenant;
  readonly truth: Truth;
  readonly variant: WritingVariant;
  readonly #job: WritingJob;
  readonly #trouble: Trouble;
  readonly #questions: string[] = [];
  readonly #requests: LoggedRequest[] = [];
  readonly #answers: Answer[] = [];
  #host: Host | undefined;
  #callMark = 0;

  private constructor(job: WritingJob, variant: WritingVariant, writable: WritableTenant) {
    this.tenant = writable.tenant;
    this.variant = variant;
    this.truth = new Truth(this.tenant, this.tenant.users[variant.user], variant.skin);
    this.#job = job;
    this.#trouble = new Trouble(job, variant, writable);
  }

  /** Plays a job on a running tenant, in a session that has asked who it works for and knows the fields and rights of the job's entities. */
  static async play(job: WritingJob, variant: WritingVariant, writable: WritableTenant): Promise<WritingOutcome> {
    const folder = await mkdtemp(join(tmpdir(), 'autotask-jobs-'));
    const cure = variant.isHostile === true ? poison(writable.tenant, new Set(Object.values(FACTS.companies))) : () => undefined;
    const scene = new WritingScene(job, variant, writable);
    try {
      return await scene.#play(join(folder, 'audit.jsonl'));
    } finally {
      await scene.#host?.close();
      cure();
      await rm(folder, { recursive: true });
    }
  }

  /** A tool call that may be refused, as the model makes it. */
  readonly ask = async (tool: string, args: Record<string, unknown>): Promise<Answer> => {
    assert.ok(this.#host);
    this.#callMark = this.tenant.changes.mark();
    const mark = this.tenant.requests.mark();
    const answer = new Answer(await this.#host.call(tool, args));
    this.#requests.push(...this.tenant.requests.since(mark));
    this.#answers.push(answer);
    return answer;
  };

  /** A tool call that must succeed, unless this variant makes it fail: then the model reads why and makes it again. */
  readonly write = async (tool: string, args: Record<string, unknown>): Promise<Answer> => {
    const answer = await this.ask(tool, args);
    if (!answer.isError) return answer;
    const reason = this.#trouble.reasonIn(answer);
    assert.ok(reason !== undefined, answer.text);
    if (reason === 'final') return answer;
    const again = await this.ask(tool, args);
    assert.equal(again.isError, false, again.text);
    return again;
  };

  /** A question of the model before it writes; must succeed. */
  readonly read = async (tool: string, args: Record<string, unknown>): Promise<Answer> => {
    const answer = await this.ask(tool, args);
    assert.equal(answer.isError, false, answer.text);
    return answer;
  };

  async #play(auditFile: string): Promise<WritingOutcome> {
    const { tenant, truth, variant } = this;
    const job = this.#job;
    const me = job.me ?? FACTS.people.maya;
    this.#host = await startHost({
      tenant,
      user: variant.user,
      me: { resourceId: me },
      writes: { ...job.settings, ...this.#trouble.settings, auditFile },
      person: (question) => this.#answer(question),
    });
    await this.#host.call('autotask_whoami');
    for (const entity of job.entities) {
      await this.#host.call('autotask_list_fields', { entity });
      await this.#host.call('autotask_entity_info', { entity });
    }
    for (const [tool, args] of job.before ?? []) await this.#host.call(tool, args);
    const expected = this.#isForbidden ? [] : job.differs(truth);
    const [expert, most] = [job.expert(truth), job.most(truth)];
    const mark = tenant.changes.mark();
    this.#trouble.begin(expected.length);
    await job.play(this);
    this.#trouble.end(this.#answers);
    const differences = differencesOf(tenant.changes.since(mark));
    assertDiffers(differences, variant.trouble === 'declined' ? [] : expected, job.anyOrder === true);
    await assertAudited(auditFile, tenant.changes.since(mark), `resource ${String(me)}`, variant.trouble === 'lost answer');
    this.#judgeRequests();
    this.#judgeWords();
    return { calls: this.#answers.length, requests: this.#requests.length, tokens: this.#tokens(), expert, most, differences };
  }

  get #isForbidden(): boolean {
    return this.variant.user === 'restricted' && this.#job.isForbidden !== undefined;
  }

  #answer(question: string): ElicitResult {
    assert.deepEqual(differencesOf(this.tenant.changes.since(this.#callMark)), [], 'written before the person agreed');
    this.#questions.push(question);
    return this.#trouble.answer(question);
  }

  #judgeRequests(): void {
    const writes = this.#requests.filter(({ method, kind }) => method !== 'GET' && !/^(query|count|next|previous)$/.test(kind));
    if (this.variant.trouble === undefined && !this.#isForbidden) this.#job.sent?.(writes, this.truth);
    for (const request of this.#requests) {
      const { path, body } = request;
      if (!writes.includes(request)) assert.equal(request.impersonationResourceId, null, 'a read in somebody else’s name');
      assert.doesNotMatch(`${path} ${JSON.stringify(body) ?? ''}`, FACTS.canary, 'text of a stranger was sent');
    }
  }

  /** What the person was shown, and that nothing invisible or active stands in it. */
  #judgeWords(): void {
    const { shows } = this.#job;
    if (this.#isForbidden) assert.match(this.#answers.at(-1)?.text ?? '', this.#job.isForbidden ?? /^$/);
    else if (this.variant.trouble !== 'stale' && this.variant.trouble !== 'declined') {
      for (const pattern of shows)
        assert.ok(
          this.#questions.some((question) => pattern.test(question)),
          `not shown: ${String(pattern)}`,
        );
      if (shows.length === 0) assert.deepEqual(this.#questions, [], 'asked for an ordinary write');
    }
    for (const text of [...this.#questions, ...this.#answers.map((answer) => answer.text)]) {
      assert.doesNotMatch(
        text,
        /[\u200B-\u200D\u2060\uFEFF\u202A-\u202E]|[\u{E0000}-\u{E007F}]/u,
        'invisible characters were shown',
      );
      assert.ok(!text.includes('\u001B'), 'a terminal command was shown');
    }
    for (const { text } of this.#answers.filter(({ isError }) => !isError)) {
      assert.ok(encode(text).length <= LONGEST_ANSWER, `an answer of ${String(encode(text).length)} tokens`);
    }
  }

  #tokens(): number {
    return this.#answers.reduce((sum, { text }) => sum + encode(text).length, 0);
  }
}
