import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FACTS } from '../../src/demo/data/facts.js';
import { NotFoundError } from '../../src/autotask/errors.js';
import { InvalidInputError, NotAllowedError } from '../../src/semantic/errors.js';
import { column, openDesk } from './support.js';
import type { Desk } from './support.js';

let desk: Desk;

beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

describe('get', () => {
  test('takes ids and numbers together, in the order asked for, and names what is missing', async () => {
    const raid = desk.rows('Tickets').find((row) => row['ticketNumber'] === FACTS.tickets.raid)?.id ?? 0;
    const answer = await desk.semantic.get({
      entity: 'ticket',
      ids: [FACTS.tickets.firewall, raid, 'T19990101.0001', 999_999_999],
      fields: ['number', 'status'],
    });
    expect(column(answer, 'ticketNumber')).toEqual([FACTS.tickets.firewall, FACTS.tickets.raid]);
    expect(column(answer, 'status')).toEqual(['New', 'Complete']);
    expect(answer.missing).toEqual(['T19990101.0001', 999_999_999]);
    expect(answer.notes).toContain('Not visible to this API user, or not there: T19990101.0001, 999999999.');
  });

  test('shows all that is filled in one record, names of people and companies, and user-defined fields', async () => {
    const answer = await desk.semantic.get({ entity: 'Tickets', ids: [FACTS.tickets.firewall] });
    const record = Object.fromEntries(answer.columns.map((name, index) => [name, answer.rows[0]?.[index]]));
    expect(record).toMatchObject({
      company: 'Harbor Dental Group',
      contact: 'Priya Nair',
      status: 'New',
      subIssueType: 'Firewall',
      'Site Code': 'HADE-1',
      createDate: '2026-03-09T08:28:42-04:00',
    });
    expect(answer.columns).not.toContain('resolution');
    expect(answer.customerWritten).toEqual(expect.arrayContaining(['title', 'description', 'contact']));
  });

  test('names all that a whole record refers to, with one request for each entity', async () => {
    const ticket = desk.rows('Tickets').find((row) => Number(row['contractID']) > 0 && Number(row['assignedResourceRoleID']) > 0);
    const nameOf = (entity: string, field: string, name: string): unknown =>
      desk.tenant.store.row(entity, Number(ticket?.[field]))?.[name];
    const semantic = desk.fresh();
    const requests = await desk.requestsOf(async () => {
      const answer = await semantic.get({ entity: 'Tickets', ids: [ticket?.id ?? 0] });
      expect(column(answer, 'contract')).toEqual([nameOf('Contracts', 'contractID', 'contractName')]);
      expect(column(answer, 'assignedResourceRole')).toEqual([nameOf('Roles', 'assignedResourceRoleID', 'name')]);
    });
    const queried = requests.filter((request) => request.endsWith('/query'));
    expect(queried).toEqual([...new Set(queried)]);
    expect(queried).toEqual(expect.arrayContaining(['POST Contracts/query', 'POST Roles/query']));
  });

  test('shows ids of what this API user may not read', async () => {
    const ticket = desk.rows('Tickets').find((row) => Number(row['contractID']) > 0);
    const text = 'The logged in Resource does not have the adequate permissions to query this entity type.';
    const closed = desk.tenant.faults.add({
      fault: { kind: 'error', text },
      entity: 'Contracts',
      times: Number.POSITIVE_INFINITY,
    });
    const semantic = desk.fresh();
    for (const call of [
      semantic.get({ entity: 'Tickets', ids: [ticket?.id ?? 0] }),
      semantic.query({ entity: 'Tickets', filter: { id: ticket?.id }, fields: ['contract'] }),
    ]) {
      expect(column(await call, 'contract')).toEqual([ticket?.['contractID']]);
    }
    closed.remove();
  });

  test('gives a text in full when it is asked for by name', async () => {
    const note = desk.rows('TicketNotes').find((row) => String(row['description']).length > 8_000);
    const cut = await desk.semantic.get({ entity: 'TicketNotes', ids: [note?.id ?? 0] });
    expect(String(column(cut, 'description')[0])).toMatch(/… \[\+\d+ characters\]$/);
    const whole = await desk.semantic.get({ entity: 'TicketNotes', ids: [note?.id ?? 0], fields: ['description'] });
    expect(String(column(whole, 'description')[0]).length).toBeGreaterThan(8_000);
    const fields = ['title', 'noteType', 'publish', 'description'];
    const among = await desk.semantic.get({ entity: 'TicketNotes', ids: [note?.id ?? 0], fields });
    expect(String(column(among, 'description')[0])).toMatch(/… \[\+\d+ characters\]$/);
  });

  test('shows numbers that say yes or no as such', async () => {
    const contact = desk.rows('Contacts').find((row) => row['isActive'] === 0);
    const answer = await desk.semantic.get({ entity: 'Contacts', ids: [contact?.id ?? 0], fields: ['isActive'] });
    expect(answer.rows).toEqual([[false]]);
  });

  test('finds company 0', async () => {
    const answer = await desk.semantic.get({ entity: 'Companies', ids: [0], fields: ['companyName'] });
    expect(answer.rows).toEqual([['Brightwater Managed IT']]);
  });

  test.each([
    [{ entity: 'Tickets', ids: ['the printer one'] }, /"the printer one" is no id of Tickets and no ticketNumber/],
    [{ entity: 'Roles', ids: ['Engineer'] }, /"Engineer" is no id of Roles/],
    [{ entity: 'Tickets', ids: [] }, /Give 1 to 100 ids/],
  ])('refuses %j', async (question, words) => {
    await expect(desk.semantic.get(question)).rejects.toThrow(InvalidInputError);
    await expect(desk.semantic.get(question)).rejects.toThrow(words);
  });
});

describe('a ticket’s timeline', () => {
  test('tells the three facts in order among the noise, each with who can see it', async () => {
    const answer = await desk.semantic.ticketTimeline({ ticket: FACTS.tickets.raid });
    const texts = column(answer, 'text').map(String);
    const facts = [/battery/i, /RB-7734/, /write cache/i].map((fact) => texts.findIndex((text) => fact.test(text)));
    expect(facts.every((place) => place >= 0)).toBe(true);
    const times = column(answer, 'when').map((when) => Date.parse(String(when)));
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(new Set(column(answer, 'seen by'))).toEqual(new Set(['internal', 'customer']));
    expect(column(answer, 'what').filter((what) => what === 'system note').length).toBeGreaterThan(1);
    expect(answer).toMatchObject({ ticket: FACTS.tickets.raid, fields: { status: 'Complete', company: 'Northgate Clinic' } });
    expect(texts.join(' ')).not.toContain(FACTS.tickets.raidRecurrence);
  });

  test('holds exactly the notes and time entries of that ticket, not of its recurrence', async () => {
    const answer = await desk.semantic.ticketTimeline({ ticket: FACTS.tickets.raid, isFull: true });
    const id = desk.rows('Tickets').find((row) => row['ticketNumber'] === FACTS.tickets.raid)?.id;
    const notes = desk.rows('TicketNotes').filter((row) => row['ticketID'] === id);
    const whats = column(answer, 'what');
    expect(whats.filter((what) => what === 'note' || what === 'system note').length).toBe(notes.length);
    const visible = notes.filter((row) => row['publish'] === 1).length;
    const marked = answer.rows.filter((row) => (row[1] === 'note' || row[1] === 'system note') && row[3] === 'customer').length;
    expect(marked).toBe(visible);
    const hours = column(answer, 'hours').reduce<number>((sum, value) => sum + Number(value ?? 0), 0);
    const worked = desk.rows('TimeEntries').filter((row) => row['ticketID'] === id);
    expect(hours).toBeCloseTo(worked.reduce((sum, row) => sum + Number(row['hoursWorked']), 0));
  });

  test('takes four requests with names, five where a customer has written, and fits its usual size', async () => {
    const semantic = desk.fresh();
    // Metadata and people are known, the tickets' companies and contacts are not.
    await semantic.query({ entity: 'Tickets', filter: { assignedResource: 'me' }, fields: ['assignedResource'], limit: 1 });
    const story = (ticket: string): Promise<string[]> =>
      desk.requestsOf(async () => {
        const answer = await semantic.ticketTimeline({ ticket });
        expect(JSON.stringify(answer).length).toBeLessThan(8_000);
      });
    expect((await story(FACTS.tickets.nonBillable)).length).toBeLessThanOrEqual(4);
    expect((await story(FACTS.tickets.raid)).length).toBeLessThanOrEqual(5);
    expect((await story(FACTS.tickets.raid)).length).toBeLessThanOrEqual(3);
  });

  test('reads checklist and attachments on request', async () => {
    const answer = await desk.semantic.ticketTimeline({
      ticket: FACTS.tickets.screenshot,
      include: ['attachments', 'checklist'],
    });
    expect(column(answer, 'what')).toContain('attachment');
    expect(answer.notes).toContain('Not read: notes, time.');
  });

  test('says that it is not there, or no number', async () => {
    await expect(desk.semantic.ticketTimeline({ ticket: 'T19990101.0001' })).rejects.toThrow(NotFoundError);
    await expect(desk.semantic.ticketTimeline({ ticket: 'the slow server' })).rejects.toThrow(/no ticket number/);
  });
});

describe('an attachment', () => {
  const files = async (): Promise<number> => {
    const filter = { ticket: FACTS.tickets.screenshot, contentType__beginsWith: 'image' };
    const list = await desk.semantic.query({ entity: 'TicketAttachments', filter });
    return Number(column(list, 'id')[0]);
  };

  test('comes with its bytes, type and a safe name', async () => {
    const attachment = await desk.semantic.attachment({ entity: 'Tickets', id: await files() });
    expect(attachment.contentType).toMatch(/^image\//);
    expect(attachment.data.subarray(1, 4).toString()).toBe('PNG');
    expect(attachment.bytes).toBe(attachment.data.length);
    expect(attachment.fileName).toMatch(/^[^/\\]+$/);
  });

  test('is found by what it is attached to, however its entity is called', async () => {
    const article = desk.semantic.attachment({ entity: 'KnowledgeBaseArticles', id: 1 });
    await expect(article).rejects.toThrow(/No attachment 1 in ArticleAttachments is visible/);
    await expect(desk.semantic.attachment({ entity: 'Roles', id: 1 })).rejects.toThrow(/Roles take no attachments/);
  });

  test('that is not visible is not there', async () => {
    await expect(desk.semantic.attachment({ entity: 'TicketAttachments', id: 1 })).rejects.toThrow(
      /No attachment 1 in TicketAttachments is visible/,
    );
    const hidden = desk.fresh({ user: 'restricted' }).attachment({ entity: 'Tickets', id: await files() });
    await expect(hidden).rejects.toThrow(/is visible to this API user/);
    const closed = desk.fresh({ entities: { deny: ['TicketAttachments'] } }).attachment({ entity: 'Tickets', id: 1 });
    await expect(closed).rejects.toThrow(NotAllowedError);
  });
});

test('every text of every answer is cleaned', async () => {
  const hostile = /[\u200B\u202A-\u202E\u2060-\u2069\uFEFF]|!\[|\]\(|<[a-z/]/iu;
  const dirty = (entity: string, field: string): number =>
    desk.rows(entity).find((row) => hostile.test(String(row[field])))?.id ?? -1;
  const cases = [
    ['Tickets', 'title'],
    ['Tickets', 'description'],
    ['TicketNotes', 'description'],
    ['Contacts', 'lastName'],
    ['TicketAttachments', 'fullPath'],
  ] as const;
  const found = cases.filter(([entity, field]) => dirty(entity, field) !== -1);
  expect(found.length).toBeGreaterThanOrEqual(3);
  for (const [entity, field] of found) {
    const id = dirty(entity, field);
    const row = desk.tenant.store.row(entity, id);
    const answers: unknown[] = [
      await desk.semantic.query({ entity, filter: { id }, fields: ['*'] }),
      await desk.semantic.get({ entity, ids: [id] }),
      ...(entity === 'Tickets'
        ? [
            await desk.semantic.ticketTimeline({
              ticket: id,
              isFull: true,
              include: ['notes', 'time', 'checklist', 'attachments'],
            }),
          ]
        : []),
      ...(typeof row?.['ticketID'] === 'number'
        ? [await desk.semantic.ticketTimeline({ ticket: row['ticketID'], isFull: true, include: ['notes', 'attachments'] })]
        : []),
      ...(entity === 'Contacts'
        ? [
            await desk.semantic.query({ entity: 'Tickets', filter: { contact: id }, fields: ['contact'] }),
            await desk.semantic.aggregate({ entity: 'Tickets', filter: { contact: id }, groupBy: ['contact'] }),
          ]
        : []),
      ...(field === 'title' ? [await desk.semantic.aggregate({ entity: 'Tickets', filter: { id }, groupBy: ['title'] })] : []),
    ];
    for (const answer of answers) expect(JSON.stringify(answer)).not.toMatch(hostile);
  }
});
