import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FACTS } from '../../src/demo/data/facts.js';
import { InvalidCursorError, InvalidInputError, NotAllowedError } from '../../src/semantic/errors.js';
import type { ListQuestion } from '../../src/semantic/list/list.js';
import { column, NEW_YORK, openDesk } from './support.js';
import type { Desk } from './support.js';

/** What a list of tickets shows. */
const USUAL = ['ticketNumber', 'title', 'status', 'priority', 'company', 'assignedResource', 'queue', 'createDate'];

let desk: Desk;

beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

describe('the 25 newest open tickets of a client', () => {
  const question: ListQuestion = { entity: 'tickets', filter: { company: 'Contoso', open: true } };

  test('come readable, with the total, in four requests cold and two warm', async () => {
    const semantic = desk.fresh();
    const cold = await desk.requestsOf(async () => {
      const answer = await semantic.query(question);
      const open = desk
        .rows('Tickets')
        .filter((row) => row['companyID'] === FACTS.companies.contoso && row['status'] !== 5)
        .sort((a, b) => String(b['createDate']).localeCompare(String(a['createDate'])) || b.id - a.id);
      expect(answer.total).toBe(open.length);
      expect(column(answer, 'ticketNumber')).toEqual(open.slice(0, 25).map((row) => row['ticketNumber']));
      expect(new Set(column(answer, 'company'))).toEqual(new Set(['Contoso']));
      expect(answer).toMatchObject({
        filter: `company = Contoso (id ${FACTS.companies.contoso}) and status ≠ Complete`,
        order: 'createDate descending',
        timeZone: NEW_YORK,
      });
    });
    expect(cold.length).toBeLessThanOrEqual(4);
    expect((await desk.requestsOf(() => semantic.query(question))).length).toBeLessThanOrEqual(2);
  });
});

describe('an answer', () => {
  test('shows labels, names, times in the user’s zone, and only columns with something in them', async () => {
    const answer = await desk.semantic.query({ entity: 'Tickets', filter: { id: FACTS.tickets.firewall } });
    expect(answer.columns).toEqual(USUAL);
    expect(answer.rows[0]).toEqual([
      FACTS.tickets.firewall,
      'Internet drops at the front desk, firewall restarts itself',
      'New',
      'High',
      'Harbor Dental Group',
      'Maya Okafor',
      'Level 1 Support',
      '2026-03-09T08:28-04:00',
    ]);
    expect(answer.customerWritten).toEqual(['title']);
  });

  test('shows fields by people’s names, user-defined ones too, and says which are empty', async () => {
    const fields = ['number', 'Site Code', 'completedDate', 'contact'];
    const answer = await desk.semantic.query({ entity: 'Tickets', filter: { id: FACTS.tickets.firewall }, fields });
    expect(answer.columns).toEqual(['ticketNumber', 'Site Code', 'contact']);
    expect(answer.rows[0]?.slice(1)).toEqual(['HADE-1', 'Priya Nair']);
    expect(answer.notes).toEqual(['Empty in all rows: completedDate.']);
    expect(answer.customerWritten).toEqual(['contact']);
  });

  test('shows by what it is ordered', async () => {
    const answer = await desk.semantic.query({
      entity: 'Tickets',
      filter: { assignedResource: 'me', open: true },
      order: 'priority, due',
    });
    expect(answer.order).toBe('priority, dueDateTime');
    expect(answer.columns).toContain('dueDateTime');
  });

  test.each([
    [{ dueDateTime__lt: 'today', open: true }, 'dueDateTime'],
    [{ overdue: true }, 'dueDateTime'],
    [{ resolvedDueDateTime__lt: 'now', assignedResource: 'me' }, 'resolvedDueDateTime'],
    [{ or: [{ completedDate: 'yesterday' }, { createDate: 'yesterday' }] }, 'completedDate'],
  ])('shows the date it is filtered by, without a look-up, unless fields are named: %j', async (filter, date) => {
    const question = { entity: 'Tickets', filter };
    await desk.semantic.query(question);
    const requests = await desk.requestsOf(async () => {
      expect((await desk.semantic.query(question)).columns).toContain(date);
    });
    expect(requests.filter((request) => /^POST (?!Tickets\/query)/.test(request))).toEqual([]);
    expect((await desk.semantic.query({ ...question, fields: USUAL })).columns).not.toContain(date);
  });

  test('stays below its usual size, however long the rows, and goes on with its cursor', async () => {
    const question = {
      entity: 'TicketNotes',
      filter: { createDateTime: 'last week' },
      fields: ['id', 'description', 'title'],
      order: '-id',
    };
    const short = await desk.semantic.query({ entity: 'TicketNotes', filter: question.filter, order: '-id' });
    expect(JSON.stringify(short.rows).length).toBeLessThan(7_000);
    const ids: unknown[] = [];
    let cursor: string | undefined;
    let total: number;
    do {
      const page = await desk.semantic.query({ ...question, limit: 500, ...(cursor === undefined ? {} : { cursor }) });
      expect(JSON.stringify(page.rows).length).toBeLessThan(50_000);
      ids.push(...column(page, 'id'));
      ({ cursor, total } = page);
    } while (cursor !== undefined);
    expect(ids.length).toBe(total);
    expect(ids).toEqual([...ids].sort((a, b) => Number(b) - Number(a)));
    expect(new Set(ids).size).toBe(total);
  });

  test('of an entity without known habits shows no long texts, unless text is all that its records are', async () => {
    const usual = async (entity: string): Promise<readonly string[]> => (await desk.semantic.query({ entity, limit: 3 })).columns;

    expect(await usual('Services')).toContain('name');
    expect(await usual('Services')).not.toContain('description');
    // A product's name may be longer than many a description.
    expect(await usual('Products')).toContain('name');
    expect(await usual('Products')).not.toContain('description');
    expect(await usual('CompanyAlerts')).toContain('alertText');
  });

  test('cuts long texts visibly', async () => {
    const answer = await desk.semantic.query({
      entity: 'TicketNotes',
      filter: { ticket: FACTS.tickets.raid },
      fields: ['description'],
    });
    expect(column(answer, 'description').some((text) => /… \[\+\d+ characters\]$/.test(String(text)))).toBe(true);
    expect(answer.notes.join()).toContain('are cut; get the record');
  });
});

describe('cursors', () => {
  const question: ListQuestion = {
    entity: 'Tickets',
    filter: { open: true },
    order: '-createDate',
    limit: 10,
    fields: ['ticketNumber'],
  };

  test('survive new rows', async () => {
    const other = await openDesk();
    const first = await other.semantic.query(question);
    const company = {
      companyID: FACTS.companies.contoso,
      title: 'Came in between',
      status: 1,
      priority: 2,
      queueID: 301,
      dueDateTime: '2026-03-12T12:00:00Z',
    };
    await other.client.create('Tickets', company);
    const second = await other.semantic.query({ ...question, ...(first.cursor === undefined ? {} : { cursor: first.cursor }) });
    const both = [...column(first, 'ticketNumber'), ...column(second, 'ticketNumber')];
    const before = await desk.semantic.query({ ...question, limit: 20 });
    expect(both).toEqual(column(before, 'ticketNumber'));
    await other.close();
  });

  test.each(['id', '-date'])('work where Autotask takes no condition but one: the history of a ticket by %s', async (order) => {
    const ticket = desk
      .rows('TicketHistory')
      .find((row, _index, all) => all.filter((other) => other['ticketID'] === row['ticketID']).length > 2);
    const history: ListQuestion = { entity: 'TicketHistory', filter: { ticket: ticket?.['ticketID'] }, fields: ['id'], order };
    const whole = await desk.semantic.query(history);
    const first = await desk.semantic.query({ ...history, limit: 2 });
    const rest = await desk.semantic.query({ ...history, cursor: first.cursor });
    expect([...first.rows, ...rest.rows]).toEqual(whole.rows);
    expect(rest.total).toBe(whole.total);
  });

  test('work at another replica with the same key, whatever the order of the filter’s words', async () => {
    const filter = { open: true, company: 'Contoso' };
    const { cursor } = await desk.semantic.query({ ...question, filter });
    const answer = await desk
      .fresh()
      .query({ ...question, filter: { company: 'Contoso', open: true }, ...(cursor === undefined ? {} : { cursor }) });
    expect(answer.shown).toBe(10);
  });

  test.each([
    ['another filter', { filter: { open: false } }],
    ['another order', { order: 'createDate' }],
    ['another entity', { entity: 'Tasks' }],
  ])('are refused with %s', async (_what, change) => {
    const { cursor } = await desk.semantic.query(question);
    await expect(desk.semantic.query({ ...question, ...change, ...(cursor === undefined ? {} : { cursor }) })).rejects.toThrow(
      InvalidCursorError,
    );
  });

  test('are refused when altered, foreign or garbage', async () => {
    const { cursor = '' } = await desk.semantic.query(question);
    const altered = `${cursor.slice(0, -2)}${cursor.endsWith('A') ? 'BB' : 'AA'}`;
    for (const bad of [altered, 'x', '', 'AAAAAAAAAAAAAAAAAAAAAAAAAAAA']) {
      await expect(desk.semantic.query({ ...question, cursor: bad })).rejects.toThrow(InvalidCursorError);
    }
    await expect(desk.fresh({ cursorKey: 'another key' }).query({ ...question, cursor })).rejects.toThrow(InvalidCursorError);
  });
});

describe('limits', () => {
  test.each([0, -1, 501, 2.5])('%s is no limit', async (limit) => {
    await expect(desk.semantic.query({ entity: 'Tickets', limit })).rejects.toThrow(InvalidInputError);
  });
});

describe('empty is not none', () => {
  test('all visible: nothing matches', async () => {
    const answer = await desk.semantic.query({ entity: 'Tickets', filter: { createDate: '2031' } });
    expect(answer.notes).toEqual(['No Tickets match this filter.']);
  });

  test('a filter that can never match says why', async () => {
    const foreign = await desk.semantic.query({ entity: 'Tickets', filter: { company: 'Contoso', contact: 'Priya Nair' } });
    expect(foreign.notes).toContain('contact Priya Nair belongs to Harbor Dental Group, not to Contoso.');
    const types = await desk.client.fields('Tickets');
    const subTypes = types.find(({ name }) => name === 'subIssueType')?.picklistValues ?? [];
    const [one] = subTypes;
    const other = subTypes.find(({ parentValue }) => parentValue !== one?.parentValue);
    const labels = await desk.semantic.query({
      entity: 'Tickets',
      filter: { issueType: one?.parentValue, subIssueType: other?.value },
    });
    expect(labels.notes.join()).toMatch(/never goes with "issueType = .*": it stands under another issueType/);
  });

  test('a record in the filter that is not there is told, for one request more', async () => {
    const call = (filter: Record<string, unknown>) => desk.semantic.query({ entity: 'TicketNotes', filter });
    const bare = desk.rows('Tickets').find(({ id }) => desk.rows('TicketNotes').every((note) => note['ticketID'] !== id));
    await call({ ticketID: bare?.id });
    const requests = await desk.requestsOf(async () => {
      const answer = await call({ ticketID: 999_999_999, creatorResourceID: 999_999_999 });
      expect(answer.missing).toBe('ticket 999999999');
      expect(answer.notes).toEqual(['No TicketNotes match this filter.', 'No ticket 999999999 is visible to this API user.']);
    });
    expect(requests).toEqual(['POST TicketNotes/query', 'POST Tickets/query/count']);
    expect(await call({ ticketID: bare?.id })).not.toHaveProperty('missing');
    const time = await desk.semantic.query({ entity: 'TimeEntries', filter: { ticketID: 999_999_999, isNonBillable: true } });
    expect(time.missing).toBe('ticket 999999999');
  });

  test('a record that must not be read is not asked for', async () => {
    const filter = { companyID: 999_999_999 };
    const denied = await desk.fresh({ entities: { deny: ['Companies'] } }).query({ entity: 'Tickets', filter });
    expect(denied.notes).toEqual(['No Tickets match this filter.']);
    const text = 'The logged in Resource does not have the adequate permissions to query this entity type.';
    desk.tenant.faults.add({ fault: { kind: 'error', text }, entity: 'Companies' });
    expect((await desk.semantic.query({ entity: 'Tickets', filter })).notes).toEqual(['No Tickets match this filter.']);
  });

  test('a part visible: there may be some', async () => {
    const answer = await desk
      .fresh({ user: 'restricted' })
      .query({ entity: 'TicketAttachments', filter: { ticket: FACTS.tickets.screenshot } });
    expect(answer.total).toBe(0);
    expect(answer.notes.join()).toContain('This API user sees only a part of them, so there may be some.');
  });

  test('nothing visible: whether there are any cannot be told', async () => {
    const call = desk.fresh({ user: 'restricted' }).query({ entity: 'Invoices' });
    await expect(call).rejects.toThrow(NotAllowedError);
    await expect(call).rejects.toThrow(/Invoices are not visible to this API user, so whether there are any cannot be told/);
  });

  test('what the operator keeps closed is not asked for', async () => {
    const closed = desk.fresh({ entities: { deny: ['invoice'] } });
    const onlyTickets = desk.fresh({ entities: { allow: ['Tickets'] } });
    await expect(closed.query({ entity: 'Invoices' })).rejects.toThrow(NotAllowedError);
    await expect(onlyTickets.query({ entity: 'Companies' })).rejects.toThrow(
      /The operator of this server keeps Companies closed/,
    );
    expect((await onlyTickets.query({ entity: 'Tickets', filter: { open: true }, limit: 1 })).shown).toBe(1);
  });
});

// Seven pages are read, of which those that several workers read at once cost one or two more.
test.each([
  { of: 'a field that Autotask cannot filter by', rows: 2_000, filter: { creatorType: 'Contact' }, most: 5 },
  { of: 'a field that Autotask cannot filter by', rows: 3_400, filter: { creatorType: 'Contact' }, most: 10 },
  { of: 'an order that Autotask does not know', rows: 3_400, filter: {}, most: 10 },
])('$rows rows looked through for $of are counted once', async ({ rows, filter, most }) => {
  const newest = desk
    .rows('Tickets')
    .map(({ id }) => id)
    .toSorted((a, b) => b - a);
  const question = { entity: 'Tickets', filter: { ...filter, id__gte: newest[rows - 1] }, order: 'priority', fields: ['id'] };
  await desk.semantic.query({ ...question, filter: { id: newest[0] } });

  const sent = await desk.requestsOf(() => desk.semantic.query(question));

  expect(sent.filter((request) => request === 'POST Tickets/query/count')).toHaveLength(1);
  expect(sent.filter((request) => request.startsWith('POST')).length).toBeLessThanOrEqual(most);
});

test('progress is told, and a cancelled question ends', async () => {
  const read: number[] = [];
  await desk.semantic.query(
    { entity: 'Tickets', filter: { open: true }, order: 'priority' },
    { onProgress: ({ rowsRead }) => read.push(rowsRead) },
  );
  expect(read[0]).toBe(500);
  expect(read.at(-1)).toBe(FACTS.counts.openTickets);
  const controller = new AbortController();
  const call = desk.semantic.query(
    { entity: 'Tickets', filter: { open: true }, order: 'priority' },
    { signal: controller.signal, onProgress: () => controller.abort(new Error('enough')) },
  );
  await expect(call).rejects.toThrow('enough');
});
