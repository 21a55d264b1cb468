import assert from 'node:assert/strict';
import { encode } from 'gpt-tokenizer/encoding/o200k_base';
import { FACTS } from '../../../src/demo/data/facts.js';
import type { PlannedFault } from '../../../src/demo/faults.js';
import type { LoggedRequest } from '../../../src/demo/request-log.js';
import type { DemoTenant } from '../../../src/demo/tenant.js';
import { startHost, type Host } from '../../support/host.js';
import { Answer } from './answer.js';
import { faultOf, REASON, type Job, type Variant } from './job.js';
import { Truth } from './truth.js';

/** Tokens that no answer may exceed, and that an answer of the usual length may have. */
const CEILING = 20_000;
const USUAL = 2_000;

/** What a job cost. */
export interface Outcome {
  readonly calls: number;
  readonly requests: number;
  /** Of all answers as text, by the tokenizer of current models. */
  readonly tokens: number;
}

/** A session in which one job is played: a host with its server, and the truth to judge by. Everything asked is counted. */
export class Scene {
  readonly tenant: DemoTenant;
  readonly truth: Truth;
  readonly variant: Variant;
  readonly #host: Host;
  #calls = 0;
  #tokens = 0;
  #requests: LoggedRequest[] = [];
  #toldReason = false;

  private constructor(tenant: DemoTenant, variant: Variant, host: Host) {
    this.tenant = tenant;
    this.variant = variant;
    this.#host = host;
    this.truth = new Truth(tenant, tenant.users[variant.user], variant.skin);
  }

  /** Plays a job on a running tenant, in a session that has asked who it works for and knows the fields of the job's entities. */
  static async play(job: Job, variant: Variant, tenant: DemoTenant): Promise<Outcome> {
    const host = await startHost({ tenant, user: variant.user });
    const scene = new Scene(tenant, variant, host);
    let fault: PlannedFault | undefined;
    try {
      await host.call('autotask_whoami');
      for (const entity of job.entities) {
        await host.call('autotask_list_fields', { entity });
        await host.call('autotask_entity_info', { entity });
      }
      for (const [tool, args] of job.before ?? []) await host.call(tool, args);
      const mark = tenant.changes.mark();
      fault = variant.isFaulty ? tenant.faults.add({ fault: faultOf(job), when: ({ kind }) => kind !== 'zone' }) : undefined;
      await job.play(scene);
      scene.#judge(mark);
      if (fault !== undefined) scene.#judgeFault(job, fault);
    } finally {
      fault?.remove();
      await host.close();
    }
    return { calls: scene.#calls, requests: scene.#requests.length, tokens: scene.#tokens };
  }

  /** A tool call, as the model makes it. */
  readonly ask = async (tool: string, args: Record<string, unknown> = {}): Promise<Answer> => {
    const answer = await this.#call(tool, args);
    return answer.isError && this.isReason(answer.text) ? this.#call(tool, args) : answer;
  };

  /** Whether a failure passes Autotask's own reason on, for which it is worth to try once more. */
  isReason(words: string): boolean {
    const isTold = words.includes(REASON);
    if (isTold) this.#toldReason = true;
    return isTold;
  }

  /** A tool call that must succeed. */
  readonly read = async (tool: string, args: Record<string, unknown> = {}): Promise<Answer> => {
    const answer = await this.ask(tool, args);
    assert.equal(answer.isError, false, answer.text);
    return answer;
  };

  /** The requests that reached Autotask for the job so far. */
  get requests(): readonly LoggedRequest[] {
    return this.#requests;
  }

  /** Counts requests that something else than a tool made for the job. */
  count(requests: readonly LoggedRequest[]): void {
    this.#requests.push(...requests);
  }

  async #call(tool: string, args: Record<string, unknown>): Promise<Answer> {
    const mark = this.tenant.requests.mark();
    const answer = new Answer(await this.#host.call(tool, args));
    this.#requests.push(...this.tenant.requests.since(mark));
    this.#calls += 1;
    const tokens = encode(answer.text).length;
    this.#tokens += tokens;
    const isUsual = !('limit' in args) && !('full_text' in args);
    assert.ok(tokens <= (isUsual ? USUAL : CEILING), `${tool} answered ${String(tokens)} tokens`);
    assert.ok(encode(JSON.stringify(answer.data)).length <= CEILING, `${tool} answered too much`);
    return answer;
  }

  /** What holds for every reading job: nothing is written, and nothing that strangers wrote goes out again. */
  #judge(mark: number): void {
    const writes = this.#requests.filter(({ method, kind }) => method !== 'GET' && !/^(query|count|next|previous)$/.test(kind));
    assert.deepEqual(writes, [], 'a reading job wrote');
    assert.deepEqual(this.tenant.changes.since(mark), [], 'a reading job changed something');
    for (const { path, body } of this.#requests) {
      assert.doesNotMatch(`${path} ${JSON.stringify(body) ?? ''}`, FACTS.canary, 'text of a stranger was sent');
    }
  }

  #judgeFault(job: Job, fault: PlannedFault): void {
    assert.equal(fault.hits, 1, 'nothing went wrong');
    if (faultOf(job).kind === 'error') assert.ok(this.#toldReason, "Autotask's reason was not passed on");
  }
}
