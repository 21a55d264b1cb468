import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { AuthenticationError, AutotaskClient, UnexpectedResponseError } from '../../src/autotask/index.js';
import type { ClientOptions } from '../../src/autotask/index.js';
import type { DemoTenant } from '../../src/demo/tenant.js';
import { connect, FAST, rejection } from './support/connect.js';

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'autotask-zone-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A client that has to find its zone, starting at the tenant's zone discovery. */
function discovering(tenant: DemoTenant, options: ClientOptions = {}, username = tenant.users.full.username): AutotaskClient {
  const client = new AutotaskClient(
    { username, secret: tenant.users.full.secret, integrationCode: tenant.integrationCode },
    { ...FAST, zoneDiscoveryUrl: tenant.apiUrl, ...options },
  );
  onTestFinished(() => client.close());
  return client;
}

/** Answers zone discovery with any zone at all. */
async function discoveryServer(zoneUrl: () => string): Promise<{ url: string; lookups: () => number }> {
  let lookups = 0;
  const server = createServer((_, response) => {
    lookups++;
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ zoneName: 'Test', url: zoneUrl(), webUrl: 'https://ww3.autotask.net/', ci: 1 }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/`,
    lookups: () => lookups,
  };
}

test('discovers the zone once, without credentials', async () => {
  const { tenant } = await connect();
  const client = discovering(tenant);

  await Promise.all([client.count('Tickets'), client.count('Companies'), client.zone()]);

  const lookups = tenant.requests.all().filter((request) => request.kind === 'zone');
  expect(lookups).toHaveLength(1);
  expect(lookups[0]?.hasCredentials).toBe(false);
  expect(lookups[0]?.path).toContain(`user=${encodeURIComponent(tenant.users.full.username)}`);
});

test('who gives up does not wait for the discovery that others go on with', async () => {
  const { tenant } = await connect();
  let answer = (): void => undefined;
  const until = new Promise<void>((resolve) => (answer = resolve));
  tenant.faults.add({ fault: { kind: 'hold', until }, route: 'zone' });
  const client = discovering(tenant);
  const stop = new AbortController();

  const given = rejection(client.count('Tickets', undefined, { signal: stop.signal }));
  const other = client.count('Tickets');
  stop.abort(new Error('enough'));

  expect(await given).toMatchObject({ message: 'enough' });
  answer();
  expect(await other).toBeTypeOf('number');
});

test('an unknown user is an authentication failure that names the user', async () => {
  const { tenant } = await connect();

  const error = await rejection(discovering(tenant, {}, 'nobody@msp.example').count('Tickets'));

  expect(error).toBeInstanceOf(AuthenticationError);
  expect(error).toMatchObject({ message: 'Autotask knows no API user "nobody@msp.example".' });
});

test('remembers the zone for the next client, readable by this user alone', async () => {
  const { tenant } = await connect();
  const folder = await temporaryFolder();

  await discovering(tenant, { zoneCacheFolder: join(folder, 'autotask') }).count('Tickets');
  tenant.requests.clear();
  await discovering(tenant, { zoneCacheFolder: join(folder, 'autotask') }).count('Tickets');

  expect(tenant.requests.count((request) => request.kind === 'zone')).toBe(0);
  const file = join(folder, 'autotask', 'zone.json');
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect(await readdir(join(folder, 'autotask'))).toEqual(['zone.json']);
  expect(await readFile(file, 'utf8')).not.toMatch(/full-secret|TRACKING-CODE|api@msp/);
});

test('keeps the zones of several users', async () => {
  const { tenant } = await connect();
  const zoneCacheFolder = await temporaryFolder();

  await discovering(tenant, { zoneCacheFolder }).zone();
  await discovering(tenant, { zoneCacheFolder }, tenant.users.restricted.username).zone();

  expect(Object.keys(JSON.parse(await readFile(join(zoneCacheFolder, 'zone.json'), 'utf8')))).toHaveLength(2);
});

test.each(['', '{', '[]', '{"x":{"url":7}}'])('a damaged cache %j is the same as none', async (content) => {
  const { tenant } = await connect();
  const zoneCacheFolder = await temporaryFolder();
  await writeFile(join(zoneCacheFolder, 'zone.json'), content);

  expect(await discovering(tenant, { zoneCacheFolder }).count('Tickets')).toBe(0);
});

test('works without a place to remember anything', async () => {
  const { tenant } = await connect();
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'file'), '');

  expect(await discovering(tenant, { zoneCacheFolder: join(folder, 'file', 'below') }).count('Tickets')).toBe(0);
});

test('never sends credentials to a zone that is not at Autotask', async () => {
  const { tenant } = await connect();
  const discovery = await discoveryServer(() => tenant.apiUrl);

  const error = await rejection(discovering(tenant, { zoneDiscoveryUrl: discovery.url }).count('Tickets'));

  expect(error).toBeInstanceOf(UnexpectedResponseError);
  expect(error).toMatchObject({ message: expect.stringContaining('may not receive credentials') });
  expect(tenant.requests.all()).toEqual([]);
});

test('a remembered zone is trusted no more than a discovered one', async () => {
  const { tenant } = await connect();
  const zoneCacheFolder = await temporaryFolder();
  await discovering(tenant, { zoneCacheFolder }).zone();
  const file = join(zoneCacheFolder, 'zone.json');
  await writeFile(file, (await readFile(file, 'utf8')).replaceAll(tenant.origin, 'https://evil.example'));
  tenant.requests.clear();

  await discovering(tenant, { zoneCacheFolder }).count('Tickets');

  expect(tenant.requests.count((request) => request.kind === 'zone')).toBe(1);
});

test('follows a database that moves to another zone: one 401, one discovery, the same answer', async () => {
  const { tenant } = await connect();
  const zoneCacheFolder = await temporaryFolder();
  await discovering(tenant, { zoneCacheFolder }).zone();
  const file = join(zoneCacheFolder, 'zone.json');
  // The remembered address differs from what discovery says now, as after a move.
  await writeFile(file, (await readFile(file, 'utf8')).replaceAll('ATServicesRest', 'atservicesrest'));
  tenant.requests.clear();
  tenant.faults.add({ fault: { kind: 'unauthorized' }, entity: 'Tickets' });

  expect(await discovering(tenant, { zoneCacheFolder }).count('Tickets')).toBe(0);

  expect(tenant.requests.all().map((request) => request.kind)).toEqual(['count', 'zone', 'count']);
});

test('wrong credentials are tried once, since every failure brings the API user nearer to being locked', async () => {
  const { tenant } = await connect();
  const client = new AutotaskClient(
    { username: tenant.users.full.username, secret: 'wrong', integrationCode: tenant.integrationCode },
    { ...FAST, zoneDiscoveryUrl: tenant.apiUrl },
  );
  onTestFinished(() => client.close());

  expect(await rejection(client.count('Tickets'))).toBeInstanceOf(AuthenticationError);
  // A zone that was found a moment ago is not looked for again.
  expect(tenant.requests.all().map((request) => request.kind)).toEqual(['zone', 'count']);
});

test('a named address is used as it is, and a 401 there is final', async () => {
  const { client, tenant } = await connect();
  tenant.faults.add({ fault: { kind: 'unauthorized' }, entity: 'Tickets' });

  expect(await rejection(client.count('Tickets'))).toBeInstanceOf(AuthenticationError);
  expect(tenant.requests.all().map((request) => request.kind)).toEqual(['count']);
  expect(await client.count('Tickets')).toBe(0);
});

test('discovery survives a hiccup', async () => {
  const { tenant } = await connect();
  tenant.faults.add({ fault: { kind: 'html', status: 503 }, route: 'zone' });

  expect(await discovering(tenant).count('Tickets')).toBe(0);
});
