import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { FaultRule } from '../../src/demo/faults.js';
import { startHost, textOf, type Host } from '../support/host.js';

// All at once, each with an entity of its own: every test waits for the marks of its call.
const DEADLINE_MS = 5_000;

let host: Host;
let release = (): void => undefined;
const released = new Promise<void>((resolve) => (release = resolve));

beforeAll(async () => {
  host = await startHost({ deadlineMs: DEADLINE_MS });
  // What is not to be slow: the start, metadata, names.
  await host.call('autotask_whoami');
  for (const entity of ['Contacts', 'ConfigurationItems', 'BillingItems', 'Tasks', 'Tickets', 'Opportunities'])
    await host.call('autotask_query', { entity, filter: { id: 1 } });
  await host.call('autotask_get', { entity: 'Tasks', ids: [1] });
});
afterAll(async () => {
  release();
  await host.close();
});

/** Requests that are not answered before the test is over. */
function hold(rule: Omit<FaultRule, 'fault'>): () => void {
  const planned = host.tenant.faults.add({ ...rule, times: Number.POSITIVE_INFINITY, fault: { kind: 'hold', until: released } });
  return () => planned.remove();
}

const isCount: FaultRule['when'] = ({ path }) => path.endsWith('/count');
const isFurtherPage: FaultRule['when'] = ({ body }) => /"op":"gt","field":"id"/.test(JSON.stringify(body));

describe.concurrent('on a slow tenant', () => {
  test('a list shows what was read, does not claim a total, and its cursor leads to every row once', async () => {
    const question = { entity: 'Contacts', filter: { company: 'Contoso' }, fields: ['id'], order: 'id', limit: 3 };
    const answerFast = hold({ entity: 'Contacts', when: isCount });
    const first = await host.call('autotask_query', question);
    answerFast();
    const { cursor, ...head } = pageOf(first);
    const ids = [...head.ids];
    for (let next = cursor; next !== undefined;) {
      const following = pageOf(await host.call('autotask_query', { ...question, cursor: next }));
      ids.push(...following.ids);
      next = following.cursor;
    }
    const company = host.tenant.store.rows('Companies').find((row) => row['companyName'] === 'Contoso');
    const all = host.tenant.store.rows('Contacts').filter((row) => row['companyID'] === company?.id);

    expect(first.structuredContent).toMatchObject({ total: 3, totalIsAtLeast: true, shown: 3 });
    expect(textOf(first)).toContain('how many rows there are in all could not be told in time');
    expect(ids).toEqual(all.map(({ id }) => id).toSorted((a, b) => a - b));
  });

  test('a list in an order that takes all rows says how many were read, and how to ask for less', async () => {
    hold({ entity: 'ConfigurationItems', when: isFurtherPage });
    const result = await host.call('autotask_query', { entity: 'ConfigurationItems', order: 'referenceTitle' });

    expect(result.isError).toBe(true);
    expect(textOf(result)).toMatch(
      /^Autotask is slow just now: 500 of 3052 rows were read before the time for this call was over, .* or order by id/,
    );
  });

  test('a figure is refused rather than worked out from a part', async () => {
    hold({ entity: 'BillingItems', when: isFurtherPage });
    const result = await host.call('autotask_aggregate', { entity: 'BillingItems', measures: ['sum:totalAmount'] });

    expect(result.isError).toBe(true);
    expect(textOf(result)).toMatch(/^Autotask is slow just now: 500 rows were read before .* Narrow the filter/);
  });

  test('records that were read are shown, and the others named', async () => {
    const [one, other] = host.tenant.store.rows('Tasks');
    hold({ entity: 'Tasks', when: ({ body }) => JSON.stringify(body).includes('"field":"taskNumber"') });
    const ids = [one?.id, other?.['taskNumber']];
    const result = await host.call('autotask_get', { entity: 'Tasks', ids, fields: ['title'] });

    expect(result.isError ?? false).toBe(false);
    expect(result.structuredContent).toMatchObject({ shown: 1, missing: [], unread: [ids[1]] });
    expect(textOf(result)).toContain(`not read in time: ${String(ids[1])}. Ask for these again.`);
  });

  test('a ticket is told with those parts that were read, and the others named', async () => {
    const id = 'T20260309.0012';
    hold({ entity: 'TicketNotes' });
    const result = await host.call('autotask_ticket_timeline', { ticket: id, include: ['notes', 'attachments', 'checklist'] });

    expect(result.isError ?? false).toBe(false);
    expect(result.structuredContent).toMatchObject({ ticket: id, notes: expect.arrayContaining([PART_UNREAD]) });
  });

  test('fields are listed without the user-defined ones, and it is said that they are missing', async () => {
    hold({ entity: 'Opportunities', when: ({ path }) => /userDefinedFields$/i.test(path) });
    const result = await host.call('autotask_list_fields', { entity: 'Opportunities' });

    expect(result.isError ?? false).toBe(false);
    expect(textOf(result)).toContain('user-defined fields could not be read in time and are missing here');
  });

  test('an entity is described without the rights, and it is said that they were not read', async () => {
    hold({ entity: 'ContractBlocks', when: ({ path }) => /entityInformation$/i.test(path) });
    const result = await host.call('autotask_entity_info', { entity: 'ContractBlocks' });

    expect(result.structuredContent).toMatchObject({
      entity: 'ContractBlocks',
      parent: 'Contracts',
      rights: expect.stringContaining('in time'),
    });
  });

  test('who one is stays known when the hour’s requests cannot be asked', async () => {
    hold({ when: ({ path }) => /ThresholdInformation$/i.test(path) });
    const result = await host.call('autotask_whoami');

    expect(result.structuredContent).toMatchObject({
      me: 'Maya Okafor (resource 501)',
      requests: expect.stringContaining('in time'),
    });
  });

  test('a read ends with its time although it waits for what others wait for, too', async () => {
    hold({ entity: 'Products', when: ({ path }) => /fields$/i.test(path) });
    const result = await host.call('autotask_query', { entity: 'Products' });

    expect(result.isError).toBe(true);
    expect(textOf(result)).toBe(
      'The call took longer than 5 s and was stopped. Ask for less (fewer rows, a narrower filter or window), or again later.',
    );
  });
});

const PART_UNREAD =
  'Autotask is slow just now: notes could not be read in time, so what they say is missing here. Ask again with include ["notes"].';

const page = z.object({ rows: z.array(z.array(z.number())), cursor: z.string().optional() });

function pageOf({ structuredContent }: Awaited<ReturnType<Host['call']>>): { ids: number[]; cursor: string | undefined } {
  const { rows, cursor } = page.parse(structuredContent);
  return { ids: rows.flat(), cursor };
}
