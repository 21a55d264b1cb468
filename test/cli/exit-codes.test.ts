import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { EXIT, EXIT_MEANINGS } from '../../src/cli/exit-codes.js';
import { startTenantBench, type TenantBench } from './support/cli.js';

let bench: TenantBench;

beforeAll(async () => {
  bench = await startTenantBench();
});

afterEach(() => {
  bench.tenant.faults.clear();
});

afterAll(async () => {
  await bench.close();
});

describe('the exit code', () => {
  test('is 0 when all is well', async () => {
    expect((await bench.run(['count', 'Tickets'])).code).toBe(EXIT.ok);
  });

  test.each([['5'], ['T99991231.9999']])('is 3 for a timeline of %s, which is not there', async (ticket) => {
    expect(await bench.run(['timeline', ticket])).toMatchObject({ code: EXIT.notFound, stdout: '' });
  });

  test.each([
    ['an unknown command', ['tikets'], /unknown command 'tikets'[\s\S]*Did you mean tickets/],
    ['an unknown option', ['tickets', 'list', '--stats', 'New'], /unknown option '--stats'[\s\S]*--status/],
    ['an option that is called so elsewhere', ['query', 'Tickets', '--sort', 'title'], /'--sort'\n\(Did you mean --order\?\)/],
    ["an option that only JavaScript's objects have", ['query', 'Tickets', '--constructor'], /unknown option '--constructor'/],
    ['a start that is called from', ['log-time', '1', 'x', '--from', '9:00'], /\(Did you mean --start\?\)/],
    ['a sum as an option', ['aggregate', 'Tickets', '--sum', 'x'], /\(Did you mean --measure sum:field\?\)/],
    ['a filter as an option', ['companies', 'list', '--name=contoso'], /\(Filters are written without dashes: name=value\.\)/],
    ['a field as an option', ['tickets', 'create', '--source', 'Phone'], /\(Fields are set without dashes: source=value\.\)/],
    ['a missing argument', ['get', 'Tickets'], /missing required argument 'ids'/],
    ['an unknown format', ['entities', '--format', 'xml'], /Allowed choices are json, ndjson, csv, table, md/],
    ['an impossible limit', ['tickets', 'list', '--limit', '0'], /whole number, 1 or more/],
    ['an unknown entity', ['query', 'Tickts'], /Did you mean "?Tickets/],
    ['an unknown field', ['query', 'Tickets', 'statuss=New'], /no field "statuss"\. Did you mean "status"/],
    ['a field that is like no other', ['query', 'Tickets', 'xyzzy=New'], /no field "xyzzy"\. Run "autotask fields Tickets"/],
    ['an unknown label', ['tickets', 'list', '--status', 'Nwe'], /Nwe/],
    [
      'an ambiguous name',
      ['tickets', 'list', '--company', 'Acme'],
      /Acme Tooling[\s\S]*Acme Catering[^.]*\. Use the full name or id\.\n/,
    ],
    ['a filter that is none', ['query', 'Tickets', 'open'], /is no filter/],
    ['an unknown time zone', ['tickets', 'list', '--timezone', 'Mars/Olympus'], /IANA time zone/],
    ['an order with --all', ['query', 'Tickets', '--all', '--order', 'title'], /order of id/],
  ])('is 2 for %s, which is explained', async (_what, args, words) => {
    const { code, stdout, stderr } = await bench.run(args);

    expect(code).toBe(EXIT.usage);
    expect(stdout).toBe('');
    expect(stderr).toMatch(words);
  });

  test('is 2 without credentials, and says how to get some', async () => {
    const { code, stderr } = await bench.run(['whoami'], {
      environment: { AUTOTASK_USERNAME: '', AUTOTASK_SECRET: '', AUTOTASK_INTEGRATION_CODE: '' },
    });

    expect(code).toBe(EXIT.usage);
    expect(stderr).toMatch(/AUTOTASK_USERNAME[\s\S]*autotask login[\s\S]*--demo/);
  });

  test('is 3 for a record that is not there', async () => {
    expect((await bench.run(['get', 'Tickets', '1'])).code).toBe(EXIT.notFound);
  });

  test('is 4 for wrong credentials, without a second try', async () => {
    bench.tenant.requests.clear();
    const { code, stderr } = await bench.run(['count', 'Companies'], { environment: { AUTOTASK_SECRET: 'wrong' } });

    expect(code).toBe(EXIT.refused);
    expect(stderr).toContain('autotask doctor');
    expect(bench.tenant.requests.count(({ status }) => status === 401)).toBe(1);
  });

  test('is 4 for what this API user may not read', async () => {
    const restricted = bench.tenant.users.restricted;
    const { code, stderr } = await bench.run(['query', 'Invoices', '--limit', '1'], {
      environment: { AUTOTASK_USERNAME: restricted.username, AUTOTASK_SECRET: restricted.secret },
    });

    expect(code).toBe(EXIT.refused);
    expect(stderr).toContain('not visible to this API user');
  });

  test('is 5 when a limit is reached', async () => {
    bench.tenant.faults.add({
      fault: { kind: 'thread-limit', retryAfterSeconds: 0 },
      route: 'count',
      times: Number.POSITIVE_INFINITY,
    });

    expect((await bench.run(['count', 'Tickets'])).code).toBe(EXIT.limit);
  });

  test('is 1 when Autotask fails', async () => {
    bench.tenant.faults.add({ fault: { kind: 'html', status: 503 }, times: Number.POSITIVE_INFINITY });

    expect((await bench.run(['count', 'Tickets'])).code).toBe(EXIT.failed);
  });

  test('is explained in the help, every one of them', async () => {
    const { code, stdout } = await bench.run(['--help']);

    expect(code).toBe(0);
    for (const [exitCode, meaning] of EXIT_MEANINGS) expect(stdout).toContain(`${String(exitCode).padStart(3)}  ${meaning}`);
  });
});

describe('a failure', () => {
  test('shows neither credentials nor the text of a foreign error', async () => {
    bench.tenant.faults.add({
      fault: { kind: 'error', text: `No rights for ${bench.tenant.users.full.secret}` },
      times: Number.POSITIVE_INFINITY,
    });
    const { stderr } = await bench.run(['count', 'Tickets']);

    expect(stderr).not.toContain(bench.tenant.users.full.secret);
  });

  test("cannot drive the terminal with Autotask's text", async () => {
    bench.tenant.faults.add({
      fault: { kind: 'error', text: 'bad \u001b]0;owned\u0007 field' },
      times: Number.POSITIVE_INFINITY,
    });
    const { stderr } = await bench.run(['count', 'Tickets']);

    expect(stderr).toContain('bad');
    expect(stderr).not.toMatch(/[^\P{Cc}\n]/u);
  });
});
