import { randomBytes } from 'node:crypto';
import type { CallOptions } from '../autotask/types.js';
import type { ApiReader } from './api-reader.js';
import { aggregateRecords } from './aggregate/aggregate.js';
import type { AggregateAnswer, AggregateQuestion } from './aggregate/aggregate.js';
import { readAttachment } from './attachment.js';
import type { Attachment, AttachmentQuestion } from './attachment.js';
import { toRequest } from './filter/request.js';
import type { FilterRequest } from './filter/request.js';
import { getRecords } from './get.js';
import type { GetAnswer, GetQuestion } from './get.js';
import { CursorSealer } from './list/cursor.js';
import { listRecords } from './list/list.js';
import type { AskOptions, ListAnswer, ListQuestion } from './list/list.js';
import type { Patience } from './patience.js';
import { Tenant } from './tenant.js';
import type { TenantOptions } from './tenant.js';
import { ticketTimeline } from './timeline/timeline.js';
import type { TimelineAnswer, TimelineQuestion } from './timeline/timeline.js';

export interface SemanticOptions extends Omit<TenantOptions, 'now'> {
  /** Default: the system's clock. */
  readonly now?: (() => Date) | undefined;
  /** Seals cursors; the same key on every replica. Default: random, so that cursors end with the process. */
  readonly cursorKey?: string | Uint8Array | undefined;
}

/**
 * People's words ⇄ the API: questions by names, labels and dates, answers in the same. Every method throws `SemanticError`s for words that
 * are not understood, ambiguous or not allowed, and the client's `AutotaskError`s.
 */
export class Semantic {
  /** Names, labels, identity and clock, for callers with questions of their own. */
  readonly tenant: Tenant;
  readonly #cursors: CursorSealer;

  constructor(client: ApiReader, options: SemanticOptions) {
    this.tenant = new Tenant(client, { ...options, now: options.now ?? (() => new Date()) });
    this.#cursors = new CursorSealer(options.cursorKey ?? randomBytes(32));
  }

  /** The rows of an entity that match a filter, in any order; exact, or refused with the way to narrow. */
  async query(question: ListQuestion, options: AskOptions = {}): Promise<ListAnswer> {
    return listRecords(this.tenant, this.#cursors, question, options);
  }

  /** Records by id or number, with all that is filled in them. */
  async get(question: GetQuestion, options: Patience = {}): Promise<GetAnswer> {
    return getRecords(this.tenant, question, options);
  }

  /** Counts, sums, averages and extremes over all matching rows, by up to two fields; complete or refused. */
  async aggregate(question: AggregateQuestion, options: AskOptions = {}): Promise<AggregateAnswer> {
    return aggregateRecords(this.tenant, question, options);
  }

  /** A ticket and what happened on it, oldest first. */
  async ticketTimeline(question: TimelineQuestion, options: Patience = {}): Promise<TimelineAnswer> {
    return ticketTimeline(this.tenant, question, options);
  }

  /** The content of one attached file. Which files there are is a query of e.g. `TicketAttachments`. */
  async attachment(question: AttachmentQuestion, call: CallOptions = {}): Promise<Attachment> {
    return readAttachment(this.tenant, question, call);
  }

  /** A filter in people's words as the API takes it, for callers that read rows themselves. */
  async apiFilter(entity: string, filter: unknown, call: CallOptions = {}): Promise<FilterRequest> {
    const schema = await this.tenant.schema(entity);
    const { root } = await this.tenant.select(schema, filter, this.tenant.clock(), call);
    return toRequest(schema.name, root);
  }
}

/** The semantic layer over a client, for one user. */
export function createSemantic(client: ApiReader, options: SemanticOptions): Semantic {
  return new Semantic(client, options);
}
