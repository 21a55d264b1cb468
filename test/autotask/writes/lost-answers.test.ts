import { expect, test } from 'vitest';
import { AmbiguousOutcomeError, UnavailableError } from '../../../src/autotask/index.js';
import type { Fault } from '../../../src/demo/faults.js';
import { aTicket } from '../../demo/support/small-seed.js';
import { connect, rejection } from '../support/connect.js';

const note = { ticketID: 1, title: 'Call', description: 'Spoke to Ada.\r\nShe will send the log.', noteType: 1, publish: 2 };
const existing = { id: 40, createDateTime: '2026-03-01T09:00:00Z', ...note };
const seed = { rows: { Tickets: [aTicket(1)], TicketNotes: [existing] } };
const newNotes = (tenant: { changes: { all(): readonly { kind: string; entity: string; id: number }[] } }) =>
  tenant.changes.all().filter((change) => change.kind === 'create' && change.entity === 'TicketNotes');

const lostAnswers: [string, Fault][] = [
  ['the answer is lost', { kind: 'lose-response' }],
  ['the answer is reset half-way', { kind: 'reset-mid-body' }],
  ['the answer is cut off', { kind: 'truncated-json' }],
];

test.each(lostAnswers)('finds the record it created when %s', async (_, fault) => {
  const { client, tenant } = await connect(seed);
  tenant.faults.add({ fault, method: 'POST', route: 'child-collection' });

  const id = await client.create('TicketNotes', note);

  expect(newNotes(tenant).map((change) => change.id)).toEqual([id]);
});

const lostRequests: [string, Fault][] = [
  ['the request is lost', { kind: 'lose-request' }],
  ['a front-end answers in its place', { kind: 'html', status: 502 }],
];

test.each(lostRequests)('creates the record once when %s and the record is certainly absent', async (_, fault) => {
  const { client, tenant } = await connect(seed);
  tenant.faults.add({ fault, method: 'POST', route: 'child-collection' });

  const id = await client.create('TicketNotes', note);

  expect(newNotes(tenant).map((change) => change.id)).toEqual([id]);
});

test('believes that a record is absent only when it has looked twice, since the request may still be on its way', async () => {
  const { client, tenant } = await connect(seed);
  tenant.faults.add({ fault: { kind: 'lose-request' }, method: 'POST', route: 'child-collection' });
  let looks = 0;
  const arriveLate = (): boolean => {
    if (++looks === 2) tenant.store.table('TicketNotes').put({ id: 41, createDateTime: tenant.now().toISOString(), ...note });
    return false;
  };
  tenant.faults.add({ fault: { kind: 'slow', ms: 0 }, entity: 'TicketNotes', route: 'query', when: arriveLate });

  expect(await client.create('TicketNotes', note)).toBe(41);
  expect(newNotes(tenant)).toEqual([]);
});

test('gives up with the connection error when nothing ever arrives', async () => {
  const { client, tenant } = await connect(seed);
  tenant.faults.add({ fault: { kind: 'lose-request' }, method: 'POST', route: 'child-collection', times: Infinity });

  const error = await rejection(client.create('TicketNotes', note));

  expect(error).toBeInstanceOf(UnavailableError);
  expect(error).toMatchObject({ outcome: 'none', message: expect.stringContaining('TicketNote was not created') });
  expect(newNotes(tenant)).toEqual([]);
});

test('says that the outcome is open when the record cannot be looked for', async () => {
  const { client, tenant } = await connect(seed);
  tenant.faults.add({ fault: { kind: 'lose-response' }, method: 'POST', route: 'child-collection' });
  tenant.faults.add({ fault: { kind: 'html', status: 503 }, entity: 'TicketNotes', route: 'query', times: Infinity });

  const error = await rejection(client.create('TicketNotes', note));

  expect(error).toBeInstanceOf(AmbiguousOutcomeError);
  expect(error).toMatchObject({ entity: 'TicketNotes', candidates: [] });
});

test('names the candidate when a workflow rule has already changed the new record', async () => {
  const { client, tenant } = await connect({
    ...seed,
    workflowRules: [{ entity: 'TicketNotes', name: 'publish', applies: () => true, change: () => ({ publish: 1 }) }],
  });
  tenant.faults.add({ fault: { kind: 'lose-response' }, method: 'POST', route: 'child-collection' });

  const error = await rejection(client.create('TicketNotes', note));

  expect(error).toBeInstanceOf(AmbiguousOutcomeError);
  expect(error).toMatchObject({ candidates: [{ id: newNotes(tenant)[0]?.id }] });
});

test('does not know whether a create that timed out still runs', async () => {
  const { client, tenant } = await connect(seed, { timeouts: { responseMs: 60 } });
  let go = () => {};
  const until = new Promise<void>((resolve) => {
    go = resolve;
  });
  tenant.faults.add({ fault: { kind: 'hold', until }, method: 'POST', route: 'child-collection' });

  const error = await rejection(client.create('TicketNotes', note));
  go();

  expect(error).toBeInstanceOf(AmbiguousOutcomeError);
  expect(error).toMatchObject({ candidates: [] });
});

test('equal creates at the same time each get a record of their own', async () => {
  const { client, tenant } = await connect(seed);
  tenant.faults.add({ fault: { kind: 'lose-response' }, method: 'POST', route: 'child-collection', times: 2 });
  tenant.faults.add({ fault: { kind: 'lose-request' }, method: 'POST', route: 'child-collection', times: 2 });

  const ids = await Promise.all(Array.from({ length: 6 }, () => client.create('TicketNotes', note)));

  expect(new Set(ids).size).toBe(6);
  expect(newNotes(tenant).map((change) => change.id)).toEqual(ids.toSorted((a, b) => a - b));
});

/** Notes of others on the same ticket, written in the moment of the create, more than one page of them. */
const crowd = (now: Date) =>
  Array.from({ length: 501 }, (_, index) => ({
    ...note,
    id: 1_000 + index,
    createDateTime: now.toISOString(),
    description: `Note ${index}`,
  }));

test('does not call a record absent while there is more to look through', async () => {
  const { client, tenant } = await connect(seed);
  tenant.faults.add({ fault: { kind: 'lose-request' }, method: 'POST', route: 'child-collection' });
  for (const row of crowd(tenant.now())) tenant.store.table('TicketNotes').put(row);

  const error = await rejection(client.create('TicketNotes', note));

  expect(error).toBeInstanceOf(AmbiguousOutcomeError);
  expect(error).toMatchObject({ candidates: [] });
  expect(newNotes(tenant)).toEqual([]);
});

test('does not take a record for its own while another one may follow', async () => {
  const { client, tenant } = await connect(seed);
  tenant.faults.add({ fault: { kind: 'lose-request' }, method: 'POST', route: 'child-collection' });
  const twins = crowd(tenant.now()).map((row, index) => (index === 7 || index === 500 ? { ...row, ...note } : row));
  for (const row of twins) tenant.store.table('TicketNotes').put(row);

  const error = await rejection(client.create('TicketNotes', note));

  expect(error).toBeInstanceOf(AmbiguousOutcomeError);
  expect(error).toMatchObject({ candidates: [{ id: 1_007 }] });
});

test('an older record with the same content is not mistaken for the new one', async () => {
  const { client, tenant } = await connect({
    rows: { Tickets: [aTicket(1)], TicketChecklistItems: [{ id: 3, ticketID: 1, itemName: 'reboot' }] },
  });
  await client.get('TicketChecklistItems', 3);
  tenant.faults.add({ fault: { kind: 'lose-request' }, method: 'POST', route: 'child-collection' });

  const id = await client.create('TicketChecklistItems', { ticketID: 1, itemName: 'reboot' });

  expect(id).not.toBe(3);
  expect(tenant.store.row('TicketChecklistItems', id)).toMatchObject({ itemName: 'reboot' });
});

test('where nothing dates a record, an equal one that may be old is a candidate and no more', async () => {
  const { client, tenant } = await connect({
    rows: { Tickets: [aTicket(1)], TicketChecklistItems: [{ id: 3, ticketID: 1, itemName: 'reboot' }] },
  });
  tenant.faults.add({ fault: { kind: 'lose-request' }, method: 'POST', route: 'child-collection' });

  const error = await rejection(client.create('TicketChecklistItems', { ticketID: 1, itemName: 'reboot' }));

  expect(error).toBeInstanceOf(AmbiguousOutcomeError);
  expect(error).toMatchObject({ candidates: [{ id: 3 }] });
});

test.each([...lostAnswers, ...lostRequests])('a delete is done once and succeeds when %s', async (_, fault) => {
  const { client, tenant } = await connect({
    rows: { Tickets: [aTicket(1)], TicketChecklistItems: [{ id: 3, ticketID: 1, itemName: 'a' }] },
  });
  tenant.faults.add({ fault, method: 'DELETE' });

  await client.delete('TicketChecklistItems', 3, { parentId: 1 });

  expect(tenant.changes.all().map((change) => change.kind)).toEqual(['delete']);
});
