// How models that know other clients, query languages or the API's own bodies write a filter: understood, or refused; never read as another question.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SeedRow } from '../../src/demo/types.js';
import { openDesk } from './support.js';
import type { Desk } from './support.js';

let desk: Desk;

beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

const isOpen = (row: SeedRow): boolean => row['status'] !== 5;
const isNew = (row: SeedRow): boolean => row['status'] === 1;
const NORTHGATE = 1301;
const ofNorthgate = (row: SeedRow): boolean => row['companyID'] === NORTHGATE;
const titled =
  (pattern: RegExp) =>
  (row: SeedRow): boolean =>
    pattern.test(String(row['title']));

async function count(entity: string, filter: unknown): Promise<number> {
  return (await desk.semantic.aggregate({ entity, filter })).total;
}

function counted(entity: string, matches: (row: SeedRow) => boolean): number {
  return desk.rows(entity).filter(matches).length;
}

describe('signs in a key', () => {
  test.each<[string, Record<string, unknown>, (row: SeedRow) => boolean]>([
    ['unequal', { 'status !=': 'Complete' }, isOpen],
    ['unequal, as in SQL', { 'status<>': 'Complete' }, isOpen],
    ['a bound', { 'createDate >=': 'today' }, (row) => String(row['createDate']) >= '2026-03-09T04:00:00Z'],
  ])('are operators: %s', async (_name, filter, matches) => {
    expect(await count('Tickets', filter)).toBe(counted('Tickets', matches));
  });

  test.each(['!status', '-status', '~status'])('are never dropped: %s', async (key) => {
    await expect(desk.semantic.query({ entity: 'Tickets', filter: { [key]: 'Complete' } })).rejects.toThrow(
      `no field "${key}". For "not" say`,
    );
  });
});

describe('wildcards', () => {
  test.each<[unknown, RegExp]>([
    [{ title__like: '%vpn%' }, /vpn/i],
    [{ title: '%vpn%' }, /vpn/i],
    [{ title: '*vpn*' }, /vpn/i],
    [{ title: { like: 'vpn%' } }, /^vpn/i],
    [{ title__ilike: '%vpn' }, /vpn$/i],
    [{ title__contains: '*vpn*' }, /vpn/i],
    [{ title__contains: '90 %' }, /90 %/],
    [[{ op: 'like', field: 'title', value: '%vpn%' }], /vpn/i],
  ])('%j', async (filter, pattern) => {
    expect(await count('Tickets', filter)).toBe(counted('Tickets', titled(pattern)));
  });

  test('within a text are refused', async () => {
    await expect(desk.semantic.query({ entity: 'Tickets', filter: { title__like: '%a%b%' } })).rejects.toThrow(
      'start and the end only',
    );
  });
});

describe('forms of other clients', () => {
  test.each<[string, unknown, (row: SeedRow) => boolean]>([
    ['groups with $', { $or: [{ status: 'New' }, { status: 'In Progress' }] }, (row) => isNew(row) || row['status'] === 8],
    ['the API body', { Filter: [{ op: 'eq', field: 'status', value: 1 }] }, isNew],
    ['conditions in capitals', [{ Op: 'eq', Field: 'status', Value: 1 }], isNew],
    ['conditions with "operator"', [{ field: 'status', operator: 'noteq', value: 'Complete' }], isOpen],
    ['conditions without', [{ field: 'status', value: 'New' }], isNew],
    [
      'nested objects',
      { company: { name: { contains: 'Northgate Clinic' } }, open: true },
      (row) => ofNorthgate(row) && isOpen(row),
    ],
    ['truth in words', { is_open: 'yes', companyName: 'Northgate Clinic' }, (row) => ofNorthgate(row) && isOpen(row)],
    [
      'words to search',
      { searchTerm: '0x7B' },
      (row) => `${String(row['title'])} ${String(row['description'])}`.includes('0x7B'),
    ],
    ['labels as programs spell them', { status: 'in_progress' }, (row) => row['status'] === 8],
    [
      'createdAt',
      { createdAt: { start: '2026-03-01', end: '2026-03-02' } },
      (row) => /^2026-03-(01T(0[5-9]|[12])|02|03T0[0-4])/.test(String(row['createDate'])),
    ],
  ])('%s', async (_name, filter, matches) => {
    expect(await count('Tickets', filter)).toBe(counted('Tickets', matches));
  });

  test('a word in an object that is neither operator nor field is refused with the operators', async () => {
    await expect(desk.semantic.query({ entity: 'Tickets', filter: { createDate: { newer: 1 } } })).rejects.toThrow(
      'is no operator',
    );
  });
});

describe('yes and no', () => {
  test.each<[string, string, Record<string, unknown>, (row: SeedRow) => boolean]>([
    ['closed', 'Tickets', { closed: true, company: NORTHGATE }, (row) => ofNorthgate(row) && !isOpen(row)],
    ['assigned', 'Tickets', { assigned: false, status: 'New' }, (row) => isNew(row) && row['assignedResourceID'] === undefined],
    ['paid', 'Invoices', { paid: false, voided: false }, (row) => row['paidDate'] === undefined && row['isVoided'] === false],
    ['active', 'Companies', { active: false }, (row) => row['isActive'] === false],
    ['complete, kept as 0 and 1', 'ServiceCalls', { isComplete: false }, (row) => row['isComplete'] === 0],
    [
      'a list of Yes and No',
      'Contacts',
      { VIP: true },
      (row) => row.userDefinedFields?.find(({ name }) => name === 'VIP')?.value === 'Yes',
    ],
    [
      'approved',
      'TimeEntries',
      { approved: false, dateWorked: 'today' },
      (row) => row['dateWorked'] === '2026-03-09T00:00:00Z' && row['billingApprovalDateTime'] === undefined,
    ],
  ])('%s', async (_name, entity, filter, matches) => {
    expect(await count(entity, filter)).toBe(counted(entity, matches));
  });

  test('a label said as a field is told as a condition, not looked for elsewhere', async () => {
    await expect(desk.semantic.query({ entity: 'Contracts', filter: { isActive: true } })).rejects.toThrow(
      'Say {"status":"Active"}',
    );
  });
});

describe('figures as other query languages have them', () => {
  const filter = { createDate: '2026' };

  test.each([
    'createDate.month',
    'createDate/month',
    'month(createDate)',
    'MONTH( createDate )',
    'createDate:monthly',
    'createDate by months',
  ])('group by %s', async (group) => {
    const [said, plain] = [group, 'createDate:month'].map((groupBy) =>
      desk.semantic.aggregate({ entity: 'Tickets', filter, groupBy: [groupBy] }),
    );
    expect(await said).toEqual(await plain);
  });

  test.each([
    ['mean:hoursWorked', 'avg:hoursWorked'],
    ['average(hoursWorked)', 'avg:hoursWorked'],
    ['total hoursWorked', 'sum:hoursWorked'],
    ['maximum:hoursWorked', 'max:hoursWorked'],
  ])('%s', async (words, measure) => {
    const [said, plain] = [words, measure].map((one) =>
      desk.semantic.aggregate({ entity: 'TimeEntries', filter: { dateWorked: 'yesterday' }, measures: [one] }),
    );
    expect(await said).toEqual(await plain);
  });
});

test('a word that says not is no field, but the field in it is named', async () => {
  await expect(desk.semantic.query({ entity: 'Invoices', filter: { unpaid: true } })).rejects.toThrow(
    /Did you mean .*"paidDate"/,
  );
});

describe('nobody in a list of people', () => {
  const isMayas = (row: SeedRow): boolean => row['assignedResourceID'] === 501;
  const isNobodys = (row: SeedRow): boolean => row['assignedResourceID'] === undefined;

  test.each([['unassigned'], [null]])('is one of them: %s', async (nobody) => {
    const either = { assignedResource: ['me', nobody], status: 'New' };
    const neither = { assignedResource__notIn: ['me', nobody], status: 'New' };
    const isEither = (row: SeedRow): boolean => isMayas(row) || isNobodys(row);

    expect(await count('Tickets', either)).toBe(counted('Tickets', (row) => isNew(row) && isEither(row)));
    expect(await count('Tickets', neither)).toBe(counted('Tickets', (row) => isNew(row) && !isEither(row)));
  });
});

describe('numbers that are printed on a record', () => {
  test('are no ids where they begin with 0, and may stand on two records', async () => {
    const twins = desk.rows('Invoices').filter((row) => row['invoiceNumber'] === '010452');
    const { rows } = await desk.semantic.get({ entity: 'Invoices', ids: ['010452'], fields: ['id'] });

    expect(rows).toEqual(twins.map(({ id }) => [id]));
    await expect(desk.semantic.query({ entity: 'BillingItems', filter: { invoice: '010452' } })).rejects.toThrow(
      '2 Invoices may be meant',
    );
  });

  test('are told from ids where they look alike', async () => {
    const { notes } = await desk.semantic.get({ entity: 'Invoices', ids: ['10452'] });

    expect(notes).toContainEqual(expect.stringContaining('its invoiceNumber'));
  });
});

test('an id that leads nowhere is named when nothing matches', async () => {
  const { notes } = await desk.semantic.query({ entity: 'Tickets', filter: { company: 999_999 } });

  expect(notes).toContain('No company 999999 is visible to this API user.');
});

test('what an API user sees a part of is said of a filter that leads through it, too', async () => {
  const { notes } = await desk
    .fresh({ user: 'restricted' })
    .query({ entity: 'ContractServices', filter: { contract: { status: 'Active' } }, limit: 1 });

  expect(notes).toContainEqual(expect.stringContaining('sees only a part of Contracts'));
});
