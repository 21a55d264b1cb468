import { authorise, visibility } from '../access.js';
import { parentLink } from '../parent-link.js';
import { badRequest, json, jsonText, Refusal, type Reply } from '../http/reply.js';
import { firstPage, nextPage, parsePagingToken } from '../query/paging.js';
import type { FilterNode } from '../query/query.js';
import { fullRenderer, type Renderer } from '../query/render.js';
import { prepareQuery } from '../query/run.js';
import type { Caller } from '../state.js';
import type { SeedRow } from '../types.js';
import { createRecord, deleteRecord, ownRow, updateRecord, type Target, type Written } from '../write/write.js';
import { runWorkflowRules } from '../write/workflow.js';
import type { Call, Outcome, RouteOf } from './call.js';
import { pageReply } from './queries.js';

/** `/{Entity}/{id}`: a record or `{"item":null}`, or its deletion (dossier §5). */
export function answerRecord(call: Call<RouteOf<'record'>>): Outcome {
  const { state, route } = call;
  const id = pathId(route.id);
  const target: Target = { schema: state.schemas.of(route.entity.name), parentId: null };
  if (call.method === 'DELETE') return written(call, deleteRecord(state, callerFor(call, 'delete'), target, id));
  const row = ownRow(state, callerFor(call, 'query'), target, id);
  return { reply: itemReply(row, fullRenderer(target.schema, { withData: true })) };
}

function itemReply(row: SeedRow | null, render: Renderer): Reply {
  return jsonText(`{"item":${row === null ? 'null' : render(row)}}`);
}

/** `/{Entity}`: POST creates, PATCH and PUT update with the id in the body (dossier §5). */
export function answerCollection(call: Call<RouteOf<'collection'>>): Outcome {
  return write(call, { schema: call.state.schemas.of(call.route.entity.name), parentId: null });
}

/** `/{Parent}/{id}/{Child}`: the children, or a write to one of them (dossier §5). */
export function answerChildCollection(call: Call<RouteOf<'child-collection'>>): Outcome {
  const target: Target = { schema: call.state.schemas.of(call.route.entity.name), parentId: pathId(call.route.parentId) };
  return call.method === 'GET' ? { reply: childList(call, target) } : write(call, target);
}

/** `/{Parent}/{id}/{Child}/{id}`; a single attachment comes as `items`, with its bytes (dossier §8). */
export function answerChildRecord(call: Call<RouteOf<'child-record'>>): Outcome {
  const { state, route } = call;
  const schema = state.schemas.of(route.entity.name);
  const target: Target = { schema, parentId: pathId(route.parentId) };
  const id = pathId(route.id);
  if (call.method === 'DELETE') return written(call, deleteRecord(state, callerFor(call, 'delete'), target, id));
  const caller = callerFor(call, 'query');
  const row = childRow(call, target, caller, id);
  const render = fullRenderer(schema, { withData: true });
  if (route.entity.kind !== 'attachment') return { reply: itemReply(row, render) };
  const rows = row === null ? [] : [row];
  return { reply: pageReply({ rows, size: 500, next: null, previous: null }, render, () => '') };
}

/** Time-off balances are addressed by year instead of id. */
function childRow(call: Call<RouteOf<'child-record'>>, target: Target, caller: Caller, id: number): SeedRow | null {
  if (call.route.entity.name !== 'ResourceTimeOffBalances') return ownRow(call.state, caller, target, id);
  const balances = call.state.store.table('ResourceTimeOffBalances').equalTo('resourceID', [target.parentId ?? -1]) ?? [];
  return balances.find((row) => row['year'] === id) ?? null;
}

/** A parent's children in ascending id order. Their page links are GETs with the token alone (judgement). */
function childList(call: Call<RouteOf<'child-collection'>>, target: Target): Reply {
  const { state, route } = call;
  const { entity } = route;
  callerFor(call, 'query');
  const link = target.parentId === null ? null : parentLink(state.schemas, target.schema, target.parentId);
  const filter: FilterNode[] = link === null ? [] : [{ kind: 'condition', op: 'eq', ...link, udf: false }];
  const query = prepareQuery(filter, target.schema, state.store.table(entity.name), visibility(call.user, entity.name));
  const token = call.search.get('paging');
  const page = token === null ? firstPage(query, 500) : nextPage(query, parsePagingToken(token));
  const own = `${call.base}/${entity.parentPath ?? entity.parent ?? ''}/${route.parentId}/${entity.childPath ?? ''}`;
  const render = fullRenderer(target.schema);
  return pageReply({ ...page, previous: null }, render, (_, next) => `${own}?paging=${encodeURIComponent(JSON.stringify(next))}`);
}

function write(call: Call<RouteOf<'collection' | 'child-collection'>>, target: Target): Outcome {
  const { state, body } = call;
  if (call.method === 'POST') return written(call, createRecord(state, callerFor(call, 'create'), target, body));
  return written(call, updateRecord(state, callerFor(call, 'update'), target, body, call.method === 'PUT'));
}

/** No write returns the entity; workflow rules act once the answer is out (dossier §5, §8). */
function written(call: Call<Extract<Call['route'], { entity: unknown }>>, result: Written): Outcome {
  const { entity } = call.route;
  return {
    reply: json({ itemId: result.row.id }),
    afterwards: () => runWorkflowRules(call.state, entity.name, result),
  };
}

type Verb = Parameters<typeof authorise>[3];

export function callerFor(call: Call<Extract<Call['route'], { entity: unknown }>>, verb: Verb): Caller {
  return authorise(call.state, call.user, call.route.entity, verb, call.impersonation);
}

/** An id of the path. @throws {Refusal} 400 where it is no integer (dossier §7). */
export function pathId(text: string): number {
  if (!/^-?\d+$/.test(text)) throw new Refusal(badRequest());
  return Number(text);
}
