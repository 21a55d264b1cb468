import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTenant, type DemoTenant } from '../../../src/demo/tenant.js';
import type { Me } from '../../../src/config.js';
import { textOf, type Host, type HostOptions } from '../../support/host.js';
import { agreeing, expectDone, hostOn, ticket, writeOf, writtenSince } from './support.js';

const FIREWALL = 'T20260309.0012';
const [MAYA, ADMINISTRATOR, API_USER] = [501, 4, 590];

describe('writes in the name of the person the server works for', () => {
  let tenant: DemoTenant;
  let folder: string;

  beforeAll(async () => {
    tenant = await startTenant();
    folder = await mkdtemp(join(tmpdir(), 'autotask-authorship-'));
  });
  afterAll(async () => {
    await tenant.close();
    await rm(folder, { recursive: true });
  });

  const asMe = (options: HostOptions = {}): Promise<Host> =>
    hostOn(tenant, { ...options, writes: { writeAs: 'me', ...options.writes } });
  const isRead = ({ method, kind }: { method: string; kind: string }): boolean =>
    method === 'GET' || /^(query|count|next|previous)$/.test(kind);

  test('J58 carry the header on writes and never on reads, and are proven by reading them again', async () => {
    const auditFile = join(folder, 'proof.jsonl');
    const host = await asMe({ writes: { auditFile } });
    const mark = tenant.changes.mark();
    const sent = tenant.requests.mark();

    const result = await host.call('autotask_add_note', { id: FIREWALL, text: 'Swapped the fan.', status: 'In Progress' });

    expectDone(result);
    expect(textOf(result)).toContain('Autotask has recorded Maya Okafor as the writer through Integration');
    const [note, status] = tenant.changes.since(mark).filter(({ by }) => by.kind === 'user');
    expect(note?.after).toMatchObject({ creatorResourceID: MAYA, impersonatorCreatorResourceID: API_USER });
    expect(status?.by).toEqual({ kind: 'user', resourceId: API_USER, impersonated: MAYA });
    const requests = tenant.requests.since(sent);
    expect(new Set(requests.filter(isRead).map(({ impersonationResourceId }) => impersonationResourceId))).toEqual(
      new Set([null]),
    );
    expect(requests.filter((request) => !isRead(request)).map(({ impersonationResourceId }) => impersonationResourceId)).toEqual([
      String(MAYA),
      String(MAYA),
    ]);
    const lines = (await readFile(auditFile, 'utf8')).split('\n');
    expect(lines.filter((line) => line.includes('"writtenAs":{"id":501,"name":"Maya Okafor"}'))).toHaveLength(2);
    await host.close();
  });

  test('name the person in the preview', async () => {
    const person = agreeing();
    const host = await hostOn(tenant, { asked: person, writes: { writeAs: 'me' } });

    expectDone(await host.call('autotask_add_note', { id: FIREWALL, text: 'Nearly done.', visibility: 'customer' }));

    expect(person.questions.join()).toContain('Written in the name of Maya Okafor.');
    await host.close();
  });

  test('are taken back in the same name', async () => {
    const host = await asMe();
    const { id, priority } = ticket(tenant, 'T20260309.0021');
    const result = await host.call('autotask_update', { entity: 'Tickets', ids: [id], fields: { priority: 'Low' } });
    const mark = tenant.changes.mark();

    expectDone(await host.call('autotask_undo', { write: writeOf(result) }));

    expect(tenant.store.row('Tickets', id)?.['priority']).toBe(priority);
    expect(tenant.changes.since(mark)[0]?.by).toMatchObject({ impersonated: MAYA });
    await host.close();
  });

  test('of an attachment are proven without fetching the file again', async () => {
    const host = await asMe();
    host.requests();

    const result = await host.call('autotask_add_attachment', { id: FIREWALL, file_name: 'fan.txt', text: 'whirr' });

    expectDone(result);
    expect(textOf(result)).toContain('Autotask has recorded Maya Okafor as the writer');
    expect(host.requests()).toContain('POST TicketAttachments/query');
    await host.close();
  });

  test('are refused with what has to be set up where the right is missing, and not made as the API user instead', async () => {
    const auditFile = join(folder, 'denied.jsonl');
    const host = await asMe({ writes: { auditFile } });
    const mark = tenant.changes.mark();

    const result = await host.call('autotask_log_time', {
      ticket: FIREWALL,
      start: 'today 14:00',
      hours: 0.5,
      summary: 'Swapped the fan',
    });

    expect(result.isError).toBe(true);
    expect(textOf(result)).toContain('the right to impersonate for Add on TimeEntries');
    expect(textOf(result)).toContain('"allow impersonation"');
    expect(textOf(result)).toContain('Nothing was changed.');
    expect(writtenSince(tenant, mark)).toEqual([]);
    expect(await readFile(auditFile, 'utf8')).toContain('"outcome":"refused"');
    await host.close();
  });

  test.each([
    [
      'an entity that Autotask records only as the API user',
      { entity: 'TicketSecondaryResources', fields: { ticket: FIREWALL, resource: 504 } },
    ],
    [
      'a booking of which a part is such an entity',
      {
        entity: 'ServiceCalls',
        fields: { company: 1101, startDateTime: 'tomorrow 16:00', endDateTime: 'tomorrow 17:00' },
        children: [{ entity: 'ServiceCallTickets', fields: { ticket: FIREWALL } }],
      },
    ],
  ])('are refused for %s, before anything is sent', async (_, args) => {
    const host = await asMe();
    const mark = tenant.requests.mark();

    const result = await host.call('autotask_create', args);

    expect(result.isError).toBe(true);
    expect(textOf(result)).toMatch(/can record (TicketSecondaryResources|ServiceCallTickets) only in the name of the API user/);
    expect(tenant.requests.since(mark).filter((request) => !isRead(request))).toEqual([]);
    await host.close();
  });

  test.each<[string, Me | null, RegExp]>([
    ['nobody is set up', null, /not set up who "me" is/],
    ['it is the API user', { resourceId: API_USER }, /the API user, who can own no work/],
    ['two people share the address', { email: 'dispatch@brightwater.example' }, /"me" is not clear/],
    ['it is somebody inactive', { resourceId: 503 }, /inactive/],
  ])('are refused when %s', async (_, me, words) => {
    const host = await asMe({ me });
    const mark = tenant.requests.mark();

    const result = await host.call('autotask_add_note', { id: FIREWALL, text: 'Who am I?' });

    expect(result.isError).toBe(true);
    expect(textOf(result)).toMatch(words);
    expect(tenant.requests.since(mark).filter((request) => !isRead(request))).toEqual([]);
    await host.close();
  });

  test('are refused for somebody whose own security level does not allow it', async () => {
    const host = await asMe({ me: { resourceId: ADMINISTRATOR } });
    const mark = tenant.changes.mark();

    const result = await host.call('autotask_add_note', { id: FIREWALL, text: 'As the administrator' });

    expect(textOf(result)).toContain('security level, "allow impersonation"');
    expect(writtenSince(tenant, mark)).toEqual([]);
    await host.close();
  });

  test('cannot be turned to another person by the model', async () => {
    const host = await asMe();
    const mark = tenant.changes.mark();

    const note = await host.call('autotask_add_note', { id: FIREWALL, text: 'As Ines', impersonate: 504 });
    const field = await host.call('autotask_create', {
      entity: 'TicketNotes',
      fields: { ticket: FIREWALL, title: 'x', description: 'x', creatorResource: 504 },
    });

    expect([note.isError, field.isError]).toEqual([true, true]);
    expect(writtenSince(tenant, mark)).toEqual([]);
    await host.close();
  });

  test('are told where Autotask did not record them so', async () => {
    const host = await asMe();
    const { id } = ticket(tenant, FIREWALL);
    // As a tenant does that ignores the header without a word: the API user stands in the record.
    const ignored = tenant.faults.add({
      fault: { kind: 'slow', ms: 0 },
      method: 'GET',
      entity: 'TicketNotes',
      route: 'record',
      when: () => {
        const note = tenant.changes.all().findLast(({ entity }) => entity === 'TicketNotes')?.after;
        if (note === undefined || note === null) return false;
        tenant.store.table('TicketNotes').put({ ...note, creatorResourceID: API_USER, impersonatorCreatorResourceID: null });
        return true;
      },
    });

    const result = await host.call('autotask_add_note', { id, text: 'Whose note is this?' });

    expectDone(result);
    expect(ignored.hits).toBe(1);
    expect(textOf(result)).toMatch(/Not in the name of Maya Okafor: Autotask has recorded Integration API as the writer/);
    await host.close();
  });
});
