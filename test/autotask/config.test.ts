import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { AutotaskClient, ConfigurationError, configFromEnvironment } from '../../src/autotask/index.js';
import { defaultCacheFolder, normalizeApiUrl } from '../../src/autotask/config.js';
import { mayReceiveCredentials } from '../../src/autotask/trust.js';

const env = { AUTOTASK_USERNAME: 'api@msp.example', AUTOTASK_SECRET: 'pa$$w#rd', AUTOTASK_INTEGRATION_CODE: 'CODE' };

describe('configuration from the environment', () => {
  test('takes secrets with $ and # as they are', () => {
    expect(configFromEnvironment(env)).toEqual({ username: 'api@msp.example', secret: 'pa$$w#rd', integrationCode: 'CODE' });
  });

  test('takes the secret in Base64 where a host would mangle it', () => {
    const { AUTOTASK_SECRET: _, ...rest } = env;
    const encoded = Buffer.from('pa$$w#rd').toString('base64');

    expect(configFromEnvironment({ ...rest, AUTOTASK_SECRET_B64: encoded }).secret).toBe('pa$$w#rd');
    expect(() => configFromEnvironment({ ...rest, AUTOTASK_SECRET_B64: 'not base 64!' })).toThrow(
      'AUTOTASK_SECRET_B64 is not Base64',
    );
  });

  test('refuses two secrets that differ', () => {
    expect(() => configFromEnvironment({ ...env, AUTOTASK_SECRET_B64: Buffer.from('other').toString('base64') })).toThrow(
      'differ',
    );
  });

  test('names everything that is missing, and no value', () => {
    expect(() => configFromEnvironment({ AUTOTASK_SECRET: 'marker-secret' })).toThrow(
      new ConfigurationError('Autotask credentials are missing: set AUTOTASK_USERNAME, AUTOTASK_INTEGRATION_CODE.'),
    );
    expect(() => configFromEnvironment({})).toThrow('AUTOTASK_SECRET (or AUTOTASK_SECRET_B64)');
  });

  test.each(['', '   ', '${user_config.api_url}'])('takes %j, which hosts pass for an empty setting, as unset', (empty) => {
    const config = configFromEnvironment({ ...env, AUTOTASK_API_URL: empty, AUTOTASK_RESOURCE_ID: empty });

    expect(config).not.toHaveProperty('apiUrl');
    expect(config).not.toHaveProperty('resourceId');
  });

  test('takes address and resource id', () => {
    const config = configFromEnvironment({
      ...env,
      AUTOTASK_API_URL: 'https://webservices3.autotask.net',
      AUTOTASK_RESOURCE_ID: '501',
    });

    expect(config).toMatchObject({ apiUrl: 'https://webservices3.autotask.net', resourceId: 501 });
    expect(() => configFromEnvironment({ ...env, AUTOTASK_RESOURCE_ID: 'maya' })).toThrow(
      'AUTOTASK_RESOURCE_ID must be the numeric id',
    );
  });

  test('cuts the line break that secret files end with', () => {
    expect(configFromEnvironment({ ...env, AUTOTASK_SECRET: 'abc\n' }).secret).toBe('abc');
  });
});

test('secrets show in no log of configuration or client', () => {
  const config = configFromEnvironment({ ...env, AUTOTASK_SECRET: 'marker-secret', AUTOTASK_INTEGRATION_CODE: 'marker-code' });
  const client = new AutotaskClient(config);

  for (const value of [config, client, { nested: config }]) {
    expect(inspect(value, { depth: 10, showHidden: true })).not.toContain('marker-');
    expect(JSON.stringify(value)).not.toContain('marker-');
  }
});

test('refuses credentials that no header can carry, without quoting them', () => {
  const config = { username: 'u', secret: 'marker\nsecret', integrationCode: 'c' };

  expect(() => new AutotaskClient(config)).toThrow(ConfigurationError);
  expect(() => new AutotaskClient(config)).not.toThrow('marker');
  expect(() => new AutotaskClient({ ...config, secret: '' })).toThrow('secret is empty');
});

test.each([
  ['nothing at all', 'null', 'configuration is missing'],
  ['no credentials', '{}', 'username is missing'],
  ['a credential that is null', '{"username":"u","secret":null,"integrationCode":"c"}', 'secret is missing'],
  ['an address that is null', '{"username":"u","secret":"s","integrationCode":"c","apiUrl":null}', 'is not a URL'],
])('refuses %s from code that no compiler has checked', (_, json, words) => {
  const create = () => new AutotaskClient(JSON.parse(json));

  expect(create).toThrow(ConfigurationError);
  expect(create).toThrow(words);
  expect(() => new AutotaskClient(configFromEnvironment(env), JSON.parse('null'))).toThrow(ConfigurationError);
});

describe('API address', () => {
  test.each([
    'https://webservices3.autotask.net',
    'https://webservices3.autotask.net/',
    'webservices3.autotask.net',
    'https://webservices3.autotask.net/ATServicesRest',
    'https://webservices3.autotask.net/ATServicesRest/',
    'https://webservices3.autotask.net/ATServicesRest/V1.0',
    'https://webservices3.autotask.net/ATServicesRest/v1.0/',
    ' https://webservices3.autotask.net/ATServicesRest/V1.0// ',
  ])('is the same however it is written: %s', (address) => {
    expect(normalizeApiUrl(address)).toBe('https://webservices3.autotask.net/ATServicesRest/');
  });

  test('may be a host of one word where that is said to be a URL', () => {
    expect(normalizeApiUrl('https://proxy')).toBe('https://proxy/ATServicesRest/');
    expect(normalizeApiUrl('localhost:8443')).toBe('https://localhost:8443/ATServicesRest/');
  });

  test('keeps a proxy path and the casing of the segment', () => {
    expect(normalizeApiUrl('https://proxy.example/autotask/atservicesrest/v1.0')).toBe(
      'https://proxy.example/autotask/atservicesrest/',
    );
  });

  test.each([
    ['http://webservices3.autotask.net', 'must use https'],
    ['ftp://webservices3.autotask.net', 'must use https'],
    ['https://user:pw@host.example', 'must not carry'],
    ['https://user@host.example', 'must not carry'],
    ['https://:pw@host.example', 'must not carry'],
    ['https://', 'is not a URL'],
    ['nope', 'is not a URL'],
  ])('refuses %s', (address, words) => {
    expect(() => normalizeApiUrl(address)).toThrow(words);
  });

  test('plain http is for this machine', () => {
    expect(normalizeApiUrl('http://127.0.0.1:8080')).toBe('http://127.0.0.1:8080/ATServicesRest/');
    expect(() => normalizeApiUrl('http://127.0.0.1.evil.example')).toThrow('must use https');
  });
});

test.each([
  ['https://webservices3.autotask.net/atservicesrest/', true],
  ['https://autotask.net/', true],
  ['http://webservices3.autotask.net/', false],
  ['https://webservices3.autotask.net:8443/', false],
  ['https://user@webservices3.autotask.net/', false],
  ['https://autotask.net.evil.example/', false],
  ['https://evilautotask.net/', false],
  ['https://named.example/ATServicesRest/', true],
  ['http://named.example/', false],
  ['http://127.0.0.1:1/', false],
  ['no url', false],
])('credentials may go to %s: %s', (address, expected) => {
  expect(mayReceiveCredentials(address, 'https://named.example')).toBe(expected);
});

test('the cache folder follows XDG_CACHE_HOME, then the platform', () => {
  expect(defaultCacheFolder({ XDG_CACHE_HOME: '/tmp/cache' }, 'linux')).toBe('/tmp/cache/autotask');
  expect(defaultCacheFolder({ XDG_CACHE_HOME: 'relative' }, 'linux')).toMatch(/\/\.cache\/autotask$/);
  expect(defaultCacheFolder({}, 'darwin')).toMatch(/Library\/Caches\/autotask$/);
});
