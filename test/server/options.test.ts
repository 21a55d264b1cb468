import { describe, expect, test } from 'vitest';
import { readConfig } from '../../src/config.js';
import { parseCommandLine, UsageError } from '../../src/options.js';

describe('parseCommandLine', () => {
  test('reads every option', () => {
    expect(parseCommandLine(['--demo', '--access', 'READ'])).toEqual({ help: false, version: false, demo: true, access: 'read' });
    expect(parseCommandLine(['-h', '-v'])).toMatchObject({ help: true, version: true });
  });

  test.each([
    [['--dmeo'], "Unknown option '--dmeo'. See autotask-mcp --help."],
    [['tickets'], "Unexpected argument 'tickets'"],
    [['--access', 'admin'], '--access is "admin"; it must be one of: read, write, full.'],
    [['--access'], "'--access <value>' argument missing"],
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
    [{ AUTOTASK_ACCESS: 'none' }, 'AUTOTASK_ACCESS is "none"; it must be one of: read, write, full.'],
  ])('refuses %j in words', (environment, message) => {
    expect(() => readConfig(options, environment)).toThrow(message);
  });

  test('does not ask for credentials before they are needed', () => {
    const config = readConfig(options, { AUTOTASK_USERNAME: 'api@example.com' });

    expect(() => config.credentials()).toThrow(/AUTOTASK_SECRET.*AUTOTASK_INTEGRATION_CODE/);
  });
});
