import * as fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { FACTS } from '../../src/demo/data/facts.js';
import type { FaultTarget } from '../../src/demo/faults.js';
import { LateError, TooSlowError } from '../../src/semantic/errors.js';
import type { AskOptions, ListAnswer, ListQuestion } from '../../src/semantic/list/list.js';
import { column, openDesk } from './support.js';
import type { Desk } from './support.js';

let desk: Desk;

beforeAll(async () => {
  desk = await openDesk();
});
afterEach(() => desk.tenant.faults.clear());
afterAll(() => desk.close());

/** A mark that has passed: whatever need not be waited for is given up at once. */
const PASSED = AbortSignal.abort(new LateError());

/** Holds back every request that matches until the mark is passed, and passes it as soon as one is held. */
function holdUntilPassed(entity: string, when: (request: FaultTarget) => boolean = () => true): AbortSignal {
  const mark = new AbortController();
  desk.tenant.faults.add({
    entity,
    times: Number.POSITIVE_INFINITY,
    fault: { kind: 'hold', until: new Promise((resolve) => mark.signal.addEventListener('abort', resolve)) },
    when: (request) => {
      if (!when(request)) return false;
      // Once the request is with the tenant.
      setImmediate(() => mark.abort(new LateError()));
      return true;
    },
  });
  return mark.signal;
}

const isCount = ({ path }: FaultTarget): boolean => path.endsWith('/count');
const isFurtherPage = ({ body }: FaultTarget): boolean => /"op":"gt","field":"id"/.test(JSON.stringify(body));

/** Every page of a list, from the first to the last. */
async function walk(question: ListQuestion, options: AskOptions): Promise<ListAnswer[]> {
  const pages: ListAnswer[] = [];
  let cursor: string | undefined;
  do {
    const page: ListAnswer = await desk.semantic.query({ ...question, cursor }, { isForProgram: true, ...options });
    pages.push(page);
    ({ cursor } = page);
  } while (cursor !== undefined);
  return pages;
}

describe('a list that is late', () => {
  test.each<[string, ListQuestion]>([
    ['in id order', { entity: 'Contacts', order: 'id', limit: 400 }],
    [
      'in id order, with a condition that Autotask cannot check',
      { entity: 'Contacts', filter: { surveyOptOut: true }, order: 'id' },
    ],
    [
      'in id order, with a condition that few rows meet',
      { entity: 'ConfigurationItems', filter: { createDate: '2026-02' }, order: 'id' },
    ],
    ['newest first', { entity: 'Tickets', filter: { createDate: '2026-01' }, order: '-createDate', limit: 300 }],
    ['by highest id', { entity: 'Contacts', order: '-id', limit: 500 }],
  ])('%s shows the first rows that are known, and its cursors lead to every row once', async (_order, question) => {
    const whole = (await walk({ ...question, fields: ['id'] }, {})).flatMap((page) => column(page, 'id'));
    const pages = await walk({ ...question, fields: ['id'] }, { late: PASSED });

    expect(pages.flatMap((page) => column(page, 'id'))).toEqual(whole);
    expect(pages.at(-1)).toMatchObject({ total: whole.length });
    expect(pages.at(-1)).not.toHaveProperty('totalIsAtLeast');
    for (const { total, totalIsAtLeast } of pages)
      expect(totalIsAtLeast ? total <= whole.length : total === whole.length).toBe(true);
  });

  test('by a list of values too long for one request, too', async () => {
    const ids = desk.rows('Contacts').map(({ id }) => id);
    const question: ListQuestion = { entity: 'Contacts', filter: { id: ids }, fields: ['id'], order: 'id', limit: 200 };
    const pages = await walk(question, { late: PASSED });

    expect(pages.flatMap((page) => column(page, 'id'))).toEqual(ids.toSorted((a, b) => a - b));
  });

  test('says that it shows fewer rows than asked for, and that the total is only what is known', async () => {
    const question: ListQuestion = {
      entity: 'Contacts',
      filter: { surveyOptOut: false },
      fields: ['id'],
      order: 'id',
      limit: 500,
    };
    const answer = await desk.semantic.query(question, { isForProgram: true, late: holdUntilPassed('Contacts', isCount) });

    expect(answer.shown).toBe(answer.total);
    expect(answer.totalIsAtLeast).toBe(true);
    expect(answer.cursor).toBeDefined();
    expect(answer.notes).toContainEqual(expect.stringContaining('how many rows there are in all could not be told in time'));
  });

  test('keeps its order when only part of the rows was read: a window by the date that is asked for first', async () => {
    const question: ListQuestion = { entity: 'Tickets', filter: { createDate: '2026-01' }, fields: ['id'], order: '-createDate' };
    const whole = await desk.semantic.query(question);
    const answer = await desk.semantic.query(question, { late: holdUntilPassed('Tickets', isFurtherPage) });

    expect(answer.rows).toEqual(whole.rows);
    expect(answer.total).toBe(whole.total);
  });

  test('is refused where its order is known only when all is read, with how far reading came and how to ask for less', async () => {
    const lastMoment = holdUntilPassed('ConfigurationItems', isFurtherPage);
    const call = desk.semantic.query({ entity: 'ConfigurationItems', order: 'referenceTitle' }, { late: lastMoment, lastMoment });

    await expect(call).rejects.toThrow(TooSlowError);
    await expect(call).rejects.toThrow(
      /^Autotask is slow just now: 500 of 3052 rows were read before .*an order by referenceTitle takes more of them.*Narrow the filter.*or order by id/,
    );
  });

  test('has any order and limit that it shows from the head of the sorted rows', async () => {
    const orders = ['id', '-id', '-createDate', 'dueDateTime', '-lastActivityDate', 'priority'];
    const property = fc.asyncProperty(
      fc.constantFrom(...orders),
      fc.integer({ min: 1, max: 500 }),
      fc.constantFrom(isCount, isFurtherPage),
      async (order, limit, when) => {
        const question: ListQuestion = { entity: 'Tickets', filter: { createDate: '2026-02' }, fields: ['id'], order, limit };
        const whole = await desk.semantic.query(question, { isForProgram: true });
        desk.tenant.faults.clear();
        const late = holdUntilPassed('Tickets', when);
        const answer = await desk.semantic.query(question, { isForProgram: true, late, lastMoment: late }).catch(tooSlow);
        if (answer === undefined) return;
        expect(answer.rows).toEqual(whole.rows.slice(0, answer.shown));
        expect(answer.cursor === undefined).toBe(answer.shown === whole.total);
      },
    );
    await fc.assert(property, { numRuns: 20 });
  });
});

function tooSlow(error: unknown): undefined {
  if (!(error instanceof TooSlowError)) throw error;
}

describe('names that cannot be read in time', () => {
  test('are left as ids, those that are remembered are not, and the answer says so', async () => {
    const semantic = desk.fresh();
    const question: ListQuestion = { entity: 'Tickets', filter: { ticketNumber: FACTS.tickets.firewall } };
    await semantic.query({ ...question, fields: ['assignedResource'] });
    const lastMoment = holdUntilPassed('Companies');
    const answer = await semantic.query({ ...question, fields: ['company', 'assignedResource'] }, { lastMoment });

    expect(answer.rows).toEqual([
      [desk.rows('Tickets').find((row) => row['ticketNumber'] === FACTS.tickets.firewall)?.['companyID'], 'Maya Okafor'],
    ]);
    expect(answer.notes).toContainEqual(
      'Autotask is slow just now: not all names were read in time (Company); ids stand in place of those.',
    );
  });

  test('do not hold back figures', async () => {
    const lastMoment = holdUntilPassed('Companies');
    const question = { entity: 'ServiceCalls', groupBy: ['company'] };
    const answer = await desk.fresh().aggregate(question, { lastMoment });
    desk.tenant.faults.clear();
    const whole = await desk.fresh().aggregate(question);

    expect(answer.rows.map(([, count]) => count).toSorted()).toEqual(whole.rows.map(([, count]) => count).toSorted());
    expect(answer.rows.every(([company]) => /^(id \d+|\(none\))$/.test(String(company)))).toBe(true);
    expect(answer.notes).toContainEqual(expect.stringContaining('not all names were read in time (Company)'));
  });
});

test('that nothing was found is not said to be all when the rights could not be asked in time', async () => {
  const lastMoment = holdUntilPassed('Departments', ({ path }) => /entityInformation$/i.test(path));
  const answer = await desk.fresh().query({ entity: 'Departments', filter: { name: 'Nobody' } }, { lastMoment });

  expect(answer.total).toBe(0);
  expect(answer.notes[0]).toBe(
    'No Departments are visible with this filter. What this API user may see could not be asked in time, so there may be some.',
  );
});

test('a figure is refused when its rows cannot be read in time, with how far reading came', async () => {
  const lastMoment = holdUntilPassed('ConfigurationItems', isFurtherPage);
  const call = desk.semantic.aggregate(
    { entity: 'ConfigurationItems', measures: ['max:installDate'], groupBy: ['company'] },
    { late: lastMoment, lastMoment },
  );

  await expect(call).rejects.toThrow(TooSlowError);
  await expect(call).rejects.toThrow(/^Autotask is slow just now: 500 rows were read before .* A figure over a part of the rows/);
});

test('whoever cancels gets no late answer', async () => {
  const cancelled = new AbortController();
  desk.tenant.faults.add({
    entity: 'Contacts',
    fault: { kind: 'hold', until: new Promise((resolve) => cancelled.signal.addEventListener('abort', resolve)) },
    when: (request) => {
      if (!isCount(request)) return false;
      setImmediate(() => cancelled.abort(new Error('enough')));
      return true;
    },
  });
  const { signal } = cancelled;
  const call = desk.semantic.query({ entity: 'Contacts', order: 'id' }, { signal, late: signal, lastMoment: signal });

  await expect(call).rejects.toThrow('enough');
});

test('long texts that cannot be read in time are not shown as empty', async () => {
  const lastMoment = holdUntilPassed('TicketNotes', ({ body }) => /"op":"in","field":"id"/.test(JSON.stringify(body)));
  const question: ListQuestion = { entity: 'TicketNotes', filter: { createDateTime: '2026-02' }, fields: ['id', 'description'] };

  await expect(desk.semantic.query(question, { lastMoment })).rejects.toThrow(
    /the rows were found, but their long texts \(description\) could not be read in time. Ask without these fields/,
  );
});
