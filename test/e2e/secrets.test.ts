import { describe, expect, test } from 'vitest';
import { startTenant } from '../../src/demo/tenant.js';
import { cleanEnvironment, initialize, startBin } from '../support/bin.js';

const SECRET = 'marker-secret-$1#x';
const CODE = 'MARKERCODE';

describe('the built bin keeps its secrets', () => {
  test('in every answer and on both streams, whatever fails', async () => {
    const tenant = await startTenant({ clock: 'frozen' });
    const credentials = {
      AUTOTASK_USERNAME: tenant.users.full.username,
      AUTOTASK_SECRET: SECRET,
      AUTOTASK_INTEGRATION_CODE: CODE,
    };
    const bin = startBin(
      [],
      cleanEnvironment({ ...credentials, AUTOTASK_API_URL: tenant.apiUrl, XDG_CACHE_HOME: '/nonexistent' }),
    );
    await initialize(bin);
    const calls = [
      { name: 'autotask_whoami', arguments: {} },
      { name: 'autotask_query', arguments: { entity: 'Tickets' } },
      { name: 'autotask_create', arguments: { entity: 'Tickets', fields: { title: 'Printer' } } },
    ];
    const answers = calls.map((_, index) => bin.response(10 + index));
    calls.forEach((params, index) => {
      bin.send({ jsonrpc: '2.0', id: 10 + index, method: 'tools/call', params });
    });
    const texts = (await Promise.all(answers)).map((answer) => JSON.stringify(answer));
    bin.closeInput();
    const { stdout, stderr } = await bin.exit;
    await tenant.close();

    expect(texts[0]).toContain('isError');
    for (const output of [stdout, stderr]) {
      expect(output).not.toContain(SECRET);
      expect(output).not.toContain(CODE);
    }
  });
});
