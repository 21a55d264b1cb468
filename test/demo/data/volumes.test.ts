import { expect, test } from 'vitest';
import { FACTS } from '../../../src/demo/data/facts.js';
import { countBy, data, ids, number, text, within } from './support.js';

const tenant = data();
const complete = tenant.value('Tickets', 'status', 'Complete');

test('1,240 of 42,240 tickets are open', () => {
  const tickets = tenant.rows('Tickets');
  expect(tickets).toHaveLength(FACTS.counts.tickets);
  expect(tickets.filter((row) => row['status'] !== complete)).toHaveLength(FACTS.counts.openTickets);
  expect(tickets.filter((row) => row['status'] === complete)).toHaveLength(41_000);
});

test('730 companies, among them those that jobs name', () => {
  const companies = tenant.rows('Companies');
  expect(companies).toHaveLength(FACTS.counts.companies);
  const names = new Map(companies.map((row) => [row.id, row['companyName']]));
  const { msp, harborDental, harborDentalEastside, acmeTooling, acmeCatering, acmeHoldings, acmeToolingOld, northgate } =
    FACTS.companies;
  expect(
    [msp, harborDental, harborDentalEastside, acmeTooling, acmeCatering, acmeHoldings, acmeToolingOld, northgate].map((id) =>
      names.get(id),
    ),
  ).toEqual([
    'Brightwater Managed IT',
    'Harbor Dental Group',
    'Harbor Dental Eastside',
    'Acme Tooling',
    'Acme Catering',
    'ACME Holdings',
    'Acme Tooling (old)',
    'Northgate Clinic',
  ]);
});

test('exactly four companies have Acme in their name: two customers, a prospect and an inactive one', () => {
  const acme = tenant.rows('Companies').filter((row) => /acme/i.test(text(row, 'companyName')));
  const customer = tenant.value('Companies', 'companyType', 'Customer');
  expect(ids(acme)).toEqual([1201, 1202, 1203, 1204]);
  expect(ids(acme.filter((row) => row['isActive'] === true && row['companyType'] === customer))).toEqual([1201, 1202]);
  expect(acme.find(({ id }) => id === 1203)?.['companyType']).toBe(tenant.value('Companies', 'companyType', 'Prospect'));
  expect(acme.find(({ id }) => id === 1204)?.['isActive']).toBe(false);
});

test('company names are unique', () => {
  expect(new Set(tenant.rows('Companies').map((row) => row['companyName'])).size).toBe(730);
});

test('Contoso is one active customer with at least 60 open and 100 closed tickets', () => {
  const contoso = tenant.only('Companies', (row) => /contoso/i.test(text(row, 'companyName')));
  expect(contoso['companyName']).toBe('Contoso');
  expect(contoso['isActive']).toBe(true);
  const tickets = tenant.rows('Tickets').filter((row) => row['companyID'] === contoso.id);
  expect(tickets.filter((row) => row['status'] !== complete).length).toBeGreaterThanOrEqual(60);
  expect(tickets.filter((row) => row['status'] === complete).length).toBeGreaterThanOrEqual(100);
});

test('3,600 time entries were worked in February', () => {
  const february = tenant
    .rows('TimeEntries')
    .filter((row) => within(row, 'dateWorked', '2026-02-01T00:00:00Z', '2026-03-01T00:00:00Z'));
  expect(february).toHaveLength(FACTS.counts.februaryTimeEntries);
  expect(tenant.rows('TimeEntries').length).toBeGreaterThan(20_000);
});

test('every active customer has one to six contacts', () => {
  const customer = tenant.value('Companies', 'companyType', 'Customer');
  const perCompany = countBy(tenant.rows('Contacts'), (row) => row['companyID']);
  const customers = tenant
    .rows('Companies')
    .filter((row) => row['companyType'] === customer && row['isActive'] === true && row.id !== FACTS.companies.harborDental);
  const counts = customers.map(({ id }) => perCompany.get(id) ?? 0);
  expect(Math.min(...counts)).toBeGreaterThanOrEqual(1);
  // A contact with a hostile name comes on top of the six.
  expect(Math.max(...counts)).toBeLessThanOrEqual(7);
});

test('the people are those of the jobs and about 25 colleagues', () => {
  const resources = tenant.rows('Resources');
  const byId = new Map(resources.map((row) => [row.id, row]));
  expect(text(byId.get(FACTS.people.maya), 'lastName')).toBe('Okafor');
  expect(byId.get(FACTS.people.marcoBell)?.['isActive']).toBe(false);
  expect(byId.get(FACTS.people.marcoBellini)?.['isActive']).toBe(true);
  expect(byId.get(FACTS.people.apiUser)?.['licenseType']).toBe(tenant.value('Resources', 'licenseType', 'API User'));
  expect(resources.length).toBeGreaterThanOrEqual(34);
});

test('exactly two people share an e-mail address', () => {
  const shared = [...countBy(tenant.rows('Resources'), (row) => text(row, 'email').toLowerCase())].filter(
    ([, count]) => count > 1,
  );
  expect(shared).toEqual([['dispatch@brightwater.example', 2]]);
});

test('telephone numbers are fictional and addresses end in .example', () => {
  const people = [...tenant.rows('Resources'), ...tenant.rows('Contacts'), ...tenant.rows('Companies')];
  const phones = people.flatMap((row) =>
    ['phone', 'mobilePhone', 'officePhone'].map((field) => text(row, field)).filter((value) => value !== ''),
  );
  expect(phones.filter((phone) => !/^\(\d{3}\) 555-01\d\d$/.test(phone))).toEqual([]);
  const mails = people.flatMap((row) =>
    ['email', 'emailAddress'].map((field) => text(row, field)).filter((value) => value !== ''),
  );
  expect(mails.filter((mail) => !/^[a-z.]+@[a-z]+\.example$/.test(mail))).toEqual([]);
});

test('some descriptions are about 9 kB and still within 8,000 characters', () => {
  const long = tenant.rows('Tickets').filter((row) => Buffer.byteLength(text(row, 'description')) > 8500);
  expect(long.length).toBeGreaterThan(50);
  expect(Math.max(...long.map((row) => text(row, 'description').length))).toBeLessThanOrEqual(8000);
});

test('other integrations have used 5,200 requests of the hour', () => {
  expect(tenant.seed.otherRequestsThisHour).toBe(5200);
});

test('open work covers every kind of ticket: no queue, an inactive queue, an inactive status, company 0, source -1', () => {
  const open = tenant.rows('Tickets').filter((row) => row['status'] !== complete);
  const inactiveQueue = Number(tenant.seed.skin.picklists['Tickets']?.['queueID']?.find(({ isActive }) => !isActive)?.value);
  expect(open.some((row) => row['queueID'] === undefined)).toBe(true);
  expect(open.some((row) => row['queueID'] === inactiveQueue)).toBe(true);
  expect(open.filter((row) => row['status'] === tenant.value('Tickets', 'status', 'Escalated'))).toHaveLength(3);
  expect(open.some((row) => row['companyID'] === 0)).toBe(true);
  expect(open.some((row) => number(row, 'source') === -1)).toBe(true);
});
