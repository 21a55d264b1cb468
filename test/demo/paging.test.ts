import { describe, expect, test } from 'vitest';
import { at, EVERY, ids, startApi, type Answer, isRefused } from './support/api.js';
import { aTicket } from './support/small-seed.js';

const rows = { Tickets: Array.from({ length: 7 }, (_, index) => aTicket(10 + index * 2, { status: index === 3 ? 5 : 1 })) };
const OPEN = { Filter: [{ op: 'noteq', field: 'status', value: 5 }], MaxRecords: 2 };

function next(answer: Answer): string {
  return String(at(answer.json, 'pageDetails.nextPageUrl'));
}

describe('pages (dossier §4)', () => {
  test('MaxRecords is the page size, count the rows of the page, and the last page has no next link', async () => {
    const api = await startApi({ rows });
    const first = await api.post('Tickets/query', { ...EVERY, MaxRecords: 5 });
    expect(at(first.json, 'pageDetails')).toMatchObject({ count: 5, requestCount: 5, prevPageUrl: null });
    const second = await api.post(next(first), { ...EVERY, MaxRecords: 5 });
    expect(ids(second)).toEqual([20, 22]);
    expect(at(second.json, 'pageDetails')).toMatchObject({ count: 2, requestCount: 5, nextPageUrl: null });
  });

  test('the default page has 500 rows, and a full last page has no next link', async () => {
    const many = Array.from({ length: 500 }, (_, index) => aTicket(index + 1));
    const api = await startApi({ rows: { Tickets: many } });
    const answer = await api.post('Tickets/query', EVERY);
    expect(at(answer.json, 'pageDetails')).toEqual({ count: 500, requestCount: 500, prevPageUrl: null, nextPageUrl: null });
  });

  test('a link of a POST query carries the position only and takes the same body again', async () => {
    const api = await startApi({ rows });
    const link = new URL(next(await api.post('Tickets/query', OPEN)));
    expect(link.pathname).toBe('/ATServicesRest/V1.0/Tickets/query/next');
    expect([...link.searchParams.keys()]).toEqual(['paging']);
    expect(JSON.parse(link.searchParams.get('paging') ?? '')).toEqual({ pageSize: 2, previousIds: [-1], nextIds: [12] });
    expect(ids(await api.post(link.href, OPEN))).toEqual([14, 18]);
    // Another filter is followed just as blindly.
    expect(ids(await api.post(link.href, EVERY))).toEqual([14, 16]);
  });

  test('GET on a link of a POST query is 405, POST without a body 500', async () => {
    const api = await startApi({ rows });
    const link = next(await api.post('Tickets/query', OPEN));
    expect(await api.get(link)).toMatchObject({
      status: 405,
      json: { Message: "The requested resource does not support http method 'GET'." },
    });
    expect(await api.post(link)).toMatchObject({
      status: 500,
      json: { errors: ['Value cannot be null.\r\nParameter name: queryModel'] },
    });
  });

  test('a link of a GET query carries the search and is followed with GET', async () => {
    const api = await startApi({ rows });
    const first = await api.get(`Tickets/query?search=${encodeURIComponent(JSON.stringify(OPEN))}`);
    expect(ids(first)).toEqual([10, 12]);
    const link = new URL(next(first));
    expect([...link.searchParams.keys()]).toEqual(['paging', 'search']);
    const second = await api.get(link.href);
    expect(ids(second)).toEqual([14, 18]);
    expect(ids(await api.get(next(second)))).toEqual([20, 22]);
  });

  test('the back link leads to /query/previous and shows the page before', async () => {
    const api = await startApi({ rows });
    const first = await api.post('Tickets/query', OPEN);
    const second = await api.post(next(first), OPEN);
    const third = await api.post(next(second), OPEN);
    const back = String(at(third.json, 'pageDetails.prevPageUrl'));
    expect(new URL(back).pathname).toBe('/ATServicesRest/V1.0/Tickets/query/previous');
    const again = await api.post(back, OPEN);
    expect(ids(again)).toEqual(ids(second));
    const start = await api.post(String(at(again.json, 'pageDetails.prevPageUrl')), OPEN);
    expect(ids(start)).toEqual(ids(first));
    expect(at(start.json, 'pageDetails.prevPageUrl')).toBeNull();
    expect(ids(await api.post(next(start), OPEN))).toEqual(ids(second));
  });

  test('rows added while paging appear, rows before the position do not come again', async () => {
    const api = await startApi({ rows });
    const link = next(await api.post('Tickets/query', { ...EVERY, MaxRecords: 6 }));
    await api.post('Tickets', { title: 'Late', companyID: 0, status: 1, priority: 1, queueID: 301 });
    expect(ids(await api.post(link, EVERY))).toEqual([22, 23]);
  });

  test('keyset paging by id needs no links', async () => {
    const api = await startApi({ rows });
    const seen: unknown[] = [];
    for (let last = -1; ;) {
      const page = ids(await api.post('Tickets/query', { MaxRecords: 3, Filter: [{ op: 'gt', field: 'id', value: last }] }));
      seen.push(...page);
      if (page.length < 3) break;
      last = Number(page.at(-1));
    }
    expect(seen).toEqual([10, 12, 14, 16, 18, 20, 22]);
  });

  test('a broken token is refused', async () => {
    const api = await startApi({ rows });
    expect(isRefused(await api.post('Tickets/query/next?paging=nonsense', EVERY))).toBe(true);
    expect(isRefused(await api.post('Tickets/query/next', EVERY))).toBe(true);
  });

  test('lists below a parent page with GET', async () => {
    const notes = Array.from({ length: 501 }, (_, index) => ({ id: index + 1, ticketID: 10, title: 'n', publish: 1 }));
    const api = await startApi({ rows: { ...rows, TicketNotes: notes } });
    const first = await api.get('Tickets/10/Notes');
    expect(at(first.json, 'pageDetails.count')).toBe(500);
    expect(ids(await api.get(next(first)))).toEqual([501]);
  });
});
