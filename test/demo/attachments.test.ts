import { describe, expect, test } from 'vitest';
import { at, EVERY, failure, ids, itemId, startApi, stored, type Answer, isRefused } from './support/api.js';
import { API_USER, aTicket, MAYA } from './support/small-seed.js';

const FILE = { id: 0, attachmentType: 'FILE_ATTACHMENT', title: 'log', fullPath: 'log.txt', publish: 1, data: 'aGVsbG8=' };
const rows = {
  Tickets: [aTicket(7001), aTicket(7002)],
  TicketAttachments: [{ id: 901, parentID: 7001, ticketID: 7001, title: 'old', fullPath: 'old.png', fileSize: 3, data: 'YWJj' }],
};

describe('attachments (dossier §8)', () => {
  test('a single read below the parent answers with items and the bytes', async () => {
    const api = await startApi({ rows });
    const answer = await api.get('Tickets/7001/Attachments/901');
    expect(answer.json).toMatchObject({ items: [{ id: 901, data: 'YWJj', fileSize: 3 }], pageDetails: { count: 1 } });
    expect(ids(await api.get('Tickets/7002/Attachments/901'))).toEqual([]);
  });

  test('the root read serves the bytes too, as item', async () => {
    const api = await startApi({ rows });
    expect((await api.get('TicketAttachments/901')).json).toMatchObject({ item: { id: 901, data: 'YWJj' } });
  });

  test('lists and queries leave the bytes out', async () => {
    const api = await startApi({ rows });
    expect(at((await api.get('Tickets/7001/Attachments')).json, 'items.0')).toMatchObject({ id: 901, data: null });
    expect(at((await api.post('TicketAttachments/query', EVERY)).json, 'items.0.data')).toBeNull();
    const named = { ...EVERY, IncludeFields: ['data'] };
    expect(at((await api.post('TicketAttachments/query', named)).json, 'items.0.data')).toBeNull();
  });

  test('a created one knows its size, type, day and person', async () => {
    const api = await startApi({ rows });
    const id = itemId(await api.post('Tickets/7001/Attachments', FILE));
    expect(id).toBe(902);
    expect(stored(api, 'TicketAttachments', id)).toMatchObject({
      parentID: 7001,
      fileSize: 5,
      contentType: 'text/plain',
      attachDate: '2026-03-10T02:30:00Z',
      attachedByResourceID: API_USER,
      data: 'aGVsbG8=',
    });
  });

  test('a contact may be named as the sender', async () => {
    const api = await startApi({ rows });
    const id = itemId(await api.post('Tickets/7001/Attachments', { ...FILE, attachedByContactID: 31 }));
    expect(stored(api, 'TicketAttachments', id)).toMatchObject({ attachedByContactID: 31 });
    expect(stored(api, 'TicketAttachments', id)).not.toHaveProperty('attachedByResourceID');
  });

  // The security level grants attachments under the name of AttachmentInfo (dossier §2).
  test.each(['TicketAttachments', 'AttachmentInfo'])(
    'the impersonation header attributes it to a resource, by %s',
    async (granted) => {
      const grant = { view: true, add: true, edit: true, delete: true };
      const api = await startApi({ rows, full: { impersonation: { [granted]: grant } } });
      const headers = { ...api.credentials, ImpersonationResourceId: String(MAYA) };
      const id = itemId(await api.post('Tickets/7001/Attachments', FILE, headers));
      expect(stored(api, 'TicketAttachments', id)).toMatchObject({
        attachedByResourceID: MAYA,
        impersonatorCreatorResourceID: API_USER,
      });
    },
  );

  test('AttachmentInfo lists all of them and never the bytes', async () => {
    const api = await startApi({
      rows: { ...rows, CompanyAttachments: [{ id: 905, parentID: 1101, title: 'c', fullPath: 'c.pdf', data: 'YQ==' }] },
    });
    const id = itemId(await api.post('Tickets/7001/Attachments', FILE));
    expect(id).toBe(906);
    const answer = await api.post('AttachmentInfo/query', EVERY);
    expect(ids(answer)).toEqual([901, 905, 906]);
    expect(answer.text).not.toContain('"data"');
    expect(at(answer.json, 'items.0')).toMatchObject({ parentType: 4, parentID: 7001 });
    await api.del('Tickets/7001/Attachments/901');
    expect(ids(await api.post('AttachmentInfo/query', EVERY))).toEqual([905, 906]);
    expect(isHtml404(await api.post('AttachmentInfo', FILE))).toBe(true);
  });

  test('are deleted below the parent only and cannot be changed', async () => {
    const api = await startApi({ rows });
    expect((await api.del('TicketAttachments/901')).status).toBe(405);
    expect((await api.patch('Tickets/7001/Attachments', { id: 901, title: 'x' })).status).toBe(405);
    expect(await api.del('Tickets/7001/Attachments/901')).toMatchObject({ json: { itemId: 901 } });
    expect((await api.get('TicketAttachments/901')).json).toEqual({ item: null });
  });

  test('notes and time entries carry their own', async () => {
    const notes = { TicketNotes: [{ id: 51, ticketID: 7001, title: 'n', noteType: 1, publish: 1 }] };
    const api = await startApi({ rows: { ...rows, ...notes } });
    const id = itemId(await api.post('TicketNotes/51/Attachments', FILE));
    expect(at((await api.get(`AttachmentInfo/${id}`)).json, 'item')).toMatchObject({ parentType: 23, parentID: 51 });
  });

  test('need data for a file, a known kind, an existing parent', async () => {
    const api = await startApi({ rows });
    expect(await api.post('Tickets/7001/Attachments', { ...FILE, data: undefined })).toMatchObject(
      failure('Missing Required Field: data. ; on record number [1].'),
    );
    const link = { ...FILE, attachmentType: 'URL', fullPath: 'https://docs.example/', data: undefined };
    expect((await api.post('Tickets/7001/Attachments', link)).status).toBe(200);
    expect(await api.post('Tickets/7001/Attachments', { ...FILE, attachmentType: 'CARRIER_PIGEON' })).toMatchObject(
      failure('Picklist value [CARRIER_PIGEON] does not exist for attachmentType. ; on record number [1].'),
    );
    expect(isRefused(await api.post('Tickets/1/Attachments', FILE))).toBe(true);
    expect(isRefused(await api.post('Tickets/7001/Attachments', { ...FILE, fullPath: 'run.exe' }))).toBe(true);
  });

  test('end at 7 MB a file and 10,000,000 bytes within five minutes', async () => {
    let now = Date.parse('2026-03-10T02:30:00Z');
    const api = await startApi({ rows }, { clock: () => new Date(now) });
    const sized = (bytes: number): Promise<Answer> =>
      api.post('Tickets/7001/Attachments', { ...FILE, data: Buffer.alloc(bytes).toString('base64') });
    expect(isRefused(await sized(7_000_001))).toBe(true);
    expect((await sized(6_000_000)).status).toBe(200);
    expect(isRefused(await sized(4_000_001))).toBe(true);
    now += 5 * 60_000;
    expect((await sized(4_000_001)).status).toBe(200);
  });
});

function isHtml404(answer: Answer): boolean {
  return answer.status === 404 && answer.text.includes('<html');
}
