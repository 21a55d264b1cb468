import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { checkReach } from '../../src/cli/doctor/reach.js';
import { EXIT } from '../../src/cli/exit-codes.js';
import { checkBudget } from '../../src/cli/doctor/tenant.js';
import { connect } from '../autotask/support/connect.js';
import { runInTerminal } from './support/terminal.js';
import { parsed, startTenantBench, writesTo, type TenantBench } from './support/cli.js';

const NOTHING_SET = { AUTOTASK_USERNAME: '', AUTOTASK_SECRET: '', AUTOTASK_INTEGRATION_CODE: '' };

interface Finding {
  readonly check: string;
  readonly verdict: string;
  readonly found: string;
  readonly remedy: string | null;
}

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

async function examine(
  environment: Readonly<Record<string, string>> = {},
): Promise<{ code: number | null; findings: Map<string, Finding> }> {
  const { code, stdout } = await bench.run(['doctor'], { environment });
  return { code, findings: new Map(parsed<Finding[]>(stdout).map((finding) => [finding.check, finding])) };
}

describe('doctor', () => {
  test('finds everything well on a good connection, and writes nothing', async () => {
    bench.tenant.requests.clear();
    const { code, findings } = await examine();

    expect(code).toBe(EXIT.ok);
    for (const check of ['settings', 'network', 'clock', 'zone', 'credentials', 'integration code', 'me', 'entities', 'budget']) {
      expect([check, findings.get(check)?.verdict]).toEqual([check, 'ok']);
    }
    expect(findings.get('entities')?.found).toBe(
      '222 of the 234 that Autotask describes are readable; 12 cannot be listed by anybody',
    );
    expect(writesTo(bench.tenant)).toEqual([]);
  });

  test('asks without credentials whether the network answers', async () => {
    bench.tenant.requests.clear();
    await examine();

    const versions = bench.tenant.requests.all().filter(({ path }) => path.endsWith('VersionInformation'));
    expect(versions.map(({ hasCredentials }) => hasCredentials)).toEqual([false]);
  });

  test('tells what can be known about impersonation without writing', async () => {
    const { findings } = await examine();

    expect(findings.get('impersonation on TicketNotes')).toMatchObject({
      found: expect.stringMatching(/^view (not )?granted; add and edit can only be seen by writing$/),
    });
  });

  test('says what is missing when nothing is set up', async () => {
    const { code, findings } = await examine(NOTHING_SET);

    expect(code).toBe(EXIT.failed);
    expect(findings.get('settings')).toMatchObject({ verdict: 'failed', remedy: expect.stringContaining('autotask login') });
  });

  test.each([
    ['as a table', async () => bench.run(['doctor', '--table'], { environment: NOTHING_SET }).then(({ stdout }) => stdout)],
    ['on a terminal', async () => runInTerminal(bench, ['doctor'], { environment: NOTHING_SET }).then(({ text }) => text)],
  ])('cuts nothing of what it found %s', async (_where, show) => {
    const lines = (await show()).split(/\r?\n/);

    expect(lines[0]).toMatch(/^failed  settings  .*AUTOTASK_USERNAME, .*, AUTOTASK_INTEGRATION_CODE\.$/);
    expect(lines[1]).toBe('                  → Run "autotask login", or set the variables.');
  });

  test('tells a wrong secret from a wrong integration code, and asks once only', async () => {
    bench.tenant.requests.clear();
    const wrongSecret = await examine({ AUTOTASK_SECRET: 'wrong' });
    expect(bench.tenant.requests.count(({ hasCredentials }) => hasCredentials)).toBe(1);
    const wrongCode = await examine({ AUTOTASK_INTEGRATION_CODE: 'WRONG' });

    expect(wrongSecret.findings.get('credentials')).toMatchObject({ verdict: 'failed' });
    expect(wrongCode.findings.get('credentials')).toMatchObject({ verdict: 'ok' });
    expect(wrongCode.findings.get('integration code')).toMatchObject({
      verdict: 'failed',
      remedy: expect.stringContaining('tracking identifier'),
    });
    expect([wrongSecret.code, wrongCode.code]).toEqual([EXIT.failed, EXIT.failed]);
  });

  test('says that an address cannot be reached', async () => {
    const { code, findings } = await examine({ AUTOTASK_API_URL: 'http://127.0.0.1:9/' });

    expect(code).toBe(EXIT.failed);
    expect(findings.get('network')).toMatchObject({ verdict: 'failed', remedy: expect.stringContaining('firewall') });
  });

  test('says which entities this API user sees in part or not at all', async () => {
    const { username, secret } = bench.tenant.users.restricted;
    const { code, findings } = await examine({ AUTOTASK_USERNAME: username, AUTOTASK_SECRET: secret });

    expect(code).toBe(EXIT.ok);
    expect(findings.get('entities')?.found).toMatch(/; 12 cannot be listed by anybody, \d+ are closed to this API user$/);
    expect(findings.get('rights on Invoice')).toMatchObject({
      verdict: 'warning',
      remedy: expect.stringContaining('security level'),
    });
  });

  test('says when "me" is nobody, inactive or unknown', async () => {
    const { findings: nobody } = await examine({ AUTOTASK_RESOURCE_ID: '' });
    const { findings: inactive } = await examine({ AUTOTASK_RESOURCE_ID: '503' });
    const { findings: unknown } = await examine({ AUTOTASK_RESOURCE_ID: '99999' });

    expect(nobody.get('me')).toMatchObject({ verdict: 'warning', found: 'nobody' });
    expect(inactive.get('me')).toMatchObject({ verdict: 'failed', found: expect.stringContaining('inactive') });
    expect(unknown.get('me')).toMatchObject({ verdict: 'failed' });
  });

  test('warns of a clock that is wrong', async () => {
    const inTenMinutes = (): Date => new Date(Date.now() + 600_000);
    const findings = await checkReach(bench.tenant.apiUrl, inTenMinutes, new AbortController().signal);

    expect(findings).toContainEqual(
      expect.objectContaining({ check: 'clock', verdict: 'warning', found: expect.stringMatching(/ahead/) }),
    );
  });
});

test.each([
  [7_499, 'ok', '2500 of 10000 requests left'],
  [7_500, 'warning', '2499 of 10000 requests left'],
])('after %d requests of others the budget is %s', async (otherRequestsThisHour, verdict, found) => {
  const { client } = await connect({ otherRequestsThisHour });

  expect(await checkBudget(client, {})).toMatchObject({ check: 'budget', verdict, found });
});

test.each([
  ['whoami', /^zone {8}Demo Tenant \(http:/m, /^ {2}"me": "Maya Okafor \(resource 501\)",$/m],
  ['budget', /^limit {10}10000\r?$/m, /^ {2}"limit": 10000,$/m],
  ['config', /^access {14}full\r?$/m, /^ {2}"access": "full",$/m],
])('%s is text for a person at a terminal, and JSON for a program', async (command, text, json) => {
  expect((await runInTerminal(bench, [command])).text).toMatch(text);
  expect((await bench.run([command])).stdout).toMatch(json);
});
