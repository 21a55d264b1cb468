import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { readConfig } from '../../src/config.js';
import { parseCommandLine, UsageError } from '../../src/options.js';

describe('parseCommandLine', () => {
  test('reads every option', () => {
    expect(parseCommandLine(['--demo', '--access', 'READ'])).toEqual({ help: false, version: false, demo: true, access: 'read' });
    expect(parseCommandLine(['-h', '-v'])).toMatchObject({ help: true, version: true });
    expect(parseCommandLine(['--http', '--host', '::1', '--port', '8080'])).toMatchObject({
      http: true,
      host: '::1',
      port: 8080,
    });
  });

  test.each([
    [['--dmeo'], "Unknown option '--dmeo'. See autotask-mcp --help."],
    [['tickets'], "Unexpected argument 'tickets'"],
    [['--access', 'admin'], '--access is "admin"; it must be one of: read, write, full.'],
    [['--access'], "'--access <value>' argument missing"],
    [['--port', '3000'], '--host and --port need --http.'],
    [['--http', '--port', '70000'], '--port is "70000"; it must be a number from 0 (any free port) to 65535.'],
    [['--http', '--host', ''], '--host is empty'],
  ])('refuses %j in words', (args, message) => {
    expect(() => parseCommandLine(args)).toThrow(UsageError);
    expect(() => parseCommandLine(args)).toThrow(message);
  });
});

describe('readConfig', () => {
  const options = { help: false, version: false, demo: false };

  test('writes by default, and takes the mode from the command line before the environment', () => {
    expect(readConfig(options, {}).access).toBe('write');
    expect(readConfig(options, { AUTOTASK_ACCESS: 'full' }).access).toBe('full');
    expect(readConfig({ ...options, access: 'read' }, { AUTOTASK_ACCESS: 'full' }).access).toBe('read');
  });

  test('gives calls 50 s, less than the minute after which clients commonly give up', () => {
    expect(readConfig(options, {}).deadlineMs).toBe(50_000);
    expect(readConfig(options, { AUTOTASK_DEADLINE_MS: '20000' }).deadlineMs).toBe(20_000);
  });

  test('takes an optional setting that a desktop bundle left as a placeholder as unset', () => {
    const config = readConfig(options, {
      AUTOTASK_ACCESS: '${user_config.access}',
      AUTOTASK_RESOURCE_ID: '${user_config.resource_id}',
    });

    expect(config).toMatchObject({ access: 'write', me: {} });
  });

  test('is nobody by default, and the demo technician on the demo tenant', () => {
    expect(readConfig(options, {}).me).toEqual({});
    expect(readConfig({ ...options, demo: true }, {}).me).toEqual({ resourceId: 501 });
    expect(readConfig(options, { AUTOTASK_USER_EMAIL: 'maya@example.com' }).me).toEqual({ email: 'maya@example.com' });
  });

  test.each([
    [
      { AUTOTASK_TIME_ZONE: 'Eastern' },
      'AUTOTASK_TIME_ZONE is "Eastern"; it must be an IANA time zone such as America/New_York.',
    ],
    [{ AUTOTASK_RESOURCE_ID: 'maya' }, 'AUTOTASK_RESOURCE_ID is "maya"'],
    [{ AUTOTASK_RESOURCE_ID: '90071992547409930' }, 'AUTOTASK_RESOURCE_ID is "90071992547409930"'],
    [{ AUTOTASK_DEADLINE_MS: 'soon' }, 'AUTOTASK_DEADLINE_MS is "soon"; it must be a number of milliseconds'],
    [{ AUTOTASK_ACCESS: 'none' }, 'AUTOTASK_ACCESS is "none"; it must be one of: read, write, full.'],
  ])('refuses %j in words', (environment, message) => {
    expect(() => readConfig(options, environment)).toThrow(message);
  });

  test('does not ask for credentials before they are needed', () => {
    const config = readConfig(options, { AUTOTASK_USERNAME: 'api@example.com' });

    expect(() => config.credentials()).toThrow(/AUTOTASK_SECRET.*AUTOTASK_INTEGRATION_CODE/);
  });
});

describe('readConfig for HTTP', () => {
  const options = { help: false, version: false, demo: true, http: true };
  const token = 'x'.repeat(24);

  test('listens on this computer only, on port 3000, without a token', () => {
    expect(readConfig(options, {}).http).toEqual({
      host: '127.0.0.1',
      port: 3_000,
      allowedHosts: ['localhost', '127.0.0.1', '[::1]'],
    });
  });

  test.each(['0.0.0.0', '::', '192.168.1.5', 'mcp.brightwater.example', '127.0.0.1.evil.example', '127.0.0.256'])(
    'refuses to listen on %s without a token',
    (host) => {
      expect(() => readConfig({ ...options, host }, {})).toThrow(UsageError);
      expect(readConfig({ ...options, host }, { AUTOTASK_HTTP_TOKEN: token }).http?.host).toBe(host);
    },
  );

  test.each(['localhost', '127.0.0.2', '127.255.255.255', '::1'])('takes %s as this computer', (host) => {
    expect(readConfig({ ...options, host }, {}).http?.host).toBe(host);
  });

  test('shows the token to nobody who looks at the settings', () => {
    const config = readConfig(options, { AUTOTASK_HTTP_TOKEN: token });

    expect(config.http?.token?.()).toBe(token);
    expect(inspect(config, { depth: null, showHidden: true })).not.toContain(token);
  });

  test('refuses a token that could be guessed', () => {
    expect(() => readConfig(options, { AUTOTASK_HTTP_TOKEN: 'secret' })).toThrow('AUTOTASK_HTTP_TOKEN is too short');
  });
});
