import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import {
  AutotaskClient,
  InvalidRequestError,
  LimitError,
  NotFoundError,
  parseCallout,
  RejectedError,
  UnavailableError,
  UnexpectedResponseError,
  verifySignature,
} from '../../src/autotask/index.js';
import { aTicket } from '../demo/support/small-seed.js';
import { connect, FAST, rejection } from './support/connect.js';
import { startRelay } from './support/relay.js';
import { VirtualClock } from './support/virtual-clock.js';

const tickets = { rows: { Tickets: [aTicket(1), aTicket(2)] } };
const log = { title: 'log', fullPath: 'log.txt', publish: 2, data: Buffer.from('hello, wörld') };

test('uploads a file and gets the same bytes back', async () => {
  const { client, requests } = await connect(tickets);
  const attachments = client.attachments('Tickets');

  const id = await attachments.create(1, log);
  const { record, data } = await attachments.get(1, id);

  expect(data?.toString('utf8')).toBe('hello, wörld');
  expect(record).toMatchObject({ id, title: 'log', fullPath: 'log.txt', publish: 2 });
  expect(record).not.toHaveProperty('data');
  expect((await attachments.list(1)).map((each) => [each.id, each['data']])).toEqual([[id, null]]);
  expect(requests()).toEqual(['POST Tickets/1/Attachments', `GET Tickets/1/Attachments/${id}`, 'GET Tickets/1/Attachments']);
});

test('deletes an attachment through its parent', async () => {
  const { client } = await connect(tickets);
  const attachments = client.attachments('TicketAttachments');
  const id = await attachments.create(1, log);

  await attachments.delete(1, id);

  expect(await attachments.list(1)).toEqual([]);
  expect(await rejection(attachments.get(1, id))).toBeInstanceOf(NotFoundError);
});

test('does not give out an attachment under another parent', async () => {
  const { client } = await connect(tickets);
  const attachments = client.attachments('Tickets');
  const id = await attachments.create(1, log);

  expect(await rejection(attachments.get(2, id))).toBeInstanceOf(NotFoundError);
});

test('a link has no content', async () => {
  const { client } = await connect(tickets);
  const attachments = client.attachments('Tickets');

  const id = await attachments.create(1, {
    title: 'Manual',
    fullPath: 'https://docs.example',
    publish: 1,
    attachmentType: 'URL',
  });

  expect((await attachments.get(1, id)).data).toBeUndefined();
});

test('finds an attachment by its own id, with one request', async () => {
  const { client, requests } = await connect(tickets);
  const id = await client.attachments('Tickets').create(1, log);
  requests();

  const { record, data } = await client.attachments('Tickets').find(id);

  expect(record).toMatchObject({ id, fullPath: 'log.txt' });
  expect(data?.toString('utf8')).toBe('hello, wörld');
  expect(requests()).toEqual([`GET TicketAttachments/${id}`]);
});

test('looks for the content of a file below its parent where the root leaves it out, as some servers do', async () => {
  const { client, tenant } = await connect(tickets);
  const id = await client.attachments('Tickets').create(1, log);
  // The tenant gives the content by both routes (dossier §11), so the root's answer loses it on the way.
  const relay = await startRelay(tenant.apiUrl, (path, body) =>
    path.endsWith(`/TicketAttachments/${id}`) ? body.replace(/"data":"[^"]*"/, '"data":null') : body,
  );
  const { username, secret } = tenant.users.full;
  const config = { username, secret, integrationCode: tenant.integrationCode, apiUrl: relay.url };
  const another = new AutotaskClient(config, FAST);

  const { data } = await another.attachments('Tickets').find(id);

  expect(data?.toString('utf8')).toBe('hello, wörld');
  await another.close();
  await relay.close();
});

test('a lost upload is found again, not made twice', async () => {
  const { client, tenant } = await connect(tickets);
  tenant.faults.add({ fault: { kind: 'lose-response' }, method: 'POST', route: 'child-collection' });

  const id = await client.attachments('Tickets').create(1, log);

  expect(tenant.changes.all().map((change) => change.id)).toEqual([id]);
});

const asRecord = (bytes: number) => ({
  parentID: 1,
  attachmentType: 'FILE_ATTACHMENT',
  title: 'log',
  fullPath: 'log.txt',
  publish: 2,
  data: Buffer.alloc(bytes).toString('base64'),
});

test('refuses files that Autotask would refuse, before the wire', async () => {
  const { client, requests } = await connect(tickets);
  const attachments = client.attachments('Tickets');

  await expect(attachments.create(1, { ...log, data: Buffer.alloc(7_000_001) })).rejects.toThrow(
    '7000001 bytes; Autotask takes 7000000',
  );
  await expect(client.create('TicketAttachments', asRecord(7_000_001))).rejects.toThrow('7000001 bytes');
  await expect(attachments.create(1, { ...log, data: Buffer.alloc(0) })).rejects.toBeInstanceOf(InvalidRequestError);
  expect(() => client.attachments('Roles')).toThrow('Roles take no attachments. These do: ');
  expect(requests()).toEqual([]);
});

test('keeps to ten million bytes in five minutes', async () => {
  const clock = new VirtualClock();
  const { client } = await connect(tickets, { clock }, { clock: () => new Date(clock.now()) });
  const attachments = client.attachments('Tickets');
  await attachments.create(1, { ...log, data: Buffer.alloc(6_000_000) });

  const error = await rejection(attachments.create(2, { ...log, data: Buffer.alloc(5_000_000) }));

  expect(error).toBeInstanceOf(LimitError);
  expect(error).toMatchObject({ limit: 'upload' });
  expect(await rejection(client.create('TicketAttachments', asRecord(5_000_000)))).toBeInstanceOf(LimitError);
  clock.pass(error instanceof LimitError ? error.retryAfterMs : 0);
  expect(await attachments.create(2, { ...log, data: Buffer.alloc(5_000_000) })).toBeGreaterThan(0);
});

test('gets an invoice as PDF, HTML and XML', async () => {
  const invoice = {
    id: 9,
    companyID: 1101,
    invoiceNumber: '010452',
    invoiceTotal: 12.5,
    invoiceDateTime: '2026-03-01T00:00:00Z',
  };
  const { client } = await connect({ rows: { Invoices: [invoice] } });

  const pdf = await client.invoices.pdf(9);

  expect(pdf.contentType).toBe('application/pdf');
  expect(pdf.fileName).toContain('010452');
  expect(pdf.data.subarray(0, 5).toString()).toBe('%PDF-');
  expect(await client.invoices.html(9)).toMatch(/^<html>.*Harbor Dental.*<\/html>$/s);
  expect(await client.invoices.xml(9)).toContain('<invoiceNumber>010452</invoiceNumber>');
  expect(await rejection(client.invoices.pdf(8))).toBeInstanceOf(NotFoundError);
});

test('approves a time-off request once and rejects another', async () => {
  const request = (id: number) => ({ id, resourceID: 501, status: 0 });
  const { client, requests, tenant } = await connect({ rows: { TimeOffRequests: [request(1), request(2)] } });

  await client.timeOff.approve(1);
  await client.timeOff.reject(2, 'Release week');

  expect(requests()).toEqual(['GET TimeOffRequests/1/Approve', 'POST TimeOffRequests/2/Reject']);
  expect(tenant.store.row('TimeOffRequests', 1)?.['status']).not.toBe(tenant.store.row('TimeOffRequests', 2)?.['status']);
  expect(await rejection(client.timeOff.approve(1))).toBeInstanceOf(RejectedError);
});

test('an approval whose answer is lost is not sent again, although it is a GET', async () => {
  const { client, requests, tenant } = await connect({ rows: { TimeOffRequests: [{ id: 1, resourceID: 501, status: 0 }] } });
  tenant.faults.add({ fault: { kind: 'lose-response' }, times: Infinity });

  const error = await rejection(client.timeOff.approve(1));

  expect(error).toBeInstanceOf(UnavailableError);
  expect(error).toMatchObject({ outcome: 'unknown' });
  expect(requests()).toHaveLength(1);
});

test.each(['Company', 'Contact', 'ConfigurationItem', 'Ticket', 'TicketNote'])(
  'sets up a webhook of %s with a field, and removes it',
  async (kind) => {
    const { client, requests } = await connect();
    const name = `${kind}Webhooks`;

    const id = await client.create(name, {
      name: 'sync',
      webhookUrl: 'https://hooks.example/autotask',
      deactivationUrl: 'https://hooks.example/off',
      secretKey: 'k',
      isActive: true,
      isSubscribedToCreateEvents: true,
      isSubscribedToUpdateEvents: true,
      isSubscribedToDeleteEvents: false,
      sendThresholdExceededNotification: false,
    });
    await client.create(`${kind}WebhookFields`, {
      webhookID: id,
      fieldID: 7,
      isSubscribedField: true,
      isDisplayAlwaysField: true,
    });
    await client.update(name, { id, isActive: false });
    await client.delete(name, id);

    expect(requests().filter((request) => !request.includes('entityInformation'))).toEqual([
      `POST ${name}`,
      `POST ${name}/${id}/Fields`,
      `PATCH ${name}`,
      `DELETE ${name}/${id}`,
    ]);
  },
);

test('verifies the signature of a callout over its exact bytes', () => {
  const body = '{"Action":"Update","EntityType":"Ticket","Id":7012,"Fields":{"Title":"R\\u0026D"},"SequenceNumber":3}';
  const signature = `sha1=${createHmac('sha1', 'key').update(body).digest('base64')}`;

  expect(verifySignature(body, signature, 'key')).toBe(true);
  expect(verifySignature(Buffer.from(body), signature, 'key')).toBe(true);
  expect(verifySignature(body.replace('\\u0026', '&'), signature, 'key')).toBe(false);
  expect(verifySignature(body, signature, 'other')).toBe(false);
  expect(verifySignature(body, undefined, 'key')).toBe(false);
  expect(verifySignature(body, 'sha1=', 'key')).toBe(false);
  expect(verifySignature(body, signature.replace('sha1', 'md5'), 'key')).toBe(false);
  expect(parseCallout(body)).toMatchObject({
    action: 'Update',
    entityType: 'Ticket',
    id: 7012,
    fields: { Title: 'R&D' },
    personId: null,
  });
  expect(() => parseCallout('{"hello":1}')).toThrow(UnexpectedResponseError);
  expect(() => parseCallout('<html>')).toThrow(UnexpectedResponseError);
});
