import { describe, expect, test } from 'vitest';
import { ENTITIES, type EntityDescription } from '../../src/autotask/catalogue.js';
import { STANDARD_FIELDS, type StandardField } from '../../src/autotask/field-data.js';
import type { SeedRow } from '../../src/demo/types.js';
import { at, itemId, startApi, stored, type Api } from './support/api.js';
import { smallSeed } from './support/small-seed.js';

/** One row of every entity that has fewer than one in the small tenant, so that each reference leads somewhere. */
function oneRowEach(): Record<string, readonly SeedRow[]> {
  const own = smallSeed();
  return Object.fromEntries(
    ENTITIES.filter(({ name, kind }) => kind !== 'endpoint' && name !== 'AttachmentInfo' && own.rows(name).length === 0).map(
      (entity) => [
        entity.name,
        [{ id: 1, isActive: true, ...(entity.parentField === undefined ? {} : { [entity.parentField]: 1 }) }],
      ],
    ),
  );
}

/** A value that a required field may take. */
function valueFor(api: Api, field: StandardField): unknown {
  const reference = ENTITIES.find(({ singular }) => singular === field.referenceEntityType);
  if (reference !== undefined)
    return api.tenant.store.rows(reference.name).at(1)?.id ?? api.tenant.store.rows(reference.name)[0]?.id;
  if (field.dataType === 'boolean') return true;
  if (field.dataType === 'datetime') return '2026-03-11T10:00:00Z';
  if (field.dataType === 'string') return field.picklistValues?.[0]?.value ?? 'x';
  return Number(field.picklistValues?.[0]?.value ?? 1);
}

/** Fields without which an entity's own rules refuse a create, beyond those that the field data calls required. */
const NEEDED: Readonly<Record<string, object>> = {
  Tickets: { status: 1, priority: 1, queueID: 301, companyID: 0 },
  TicketNotes: { title: 'n', noteType: 1 },
  TaskNotes: { noteType: 1 },
  Tasks: { status: 1 },
  TimeEntries: { internalBillingCodeID: 2, dateWorked: '2026-03-09', hoursWorked: 1, resourceID: 501 },
  TicketSecondaryResources: { resourceID: 501, roleID: 71 },
  TicketChecklistLibraries: { checklistLibraryID: 1 },
  DocumentChecklistLibraries: { checklistLibraryID: 1 },
  ContractServiceBundleAdjustments: { effectiveDate: '2026-04-01' },
  InventoryStockedItemsAdd: { quantityBeingAdded: 1, determineCostUsing: 1, vendorID: 0 },
  InventoryStockedItemsRemove: { quantityBeingRemoved: 1 },
  InventoryStockedItemsTransfer: { quantityBeingTransferred: 1, newInventoryLocationID: 1 },
  TaskSecondaryResources: { resourceID: 501, roleID: 71 },
};

function body(api: Api, entity: EntityDescription): object {
  const fields = (STANDARD_FIELDS[entity.name] ?? []).filter((field) => field.isRequired === true && field.name !== 'id');
  const attachment = { attachmentType: 'FILE_ATTACHMENT', title: 't', fullPath: 't.txt', publish: 1, data: 'YQ==' };
  const webhook = {
    name: 'w',
    webhookUrl: 'u',
    deactivationUrl: 'd',
    secretKey: 's',
    fieldID: 1,
    udfFieldID: 1,
    resourceID: 501,
  };
  return {
    ...Object.fromEntries(fields.map((field) => [field.name, valueFor(api, field)])),
    ...(entity.kind === 'attachment' ? attachment : {}),
    ...(entity.kind === 'webhook' ? webhook : {}),
    ...(entity.parentField === undefined ? {} : { [entity.parentField]: parentId(api, entity) }),
    ...NEEDED[entity.name],
  };
}

function createPath(api: Api, entity: EntityDescription): string {
  if (entity.rootMethods.includes('POST') || entity.parent === undefined) return entity.name;
  return `${entity.parentPath ?? entity.parent}/${String(parentId(api, entity))}/${entity.childPath ?? ''}`;
}

function parentId(api: Api, entity: EntityDescription): number | undefined {
  return api.tenant.store.rows(entity.parent ?? '')[0]?.id;
}

describe('every entity that can be created (dossier §5)', () => {
  const creatable = ENTITIES.filter(({ canCreate, name }) => canCreate && name !== 'TimeOffRequestsReject');

  test('is created with its required fields and can be read back where it has a read route', async () => {
    const api = await startApi({ rows: oneRowEach() });
    const refused: string[] = [];
    for (const entity of creatable) {
      const path = createPath(api, entity);
      const answer = await api.post(path, body(api, entity));
      if (answer.status !== 200) {
        refused.push(`${path}: ${answer.text}`);
        continue;
      }
      const id = itemId(answer);
      const read = entity.canGet ? at((await api.get(`${entity.name}/${id}`)).json, 'item.id') : stored(api, entity.name, id).id;
      expect([entity.name, read]).toEqual([entity.name, id]);
    }
    expect(refused).toEqual([]);
    expect(api.tenant.changes.count()).toBe(creatable.length);
  });

  test('refuses a create without any required field that the field data knows', async () => {
    const api = await startApi({ rows: oneRowEach() });
    const strict = creatable.filter(({ name }) =>
      STANDARD_FIELDS[name]?.some((field) => field.isRequired === true && field.name !== 'id'),
    );
    for (const entity of strict) {
      const answer = await api.post(createPath(api, entity), {});
      expect([entity.name, answer.status]).toEqual([entity.name, 500]);
    }
    expect(api.tenant.changes.count()).toBe(0);
  });
});
