import { describe, expect, test } from 'vitest';
import { at, EVERY, failure, ids, isRecord, itemId, startApi, stored, isRefused } from './support/api.js';
import { API_USER, aTicket, entry, GONE, MAYA, udf } from './support/small-seed.js';

describe('webhooks (dossier §8)', () => {
  const WEBHOOK = {
    name: 'Changes',
    webhookUrl: 'https://hooks.example/in',
    deactivationUrl: 'https://hooks.example/off',
    secretKey: 'webhook-key',
    isSubscribedToUpdateEvents: true,
  };

  test.each(['CompanyWebhooks', 'ContactWebhooks', 'ConfigurationItemWebhooks', 'TicketWebhooks', 'TicketNoteWebhooks'])(
    '%s are created, changed and deleted at the root',
    async (name) => {
      const api = await startApi();
      const id = itemId(await api.post(name, WEBHOOK));
      const item = at((await api.get(`${name}/${id}`)).json, 'item');
      expect(item).toMatchObject({ name: 'Changes', isActive: true, isReady: true });
      expect(at(item, 'webhookGUID')).toMatch(/^[\da-f-]{36}$/);
      await api.patch(name, { id, isActive: false, webhookGUID: 'mine' });
      expect(stored(api, name, id)).toMatchObject({ isActive: false, webhookGUID: at(item, 'webhookGUID') });
      expect(await api.post(name, { ...WEBHOOK, deactivationUrl: undefined })).toMatchObject(
        failure('Missing Required Field: deactivationUrl. ; on record number [1].'),
      );
      expect((await api.del(`${name}/${id}`)).json).toEqual({ itemId: id });
    },
  );

  test('fields are picked by the ids that the pick list of fieldID gives', async () => {
    const api = await startApi();
    const id = itemId(await api.post('TicketWebhooks', WEBHOOK));
    const fieldId = async (entity: string, field: string, label: string): Promise<number> => {
      const fields = at((await api.get(`${entity}/entityInformation/fields`)).json, 'fields');
      const list = Array.isArray(fields)
        ? at(
            fields.find((found) => at(found, 'name') === field),
            'picklistValues',
          )
        : [];
      const value = Array.isArray(list) ? list.find((found) => isRecord(found) && found['label'] === label) : undefined;
      return Number(at(value, 'value'));
    };
    const fieldID = await fieldId('TicketWebhookFields', 'fieldID', 'status');
    const choice = { isSubscribedField: true, isDisplayAlwaysField: true };
    const created = itemId(await api.post(`TicketWebhooks/${id}/Fields`, { fieldID, ...choice }));
    expect(stored(api, 'TicketWebhookFields', created)).toMatchObject({ webhookID: id, fieldID });
    const udfFieldID = await fieldId('TicketWebhookUdfFields', 'udfFieldID', 'Site Code');
    expect((await api.post(`TicketWebhooks/${id}/UdfFields`, { udfFieldID, ...choice })).status).toBe(200);
    expect(isRefused(await api.post(`TicketWebhooks/${id}/Fields`, { fieldID: 9999, ...choice }))).toBe(true);
    expect((await api.post(`TicketWebhooks/${id}/ExcludedResources`, { resourceID: MAYA })).status).toBe(200);
  });

  test('no more than 50 are active for an entity', async () => {
    const active = Array.from({ length: 50 }, (_, index) => ({ id: index + 1, ...WEBHOOK, isActive: true }));
    const api = await startApi({ rows: { TicketWebhooks: active } });
    expect(isRefused(await api.post('TicketWebhooks', WEBHOOK))).toBe(true);
    expect((await api.post('TicketWebhooks', { ...WEBHOOK, isActive: false })).status).toBe(200);
  });
});

describe('time off', () => {
  const rows = { TimeOffRequests: [1, 2].map((id) => ({ id, resourceID: MAYA, status: 0 })) };

  test('is approved by GET and rejected by POST, once', async () => {
    const api = await startApi({ rows });
    expect((await api.post('TimeOffRequests/1/Approve', {})).status).toBe(405);
    expect((await api.get('TimeOffRequests/2/Reject')).status).toBe(405);
    expect((await api.get('TimeOffRequests/1/Approve')).status).toBe(200);
    expect((await api.post('TimeOffRequests/2/Reject', { rejectReason: 'Busy week' })).status).toBe(200);
    expect(stored(api, 'TimeOffRequests', 1)).toMatchObject({ status: 1, approvedDateTime: '2026-03-10T02:30:00Z' });
    expect(stored(api, 'TimeOffRequests', 2)).toMatchObject({
      status: 2,
      rejectReason: 'Busy week',
      approveRejectResourceID: API_USER,
    });
    expect(isRefused(await api.post('TimeOffRequests/1/Reject', {}))).toBe(true);
    expect(isRefused(await api.get('TimeOffRequests/9/Approve'))).toBe(true);
    expect(api.tenant.changes.count()).toBe(2);
  });

  test('balances are read below the resource, by year', async () => {
    const balances = [2025, 2026].map((year, index) => ({
      id: index + 1,
      resourceID: MAYA,
      year,
      timeOffType: 1,
      balance: year - 2020,
    }));
    const api = await startApi({ rows: { ResourceTimeOffBalances: balances } });
    expect(at((await api.get(`Resources/${MAYA}/TimeOffBalances`)).json, 'items')).toHaveLength(2);
    expect(at((await api.get(`Resources/${MAYA}/TimeOffBalances/2026`)).json, 'item.balance')).toBe(6);
    expect((await api.get(`Resources/${MAYA}/TimeOffBalances/1999`)).json).toEqual({ item: null });
  });
});

describe('invoices', () => {
  const rows = {
    Invoices: [{ id: 71, invoiceNumber: '010452', companyID: 1101, invoiceDateTime: '2026-02-01T05:00:00Z', invoiceTotal: 12.5 }],
  };

  test('come as PDF and as markup', async () => {
    const api = await startApi({ rows });
    const pdf = await api.get('Invoices/71/InvoicePdf');
    expect(pdf.json).toMatchObject({ id: 71, contentType: 'application/pdf', fileName: 'Invoice 010452.pdf' });
    const bytes = Buffer.from(String(at(pdf.json, 'data')), 'base64');
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
    expect(bytes.length).toBe(at(pdf.json, 'fileSize'));
    expect(bytes.toString('latin1')).toContain('Harbor Dental');
    expect(at((await api.get('Invoices/71/InvoiceMarkupHtml')).json, 'invoiceMarkup')).toContain(
      '&lt;p&gt;Invoice 010452&lt;/p&gt;',
    );
    expect(at((await api.get('invoices/71/invoicemarkupxml')).json, 'invoiceMarkup')).toContain(
      '&lt;invoiceTotal&gt;12.5&lt;/invoiceTotal&gt;',
    );
    expect(isRefused(await api.get('Invoices/99/InvoicePdf'))).toBe(true);
  });

  test('need the right to query invoices', async () => {
    const api = await startApi({ rows, restricted: { access: { Invoices: { query: 'None' } } } });
    const limited = api.credentialsOf(api.tenant.users.restricted);
    expect(isRefused(await api.get('Invoices/71/InvoicePdf', limited))).toBe(true);
  });
});

describe('other routes', () => {
  test('expense items hang below Expenses, UDF list items below UserDefinedFields', async () => {
    const report = { id: 1, name: 'March', submitterID: MAYA, weekEnding: '2026-03-07T00:00:00Z' };
    const definitions = [{ id: 5, name: 'Tier', udfType: 9, dataType: 1 }];
    const api = await startApi({ rows: { ExpenseReports: [report], UserDefinedFieldDefinitions: definitions } });
    expect((await api.get('Expenses/1/Items')).json).toMatchObject({ items: [] });
    expect((await api.get('ExpenseReports/1/Items')).status).toBe(404);
    expect((await api.post('UserDefinedFields/5/ListItems', { valueForDisplay: 'Gold' })).status).toBe(200);
  });

  test('sales orders are changed at the root and below their opportunity', async () => {
    const rows = {
      Opportunities: [{ id: 3, title: 'o', companyID: 1101 }],
      SalesOrders: [{ id: 4, opportunityID: 3, title: 's', companyID: 1101, status: 1 }],
    };
    const api = await startApi({ rows });
    expect((await api.patch('SalesOrders', { id: 4, billToCity: 'root' })).status).toBe(200);
    expect((await api.patch('Opportunities/3/SalesOrders', { id: 4, billToCity: 'child' })).status).toBe(200);
    expect(stored(api, 'SalesOrders', 4)['billToCity']).toBe('child');
  });

  test('applying a checklist library puts its items on the ticket', async () => {
    const rows = {
      Tickets: [aTicket(7001)],
      TicketChecklistItems: [{ id: 1, ticketID: 7001, itemName: 'Call back', isCompleted: true }],
      ChecklistLibraries: [{ id: 8, name: 'Onboarding', isActive: true }],
      ChecklistLibraryChecklistItems: [
        { id: 1, checklistLibraryID: 8, itemName: 'Create mailbox', isImportant: true },
        { id: 2, checklistLibraryID: 9, itemName: 'Other' },
      ],
    };
    const api = await startApi({ rows });
    expect((await api.post('Tickets/7001/ChecklistLibraries', { checklistLibraryID: 8 })).status).toBe(200);
    expect(at((await api.get('Tickets/7001/ChecklistItems')).json, 'items')).toMatchObject([
      { itemName: 'Call back', isCompleted: true },
      { itemName: 'Create mailbox', isCompleted: false, isImportant: true, position: 2 },
    ]);
  });

  test('contents of an article and results of an agreement are found below their parents', async () => {
    const agreements = { Tickets: { serviceLevelAgreementID: [entry(3, 'Gold'), entry(4, 'Silver')] } };
    const rows = {
      ArticlePlainTextContent: [10, 20].map((id) => ({ id, contentData: `text ${id}` })),
      ServiceLevelAgreementResults: [
        { id: 1, ticketID: 7001, serviceLevelAgreementName: 'Silver' },
        { id: 2, ticketID: 7002, serviceLevelAgreementName: 'Gold' },
      ],
    };
    const api = await startApi({ rows, skin: { picklists: agreements } });
    expect(ids(await api.get('KnowledgeBaseArticles/20/PlainTextContent'))).toEqual([20]);
    expect(ids(await api.get('ServiceLevelAgreements/3/Results'))).toEqual([2]);
    expect(ids(await api.get('ServiceLevelAgreements/9/Results'))).toEqual([]);
  });

  test('visits are booked for active people only', async () => {
    const rows = { ServiceCallTickets: [{ id: 5, serviceCallID: 1, ticketID: 7001 }] };
    const api = await startApi({ rows });
    expect((await api.post('ServiceCallTickets/5/Resources', { resourceID: MAYA })).status).toBe(200);
    expect(await api.post('ServiceCallTickets/5/Resources', { resourceID: GONE })).toMatchObject(
      failure('Reference value on field: resourceID of type: Resource does not exist or is invalid.'),
    );
  });

  test('a required user-defined field is asked for on create', async () => {
    const udfs = { Companies: [udf('Region', { isRequired: true, picklistValues: [entry(1, 'North')] })] };
    const api = await startApi({ skin: { udfs } });
    const company = { companyName: 'New', companyType: 1, phone: '555-0109', ownerResourceID: MAYA };
    expect(await api.post('Companies', company)).toMatchObject(
      failure('Missing Required Field: Region. ; on record number [1].'),
    );
    const withRegion = { ...company, userDefinedFields: [{ name: 'Region', value: 'North' }] };
    expect(stored(api, 'Companies', itemId(await api.post('Companies', withRegion)))).toMatchObject({
      isActive: true,
      createdByResourceID: API_USER,
    });
    expect((await api.post('Companies/query/count', EVERY)).json).toEqual({ queryCount: 4 });
  });
});
