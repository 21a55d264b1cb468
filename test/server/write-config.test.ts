import { describe, expect, test } from 'vitest';
import { DEFAULT_WRITES, readWriteConfig } from '../../src/write-config.js';

const read = (settings: Readonly<Record<string, string>>) => readWriteConfig((name) => settings[name]);

describe('the settings for writes', () => {
  test('ask before risky writes, refuse where nobody can be asked, and cap records by default', () => {
    expect(read({})).toEqual(DEFAULT_WRITES);
    expect(DEFAULT_WRITES).toEqual({
      confirm: 'risky',
      withoutElicitation: 'refuse',
      writeAs: 'api-user',
      caps: { perCall: 25, perHour: 200 },
      entities: {},
    });
  });

  test('are read from the environment', () => {
    const sealKey = 'k'.repeat(32);

    expect(
      read({
        AUTOTASK_CONFIRM: 'Always',
        AUTOTASK_CONFIRM_WITHOUT_ELICITATION: 'two-step',
        AUTOTASK_WRITE_AS: 'me',
        AUTOTASK_ALLOW_ENTITIES: 'Tickets, Contacts ,',
        AUTOTASK_DENY_ENTITIES: 'Invoices',
        AUTOTASK_MAX_WRITES_PER_CALL: '5',
        AUTOTASK_MAX_WRITES_PER_HOUR: '50',
        AUTOTASK_AUDIT_FILE: '/var/log/audit.jsonl',
        AUTOTASK_SEAL_KEY: sealKey,
      }),
    ).toEqual({
      confirm: 'always',
      withoutElicitation: 'two-step',
      writeAs: 'me',
      caps: { perCall: 5, perHour: 50 },
      entities: { allow: ['Tickets', 'Contacts'], deny: ['Invoices'] },
      auditFile: '/var/log/audit.jsonl',
      sealKey,
    });
  });

  test.each([
    ['AUTOTASK_CONFIRM', 'sometimes', 'always, risky, never'],
    ['AUTOTASK_CONFIRM_WITHOUT_ELICITATION', 'yes', 'refuse, two-step'],
    ['AUTOTASK_WRITE_AS', 'Maya', 'api-user, me'],
    ['AUTOTASK_MAX_WRITES_PER_CALL', '0', 'whole number'],
    ['AUTOTASK_MAX_WRITES_PER_HOUR', 'many', 'whole number'],
    ['AUTOTASK_SEAL_KEY', 'short', 'too short'],
  ])('%s refuses "%s"', (name, value, words) => {
    expect(() => read({ [name]: value })).toThrow(words);
  });
});
