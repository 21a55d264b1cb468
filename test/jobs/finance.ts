import assert from 'node:assert/strict';
import { FACTS } from '../../src/demo/data/facts.js';
import type { Answer } from './support/answer.js';
import type { Job } from './support/job.js';
import { grouped, total } from './support/truth.js';

const { companies, invoiceNumbers } = FACTS;

const notInvoiced: Job = {
  id: 'J46',
  says: 'What labour is posted for February but not invoiced yet?',
  entities: ['BillingItems'],
  expert: 4,
  most: 5,
  play: async ({ truth, ask }) => {
    const answer = await ask('autotask_aggregate', {
      entity: 'BillingItems',
      filter: {
        billingItemType: truth.label('BillingItems.billingItemType', 'labour'),
        itemDate: '2026-02',
        invoice: null,
      },
      group_by: ['company'],
      measures: ['count', 'sum:extendedPrice'],
    });
    if (!truth.mayRead('BillingItems')) return isHidden(answer, 'BillingItems');
    assert.equal(answer.isError, false, answer.text);
    const open = truth
      .rows('BillingItems')
      .filter((row) => row['billingItemType'] === truth.id('BillingItems.billingItemType', 'labour'))
      .filter((row) => String(row['itemDate']) >= '2026-02-01' && String(row['itemDate']) < '2026-03-01')
      .filter((row) => row['invoiceID'] === undefined || row['invoiceID'] === 0);
    assert.deepEqual(answer.data['totals'], [open.length, total(open, 'extendedPrice')]);
    const byCompany = grouped(open, (row) => truth.company(row['companyID']));
    for (const row of answer.rows) {
      const own = byCompany.get(String(row['company'])) ?? [];
      assert.deepEqual([row['count'], row['sum extendedPrice']], [own.length, total(own, 'extendedPrice')]);
    }
    assert.equal(answer.data['groups'], byCompany.size);
    assert.match(
      String(answer.data['filter']),
      /itemDate from 2026-02-01 .* invoice is empty or 0/,
      'which date, and what counts',
    );
  },
};

const notApproved: Job = {
  id: 'J47',
  says: 'Time older than a week nobody has approved?',
  entities: ['TimeEntries', 'Tickets', 'Companies'],
  expert: 3,
  most: 4,
  play: async ({ truth, read }) => {
    const answer = await read('autotask_aggregate', {
      entity: 'TimeEntries',
      filter: {
        billingApprovalDateTime: null,
        dateWorked__gte: '2026-01-01',
        dateWorked__lt: '-7d',
        internalBillingCode: null,
      },
      group_by: ['ticket.company'],
      measures: ['count', 'sum:hoursWorked'],
    });
    const waiting = truth
      .rows('TimeEntries')
      .filter((row) => row['billingApprovalDateTime'] === undefined && row['internalBillingCodeID'] === undefined)
      .filter((row) => String(row['dateWorked']) >= '2026-01-01' && String(row['dateWorked']) < '2026-03-02');
    const tickets = new Map(truth.rows('Tickets').map((row) => [row.id, row['companyID']]));
    const byCustomer = grouped(waiting, (row) =>
      row['ticketID'] === undefined ? '(none)' : truth.company(tickets.get(Number(row['ticketID']))),
    );
    assert.deepEqual(
      new Map(answer.rows.map((row) => [String(row['ticket.company']), [row['count'], row['sum hoursWorked']]])),
      new Map([...byCustomer].map(([name, rows]) => [name, [rows.length, total(rows, 'hoursWorked')]])),
    );
    assert.deepEqual(answer.data['totals'], [waiting.length, total(waiting, 'hoursWorked')]);
    assert.match(String(answer.data['filter']), /internalBillingCode is empty/, 'that internal time is left out is said');
  },
};

const isItPaid: Job = {
  id: 'J49',
  says: 'Find invoice 010452, has it been paid?',
  entities: ['Invoices'],
  expert: 2,
  most: 2,
  play: async ({ truth, ask }) => {
    const number = invoiceNumbers.wanted;
    const answer = await ask('autotask_query', { entity: 'Invoices', filter: { invoiceNumber: number } });
    if (!truth.mayRead('Invoices')) return isHidden(answer, 'Invoices');
    assert.equal(answer.isError, false, answer.text);
    const twins = truth.rows('Invoices').filter((row) => row['invoiceNumber'] === number);
    assert.equal(answer.total, twins.length);
    assert.deepEqual(
      answer.rows.map(({ id, isVoided, invoiceTotal, dueDate }) => [id, isVoided, invoiceTotal, dueDate]).toSorted(),
      twins.map((row) => [row.id, row['isVoided'], row['invoiceTotal'], String(row['dueDate']).slice(0, 10)]).toSorted(),
    );
    assert.match(answer.notes, /Empty in all rows: paidDate/);
  },
};

const billedToAcme: Job = {
  id: 'J50',
  says: 'How much did we bill Acme last quarter, month by month?',
  entities: ['Invoices', 'Companies'],
  expert: 2,
  most: 3,
  play: async ({ truth, ask, requests }) => {
    const bill = async (company: unknown): Promise<Answer> =>
      ask('autotask_aggregate', {
        entity: 'Invoices',
        filter: { company, invoiceDateTime: 'last quarter', isVoided: false },
        group_by: ['invoiceDateTime:month'],
        measures: ['sum:invoiceTotal', 'sum:totalTaxValue'],
      });
    const question = await bill('Acme');
    assert.equal(question.isError, true);
    for (const id of [companies.acmeTooling, companies.acmeCatering, 1203, 1204]) {
      assert.ok(question.text.includes(`(id ${String(id)}`), 'every Acme is a candidate');
    }
    assert.match(question.text, /Ask which one is meant/);

    const answer = await bill(companies.acmeTooling);
    if (!truth.mayRead('Invoices')) return isHidden(answer, 'Invoices');
    const invoices = truth
      .rows('Invoices')
      .filter((row) => row['companyID'] === companies.acmeTooling && row['isVoided'] === false);
    const months = [
      ['2025-10', '2025-10-01T04:00:00Z', '2025-11-01T04:00:00Z'],
      ['2025-11', '2025-11-01T04:00:00Z', '2025-12-01T05:00:00Z'],
      ['2025-12', '2025-12-01T05:00:00Z', '2026-01-01T05:00:00Z'],
    ] as const;
    const sums = months.map(([month, from, to]) => {
      const rows = invoices.filter((row) => String(row['invoiceDateTime']) >= from && String(row['invoiceDateTime']) < to);
      return [month, total(rows, 'invoiceTotal'), total(rows, 'totalTaxValue')];
    });
    assert.deepEqual(
      answer.rows.map((row) => [row['invoiceDateTime month'], row['sum invoiceTotal'], row['sum totalTaxValue']]),
      sums,
    );
    const quarter = sums.reduce((sum, [, net]) => sum + Math.round(Number(net) * 10_000), 0) / 10_000;
    assert.equal(Array.isArray(answer.data['totals']) ? answer.data['totals'][0] : undefined, quarter);
    const sent = JSON.stringify(requests.map(({ body }) => body));
    assert.ok(sent.includes('"2025-10-01T04:00:00Z"') && sent.includes('"2026-01-01T05:00:00Z"'), 'local bounds');
  },
};

/** Not "there are none": this API user may not know. */
function isHidden(answer: Answer, entity: string): void {
  assert.equal(answer.isError, true);
  assert.match(answer.text, new RegExp(`${entity} are not visible to this API user, so whether there are any cannot be told`));
}

export const FINANCE: readonly Job[] = [notInvoiced, notApproved, isItPaid, billedToAcme];
