import { describe, expect, test } from 'vitest';
import { at, isRecord, startApi, type Answer } from './support/api.js';

function field(answer: Answer, name: string): unknown {
  const fields = at(answer.json, 'fields');
  return Array.isArray(fields) ? fields.find((candidate) => isRecord(candidate) && candidate['name'] === name) : undefined;
}

describe('metadata (dossier §6)', () => {
  test('entityInformation has exactly the documented keys', async () => {
    const api = await startApi();
    expect((await api.get('Tickets/entityInformation')).json).toEqual({
      info: {
        name: 'Ticket',
        canCreate: true,
        canDelete: false,
        canQuery: true,
        canUpdate: true,
        userAccessForCreate: 'All',
        userAccessForDelete: 'None',
        userAccessForQuery: 'All',
        userAccessForUpdate: 'All',
        hasUserDefinedFields: true,
        supportsWebhookCallouts: true,
      },
    });
  });

  test('a dependent pick list has string values with their parents, and names the parent field', async () => {
    const api = await startApi();
    expect(field(await api.get('Tickets/entityInformation/fields'), 'subIssueType')).toEqual({
      name: 'subIssueType',
      dataType: 'integer',
      length: 0,
      isRequired: false,
      isReadOnly: false,
      isQueryable: true,
      isReference: false,
      referenceEntityType: '',
      isPickList: true,
      picklistValues: [
        {
          value: '136',
          label: 'Printer',
          isDefaultValue: false,
          sortOrder: 1,
          parentValue: '10',
          isActive: true,
          isSystem: false,
        },
        {
          value: '140',
          label: 'Browser',
          isDefaultValue: false,
          sortOrder: 1,
          parentValue: '11',
          isActive: true,
          isSystem: false,
        },
      ],
      picklistParentValueField: 'issueType',
      isSupportedWebhookField: true,
    });
  });

  test('where there is nothing to name: null for pick lists, empty text for names', async () => {
    const api = await startApi();
    const fields = await api.get('Tickets/entityInformation/fields');
    expect(field(fields, 'title')).toMatchObject({
      length: 255,
      picklistValues: null,
      referenceEntityType: '',
      picklistParentValueField: '',
    });
    expect(field(fields, 'companyID')).toMatchObject({ isRequired: true, isReference: true, referenceEntityType: 'Company' });
    expect(field(fields, 'creatorType')).toMatchObject({ isQueryable: false });
    expect(field(fields, 'ticketNumber')).toMatchObject({ isReadOnly: true });
  });

  test('inactive and negative pick-list values are listed', async () => {
    const api = await startApi();
    const fields = await api.get('Tickets/entityInformation/fields');
    expect(at(field(fields, 'status'), 'picklistValues.3')).toMatchObject({ value: '24', isActive: false });
    expect(at(field(fields, 'source'), 'picklistValues.0')).toMatchObject({ value: '-1' });
  });

  test('user-defined fields have type, label and description instead of dataType', async () => {
    const api = await startApi();
    const udfs = await api.get('Tickets/entityInformation/userDefinedFields');
    expect(field(udfs, 'Site Code')).toEqual({
      name: 'Site Code',
      label: 'Site Code',
      type: 'string',
      length: 50,
      description: '',
      defaultValue: null,
      isRequired: false,
      isReadOnly: false,
      isQueryable: true,
      isReference: false,
      referenceEntityType: '',
      isPickList: false,
      picklistValues: null,
      picklistParentValueField: '',
      isSupportedWebhookField: true,
    });
    expect(field(udfs, 'Tier')).toMatchObject({
      isPickList: true,
      picklistValues: [{ label: 'Gold' }, { label: 'Silver' }, { label: 'Bronze', isActive: false }],
    });
    expect((await api.get('TicketNotes/entityInformation/userDefinedFields')).json).toEqual({ fields: [] });
  });

  test('child routes serve the same metadata', async () => {
    const api = await startApi();
    expect((await api.get('Tickets/7001/Notes/entityInformation/fields')).json).toEqual(
      (await api.get('TicketNotes/entityInformation/fields')).json,
    );
    expect(at((await api.get('Tickets/7001/Notes/entityInformation')).json, 'info.name')).toBe('TicketNote');
  });

  test('an entity without public field data shows its own id, its parent and the fields that its rows have', async () => {
    const api = await startApi({
      rows: { Tags: [{ id: 1, label: 'vip', isActive: true, weight: 1.5, since: '2026-01-01T00:00:00Z' }] },
    });
    const fields = await api.get('Tags/entityInformation/fields');
    expect(['id', 'label', 'isActive', 'weight', 'since'].map((name) => at(field(fields, name), 'dataType'))).toEqual([
      'long',
      'string',
      'boolean',
      'double',
      'datetime',
    ]);
    expect(field(await api.get('HolidaySets/1/Holidays/entityInformation/fields'), 'holidaySetID')).toMatchObject({
      referenceEntityType: 'HolidaySet',
    });
  });
});
