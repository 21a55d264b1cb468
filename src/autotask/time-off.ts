import type { Api } from './request.js';
import { requireId } from './routes.js';
import type { CallOptions } from './types.js';

/**
 * Decisions on time-off requests. Sent once: after an error with outcome `unknown` read the request's status before deciding again.
 */
export class TimeOffDecisions {
  readonly #api: Api;

  constructor(api: Api) {
    this.#api = api;
  }

  /** The API approves by GET, of all verbs. */
  async approve(requestId: number, options: CallOptions = {}): Promise<void> {
    const path = `TimeOffRequests/${requireId(requestId, 'TimeOffRequests.id')}/Approve`;
    await this.#api.send({ ...options, method: 'GET', path, endpoint: 'TimeOffRequests', repeatable: 'unsent' });
  }

  async reject(requestId: number, reason?: string, options: CallOptions = {}): Promise<void> {
    const path = `TimeOffRequests/${requireId(requestId, 'TimeOffRequests.id')}/Reject`;
    const body = reason === undefined ? {} : { rejectReason: reason };
    await this.#api.send({ ...options, method: 'POST', path, endpoint: 'TimeOffRequests', body, repeatable: 'unsent' });
  }
}
