import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { createSeed } from '../../src/demo/data/index.js';
import { FROZEN_NOW } from '../../src/demo/tenant.js';
import type { ApiUser, SeedRow } from '../../src/demo/types.js';
import { NotAllowedError } from '../../src/semantic/errors.js';
import type { Semantic } from '../../src/semantic/semantic.js';
import { column, openDesk } from './support.js';
import type { Desk } from './support.js';

const HIDDEN = '(not visible)';
const note = (rows: number, all: number, entity: string): string =>
  `${rows} of ${all} row${all === 1 ? '' : 's'} refer${rows === 1 ? 's' : ''} to ${entity} that this API user does not see: "(not visible)" may be any value, or none.`;

/** A desk whose restricted user differs. */
async function openDeskFor(user: Partial<ApiUser>): Promise<Desk> {
  const seed = createSeed({ seed: 1, skin: 'standard', now: FROZEN_NOW });
  const restricted = { ...seed.users.restricted, ...user };
  return openDesk({ seed: { ...seed, users: { ...seed.users, restricted } } });
}

describe('what an API user sees of records that it does not see', () => {
  let desk: Desk;
  let restricted: Semantic;
  /** Tasks by whether the restricted user sees their project. */
  const tasks = (areHidden: boolean): readonly SeedRow[] => {
    const project = (row: SeedRow): SeedRow | undefined => desk.tenant.store.row('Projects', Number(row['projectID']));
    const isHidden = (row: SeedRow | undefined): boolean =>
      row !== undefined && desk.tenant.users.restricted.hides?.('Projects', row) === true;
    return desk.rows('Tasks').filter((row) => isHidden(project(row)) === areHidden);
  };

  beforeAll(async () => {
    desk = await openDesk();
    restricted = desk.fresh({ user: 'restricted' });
  });
  afterAll(() => desk.close());

  test('is told apart from empty fields in a list, with the number of the rows shown', async () => {
    const fields = ['id', 'project', 'project.status', 'project.description', 'project.startDateTime'];
    const ids = [...tasks(true).slice(0, 3), ...tasks(false).slice(0, 2)].map(({ id }) => id);
    const answer = await restricted.query({ entity: 'Tasks', filter: { id: ids }, fields, order: 'id' });

    const hidden = answer.rows.filter((row) => row.includes(HIDDEN));
    expect(hidden.map(([id]) => id)).toEqual(ids.slice(0, 3).sort((a, b) => a - b));
    // The reference itself is known, so it stands there as an id.
    for (const row of hidden) expect(row.slice(1)).toEqual([expect.any(Number), HIDDEN, HIDDEN, HIDDEN]);
    expect(answer.columns).toEqual(fields);
    expect(answer.notes).toEqual([note(3, 5, 'Projects')]);
  });

  test('is told apart where no row is visible, so that no column passes for empty', async () => {
    const [task] = tasks(true);
    const fields = ['title', 'project.status', 'project.description'];
    const { columns, rows, notes } = await restricted.get({ entity: 'Tasks', ids: [task?.id ?? 0], fields });

    expect(columns).toEqual(fields);
    expect(rows).toEqual([[task?.['title'], HIDDEN, HIDDEN]]);
    expect(notes).toEqual([note(1, 1, 'Projects')]);
  });

  test.each(['project.status', 'project.company', 'project.description', 'project.endDateTime:month'])(
    'is a group of its own by %s, and the others are as large as they are',
    async (group) => {
      const question = { entity: 'Tasks', groupBy: [group], limit: 500 };
      const [seen, whole] = [await restricted.aggregate(question), await desk.semantic.aggregate(question)];

      expect(seen.rows.filter(([name]) => name === HIDDEN)).toEqual([[HIDDEN, tasks(true).length]]);
      expect(seen.notes).toContain(note(tasks(true).length, whole.total, 'Projects'));
      expect(seen.total).toBe(whole.total);
      const without = await desk.semantic.aggregate({ ...question, filter: { id: tasks(false).map(({ id }) => id) } });
      expect(new Set(seen.rows.filter(([name]) => name !== HIDDEN))).toEqual(new Set(without.rows));
    },
  );

  test('comes after all groups that have an order, and beside another group', async () => {
    const { rows } = await restricted.aggregate({ entity: 'Tasks', groupBy: ['project.status', 'status'] });

    const statuses = tasks(true).map((row) => row['status']);
    const counts = [...new Set(statuses)].map((status) => statuses.filter((one) => one === status).length);
    expect(rows.slice(-counts.length).map(([name]) => name)).toEqual(counts.map(() => HIDDEN));
    expect(rows.filter(([name]) => name === HIDDEN).map(([, , count]) => count)).toEqual(expect.arrayContaining(counts));
  });

  test('takes no more requests than what is visible', async () => {
    const question = { entity: 'Tasks', fields: ['title', 'project', 'project.status'], limit: 300 };
    const ask = (semantic: Semantic): Promise<string[]> => desk.requestsOf(() => semantic.query(question));

    expect(await ask(desk.fresh({ user: 'restricted' }))).toEqual(await ask(desk.fresh()));
  });
});

describe('references that lead nowhere', () => {
  test('are empty where they are 0, which is no record but the tenant’s own company', async () => {
    const desk = await openDeskFor({ access: {}, hides: (entity, row) => entity === 'Companies' && row.id === 0 });
    onTestFinished(() => desk.close());
    const restricted = desk.fresh({ user: 'restricted' });

    const own = await restricted.query({ entity: 'Tickets', filter: { company: 0 }, fields: ['company.phone'], limit: 3 });
    expect(own.rows).toEqual([[HIDDEN], [HIDDEN], [HIDDEN]]);

    const zeros = desk.rows('BillingItems').filter((row) => row['invoiceID'] === 0);
    const ids = zeros.slice(0, 3).map(({ id }) => id);
    const items = await restricted.query({
      entity: 'BillingItems',
      filter: { id: ids },
      fields: ['id', 'invoice.invoiceNumber'],
    });
    expect(items.total).toBe(3);
    expect(items.columns).toEqual(['id']);
    expect(items.notes).toEqual(['Empty in all rows: invoice.invoiceNumber.']);
  });

  test('into an entity without any right are refused by its name, not shown as empty', async () => {
    const desk = await openDeskFor({ access: { Contracts: { query: 'None' } }, hides: null });
    onTestFinished(() => desk.close());
    const restricted = desk.fresh({ user: 'restricted' });
    const filter = { contract__exist: true, open: true };

    await expect(restricted.query({ entity: 'Tickets', filter, fields: ['contract.contractType'] })).rejects.toThrow(
      /^Contracts are not visible to this API user/,
    );
    await expect(restricted.aggregate({ entity: 'Tickets', filter, groupBy: ['contract.contractType'] })).rejects.toThrow(
      NotAllowedError,
    );
  });
});

test('any joined cell is the value there, empty, or not visible, whatever is hidden', async () => {
  let hidden: ReadonlySet<number> = new Set();
  const desk = await openDeskFor({ access: {}, hides: (entity, row) => entity === 'Companies' && hidden.has(row.id) });
  onTestFinished(() => desk.close());
  const projects = desk.rows('Projects');
  const companies = [...new Set(projects.map((row) => Number(row['companyID'])))];
  const fields = ['id', 'company.phone', 'company.parentCompany', 'company.companyType', 'company.isActive'];

  await fc.assert(
    fc.asyncProperty(
      fc.subarray(companies),
      fc.constantFrom('company.parentCompany', 'company.companyType'),
      async (ids, group) => {
        hidden = new Set(ids);
        const question = { entity: 'Projects', fields, limit: 500, order: 'id' };
        const whole = await desk.fresh().query({ ...question, fields: [...fields] });
        const seen = await desk.fresh({ user: 'restricted' }).query(question);
        const isHidden = (row: SeedRow): boolean => hidden.has(Number(row['companyID']));

        expect(whole.rows.flat()).not.toContain(HIDDEN);
        for (const name of fields.slice(1)) {
          // Names of hidden parents are hidden, too, so their ids stand there.
          const values = column(whole, name).map((value, index) => {
            const row = projects[index];
            if (row !== undefined && isHidden(row)) return HIDDEN;
            const parent = Number(desk.tenant.store.row('Companies', Number(row?.['companyID']))?.['parentCompanyID']);
            return name === 'company.parentCompany' && hidden.has(parent) ? parent : value;
          });
          expect(column(seen, name)).toEqual(values);
        }
        const count = projects.filter(isHidden).length;
        expect(seen.notes.filter((text) => text.includes(HIDDEN))).toEqual(
          count === 0 ? [] : [note(count, projects.length, 'Companies')],
        );

        const { rows } = await desk.fresh({ user: 'restricted' }).aggregate({ entity: 'Projects', groupBy: [group], limit: 500 });
        expect(rows.filter(([name]) => name === HIDDEN)).toEqual(count === 0 ? [] : [[HIDDEN, count]]);
        expect(rows.reduce((sum, [, rowCount]) => sum + Number(rowCount), 0)).toBe(projects.length);
      },
    ),
    { numRuns: 12 },
  );
});
