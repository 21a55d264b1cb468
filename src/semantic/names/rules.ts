import type { EntityRecord, Filter, FilterItem } from '../../autotask/types.js';

/** How records of an entity are called, and how to look for one by name. */
export interface NameRule {
  /** Plural name of the entity. */
  readonly entity: string;
  /** Fields that the functions below need. */
  readonly fields: readonly string[];
  /** What people call the record, for results and candidates. */
  readonly name: (record: EntityRecord) => string;
  /** All that counts as its exact name: full and single names, e-mail addresses, numbers. */
  readonly exactNames: (record: EntityRecord) => readonly string[];
  /** The filter that finds every record whose name may match the words; undefined = cannot be looked up by name. */
  readonly search?: (words: string) => Filter;
  /** The filter for exactly the words, where {@link search} finds too many. */
  readonly exact?: (words: string) => Filter;
  /** Field with the number that is printed on the record, and is nobody else's. */
  readonly number?: string;
  /** Field with the id of the record it belongs to, to tell namesakes apart. */
  readonly parent?: { readonly field: string; readonly entity: string };
  /** Whether a tenant has few enough of them (500 at most) to read all at once and answer every later question from memory. */
  readonly isSmall: boolean;
  /** True where strangers choose the name. */
  readonly isUntrusted: boolean;
}

function text(record: EntityRecord, field: string): string {
  const value = record[field];
  return typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : '';
}

function named(
  entity: string,
  field: string,
  options: { isSmall?: boolean; extra?: readonly string[]; parent?: NameRule['parent'] } = {},
): NameRule {
  const { isSmall = false, extra = [], parent } = options;
  return {
    entity,
    fields: [field, ...extra, ...(parent === undefined ? [] : [parent.field])],
    name: (record) => text(record, field),
    exactNames: (record) => [text(record, field)],
    search: (words) => [{ op: 'contains', field, value: words }],
    exact: (words) => [{ op: 'eq', field, value: words }],
    ...(parent === undefined ? {} : { parent }),
    isSmall,
    isUntrusted: false,
  };
}

const OF_COMPANY = { field: 'companyID', entity: 'Companies' };

function person(
  entity: string,
  emails: readonly string[],
  rest: Pick<NameRule, 'isSmall' | 'isUntrusted' | 'parent'> & { extra: readonly string[] },
): NameRule {
  const { extra, ...others } = rest;
  return {
    entity,
    fields: ['firstName', 'lastName', ...emails, ...extra],
    name: (record) => fullName(record) || text(record, emails[0] ?? ''),
    exactNames: (record) => [
      fullName(record),
      `${text(record, 'lastName')}, ${text(record, 'firstName')}`,
      text(record, 'firstName'),
      text(record, 'lastName'),
      ...emails.map((field) => text(record, field)),
      text(record, 'userName'),
    ],
    search: (words) => personFilter(words, emails),
    ...others,
  };
}

function fullName(record: EntityRecord): string {
  return `${text(record, 'firstName')} ${text(record, 'lastName')}`.trim();
}

/** A full name lies in two fields, so each way to cut the words in two is tried; typed into one field it would find nothing. */
function personFilter(words: string, emails: readonly string[]): Filter {
  if (words.includes('@')) return [{ op: 'or', items: emails.map((field) => ({ op: 'eq', field, value: words })) }];
  const whole: FilterItem[] = [
    { op: 'beginsWith', field: 'firstName', value: words },
    { op: 'beginsWith', field: 'lastName', value: words },
  ];
  const parts = words.split(/,?\s+/);
  const cuts = parts.slice(1).flatMap((_, index): FilterItem[] => {
    const [first, last] = [parts.slice(0, index + 1).join(' '), parts.slice(index + 1).join(' ')];
    return [bothNames(first, last), bothNames(last, first)];
  });
  return [{ op: 'or', items: [...whole, ...cuts] }];
}

function bothNames(first: string, last: string): FilterItem {
  return {
    op: 'and',
    items: [
      { op: 'beginsWith', field: 'firstName', value: first },
      { op: 'beginsWith', field: 'lastName', value: last },
    ],
  };
}

/** Ticket, task and project numbers: a letter, a date, a serial number, and a further number for recurrences (dossier §8). */
const NUMBER = /^[a-z]\d{8}\.\d{3,6}(\.\d+)*$/i;

/** Whether the words look like a ticket, task or project number. */
export function isRecordNumber(words: string): boolean {
  return NUMBER.test(words.trim());
}

/** A ticket's number as it stands on the ticket, from how it is said: with `#`, or without its letter. Other words as they are. */
export function asTicketNumber(said: string): string {
  const words = said.trim().replace(/^#\s*/, '');
  return /^\d{8}\.\d/.test(words) ? `T${words}` : words;
}

function numbered(entity: string, number: string, title: string, isUntrusted: boolean): NameRule {
  const parent = OF_COMPANY;
  const hasCompany = entity !== 'Tasks';
  return {
    entity,
    fields: [number, title, ...(hasCompany ? [parent.field] : [])],
    number,
    name: (record) => [text(record, number), text(record, title)].filter((part) => part !== '').join(' '),
    exactNames: (record) => [text(record, number), text(record, title)],
    search: (words) =>
      isRecordNumber(words) ? [{ op: 'eq', field: number, value: words }] : [{ op: 'contains', field: title, value: words }],
    ...(hasCompany ? { parent } : {}),
    isSmall: false,
    isUntrusted,
  };
}

const RULES: Readonly<Record<string, NameRule>> = {
  Resource: person('Resources', ['email', 'email2', 'email3'], {
    extra: ['userName', 'isActive', 'licenseType', 'defaultServiceDeskRoleID'],
    isSmall: true,
    isUntrusted: false,
  }),
  Contact: person('Contacts', ['emailAddress', 'emailAddress2', 'emailAddress3'], {
    extra: ['isActive', 'companyID'],
    isSmall: false,
    isUntrusted: true,
    parent: OF_COMPANY,
  }),
  Company: named('Companies', 'companyName', {
    extra: ['isActive', 'companyType'],
    parent: { field: 'parentCompanyID', entity: 'Companies' },
  }),
  Ticket: numbered('Tickets', 'ticketNumber', 'title', true),
  Task: numbered('Tasks', 'taskNumber', 'title', false),
  Project: numbered('Projects', 'projectNumber', 'projectName', false),
  Role: named('Roles', 'name', { isSmall: true, extra: ['isActive'] }),
  Department: named('Departments', 'name', { isSmall: true }),
  BillingCode: named('BillingCodes', 'name', { isSmall: true, extra: ['isActive'] }),
  Country: named('Countries', 'displayName', { isSmall: true, extra: ['isActive'] }),
  Currency: named('Currencies', 'name', { isSmall: true, extra: ['isActive'] }),
  TaxRegion: named('TaxRegions', 'name', { isSmall: true, extra: ['isActive'] }),
  ConfigurationItemCategory: named('ConfigurationItemCategories', 'name', { isSmall: true, extra: ['isActive'] }),
  TicketCategory: named('TicketCategories', 'name', { isSmall: true, extra: ['isActive'] }),
  Contract: named('Contracts', 'contractName', { parent: OF_COMPANY }),
  Opportunity: named('Opportunities', 'title', { parent: OF_COMPANY }),
  ConfigurationItem: named('ConfigurationItems', 'referenceTitle', { parent: OF_COMPANY, extra: ['isActive'] }),
  CompanyLocation: named('CompanyLocations', 'name', { parent: OF_COMPANY, extra: ['isActive'] }),
  Invoice: named('Invoices', 'invoiceNumber', { parent: OF_COMPANY }),
  Quote: named('Quotes', 'name', { parent: OF_COMPANY }),
  Product: named('Products', 'name', { extra: ['isActive'] }),
  Service: named('Services', 'name', { extra: ['isActive'] }),
  ServiceBundle: named('ServiceBundles', 'name', { extra: ['isActive'] }),
  Tag: named('Tags', 'label', { extra: ['isActive'] }),
  Phase: named('Phases', 'title', { parent: { field: 'projectID', entity: 'Projects' } }),
};

/** Whether the words are an exact name of the record, whatever their case and blanks. */
export function isCalled(singular: string, record: EntityRecord, words: string): boolean {
  return (
    nameRule(singular)
      ?.exactNames(record)
      .some((name) => isSameName(name, words)) ?? false
  );
}

export function isSameName(a: string, b: string): boolean {
  return a !== '' && foldName(a) === foldName(b);
}

/** A name as it is compared. */
export function foldName(name: string): string {
  return name.trim().toLowerCase().replaceAll(/\s+/g, ' ');
}

/** The naming rule of an entity, by its singular name; undefined where its records have no name people would use. */
export function nameRule(singular: string): NameRule | undefined {
  return RULES[singular];
}
