import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ENTITIES } from '../../src/autotask/catalogue.js';
import { AmbiguousNameError, IdentityError, InvalidInputError, UnknownNameError } from '../../src/semantic/errors.js';
import { nameRule } from '../../src/semantic/names/rules.js';
import { column, openDesk } from './support.js';
import type { Desk } from './support.js';

let desk: Desk;

beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

const tickets = (filter: unknown) =>
  desk.semantic.query({ entity: 'Tickets', filter, fields: ['id', 'company', 'assignedResource'], limit: 500 });
const idsWhere = (holds: (row: Record<string, unknown>) => boolean): number[] =>
  desk
    .rows('Tickets')
    .filter(holds)
    .map((row) => row.id);
const sortedIds = (answer: Awaited<ReturnType<typeof tickets>>): unknown[] =>
  column(answer, 'id').toSorted((a, b) => Number(a) - Number(b));

describe('companies', () => {
  test('an exact name wins over longer names that contain it, and inactive namesakes', async () => {
    const answer = await tickets({ company: 'acme tooling', open: true });
    expect(answer.filter).toBe('company = Acme Tooling (id 1201) and status ≠ Complete');
    expect(sortedIds(answer)).toEqual(idsWhere((row) => row['companyID'] === 1201 && row['status'] !== 5));
  });

  test('a name that fits several companies is a question with candidates, told apart by kind and state', async () => {
    const error = await ambiguity(tickets({ company: 'Acme' }));
    expect(error.candidates).toEqual([
      { id: 1201, name: 'Acme Tooling', isActive: true, detail: 'Customer' },
      { id: 1202, name: 'Acme Catering', isActive: true, detail: 'Customer' },
      { id: 1203, name: 'ACME Holdings', isActive: true, detail: 'Prospect' },
      { id: 1204, name: 'Acme Tooling (old)', isActive: false, detail: 'Customer' },
    ]);
    expect(String(error)).toContain('Acme Tooling (old) (id 1204, Customer, inactive)');
  });

  test('parent and child are told apart', async () => {
    await expect(tickets({ company: 'Harbor Dental' })).rejects.toThrow(
      /Harbor Dental Eastside \(id 1102, Customer, child of Harbor Dental Group\)/,
    );
  });

  test('the only active company whose name contains the words is taken, and that is said', async () => {
    const answer = await tickets({ company: 'Northgate C', open: true });
    expect(answer.notes).toContain('"Northgate C" was understood as the company Northgate Clinic (id 1301).');
  });

  test('company 0 is a company', async () => {
    for (const company of [0, '0', 'Brightwater Managed IT']) {
      const answer = await tickets({ company, open: true });
      expect(sortedIds(answer)).toEqual(idsWhere((row) => row['companyID'] === 0 && row['status'] !== 5));
    }
  });

  test('an unknown name is an error that says what is visible, not an empty list', async () => {
    await expect(tickets({ company: 'Globex' })).rejects.toThrow(UnknownNameError);
    await expect(tickets({ company: 'Contoso Limited' })).rejects.toThrow(
      /No company called "Contoso Limited" is visible to this API user\. Did you mean Contoso\?/,
    );
  });
});

describe('people', () => {
  test('a first name means the only active person who has it; an inactive namesake is named', async () => {
    const answer = await tickets({ assignedResource: 'Marco', open: true });
    expect(answer.filter).toContain('Marco Bellini (id 502)');
    expect(answer.notes).toEqual([
      '"Marco" was understood as the resource Marco Bellini (id 502).',
      'Not counted as "Marco", being inactive: Marco Bell (id 503).',
    ]);
  });

  test('an inactive person named in full is found, and said to be inactive', async () => {
    const answer = await tickets({ assignedResource: 'Marco Bell', open: true });
    expect(answer.total).toBe(6);
    expect(column(answer, 'assignedResource')).toEqual(Array(6).fill('Marco Bell (inactive)'));
    expect(answer.notes).toContain('Marco Bell (id 503) is inactive.');
  });

  test('resource 4 is a resource', async () => {
    const answer = await desk.semantic.query({
      entity: 'TicketNotes',
      filter: { creatorResource: 4, ticket: 'T20260304.0007' },
      fields: ['id', 'creatorResource'],
    });
    const ticket = ticketId('T20260304.0007');
    const expected = desk.rows('TicketNotes').filter((row) => row['creatorResourceID'] === 4 && row['ticketID'] === ticket);
    expect(answer.total).toBe(expected.length);
    expect(new Set(column(answer, 'creatorResource'))).toEqual(new Set(['Autotask Administrator']));
  });

  test('a part of an e-mail address means nobody', async () => {
    await expect(tickets({ assignedResource: 'brightwater.example' })).rejects.toThrow(UnknownNameError);
  });

  test('two people of one e-mail address are a question', async () => {
    const shared = sharedEmail();
    await expect(tickets({ assignedResource: shared })).rejects.toThrow(AmbiguousNameError);
  });

  test.each(['Priya Nair', 'Nair, Priya'])('the full name "%s" finds the contact, who has two name fields', async (name) => {
    const answer = await tickets({ contact: name });
    const contact = desk.rows('Contacts').find((row) => row['firstName'] === 'Priya' && row['lastName'] === 'Nair');
    expect(sortedIds(answer)).toEqual(idsWhere((row) => row['contactID'] === contact?.id));
  });

  test('of contacts with one name those of the company asked for are meant', async () => {
    for (const filter of [
      { company: 'Harbor Dental Eastside', contact: 'Priya' },
      { contact: 'Priya', client: 1102 },
    ]) {
      expect((await tickets(filter)).filter).toContain('contact = Priya Shah');
    }
  });

  test('contacts of one name are told apart by their company', async () => {
    const error = await ambiguity(tickets({ contact: 'Priya' }));
    const details = error.candidates.map(({ detail }) => detail);
    expect(details).toEqual(expect.arrayContaining(['Harbor Dental Group', 'Harbor Dental Eastside']));
  });
});

test('a record that is not visible is not asked for again', async () => {
  const { directory } = desk.fresh().tenant;
  const look = () => desk.requestsOf(() => directory.byId('Contact', [999_999_999]));

  expect(await look()).toEqual(['POST Contacts/query']);
  expect(await look()).toEqual([]);
});

describe('me', () => {
  const mine = (me: object, extra: object = {}) =>
    desk
      .fresh({ me, ...extra })
      .query({ entity: 'Tickets', filter: { assignedResource: 'me', open: true }, limit: 500, fields: ['id'] });

  test('is the configured resource, or the only active one of the configured address', async () => {
    const expected = idsWhere((row) => row['assignedResourceID'] === 501 && row['status'] !== 5);
    expect((await mine({ resourceId: 501 })).total).toBe(expected.length);
    const email = String(desk.tenant.store.row('Resources', 501)?.['email']);
    expect((await mine({ email: email.toUpperCase() })).total).toBe(expected.length);
  });

  test('is a question where two people share the address', async () => {
    await expect(mine({ email: sharedEmail() })).rejects.toThrow(/"me" is not clear/);
  });

  test.each([
    ['not set up', {}, /not set up who "me" is/],
    ['an inactive person', { resourceId: 503 }, /Marco Bell \(id 503\), who is inactive/],
    ['the API user', { resourceId: 590 }, /the API user, who can own no work/],
    ['nobody', { resourceId: 999_999 }, /resource 999999, which is not visible/],
    ['an unknown address', { email: 'nobody@nowhere.example' }, /no resource has this e-mail address/],
  ])('is refused when it is %s', async (_what, me, words) => {
    await expect(mine(me)).rejects.toThrow(IdentityError);
    await expect(mine(me)).rejects.toThrow(words);
  });
});

describe('tickets', () => {
  test('a number means exactly that ticket, not its recurrences, and completed ones too', async () => {
    const answer = await desk.semantic.query({
      entity: 'TicketNotes',
      filter: { ticket: 'T20260304.0007' },
      fields: ['id', 'ticket'],
      limit: 500,
    });
    expect(new Set(column(answer, 'ticket')).size).toBe(1);
    const ticket = ticketId('T20260304.0007');
    expect(answer.total).toBe(desk.rows('TicketNotes').filter((row) => row['ticketID'] === ticket).length);
  });

  test('a number that nobody sees is an error', async () => {
    await expect(tickets({ id: 'T19990101.0001' })).rejects.toThrow('No ticket T19990101.0001 is visible to this API user.');
  });

  test('a record without a name is given by its id', async () => {
    await expect(desk.semantic.query({ entity: 'Tickets', filter: { contractServiceID: 'gold' } })).rejects.toThrow(
      InvalidInputError,
    );
  });
});

test('words longer than any name are no name, and are not asked for', async () => {
  const requests = await desk.requestsOf(() =>
    expect(desk.semantic.query({ entity: 'Tickets', filter: { contact: 'Priya '.repeat(20_000) } })).rejects.toThrow(
      'No contact has a name of more than 255 characters.',
    ),
  );
  expect(requests.filter((request) => request.includes('query'))).toEqual([]);
});

test('two active records of exactly one name are a question; a new name is found at once', async () => {
  const other = await openDesk();
  const company = { companyName: 'Contoso', companyType: 1, phone: '(212) 555-0100', ownerResourceID: 506 };
  const twin = await other.client.create('Companies', company);
  const error = await ambiguity(other.semantic.query({ entity: 'Tickets', filter: { company: 'contoso' } }));
  expect(error.candidates.map(({ id }) => id)).toEqual([1401, twin]);
  const fresh = await other.client.create('Companies', { ...company, companyName: 'Fabrikam' });
  const answer = await other.semantic.query({ entity: 'Companies', filter: { id: 'Fabrikam' }, fields: ['id'] });
  expect(answer.rows).toEqual([[fresh]]);
  await other.close();
});

test('a name that recurs in a filter is looked up once', async () => {
  const filter = {
    or: [
      { company: 'Contoso', priority: 'High' },
      { company: 'Contoso', status: 'New' },
    ],
  };
  const requests = await desk.requestsOf(() => desk.semantic.query({ entity: 'Tickets', filter, fields: ['id'], limit: 1 }));
  expect(requests).toEqual(['POST Companies/query', 'POST Tickets/query']);
});

test('names cost one request per referenced entity, and none the second time', async () => {
  const semantic = desk.fresh();
  const question = { entity: 'Tickets', filter: { createDate: 'yesterday' } };
  const cold = await desk.requestsOf(() => semantic.query(question));
  expect(cold).toEqual([
    'GET Tickets/entityInformation/fields',
    'POST Tickets/query',
    'POST Companies/query',
    'POST Resources/query',
  ]);
  expect(await desk.requestsOf(() => semantic.query(question))).toEqual(['POST Tickets/query']);
});

async function ambiguity(call: Promise<unknown>): Promise<AmbiguousNameError> {
  const error = await call.catch((reason: unknown) => reason);
  if (error instanceof AmbiguousNameError) return error;
  throw new Error(`Not ambiguous: ${String(error)}`);
}

function ticketId(number: string): number | undefined {
  return desk.rows('Tickets').find((row) => row['ticketNumber'] === number)?.id;
}

function sharedEmail(): string {
  const seen = new Set<unknown>();
  const twin = desk
    .rows('Resources')
    .find((row) => row['isActive'] === true && (seen.has(row['email']) || !seen.add(row['email'])));
  return String(twin?.['email']);
}

test('the fields that names are made of exist', async () => {
  for (const { singular } of ENTITIES) {
    const rule = nameRule(singular);
    if (rule === undefined) continue;
    const known = (await desk.client.fields(rule.entity)).map(({ name }) => name);
    expect({ singular, known }).toEqual({ singular, known: expect.arrayContaining([...rule.fields]) });
  }
});
