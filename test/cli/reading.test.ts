import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parsed, startTenantBench, writesTo, type TenantBench } from './support/cli.js';

let bench: TenantBench;

beforeAll(async () => {
  bench = await startTenantBench();
});

afterAll(async () => {
  await bench.close();
});

function storedTickets(matches: (row: Readonly<Record<string, unknown>>) => boolean): number {
  return bench.tenant.store.rows('Tickets').filter(matches).length;
}

describe('lists', () => {
  test('show rows in JSON on stdout and what they are on stderr', async () => {
    const { code, stdout, stderr } = await bench.run([
      'tickets',
      'list',
      '--status',
      'New',
      '--limit',
      '3',
      '--fields',
      'ticketNumber,status',
    ]);

    expect(code).toBe(0);
    const rows = parsed<Record<string, unknown>[]>(stdout);
    expect(rows).toHaveLength(3);
    for (const row of rows) expect(row).toEqual({ ticketNumber: expect.stringMatching(/^T\d{8}\.\d{4}/), status: 'New' });
    const total = storedTickets((row) => row['status'] === 1);
    expect(stderr).toMatch(new RegExp(`^3 of ${String(total)} Tickets, by createDate descending\\. Filter: status = New\\.`));
  });

  test('take ids where names go, and the same rows come out', async () => {
    const fields = ['--fields', 'id', '--limit', '20'];

    expect(await bench.json(['tickets', 'list', '--status', '7', '--company', '1401', ...fields])).toEqual(
      await bench.json(['tickets', 'list', '--status', 'Waiting Customer', '--company', 'Contoso', ...fields]),
    );
  });

  test('take an option several times as any of the values', async () => {
    const rows = await bench.json<{ status: string }[]>([
      'tickets',
      'list',
      '--status',
      'New',
      '--status',
      'Scheduled',
      '--limit',
      '400',
      '--fields',
      'status',
    ]);

    expect(new Set(rows.map(({ status }) => status))).toEqual(new Set(['New', 'Scheduled']));
  });

  test('go beyond one answer of the semantic layer where the limit does', async () => {
    const rows = await bench.json<{ id: number }[]>([
      'query',
      'Tickets',
      'open=true',
      '--order',
      'id',
      '--limit',
      '1100',
      '--fields',
      'id',
    ]);
    const open = bench.tenant.store
      .rows('Tickets')
      .filter((row) => row['status'] !== 5)
      .map(({ id }) => id);

    expect(rows.map(({ id }) => id)).toEqual(open.slice(0, 1100));
  });

  test('of companies leave inactive ones out unless they are asked for, and say so', async () => {
    const active = await bench.run(['companies', 'list', '--search', 'acme', '--fields', 'id,companyName']);
    const all = await bench.json<{ id: number }[]>(['companies', 'list', '--search', 'acme', '--inactive', '--fields', 'id']);

    expect(JSON.parse(active.stdout)).not.toContainEqual(expect.objectContaining({ id: 1204 }));
    expect(active.stderr).toContain('--inactive adds the others');
    expect(all).toContainEqual({ id: 1204 });
  });

  test('of notes stand below one ticket', async () => {
    const [note] = bench.tenant.store.rows('TicketNotes');
    const ticket = bench.tenant.store.row('Tickets', Number(note?.['ticketID']));
    const notes = await bench.json<{ id: number }[]>([
      'ticket-notes',
      'list',
      String(ticket?.['ticketNumber']),
      '--fields',
      'id',
      '--order',
      'id',
    ]);
    const stored = bench.tenant.store.rows('TicketNotes').filter((row) => row['ticketID'] === ticket?.id);

    expect(notes.map(({ id }) => id)).toEqual(stored.map(({ id }) => id));
  });

  test('keep every asked-for field in every row for programs, and drop empty columns for people', async () => {
    const args = ['tickets', 'list', '--limit', '2', '--fields', 'id,purchaseOrderNumber'];
    const rows = await bench.json<unknown[]>(args);
    const { stdout } = await bench.run([...args, '--table']);

    expect(rows[0]).toHaveProperty('purchaseOrderNumber', null);
    expect(stdout.split('\n')[0]?.trim()).toBe('id');
  });

  test('keep texts whole', async () => {
    const long = bench.tenant.store
      .rows('Tickets')
      .find((row) => typeof row['description'] === 'string' && row['description'].length > 5_000);
    const [row] = await bench.json<{ description: string }[]>([
      'query',
      'Tickets',
      `id=${String(long?.id)}`,
      '--fields',
      'description',
    ]);

    expect(row?.description.length).toBeGreaterThan(5_000);
  });

  test('give the records of the API with --raw', async () => {
    const [row] = await bench.json<Record<string, unknown>[]>([
      'query',
      'Tickets',
      'open=true',
      '--raw',
      '--limit',
      '1',
      '--fields',
      'status,createDate',
    ]);
    const stored = bench.tenant.store.rows('Tickets').find((ticket) => ticket['status'] !== 5);

    expect(row).toMatchObject({ id: stored?.id, status: stored?.['status'] });
  });

  test('say with --raw, too, of how many rows these are the first', async () => {
    const list = ['tickets', 'list', '--raw', '--fields', 'id', '--status', 'New'];
    const total = storedTickets((row) => row['status'] === 1);

    const part = await bench.run([...list, '--limit', '2']);
    expect(part.stderr).toMatch(new RegExp(`^2 of ${String(total)} Tickets, by id\\.`));
    expect(part.stderr).toContain('More with --limit, all of them with --all.');

    const whole = await bench.run([...list, '--limit', String(total)]);
    expect(whole.stderr).toMatch(new RegExp(`^${String(total)} Tickets, by id\\.`));
    expect(whole.stderr).not.toContain('--limit');
  });
});

describe('rows of a record that is not there', () => {
  test.each([
    ['ticket-notes', 'list', '999999999'],
    ['ticket-notes', 'list', '999999999', '--raw'],
    ['query', 'ticketNotes', '--parent-id', '999999999', '--all'],
    ['count', 'TicketNotes', 'ticketID=999999999'],
    ['aggregate', 'TimeEntries', 'ticketID=999999999', '--measure', 'sum:hoursWorked'],
  ])('%s %s %s %s end as not found', async (...args) => {
    const { code, stderr } = await bench.run([...args, '--quiet']);

    expect([code, stderr]).toEqual([3, 'autotask: No ticket 999999999 is visible to this API user.\n']);
  });

  test('are not mistaken for a record without rows', async () => {
    const noted = new Set(bench.tenant.store.rows('TicketNotes').map((row) => row['ticketID']));
    const bare = bench.tenant.store.rows('Tickets').find(({ id }) => !noted.has(id));
    const { code, stderr } = await bench.run(['ticket-notes', 'list', String(bare?.id)]);

    expect(code).toBe(0);
    expect(stderr).toContain('No TicketNotes match this filter.');
  });
});

describe('other questions', () => {
  test('get keeps texts whole, of many records too', async () => {
    const long = bench.tenant.store
      .rows('Tickets')
      .filter((row) => typeof row['description'] === 'string' && row['description'].length > 5_000)
      .slice(0, 5);
    const rows = await bench.json<{ description: string }[]>(['get', 'Tickets', ...long.map(({ id }) => String(id))]);

    expect(rows).toHaveLength(5);
    for (const { description } of rows) expect(description.length).toBeGreaterThan(5_000);
  });

  test('get one record by number as an object, several as a list', async () => {
    const [first, second] = bench.tenant.store.rows('Tickets');

    expect(await bench.json(['tickets', 'get', String(first?.['ticketNumber']), '--fields', 'id'])).toEqual({ id: first?.id });
    expect(await bench.json(['get', 'Tickets', String(first?.id), String(second?.id), '--fields', 'id'])).toEqual([
      { id: first?.id },
      { id: second?.id },
    ]);
  });

  test('get tells what is missing and still shows the rest', async () => {
    const [first] = bench.tenant.store.rows('Tickets');
    const { code, stdout, stderr } = await bench.run(['get', 'Tickets', String(first?.id), '99', '--fields', 'id']);

    expect(JSON.parse(stdout)).toEqual([{ id: first?.id }]);
    expect(stderr).toContain('Tickets 99: not there');
    expect(code).toBe(3);
  });

  test('get holds a note to its ticket', async () => {
    const [note] = bench.tenant.store.rows('TicketNotes');
    const args = (ticket: unknown) => ['ticket-notes', 'get', String(ticket), String(note?.id), '--fields', 'id'];

    expect(await bench.json(args(note?.['ticketID']))).toEqual({ id: note?.id });
    expect((await bench.run(args(0))).code).not.toBe(0);
  });

  test('count', async () => {
    expect(await bench.json(['count', 'Tickets', 'open=true'])).toEqual({
      entity: 'Tickets',
      count: storedTickets((row) => row['status'] !== 5),
    });
  });

  test.each([
    [
      ['count', 'customers'],
      ['count', 'Companies'],
    ],
    [
      ['query', 'time entries', '--limit', '2'],
      ['query', 'TimeEntries', '--limit', '2'],
    ],
    [
      ['fields', 'assets'],
      ['fields', 'ConfigurationItems'],
    ],
    [
      ['fields', 'InstalledProducts'],
      ['fields', 'ConfigurationItems'],
    ],
    [
      ['picklist', 'accounts', 'companyType'],
      ['picklist', 'Companies', 'companyType'],
    ],
    [
      ['info', 'technicians'],
      ['info', 'Resources'],
    ],
  ])('%j means %j', async (said, plain) => {
    expect(await bench.json(said)).toEqual(await bench.json(plain));
  });

  test('aggregate', async () => {
    const rows = await bench.json<{ priority: string; count: number }[]>([
      'aggregate',
      'Tickets',
      'open=true',
      '--by',
      'priority',
    ]);

    expect(rows.map(({ priority }) => priority)).toEqual(['Critical', 'High', 'Medium', 'Low']);
    expect(rows.reduce((sum, { count }) => sum + count, 0)).toBe(storedTickets((row) => row['status'] !== 5));
  });

  test('a timeline is one object with its events', async () => {
    const [note] = bench.tenant.store.rows('TicketNotes');
    const timeline = await bench.json<{ ticket: string; events: unknown[] }>(['timeline', String(note?.['ticketID'])]);

    expect(timeline.ticket).toBe(bench.tenant.store.row('Tickets', Number(note?.['ticketID']))?.['ticketNumber']);
    expect(timeline.events.length).toBeGreaterThan(1);
  });

  test('a pick list shows active values in their own order', async () => {
    const priorities = await bench.json<{ value: number; label: string }[]>(['picklist', 'Tickets', 'priority']);
    const { stderr } = await bench.run(['picklist', 'Tickets', 'status']);

    expect(priorities.map(({ value, label }) => [value, label])).toEqual([
      [4, 'Critical'],
      [1, 'High'],
      [2, 'Medium'],
      [3, 'Low'],
    ]);
    expect(stderr).toMatch(/inactive values? not shown/);
  });

  test('a pick list that depends on another is grouped under its labels', async () => {
    const values = await bench.json<{ label: string; issueType: string }[]>(['picklist', 'Tickets', 'subIssueType']);

    const groups = values.map(({ issueType }) => issueType).filter((label, index, all) => label !== all[index - 1]);
    expect(new Set(groups).size).toBe(groups.length);
    expect(groups).toContain('Printing & Scanning');
  });

  test('fields can be searched and hold the user-defined ones', async () => {
    const fields = await bench.json<{ field: string; userDefined: boolean }[]>(['fields', 'Tickets', 'site']);

    expect(fields).toContainEqual(expect.objectContaining({ field: 'Site Code', userDefined: true }));
  });

  test('info tells the rights of this API user', async () => {
    expect(await bench.json(['info', 'ticket'])).toMatchObject({
      entity: 'Tickets',
      canDelete: false,
      userAccessForQuery: 'All',
    });
  });

  test('entities need no account', async () => {
    const found = await bench.json<{ entity: string }[]>(['entities', 'checklist'], { environment: { AUTOTASK_SECRET: '' } });

    expect(found.map(({ entity }) => entity)).toContain('TicketChecklistItems');
  });

  test('whoami names the person called "me", or says why nobody is', async () => {
    const { me } = await bench.json<{ me: string }>(['whoami']);
    const nobody = await bench.json<{ me: string }>(['whoami'], {
      environment: { AUTOTASK_RESOURCE_ID: '', AUTOTASK_USER_EMAIL: '' },
    });

    expect(me).toBe('Maya Okafor (resource 501)');
    expect(nobody.me).toContain('AUTOTASK_RESOURCE_ID');
  });

  test('whoami, config and budget never show a secret', async () => {
    const { secret } = bench.tenant.users.full;
    for (const command of ['whoami', 'config', 'budget']) {
      const { code, stdout, stderr } = await bench.run([command]);
      expect(code).toBe(0);
      expect(stdout + stderr).not.toContain(secret);
      expect(stdout + stderr).not.toContain(bench.tenant.integrationCode);
    }
  });

  test('budget counts what others have used', async () => {
    expect(await bench.json(['budget'])).toMatchObject({ limit: 10_000, windowMinutes: 60 });
  });
});

describe('reading', () => {
  test('asks for metadata once an hour quarter, not with every command', async () => {
    await bench.run(['tickets', 'list', '--status', 'New', '--limit', '1']);
    bench.tenant.requests.clear();
    await bench.run(['tickets', 'list', '--status', 'Waiting Customer', '--limit', '1']);

    expect(bench.tenant.requests.all().filter(({ path }) => path.includes('entityInformation'))).toEqual([]);
  });

  test('writes nothing', () => {
    expect(writesTo(bench.tenant)).toEqual([]);
  });
});
