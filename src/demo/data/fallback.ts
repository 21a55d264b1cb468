import { ENTITIES, type EntityDescription } from '../../autotask/catalogue.js';
import { STANDARD_FIELDS, type StandardField } from '../../autotask/field-data.js';
import type { ExtraField, SeedRow } from '../types.js';
import { isoTime } from './calendar.js';
import { NAMES } from './fallback-names.js';
import { hash, type Random } from './random.js';
import { EXTRA_FIELDS } from './skin/extra-fields.js';
import { tickets } from './tickets.js';
import { timeEntries } from './time-entries.js';
import type { TicketPlan } from './ticket-plan.js';
import { part, type Table, type World } from './world.js';

type Field = StandardField | ExtraField;

const ROWS = 6;

const BY_SINGULAR = new Map(ENTITIES.map((entity) => [entity.singular, entity]));

/** Closed tickets with contact, asset and contract: what belongs together is taken from one of them. */
const samples = part((world: World): readonly TicketPlan[] =>
  tickets(world)
    .filter(
      ({ contactId, assetId, contractId, completed, scenario, hostile }) =>
        [contactId, assetId, contractId, completed].every((value) => value !== undefined) &&
        scenario === undefined &&
        hostile === undefined,
    )
    .slice(-ROWS),
);

/**
 * A handful of rows for an entity that has no builder of its own, made from its field data: references exist, pick-list values are valid,
 * texts fit. Enough for every entity to be readable.
 *
 * @param tables builders of the other entities, for references.
 */
export function fallbackRows(world: World, entity: EntityDescription, tables: Readonly<Record<string, Table>>): SeedRow[] {
  if (entity.kind === 'action' || entity.kind === 'endpoint' || (!entity.canQuery && !entity.canGet)) return [];
  const fields = fieldsOf(entity);
  if (fields.length === 0) return [];
  const random = world.random(`fallback ${entity.name}`);
  return fallbackIds(entity).map((id, index) => {
    const sample = samples(world)[index % ROWS];
    const row: SeedRow = { id };
    for (const field of fields) {
      const value = valueOf({ world, entity, tables, random, sample, index }, field);
      if (value !== undefined) row[field.name] = value;
    }
    return row;
  });
}

/** Ids are known without building the rows, so that entities may refer to each other. A plain text has the id of what it is the text of. */
function fallbackIds(entity: EntityDescription): number[] {
  const parent = entity.name.endsWith('PlainTextContent') ? ENTITIES.find(({ name }) => name === entity.parent) : undefined;
  if (parent !== undefined) return fallbackIds(parent);
  const first = 1000 + (hash(entity.name) % 900) * 10 + 1;
  return Array.from({ length: ROWS }, (_, index) => first + index);
}

/** The entity's fields; the one that holds the parent's id always refers to the parent. */
function fieldsOf({ name, parent, parentField }: EntityDescription): readonly Field[] {
  const fields = (STANDARD_FIELDS[name] ?? EXTRA_FIELDS[name] ?? []).filter(
    (field) => field.name !== 'id' && field.name !== parentField,
  );
  const singular = ENTITIES.find((entity) => entity.name === parent)?.singular;
  if (parentField === undefined || singular === undefined || fields.length === 0) return fields;
  return [{ name: parentField, dataType: 'long', isRequired: true, referenceEntityType: singular }, ...fields];
}

interface Place {
  readonly world: World;
  readonly entity: EntityDescription;
  readonly tables: Readonly<Record<string, Table>>;
  readonly random: Random;
  readonly sample: TicketPlan | undefined;
  readonly index: number;
}

function valueOf(place: Place, field: Field): unknown {
  const { world, entity, random, index } = place;
  const list = world.skin.skin.picklists[entity.name]?.[field.name];
  if (list !== undefined) {
    const { value } = random.pick(list.filter(({ isActive }) => isActive));
    return field.dataType === 'string' ? value : Number(value);
  }
  if (field.isPickList === true) return undefined;
  if (field.referenceEntityType !== undefined) return reference(place, field);
  if (field.isRequired !== true && (!EXPECTED.test(field.name) || /cancel|void|reject/i.test(field.name))) return undefined;
  switch (field.dataType) {
    case 'string':
      return textOf(field, entity, index);
    case 'boolean':
      return /active|default|enabled/i.test(field.name) || (index % 2 === 0 && !/deleted|template/i.test(field.name));
    case 'datetime':
      return isoTime(world.calendar.at(-60 + index * 7, 600));
    case 'integer':
    case 'long':
    case 'short':
      return field.name === 'publish' ? 1 + (index % 2) : 1 + index;
    default:
      return /rating/i.test(field.name) ? 3 + (index % 3) : 10 * (index + 1);
  }
}

/** Optional fields that a reader expects to see filled. */
const EXPECTED =
  /name|title|label|description|active|date|price|cost|rate|quantity|units|hours|note|text|alias|subject|reason|position|rating/i;

/** Fields of a sample ticket that keep a row consistent. */
const FROM_SAMPLE: Readonly<Record<string, keyof TicketPlan>> = {
  Ticket: 'id',
  Company: 'companyId',
  Contact: 'contactId',
  ConfigurationItem: 'assetId',
  Contract: 'contractId',
};

function reference({ world, entity, tables, random, sample, index }: Place, field: Field): number | undefined {
  const target = BY_SINGULAR.get(field.referenceEntityType ?? '');
  if (
    target === undefined ||
    (field.isRequired !== true && /impersonator|voided|rejected|charge|quoteItem|parent/i.test(field.name))
  )
    return undefined;
  const sampleField = FROM_SAMPLE[target.singular];
  if (sampleField !== undefined) {
    const value = sample?.[sampleField];
    return typeof value === 'number' ? value : undefined;
  }
  // The first record of a tree is its root.
  if (target.name === entity.name) return fallbackIds(target)[0];
  if (target.name === 'Resources') return [505, 508, 513, 521, 525, 531][index % 6];
  const build = tables[target.name];
  if (build === undefined) return fallbackIds(target)[index];
  // Large tables are not worth building for an optional reference.
  if (field.isRequired !== true && LARGE.has(target.name)) return undefined;
  const rows: readonly { readonly id: number }[] = target.name === 'TimeEntries' ? timeEntries(world) : build(world);
  return rows.length === 0 ? undefined : random.pick(rows.slice(0, 40)).id;
}

const LARGE = new Set(['TimeEntries', 'BillingItems', 'TicketNotes', 'Invoices', 'TicketCharges']);

/** The field by which people know a record. */
const MAIN_NAME = /^(name|displayName|label|alias|title|locationName|itemName|subscriptionName|serialNumber)$/;

const WORDS = ['North', 'Harbor view', 'Standard', 'Express', 'Field', 'Reserve'];

function textOf(field: Field, { name, singular }: EntityDescription, index: number): string {
  const words = singular.replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ');
  const own = MAIN_NAME.test(field.name) ? NAMES[name]?.[index] : undefined;
  const text = own ?? texts(field.name, NAMES[name]?.[index] ?? words, index);
  return field.length !== undefined && field.length > 0 ? text.slice(0, field.length) : text;
}

function texts(name: string, words: string, index: number): string {
  if (/url|link/i.test(name)) return `https://www.brightwater.example/${words.toLowerCase().replaceAll(' ', '-')}/${index + 1}`;
  if (/email/i.test(name)) return `service${index + 1}@brightwater.example`;
  if (/number|code|key|sku|serial/i.test(name)) return `${words.replaceAll(/[^A-Z]/g, '')}-${String(index + 1).padStart(4, '0')}`;
  if (/phone|fax/i.test(name)) return `(212) 555-01${String(index + 10)}`;
  if (/description|note|reason|text|content|memo|detail|payload/i.test(name)) return `${words}, looked after by the service desk`;
  return `${WORDS[index] ?? 'Extra'} ${words.toLowerCase()}`;
}
