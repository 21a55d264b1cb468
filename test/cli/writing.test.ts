import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { EXIT } from '../../src/cli/exit-codes.js';
import { factsFor, type Facts } from '../../src/demo/data/facts.js';
import { outcomeOf, parsed, startTenantBench, writesTo, type TenantBench } from './support/cli.js';
import { runInTerminal } from './support/terminal.js';

let bench: TenantBench;
let facts: Facts;

beforeAll(async () => {
  bench = await startTenantBench();
  facts = factsFor(bench.tenant.now());
});

beforeEach(() => {
  bench.tenant.requests.clear();
});

afterAll(async () => {
  await bench.close();
});

function ticket(number: string): Readonly<Record<string, unknown>> | undefined {
  return bench.tenant.store.rows('Tickets').find((row) => row['ticketNumber'] === number);
}

function notesOf(number: string): readonly Readonly<Record<string, unknown>>[] {
  const id = ticket(number)?.['id'];
  return bench.tenant.store.rows('TicketNotes').filter((row) => row['ticketID'] === id);
}

describe('a write', () => {
  test('shows its plan with --dry-run and changes nothing', async () => {
    const plan = await bench.json(['tickets', 'update', facts.tickets.firewall, '--status', 'In Progress', '--dry-run']);

    expect(plan).toMatchObject({
      dryRun: true,
      steps: [{ action: 'update', entity: 'Tickets', changes: [{ field: 'status', before: 'New', after: 'In Progress' }] }],
    });
    expect(writesTo(bench.tenant)).toEqual([]);
  });

  test('is refused where nobody can be asked, and shows what it would have been', async () => {
    const { code, stdout, stderr } = await bench.run(['tickets', 'update', facts.tickets.firewall, '--status', 'In Progress']);

    expect(code).toBe(EXIT.refused);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/status New → In Progress[\s\S]*nobody to ask\. Add --yes/);
    expect(writesTo(bench.tenant)).toEqual([]);
  });

  test('is made on a terminal when the person agrees', async () => {
    const args = ['note', facts.tickets.firewall, 'rebooted the firewall', '--table'];
    const { code, text } = await runInTerminal(bench, args, { answers: [['Write this? [y/N]', 'y\n']] });

    expect(text).toContain('publish Internal Users Only');
    expect(code).toBe(EXIT.ok);
    expect(notesOf(facts.tickets.firewall)).toContainEqual(
      expect.objectContaining({ description: 'rebooted the firewall', publish: 2 }),
    );
  });

  test.each(['n\n', '\n', 'maybe\n', '\u0004'])('is not made when the answer is %j', async (answer) => {
    const args = ['note', facts.tickets.firewall, 'never written'];
    const { code } = await runInTerminal(bench, args, { answers: [['Write this? [y/N]', answer]] });

    expect(code).toBe(EXIT.refused);
    expect(writesTo(bench.tenant)).toEqual([]);
  });

  test('is not made after Ctrl-C at the question', async () => {
    const args = ['note', facts.tickets.firewall, 'never written'];
    const { code } = await runInTerminal(bench, args, { answers: [['Write this? [y/N]', '\u0003']] });

    expect(code).toBe(EXIT.interrupted);
    expect(writesTo(bench.tenant)).toEqual([]);
  });

  test('is made without a question with --yes, through one request and a look at the result', async () => {
    const report = await bench.json(['tickets', 'update', facts.tickets.firewall, '--status', 'In Progress', '--yes']);

    expect(report).toMatchObject({
      done: [expect.stringContaining('status New → In Progress')],
      records: [{ entity: 'Tickets' }],
    });
    expect(writesTo(bench.tenant)).toEqual(['PATCH /ATServicesRest/V1.0/Tickets']);
    expect(ticket(facts.tickets.firewall)).toMatchObject({ status: 8 });
  });

  test('tells when a rule of the tenant has changed it back', async () => {
    const { stderr } = await bench.run(['tickets', 'update', facts.tickets.rule, '--status', 'In Progress', '--yes']);

    expect(stderr).toContain('Did not stick');
  });

  test('creates with names and labels, and a look-alike is not doubled by --yes alone', async () => {
    const args = [
      'tickets',
      'create',
      '--title',
      'Printer down on the second floor',
      '--company',
      'Acme Tooling',
      '--priority',
      'High',
    ];
    const all = [...args, '--queue', 'Level 1 Support', '--yes'];
    const first = await bench.json<{ records: { id: number }[] }>(all);
    const again = await bench.run(all);

    expect(bench.tenant.store.row('Tickets', first.records[0]?.id ?? 0)).toMatchObject({
      companyID: 1201,
      priority: 1,
      queueID: 301,
      status: 1,
    });
    expect(again.code).toBe(EXIT.refused);
    expect(again.stderr).toContain('--allow-duplicate');
    expect((await bench.run([...all, '--allow-duplicate'])).code).toBe(EXIT.ok);
  });

  test('is refused in words when Autotask would refuse it', async () => {
    const { code, stderr } = await bench.run(['tickets', 'update', facts.tickets.firewall, '--priority', 'Urgent', '--yes']);

    expect(code).toBe(EXIT.usage);
    expect(stderr).toMatch(/Critical.*High/);
  });

  test('is ambiguous when its answer is lost and cannot be found out', async () => {
    bench.tenant.faults.add({
      fault: { kind: 'lose-response' },
      method: 'POST',
      entity: 'TicketNotes',
      route: 'child-collection',
    });
    bench.tenant.faults.add({
      fault: { kind: 'html', status: 503 },
      entity: 'TicketNotes',
      route: 'query',
      times: Number.POSITIVE_INFINITY,
    });
    const { code, stderr } = await bench.run(['note', facts.tickets.unassigned, 'written once', '--yes']);
    bench.tenant.faults.clear();

    expect(code).toBe(EXIT.ambiguous);
    expect(stderr).toContain('before trying again');
    expect(notesOf(facts.tickets.unassigned).filter((note) => note['description'] === 'written once')).toHaveLength(1);
  });

  test('is refused where AUTOTASK_ACCESS says read', async () => {
    const { code, stderr } = await bench.run(['note', facts.tickets.firewall, 'x', '--yes'], {
      environment: { AUTOTASK_ACCESS: 'read' },
    });

    expect(code).toBe(EXIT.refused);
    expect(stderr).toContain('AUTOTASK_ACCESS');
    expect(writesTo(bench.tenant)).toEqual([]);
  });
});

describe('Ctrl-C', () => {
  test('lets a write that has begun come to its end, and tells what came of it', async () => {
    let release = (): void => undefined;
    const until = new Promise<void>((resolve) => {
      release = resolve;
    });
    const held = bench.tenant.faults.add({ fault: { kind: 'hold', until }, method: 'PATCH', entity: 'Tickets' });
    const child = bench.start(['tickets', 'update', facts.tickets.kitchenPrinter, '--priority', 'Low', '--yes']);
    const ended = outcomeOf(child);
    while (held.hits === 0) await new Promise((resolve) => setImmediate(resolve));
    child.kill('SIGINT');
    await new Promise((resolve) => child.stderr.once('data', resolve));
    release();
    const { code, stdout, stderr } = await ended;

    expect(stderr).toContain('Finishing what has begun');
    expect(code).toBe(EXIT.ok);
    expect(parsed(stdout)).toMatchObject({ done: [expect.stringContaining('→ Low')] });
    expect(ticket(facts.tickets.kitchenPrinter)).toMatchObject({ priority: 3 });
  });
});

describe('the hourly cap', () => {
  test('holds over commands, each of which is a process of its own', async () => {
    await bench.json(['note', facts.tickets.firewall, 'counted', '--yes']);
    const { code, stderr } = await bench.run(['note', facts.tickets.firewall, 'one too many', '--yes'], {
      environment: { AUTOTASK_MAX_WRITES_PER_HOUR: '1' },
    });

    expect(code).toBe(EXIT.limit);
    expect(stderr).toContain('AUTOTASK_MAX_WRITES_PER_HOUR');
  });
});

describe('notes', () => {
  test('of the group are internal unless --publish says more', async () => {
    await bench.json([
      'ticket-notes',
      'create',
      facts.tickets.firewall,
      '--title',
      'Call',
      '--description',
      'internal by default',
      '--yes',
    ]);
    await bench.json([
      'ticket-notes',
      'create',
      facts.tickets.firewall,
      '--title',
      'Reply',
      '--description',
      'for the customer',
      '--publish',
      'All Autotask Users',
      'noteType=Task Notes',
      '--yes',
    ]);

    expect(notesOf(facts.tickets.firewall)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ description: 'internal by default', publish: 2 }),
        expect.objectContaining({ description: 'for the customer', publish: 1 }),
      ]),
    );
  });

  test('for the customer say so before they are written', async () => {
    const { stderr } = await bench.run(['note', facts.tickets.firewall, 'the part arrives Thursday', '--customer']);

    expect(stderr).toMatch(/customer/i);
    expect(writesTo(bench.tenant)).toEqual([]);
  });

  test('can come from stdin', async () => {
    await bench.json(['note', facts.tickets.firewall, '-', '--yes'], { input: 'line one\nline two\n' });

    expect(notesOf(facts.tickets.firewall)).toContainEqual(expect.objectContaining({ description: 'line one\nline two' }));
  });
});

describe('time and files', () => {
  test('log-time books a span in the zone of the person', async () => {
    const report = await bench.json<{ records: { id: number }[] }>([
      'log-time',
      facts.tickets.firewall,
      'replaced the switch',
      '--start',
      '0:05',
      '--end',
      '0:35',
      '--yes',
    ]);

    expect(bench.tenant.store.row('TimeEntries', report.records[0]?.id ?? 0)).toMatchObject({
      resourceID: 501,
      hoursWorked: 0.5,
    });
  });

  test('attach stores the file as it is', async () => {
    const file = join(bench.folder, 'router.log');
    await writeFile(file, 'up\ndown\n');
    const report = await bench.json<{ records: { entity: string; id: number }[] }>([
      'attach',
      facts.tickets.firewall,
      file,
      '--yes',
    ]);

    const [record] = report.records;
    const stored = bench.tenant.store.row('TicketAttachments', record?.id ?? 0);
    expect(Buffer.from(String(stored?.['data']), 'base64').toString()).toBe('up\ndown\n');
    expect(stored).toMatchObject({ publish: 2, fullPath: 'router.log' });
  });

  test("delete removes a record of one's own", async () => {
    const report = await bench.json<{ records: { id: number }[] }>([
      'log-time',
      facts.tickets.firewall,
      'mistake',
      '--start',
      '0:40',
      '--end',
      '0:50',
      '--yes',
    ]);
    const id = String(report.records[0]?.id);

    expect((await bench.run(['time-entries', 'delete', id])).code).toBe(EXIT.refused);
    expect((await bench.run(['time-entries', 'delete', id, '--yes'])).code).toBe(EXIT.ok);
    expect(bench.tenant.store.row('TimeEntries', Number(id))).toBeUndefined();
  });
});

describe('undo', () => {
  test('takes back the last write of an earlier command, once', async () => {
    await bench.json(['tickets', 'update', facts.tickets.unassigned, '--priority', 'Critical', '--yes']);
    const changed = ticket(facts.tickets.unassigned)?.['priority'];
    const undone = await bench.run(['undo', '--yes']);

    expect(changed).toBe(4);
    expect(undone.code).toBe(EXIT.ok);
    expect(ticket(facts.tickets.unassigned)?.['priority']).not.toBe(4);
    const [latest] = await bench.json<{ undone: boolean; records: string }[]>(['undo', '--list']);
    expect(latest).toMatchObject({ tool: 'autotask_undo' });
  });

  test('is refused when somebody else has changed the record since', async () => {
    const report = await bench.json<{ write: string }>([
      'tickets',
      'update',
      facts.tickets.unassigned,
      '--priority',
      'Critical',
      '--yes',
    ]);
    await bench.json(['tickets', 'update', facts.tickets.unassigned, '--priority', 'Low', '--yes']);
    const { code } = await bench.run(['undo', report.write, '--yes']);

    expect(code).toBe(EXIT.refused);
    expect(ticket(facts.tickets.unassigned)?.['priority']).toBe(3);
  });

  test('works from the audit file, which only its owner can read and which holds no secret', async () => {
    const file = join(bench.folder, 'state', 'autotask', 'audit.jsonl');
    const lines = await readFile(file, 'utf8');

    expect((await stat(file)).mode & 0o077).toBe(0);
    expect(lines).not.toContain(bench.tenant.users.full.secret);
    expect(lines).not.toContain(bench.tenant.integrationCode);
    expect(lines).toContain('"host":"autotask ');
  });
});
