import type { EntityDescription } from '../../autotask/catalogue.js';
import { authorise, visibility } from '../access.js';
import { laxJsonIfAny } from '../http/lax-json.js';
import { json, jsonText, refuse, type Reply } from '../http/reply.js';
import { firstPage, nextPage, parsePagingToken, previousPage, type Page, type PagingToken } from '../query/paging.js';
import { parseQuery, type FilterNode, type QueryRequest } from '../query/query.js';
import { fullRenderer, trimmedRenderer, type Renderer } from '../query/render.js';
import { prepareQuery, type PreparedQuery } from '../query/run.js';
import type { Call, RouteOf } from './call.js';

type QueryCall = Call<RouteOf<'query' | 'count' | 'next' | 'previous'>>;

/** `/{Entity}/query` and its `/count`, `/next` and `/previous`, by POST or by GET with `?search=` (dossier §4). */
export function answerQuery(call: QueryCall): Reply {
  const { state, route, user } = call;
  const { entity, kind } = route;
  authorise(state, user, entity, 'query', call.impersonation);
  const search = call.method === 'GET' ? (call.search.get('search') ?? '') : null;
  const request = parseQuery(search === null ? call.body : laxJsonIfAny(search));
  checkTicketHistory(entity, request.filter);
  const schema = state.schemas.of(entity.name);
  const query = prepareQuery(request.filter, schema, state.store.table(entity.name), visibility(user, entity.name));
  if (kind === 'count') return json({ queryCount: query.count() });
  const render = request.includeFields === null ? fullRenderer(schema) : trimmedRenderer(schema, request.includeFields);
  const linkTo = (direction: 'next' | 'previous', token: PagingToken): string =>
    `${call.base}/${entity.name}/query/${direction}?${linkParameters(token, search)}`;
  return pageReply(pageOf(kind, query, request, call), render, linkTo);
}

function pageOf(kind: 'query' | 'next' | 'previous', query: PreparedQuery, request: QueryRequest, call: QueryCall): Page {
  if (kind === 'query') return firstPage(query, request.maxRecords);
  const token = parsePagingToken(call.search.get('paging'));
  return kind === 'next' ? nextPage(query, token) : previousPage(query, token);
}

/** A link carries the search only where the query came by GET (dossier §4). */
function linkParameters(token: PagingToken, search: string | null): string {
  const paging = `paging=${encodeURIComponent(JSON.stringify(token))}`;
  return search === null ? paging : `${paging}&search=${encodeURIComponent(search)}`;
}

/** The list envelope; `count` is this page's rows, `requestCount` the page size (dossier §4). */
export function pageReply(
  page: Page,
  render: Renderer,
  linkTo: (direction: 'next' | 'previous', token: PagingToken) => string,
): Reply {
  const pageDetails = {
    count: page.rows.length,
    requestCount: page.size,
    prevPageUrl: page.previous === null ? null : linkTo('previous', page.previous),
    nextPageUrl: page.next === null ? null : linkTo('next', page.next),
  };
  return jsonText(`{"items":[${page.rows.map(render).join(',')}],"pageDetails":${JSON.stringify(pageDetails)}}`);
}

/** TicketHistory takes exactly one filter, on its ticket (dossier §10). The text is a judgement. */
function checkTicketHistory(entity: EntityDescription, filter: readonly FilterNode[]): void {
  if (entity.name !== 'TicketHistory') return;
  const [only] = filter;
  const isTicket = only?.kind === 'condition' && only.op === 'eq' && only.field.toLowerCase() === 'ticketid';
  if (filter.length !== 1 || !isTicket) throw refuse('TicketHistory can only be queried with a single filter: ticketID eq.');
}
