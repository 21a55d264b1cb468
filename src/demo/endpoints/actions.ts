import { json, refuse, type Reply } from '../http/reply.js';
import { lowerKeys } from '../query/query.js';
import { actingResource, changedBy, recordChange, type Caller } from '../state.js';
import type { SeedRow } from '../types.js';
import { isoTime } from '../values.js';
import { set } from '../write/draft.js';
import type { Call, RouteOf } from './call.js';
import { callerFor, pathId } from './records.js';

/** `TimeOffRequests.status`: system values. */
const SUBMITTED = 0;
const APPROVED = 1;
const REJECTED = 2;

/**
 * `GET TimeOffRequests/{id}/Approve` and `POST …/Reject`. The answer's shape and the texts are judgements:
 * the dossier establishes the routes and verbs only.
 */
export function answerAction(call: Call<RouteOf<'action'>>): Reply {
  const id = pathId(call.route.parentId);
  const caller = callerFor(call, 'update');
  const before = call.state.store.row('TimeOffRequests', id);
  if (before === undefined) throw refuse('No message. No matching records found.');
  if ((before['status'] ?? SUBMITTED) !== SUBMITTED) throw refuse('The time off request has already been decided.');
  const isApproval = call.route.entity.name === 'TimeOffRequestsApprove';
  const reason = isApproval ? null : rejectReason(call.body);
  decide(call, caller, before, { status: isApproval ? APPROVED : REJECTED, reason });
  return json({ itemId: id });
}

function rejectReason(body: unknown): string | null {
  const reason = lowerKeys(body)?.get('rejectreason');
  return typeof reason === 'string' && reason !== '' ? reason : null;
}

function decide(call: Call, caller: Caller, before: SeedRow, decision: { status: number; reason: string | null }): void {
  const { state } = call;
  const schema = state.schemas.of('TimeOffRequests');
  const after: SeedRow = { ...before, status: decision.status };
  const put = (field: string, value: unknown): void => {
    if (schema.field(field) !== undefined) set(after, field, value);
  };
  put('approveRejectResourceID', actingResource(caller));
  if (decision.status === APPROVED) put('approvedDateTime', isoTime(state.now()));
  if (decision.reason !== null) put('rejectReason', decision.reason);
  state.store.table('TimeOffRequests').put(after);
  recordChange(state, { entity: 'TimeOffRequests', kind: 'update', row: after, before, after, by: changedBy(caller) });
}
