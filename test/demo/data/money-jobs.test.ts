import { describe, expect, test } from 'vitest';
import { FACTS } from '../../../src/demo/data/facts.js';
import type { SeedRow } from '../../../src/demo/types.js';
import { data, number, text, within } from './support.js';

const tenant = data();
const { companies, people } = FACTS;
const entries = tenant.rows('TimeEntries');

describe('J46, labour of February that is not invoiced', () => {
  const labour = tenant.value('BillingItems', 'billingItemType', 'Labor');
  const items = tenant
    .rows('BillingItems')
    .filter(
      (row) => row['billingItemType'] === labour && within(row, 'itemDate', '2026-02-01T00:00:00Z', '2026-03-01T00:00:00Z'),
    );
  const open = items.filter((row) => row['invoiceID'] === undefined || row['invoiceID'] === 0);

  test('comes in both encodings, on at most three pages', () => {
    expect(open.filter((row) => row['invoiceID'] === 0).length).toBeGreaterThan(200);
    expect(open.filter((row) => row['invoiceID'] === undefined).length).toBeGreaterThan(200);
    expect(open.length).toBeGreaterThan(500);
    expect(open.length).toBeLessThanOrEqual(1500);
    expect(open.length).toBeLessThan(items.length);
  });

  test('has non-billable items, and amounts with four decimals', () => {
    expect(open.some((row) => row['nonBillable'] === 1)).toBe(true);
    expect(open.some((row) => !Number.isInteger(Math.round(number(row, 'extendedPrice') * 10_000) / 100))).toBe(true);
  });

  test('is dated by work, not by posting: some of it was posted in March', () => {
    expect(open.some((row) => text(row, 'postedDate') >= '2026-03-01T00:00:00Z')).toBe(true);
  });

  test('holds approved time only', () => {
    const approved = new Set(entries.filter((row) => row['billingApprovalDateTime'] !== undefined).map(({ id }) => id));
    expect(items.filter((row) => !approved.has(number(row, 'timeEntryID')))).toEqual([]);
  });
});

describe('J47, time that nobody has approved', () => {
  const waiting = entries.filter(
    (row) => row['billingApprovalDateTime'] === undefined && text(row, 'dateWorked') < '2026-03-02T00:00:00Z',
  );
  const recent = waiting.filter((row) => text(row, 'dateWorked') >= '2026-01-01T00:00:00Z');

  test('is a short list once internal time is left out', () => {
    const billable = recent.filter((row) => row['internalBillingCodeID'] === undefined);
    expect(billable.length).toBeGreaterThan(20);
    expect(billable.length).toBeLessThan(120);
    expect(recent.length - billable.length).toBeGreaterThan(300);
  });

  test('is longer without a lower bound', () => {
    expect(
      waiting.filter((row) => row['internalBillingCodeID'] === undefined && text(row, 'dateWorked') < '2026-01-01T00:00:00Z')
        .length,
    ).toBeGreaterThan(0);
  });
});

test('J49: 010452 has a voided twin and a look-alike without the zero', () => {
  const found = tenant.rows('Invoices').filter((row) => /^0*10452$/.test(text(row, 'invoiceNumber')));
  expect(found.map((row) => [row['invoiceNumber'], row['isVoided'], row['paidDate'] !== undefined])).toEqual([
    ['10452', false, true],
    ['010452', true, false],
    ['010452', false, false],
  ]);
  const [wanted, twin] = ['false', 'true'].map((voided) =>
    found.find((row) => row['invoiceNumber'] === '010452' && String(row['isVoided']) === voided),
  );
  expect(wanted?.['companyID']).toBe(twin?.['companyID']);
  expect(text(wanted, 'dueDate') < '2026-03-09').toBe(true);
});

describe('J50, Acme Tooling’s last quarter', () => {
  const invoices = tenant
    .rows('Invoices')
    .filter((row) => row['companyID'] === companies.acmeTooling && row['isVoided'] === false);
  const total = (from: string, to: string): number => {
    const rows: SeedRow[] = invoices.filter((row) => within(row, 'invoiceDateTime', from, to));
    return Math.round(rows.reduce((sum, row) => sum + number(row, 'invoiceTotal'), 0) * 10_000) / 10_000;
  };

  test('month by month in local time', () => {
    expect(total('2025-10-01T04:00:00Z', '2025-11-01T04:00:00Z')).toBe(3441.0183);
    expect(total('2025-11-01T04:00:00Z', '2025-12-01T05:00:00Z')).toBe(2596.9134);
    expect(total('2025-12-01T05:00:00Z', '2026-01-01T05:00:00Z')).toBe(2180.75);
  });

  test('changes when bounds are taken in UTC, and holds a credit and a voided invoice', () => {
    expect(total('2025-10-01T00:00:00Z', '2026-01-01T00:00:00Z')).not.toBe(total('2025-10-01T04:00:00Z', '2026-01-01T05:00:00Z'));
    expect(total('2025-11-01T04:00:00Z', '2025-12-01T04:00:00Z')).not.toBe(total('2025-11-01T04:00:00Z', '2025-12-01T05:00:00Z'));
    expect(invoices.some((row) => number(row, 'invoiceTotal') < 0)).toBe(true);
    expect(
      tenant
        .rows('Invoices')
        .some(
          (row) =>
            row['companyID'] === companies.acmeTooling && row['isVoided'] === true && text(row, 'invoiceDateTime') > '2025-12',
        ),
    ).toBe(true);
  });
});

test('J52: Maya has four entries on T20260302.0031, one approved, and a colleague has one', () => {
  const ticket = tenant.only('Tickets', (row) => row['ticketNumber'] === 'T20260302.0031');
  const own = entries.filter((row) => row['ticketID'] === ticket.id);
  const maya = own.filter((row) => row['resourceID'] === people.maya);
  expect(maya).toHaveLength(4);
  expect(maya.filter((row) => row['billingApprovalDateTime'] !== undefined)).toHaveLength(1);
  expect(maya.every((row) => row['isNonBillable'] === false)).toBe(true);
  expect(own.length - maya.length).toBe(1);
});

test('J54: February’s summaries hold formulas, quotes, separators and line breaks', () => {
  const summaries = entries
    .filter((row) => within(row, 'dateWorked', '2026-02-01T00:00:00Z', '2026-03-01T00:00:00Z'))
    .map((row) => text(row, 'summaryNotes'));
  for (const start of ['=', '+', '@', '-', '\t']) expect(summaries.some((summary) => summary.startsWith(start))).toBe(true);
  for (const part of ['"', ';', ',', '\n', '\r\n']) expect(summaries.some((summary) => summary.includes(part))).toBe(true);
});

describe('J58, writing as a technician', () => {
  const { full } = tenant.seed.users;

  test('is granted for notes, not for time entries, and never for reading', () => {
    expect(full.impersonation['TicketNotes']).toMatchObject({ add: true, view: false });
    expect(full.impersonation['TimeEntries']).toBeUndefined();
  });

  test('works for staff, not for API users or the administrator', () => {
    expect([people.maya, people.ines].every((id) => tenant.seed.impersonatable.has(id))).toBe(true);
    expect([people.apiUser, people.administrator, people.marcoBell].some((id) => tenant.seed.impersonatable.has(id))).toBe(false);
  });
});

test('J59: some change times are shared by many tickets', () => {
  const counts = new Map<string, number>();
  for (const row of tenant.rows('Tickets'))
    counts.set(text(row, 'lastActivityDate'), (counts.get(text(row, 'lastActivityDate')) ?? 0) + 1);
  expect(Math.max(...counts.values())).toBeGreaterThanOrEqual(700);
});

describe('the restricted user', () => {
  const { restricted } = tenant.seed.users;
  const hides = (entity: string, row: SeedRow): boolean => restricted.hides?.(entity, row) ?? false;

  test('may not query invoices and billing items', () => {
    expect([restricted.access['Invoices']?.query, restricted.access['BillingItems']?.query]).toEqual(['None', 'None']);
  });

  test('does not see attachments, non-billable time and one line of business', () => {
    expect(tenant.rows('TicketAttachments').every((row) => hides('TicketAttachments', row))).toBe(true);
    expect(entries.filter((row) => row['isNonBillable'] === true).every((row) => hides('TimeEntries', row))).toBe(true);
    const hidden = tenant.rows('Tickets').filter((row) => hides('Tickets', row));
    expect(hidden.length).toBeGreaterThan(100);
    expect(hidden.every((row) => row['organizationalLevelAssociationID'] === FACTS.hiddenLineOfBusiness)).toBe(true);
  });

  test('sees the companies that jobs name', () => {
    const named: readonly unknown[] = Object.values(companies);
    expect(tenant.rows('Tickets').filter((row) => named.includes(row['companyID']) && hides('Tickets', row))).toEqual([]);
  });
});
