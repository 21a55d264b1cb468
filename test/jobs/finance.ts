import assert from 'node:assert/strict';
import { FACTS } from '../../src/demo/data/facts.js';
import type { Answer } from './support/answer.js';
import type { Job } from './support/job.js';
import { total } from './support/truth.js';

const { companies, invoiceNumbers } = FACTS;

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

export const FINANCE: readonly Job[] = [isItPaid, billedToAcme];
