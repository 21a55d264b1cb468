import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { startHost, textOf } from '../support/host.js';

const host = await startHost();

afterAll(async () => {
  await host.close();
});

const Page = z.looseObject({
  total: z.int(),
  shown: z.int(),
  columns: z.array(z.string()),
  rows: z.array(z.array(z.unknown())),
  cursor: z.string().optional(),
});

async function query(args: Record<string, unknown>) {
  const result = await host.call('autotask_query', { entity: 'Tickets', ...args });
  if (result.isError === true) throw new Error(textOf(result));
  return Page.parse(result.structuredContent);
}

describe('autotask_query', () => {
  test("finds a client's open tickets, newest first, with labels and names, in four requests and few tokens", async () => {
    host.requests();
    const result = await host.call('autotask_query', { entity: 'Tickets', filter: { company: 'Contoso', open: true } });

    const { structuredContent } = result;
    expect(host.requests()).toHaveLength(4);
    expect(structuredContent).toMatchObject({ entity: 'Tickets', shown: 25, order: 'createDate descending' });
    expect(textOf(result)).toContain('| Contoso |');
    expect(textOf(result)).toMatch(/^ticketNumber \| title \| status/m);
  });

  test('pages through all rows by cursor, each once', async () => {
    const filter = { company: 'Contoso', open: true };
    const seen: unknown[] = [];
    let cursor: string | undefined;
    let total: number;
    do {
      const page = await query({ filter, fields: ['id'], limit: 20, ...(cursor === undefined ? {} : { cursor }) });
      seen.push(...page.rows.flat());
      ({ total, cursor } = page);
    } while (cursor !== undefined);

    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toHaveLength(total);
  });

  test('says that there is no such ticket rather than that it has no notes', async () => {
    const result = await host.call('autotask_query', { entity: 'TicketNotes', filter: { ticketID: 999_999_999 } });

    expect(result.isError).not.toBe(true);
    expect(textOf(result)).toContain('No ticket 999999999 is visible to this API user.');
  });

  test('understands a filter that a host sent as JSON text', async () => {
    const filter = { status: 'New', company: 'Contoso' };

    expect(await query({ filter: JSON.stringify(filter), limit: 1 })).toEqual(await query({ filter, limit: 1 }));
  });

  test('takes one text for a list, a list for one text, and digits for a number', async () => {
    const filter = { status: 'New' };
    const said = await query({ filter, fields: 'ticketNumber, priority', order: ['priority', '-createDate'], limit: '3' });

    expect(said).toEqual(await query({ filter, fields: ['ticketNumber', 'priority'], order: 'priority, -createDate', limit: 3 }));
    expect(said.columns).toEqual(['ticketNumber', 'priority']);
  });

  test.each([
    [{ sort: 'priority' }],
    [{ order: [{ field: 'priority', direction: 'asc' }] }],
    [{ order: { priority: 'asc' } }],
    [{ order: 'priority', fields: 'all' }],
  ])('understands %j', async (said) => {
    const { order, rows } = await query({ filter: { status: 'New' }, limit: 3, ...said });

    expect(order).toBe('priority');
    expect(rows).toHaveLength(3);
  });

  test('refuses an argument that is passed under two names', async () => {
    const result = await host.call('autotask_query', { entity: 'Tickets', sort: 'priority', order: '-priority' });

    expect(result.isError).toBe(true);
    expect(textOf(result)).toContain('no argument "sort"');
  });

  test('refuses a cursor that was altered', async () => {
    const { cursor = '' } = await query({ limit: 1 });
    const result = await host.call('autotask_query', { entity: 'Tickets', limit: 1, cursor: `${cursor}x` });

    expect(result.isError).toBe(true);
    expect(textOf(result)).toContain('cursor');
  });
});

describe('a user who does not see everything', () => {
  const rows = z.object({ rows: z.array(z.array(z.unknown())), notes: z.array(z.string()) });

  test('is told what is not visible apart from what is empty, in both forms of the answer', async () => {
    const restricted = await startHost({ tenant: host.tenant, user: 'restricted' });
    onTestFinished(() => restricted.close());
    const list = await restricted.call('autotask_query', { entity: 'Phases', fields: ['title', 'project.status'], limit: 500 });
    const figures = await restricted.call('autotask_aggregate', { entity: 'Phases', group_by: ['project.status'] });

    const hidden = rows.parse(list.structuredContent).rows.filter(([, status]) => status === '(not visible)');
    expect(hidden.length).toBeGreaterThan(0);
    expect(rows.parse(figures.structuredContent).rows.at(-1)).toEqual(['(not visible)', hidden.length]);
    expect(textOf(list)).toContain(`${String(hidden[0]?.[0])} | (not visible)`);
    expect(textOf(figures)).toContain(`(not visible) | ${String(hidden.length)}`);
    const note = `${String(hidden.length)} of 136 rows refer to Projects that this API user does not see`;
    for (const result of [list, figures]) {
      expect(rows.parse(result.structuredContent).notes.join(' ')).toContain(note);
      expect(textOf(result)).toContain(note);
    }
  });
});
