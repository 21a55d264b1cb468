import type { PicklistEntry, SeedRow } from '../types.js';
import { isoTime } from './calendar.js';
import { withIds } from './people.js';
import type { SkinValues } from './skin/index.js';
import type { Table, World } from './world.js';

/** Values of a pick list in this tenant's skin. */
function entries({ skin }: World, entity: string, field: string): readonly PicklistEntry[] {
  return skin.skin.picklists[entity]?.[field] ?? [];
}

/** Entities whose records are the values of a pick list: the record's id is the value. */
function listTable(
  entity: string,
  field: string,
  more: (entry: PicklistEntry, index: number, world: World) => Record<string, unknown>,
): Table {
  return (world) =>
    entries(world, entity, field)
      .map((entry, index): SeedRow => ({
        id: Number(entry.value),
        name: entry.label,
        isActive: entry.isActive,
        ...more(entry, index, world),
      }))
      .toSorted((one, other) => one.id - other.id);
}

/** One of the seven colours that categories of every kind share. */
function color(skin: SkinValues, index: number): number {
  return skin.ids('TicketCategories.displayColorRGB')(String(1 + (index % 7)));
}

const ticketCategories = listTable('Tickets', 'ticketCategory', (entry, index, { skin }) => ({
  nickname: entry.label.slice(0, 3).toUpperCase(),
  displayColorRGB: color(skin, index),
  isGlobalDefault: entry.isDefaultValue,
  isApiOnly: false,
}));

const ticketCategoryDefaults: Table = (world) => {
  const { skin } = world;
  const ids = (field: string) => skin.ids(`Tickets.${field}`);
  return withIds(
    50_001,
    entries(world, 'Tickets', 'ticketCategory').map(({ value }) => ({
      ticketCategoryID: Number(value),
      status: ids('status')('new'),
      priority: ids('priority')('medium'),
      queueID: ids('queueID')('level1'),
      ticketTypeID: ids('ticketType')('serviceRequest'),
    })),
  );
};

const actionTypes = listTable('CompanyNotes', 'actionType', ({ isSystem }) => ({ view: 1, isSystemActionType: isSystem }));
const paymentTerms = listTable('Invoices', 'paymentTerm', (_, index) => ({ paymentDueInDays: [0, 30, 14, 45][index] ?? 30 }));
const configurationItemTypes = listTable('ConfigurationItems', 'configurationItemType', () => ({}));
const opportunityCategories = listTable(
  'Opportunities',
  'opportunityCategoryID',
  ({ isDefaultValue, label }, index, { skin }) => ({
    nickname: label.slice(0, 3).toUpperCase(),
    displayColorRgb: color(skin, index),
    isGlobalDefault: isDefaultValue,
  }),
);
const shippingTypes = listTable('Quotes', 'shippingType', ({ label }) => ({ description: label }));
const taxRegions = listTable('Quotes', 'taxRegionID', () => ({}));

const COUNTRIES: readonly (readonly [id: number, name: string, code: string])[] = [
  [14, 'Australia', 'AU'],
  [15, 'Austria', 'AT'],
  [40, 'Canada', 'CA'],
  [76, 'France', 'FR'],
  [83, 'Germany', 'DE'],
  [105, 'Ireland', 'IE'],
  [144, 'Mexico', 'MX'],
  [155, 'Netherlands', 'NL'],
  [208, 'Spain', 'ES'],
  [215, 'Switzerland', 'CH'],
  [236, 'United Kingdom', 'GB'],
  [237, 'United States', 'US'],
];

const countries: Table = () =>
  COUNTRIES.map(([id, name, countryCode]) => ({
    id,
    name,
    displayName: name,
    countryCode,
    isActive: true,
    isDefaultCountry: id === 237,
    addressFormatID: 1,
  }));

const currencies: Table = ({ calendar, skin }) => [
  {
    id: 1,
    name: 'USD',
    description: 'US Dollar',
    displaySymbol: skin.ids('Currencies.displaySymbol')('dollar'),
    currencyPositiveFormat: '$1.1',
    currencyNegativeFormat: '($1.1)',
    exchangeRate: 1,
    isActive: true,
    isInternalCurrency: true,
    lastModifiedDateTime: isoTime(calendar.at(-900, 600)),
    updateResourceId: 507,
  },
  {
    id: 2,
    name: 'EUR',
    description: 'Euro',
    displaySymbol: skin.ids('Currencies.displaySymbol')('euro'),
    currencyPositiveFormat: '€1.1',
    currencyNegativeFormat: '-€1.1',
    exchangeRate: 1.0842,
    isActive: true,
    isInternalCurrency: false,
    lastModifiedDateTime: isoTime(calendar.at(-30, 600)),
    updateResourceId: 507,
  },
];

const taxCategories: Table = () => [
  { id: 1, name: 'Goods', description: 'Hardware and software', isActive: true },
  { id: 2, name: 'Services', description: 'Labour and recurring services', isActive: true },
];

const taxes: Table = (world) => {
  const [stateRegion, freeRegion] = entries(world, 'Quotes', 'taxRegionID').map(({ value }) => Number(value));
  return [
    { id: 1, taxName: 'Sales Tax', taxRate: 0.088_75, taxRegionID: stateRegion, taxCategoryID: 1, isCompounded: false },
    { id: 2, taxName: 'Exempt Services', taxRate: 0, taxRegionID: stateRegion, taxCategoryID: 2, isCompounded: false },
    { id: 3, taxName: 'Tax Free', taxRate: 0, taxRegionID: freeRegion, taxCategoryID: 1, isCompounded: false },
  ];
};

const LOCATIONS = [
  { name: 'Headquarters', address1: '88 Water Street', city: 'New York', state: 'NY', postalCode: '10005' },
  { name: 'Eastside Office', address1: '14 Foundry Road', city: 'Brooklyn', state: 'NY', postalCode: '11201' },
] as const;

const internalLocations: Table = ({ skin }) =>
  withIds(
    1,
    LOCATIONS.map((location, index) => ({
      ...location,
      country: 'United States',
      isDefault: index === 0,
      timeZone: '(GMT-05:00) Eastern Time',
      holidaySetId: skin.ids('InternalLocations.holidaySetId')('1'),
    })),
  );

const businessHours: Table = ({ skin }) =>
  withIds(
    1,
    LOCATIONS.map((location, index) => ({
      ...location,
      countryID: 237,
      isDefault: index === 0,
      timeZoneID: 13,
      holidaySetID: skin.ids('InternalLocations.holidaySetId')('1'),
      firstDayOfWeek: 1,
    })),
  );

const configurationItemCategories: Table = ({ skin }) => [
  {
    id: 1,
    name: 'Standard',
    nickname: 'STD',
    displayColorRgb: color(skin, 0),
    isActive: true,
    isGlobalDefault: true,
    isClientPortalDefault: true,
  },
  {
    id: 2,
    name: 'Domain',
    nickname: 'DOM',
    displayColorRgb: color(skin, 1),
    isActive: true,
    isGlobalDefault: false,
    isClientPortalDefault: false,
  },
];

/** Lines of business. The third one is hidden from restricted users. */
const LINES_OF_BUSINESS = ['Managed Services', 'Projects', 'Public Sector'];

const levelOnes: Table = () => [{ id: 1, name: 'Brightwater', description: 'The whole company', isActive: true }];
const levelTwos: Table = () =>
  withIds(
    1,
    LINES_OF_BUSINESS.map((name) => ({ name, description: `Line of business ${name}`, isActive: true })),
  );
const levelAssociations: Table = () =>
  withIds(
    1,
    LINES_OF_BUSINESS.map((_, index) => ({ organizationalLevel1ID: 1, organizationalLevel2ID: index + 1, isActive: true })),
  );

/** Kinds of records to which a user-defined field can belong, by entity. */
const UDF_TYPES: Readonly<Record<string, number>> = {
  Companies: 1,
  Contacts: 2,
  Opportunities: 3,
  Products: 4,
  Projects: 5,
  Tasks: 6,
  Tickets: 7,
  ConfigurationItems: 8,
  Contracts: 9,
};
const UDF_DATA_TYPES: Readonly<Record<string, number>> = { string: 1, integer: 2, decimal: 3, datetime: 4, boolean: 5 };

const udfDefinitions: Table = ({ skin, calendar }) =>
  withIds(
    52_001,
    Object.entries(skin.skin.udfs).flatMap(([entity, udfs]) =>
      udfs.map(({ name, type, description, isRequired, picklistValues }, index) => ({
        name,
        description: description.slice(0, 128),
        udfType: UDF_TYPES[entity] ?? 0,
        dataType: picklistValues === null ? (UDF_DATA_TYPES[type] ?? 1) : 6,
        isActive: true,
        isRequired,
        isVisibleToClientPortal: false,
        sortOrder: index + 1,
        createDate: isoTime(calendar.at(-1200, 600)),
      })),
    ),
  );

const udfListItems: Table = ({ skin, calendar }) =>
  withIds(
    52_501,
    Object.values(skin.skin.udfs)
      .flat()
      .flatMap(({ picklistValues }, index) =>
        (picklistValues ?? []).map(({ label }) => ({
          udfFieldId: 52_001 + index,
          valueForDisplay: label,
          valueForExport: label,
          isActive: true,
          createDate: isoTime(calendar.at(-1200, 600)),
        })),
      ),
  );

export const REFERENCE_TABLES: Readonly<Record<string, Table>> = {
  TicketCategories: ticketCategories,
  TicketCategoryFieldDefaults: ticketCategoryDefaults,
  ActionTypes: actionTypes,
  PaymentTerms: paymentTerms,
  ConfigurationItemTypes: configurationItemTypes,
  OpportunityCategories: opportunityCategories,
  ShippingTypes: shippingTypes,
  TaxRegions: taxRegions,
  Countries: countries,
  Currencies: currencies,
  TaxCategories: taxCategories,
  Taxes: taxes,
  InternalLocations: internalLocations,
  InternalLocationWithBusinessHours: businessHours,
  ConfigurationItemCategories: configurationItemCategories,
  OrganizationalLevel1s: levelOnes,
  OrganizationalLevel2s: levelTwos,
  OrganizationalLevelAssociations: levelAssociations,
  UserDefinedFieldDefinitions: udfDefinitions,
  UserDefinedFieldListItems: udfListItems,
};
