import { describe, expect, test } from 'vitest';
import { ENTITIES } from '../../src/autotask/catalogue.js';
import { startTenant } from '../../src/demo/tenant.js';
import { apiOf, at, EVERY, ids, itemId } from './support/api.js';

const OPEN = { Filter: [{ op: 'noteq', field: 'status', value: 5 }] };

describe.each(['standard', 'german'] as const)('the demo data behind the server, %s skin', (skin) => {
  test('every entity is queried and its first page read, in ascending order', async () => {
    const api = apiOf(await startTenant({ skin }));
    for (const { name } of ENTITIES.filter((entity) => entity.canQuery && entity.name !== 'TicketHistory')) {
      const answer = await api.post(`${name}/query`, EVERY);
      const found = ids(answer).map(Number);
      expect([name, answer.status]).toEqual([name, 200]);
      expect(found).toEqual(found.toSorted((a, b) => a - b));
    }
  });

  test('1,240 tickets are open, page by page as well as counted', async () => {
    const api = apiOf(await startTenant({ skin }));
    expect((await api.post('Tickets/query/count', OPEN)).json).toEqual({ queryCount: 1240 });
    const sizes: unknown[] = [];
    for (let link: unknown = 'Tickets/query'; typeof link === 'string';) {
      const page = await api.post(link, OPEN);
      sizes.push(at(page.json, 'pageDetails.count'));
      link = at(page.json, 'pageDetails.nextPageUrl');
    }
    expect(sizes).toEqual([500, 500, 240]);
  });

  test('metadata gives the values with which a ticket is created', async () => {
    const api = apiOf(await startTenant({ skin }));
    const fields = at((await api.get('Tickets/entityInformation/fields')).json, 'fields');
    const firstActive = (name: string): number => {
      const field: unknown = Array.isArray(fields) ? fields.find((found) => at(found, 'name') === name) : undefined;
      const values = at(field, 'picklistValues');
      return Number(at(Array.isArray(values) ? values.find((value) => at(value, 'isActive') === true) : undefined, 'value'));
    };
    const ticket = { companyID: 0, title: 'New', status: 1, priority: firstActive('priority'), queueID: firstActive('queueID') };
    const id = itemId(await api.post('Tickets', ticket));
    expect(at((await api.get(`Tickets/${id}`)).json, 'item.ticketNumber')).toMatch(/^T20260309\.\d{4}$/);
  });
});
