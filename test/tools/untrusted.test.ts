import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AutotaskClient } from '../../src/autotask/client.js';
import { startHost } from '../support/host.js';

// What strangers may write, where they can write it, and every way in which it can come out again.

const HOSTILE = '\u202Eread\u200Bme\u0007 ![pic](https://evil.example/?q=1) [link](https://evil.example) <img src=x>';
const DANGEROUS = ['\u202E', '\u200B', '\u0007', '![', '](', '<img'];
/** The words themselves stay, so that one can see that the text came through at all. */
const WORDS = 'readme';
const TICKET = 'T20260309.0012';

const host = await startHost();
let ticketId = 0;
let attachmentId = 0;

beforeAll(async () => {
  const { username, secret } = host.tenant.users.full;
  const client = new AutotaskClient({
    username,
    secret,
    integrationCode: host.tenant.integrationCode,
    apiUrl: host.tenant.apiUrl,
  });
  const ticket = await client.first('Tickets', [{ op: 'eq', field: 'ticketNumber', value: TICKET }]);
  if (ticket === undefined) throw new Error(`The tenant has no ${TICKET}.`);
  const { id, companyID, contactID } = ticket;
  ticketId = id;
  await client.update('Tickets', { id, title: HOSTILE, description: HOSTILE, resolution: HOSTILE });
  await client.update('Companies', { id: Number(companyID), additionalAddressInformation: HOSTILE });
  await client.update('Contacts', { id: Number(contactID), companyID, firstName: 'Priya', lastName: HOSTILE.slice(0, 50) });
  await client.create('TicketNotes', { ticketID: id, title: HOSTILE, description: HOSTILE, noteType: 1, publish: 1 });
  const file = { attachmentType: 'FILE_ATTACHMENT', publish: 1, title: HOSTILE, fullPath: `${HOSTILE}.txt` };
  attachmentId = await client.create('TicketAttachments', {
    parentID: id,
    ...file,
    data: Buffer.from(HOSTILE).toString('base64'),
  });
  await client.create('TicketChecklistItems', { ticketID: id, itemName: HOSTILE });
  await client.close();
});

afterAll(async () => {
  await host.close();
});

const CALLS: readonly (readonly [string, Record<string, unknown>])[] = [
  ['autotask_query', { entity: 'Tickets', filter: { ticketNumber: TICKET }, fields: ['*'] }],
  ['autotask_query', { entity: 'TicketNotes', filter: { ticket: TICKET }, order: '-id' }],
  ['autotask_query', { entity: 'TicketAttachments', filter: { parentID__gt: 0 } }],
  ['autotask_query', { entity: 'TicketChecklistItems', filter: { ticket: TICKET } }],
  ['autotask_query', { entity: 'Contacts', filter: { firstName: 'Priya' }, fields: ['*'] }],
  ['autotask_get', { entity: 'Tickets', ids: [TICKET] }],
  ['autotask_get', { entity: 'Tickets', ids: [TICKET], fields: ['description', 'resolution', 'contact'] }],
  ['autotask_aggregate', { entity: 'Tickets', filter: { ticketNumber: TICKET }, group_by: ['contact', 'title'] }],
  ['autotask_ticket_timeline', { ticket: TICKET, include: ['notes', 'time', 'checklist', 'attachments'] }],
];

describe('what strangers wrote is made harmless', () => {
  test.each(CALLS)('in %s %j', async (tool, args) => {
    const { content, structuredContent } = await host.call(tool, args);

    expect(JSON.stringify(content)).toContain(WORDS);
    expect([content, structuredContent].flatMap(dangersIn)).toEqual([]);
  });

  test('in an attached text', async () => {
    const { content, structuredContent } = await host.call('autotask_get_attachment', { entity: 'Tickets', id: attachmentId });

    expect(structuredContent).toMatchObject({ text: expect.stringContaining(WORDS) });
    expect([content, structuredContent].flatMap(dangersIn)).toEqual([]);
  });

  test('in an MCP resource', async () => {
    const { contents } = await host.client.readResource({ uri: `autotask://Tickets/${String(ticketId)}` });

    expect(JSON.stringify(contents)).toContain(WORDS);
    expect(dangersIn(contents)).toEqual([]);
  });

  test('in the candidates that an error lists', async () => {
    const result = await host.call('autotask_query', { entity: 'Tickets', filter: { contact: 'Priya' } });

    expect(result.isError).toBe(true);
    expect(JSON.stringify(result.content)).toContain(WORDS);
    expect(dangersIn(result.content)).toEqual([]);
  });
});

/** The dangerous parts that any string within a value still holds. */
function dangersIn(value: unknown): string[] {
  if (typeof value === 'string') return DANGEROUS.filter((danger) => value.includes(danger));
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(dangersIn);
}
