import { mkdtemp, readFile, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { startTenant, type DemoTenant } from '../../../src/demo/tenant.js';
import { textOf } from '../../support/host.js';
import { declining, expectDone, hostOn, ticket, writeOf, writtenSince } from './support.js';

const NUMBER = 'T20260309.0012';
const lineSchema = z.looseObject({ event: z.string(), time: z.string(), write: z.string().optional() });

describe('the audit file', () => {
  let tenant: DemoTenant;
  let folder: string;
  let auditFile: string;

  beforeAll(async () => {
    tenant = await startTenant();
  });
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'audit-'));
    auditFile = join(folder, 'audit.jsonl');
    return () => rm(folder, { recursive: true });
  });
  afterAll(() => tenant.close());

  const lines = async () =>
    (await readFile(auditFile, 'utf8'))
      .trimEnd()
      .split('\n')
      .map((line) => lineSchema.parse(JSON.parse(line)));

  test('says who wrote what with which outcome, before and after', async () => {
    const host = await hostOn(tenant, { writes: { auditFile } });
    const { id, status } = ticket(tenant, NUMBER);

    const result = await host.call('autotask_update', { entity: 'Tickets', ids: [NUMBER], fields: { status: 'In Progress' } });

    expectDone(result);
    expect(await lines()).toEqual([
      {
        event: 'intent',
        time: '2026-03-10T02:30:00.000Z',
        tool: 'autotask_update',
        person: 'resource 501',
        host: 'test-host 1.0.0',
        write: `${writeOf(result)}.1`,
        action: 'update',
        entity: 'Tickets',
        id,
        record: NUMBER,
        before: { status },
        after: { status: 8 },
        approval: 'not needed',
      },
      {
        event: 'result',
        time: '2026-03-10T02:30:00.000Z',
        write: `${writeOf(result)}.1`,
        outcome: 'done',
        id,
        requests: 1,
      },
    ]);
    expect((await stat(auditFile)).mode & 0o777).toBe(0o600);
    await host.close();
  });

  test('says that nobody knows what came of a write whose answer was lost', async () => {
    const host = await hostOn(tenant, { writes: { auditFile } });
    const fault = { kind: 'lose-response' } as const;
    tenant.faults.add({ fault, method: 'POST', entity: 'TicketNotes', route: 'child-collection' });
    tenant.faults.add({ fault: { kind: 'error', text: 'No.' }, entity: 'TicketNotes', route: 'query', times: Infinity });

    const result = await host.call('autotask_add_note', { id: NUMBER, text: 'Did this arrive?' });

    tenant.faults.clear();
    expect(result.isError).toBe(true);
    expect(await lines()).toEqual([
      expect.objectContaining({ event: 'intent', action: 'create', entity: 'TicketNotes' }),
      expect.objectContaining({ event: 'result', outcome: 'unknown', id: null, reason: expect.stringContaining('was lost') }),
    ]);
    await host.close();
  });

  test('says that a write was refused which Autotask refused, and one that was never sent', async () => {
    const host = await hostOn(tenant, { writes: { auditFile } });
    const refusals = [
      { kind: 'error', text: 'No.' },
      { kind: 'thread-limit', retryAfterSeconds: 90 },
    ] as const;

    for (const fault of refusals) {
      tenant.faults.add({ fault, method: 'PATCH' });
      const call = { entity: 'Tickets', ids: [NUMBER], fields: { title: fault.kind } };
      expect((await host.call('autotask_update', call)).isError).toBe(true);
    }

    const results = (await lines()).filter(({ event }) => event === 'result');
    expect(results.map(({ outcome }) => outcome)).toEqual(['refused', 'refused']);
    await host.close();
  });

  test('records what a rule of the tenant changed back, and what a person refused', async () => {
    const host = await hostOn(tenant, { writes: { auditFile }, asked: declining() });

    await host.call('autotask_update', { entity: 'Tickets', ids: ['T20260309.0015'], fields: { status: 'In Progress' } });
    await host.call('autotask_add_note', { id: NUMBER, text: 'Hello', visibility: 'customer' });

    expect(await lines()).toMatchObject([
      { event: 'intent' },
      { event: 'result', outcome: 'done' },
      { event: 'read back', differences: { status: 21 } },
      { event: 'not approved', risks: ['customer-visible'], reason: 'declined', tool: 'autotask_add_note' },
    ]);
    await host.close();
  });

  test('stops every write when it cannot be written', async () => {
    const host = await hostOn(tenant, { writes: { auditFile: folder } });
    const mark = tenant.changes.mark();

    const result = await host.call('autotask_add_note', { id: NUMBER, text: 'Unrecorded' });

    expect(result.isError).toBe(true);
    expect(textOf(result)).toContain('without it this server does not write');
    expect(textOf(result)).toContain('Nothing was changed.');
    expect(writtenSince(tenant, mark)).toEqual([]);
    await host.close();
  });

  test('goes on in a new file after it was rotated away', async () => {
    const host = await hostOn(tenant, { writes: { auditFile } });
    await host.call('autotask_add_note', { id: NUMBER, text: 'before' });

    await rename(auditFile, `${auditFile}.1`);
    await host.call('autotask_add_note', { id: NUMBER, text: 'after' });

    expect(await lines()).toMatchObject([{ event: 'intent', after: { description: 'after' } }, { event: 'result' }]);
    await host.close();
  });

  test('holds no secret: neither credentials nor fields that are secrets, nor what is inside files', async () => {
    const host = await hostOn(tenant, { writes: { auditFile } });
    const hook = {
      name: 'Hook',
      webhookUrl: 'https://hooks.example/a',
      deactivationUrl: 'https://hooks.example/b',
      secretKey: 'MARKER-SECRET-KEY',
      isActive: false,
    };

    await host.call('autotask_create', { entity: 'TicketWebhooks', fields: hook });
    await host.call('autotask_add_attachment', { id: NUMBER, file_name: 'a.txt', text: 'MARKER-FILE' });

    const text = await readFile(auditFile, 'utf8');
    expect(text).toContain('TicketAttachments');
    expect(text).not.toContain('MARKER-SECRET-KEY');
    expect(text).not.toContain(Buffer.from('MARKER-FILE').toString('base64'));
    expect(text).not.toContain(tenant.users.full.secret);
    expect(text).not.toContain(tenant.integrationCode);
    await host.close();
  });

  test('lets a later process take back a write of an earlier one, once', async () => {
    const { id, title } = ticket(tenant, NUMBER);
    const first = await hostOn(tenant, { writes: { auditFile } });
    const write = writeOf(await first.call('autotask_update', { entity: 'Tickets', ids: [id], fields: { title: 'Renamed' } }));
    await first.close();

    const second = await hostOn(tenant, { writes: { auditFile } });
    expectDone(await second.call('autotask_undo', { write }));

    expect(tenant.store.row('Tickets', id)?.['title']).toBe(title);
    await second.close();

    const third = await hostOn(tenant, { writes: { auditFile } });
    expect(textOf(await third.call('autotask_undo', { write }))).toContain('taken back already');
    await third.close();
  });
});
