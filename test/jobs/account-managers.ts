import assert from 'node:assert/strict';
import { FACTS } from '../../src/demo/data/facts.js';
import type { SeedRow } from '../../src/demo/types.js';
import type { Job } from './support/job.js';
import { isOpen } from './support/truth.js';

const { companies, projects } = FACTS;
const FAMILY: readonly number[] = [companies.harborDental, companies.harborDentalEastside];
const isFamily = (row: SeedRow): boolean => FAMILY.some((id) => id === row['companyID']);

const brief: Job = {
  id: 'J37',
  says: "Brief me on Harbor Dental, I'm calling them in ten minutes",
  entities: ['Companies', 'CompanyAlerts', 'Tickets', 'Contracts', 'Opportunities', 'Contacts', 'Invoices'],
  expert: 8,
  most: 8,
  play: async ({ truth, variant, ask, read }) => {
    const sites = await read('autotask_query', { entity: 'Companies', filter: { companyName__contains: 'Harbor Dental' } });
    assert.deepEqual(sites.column('id').toSorted(), FAMILY.toSorted());
    const company = sites.column('id');

    const alerts = await read('autotask_query', { entity: 'CompanyAlerts', filter: { company } });
    for (const alert of truth.rows('CompanyAlerts').filter(isFamily)) assert.ok(alerts.text.includes(String(alert['alertText'])));

    const open = await read('autotask_query', { entity: 'Tickets', filter: { company, open: true } });
    const tickets = truth.rows('Tickets').filter(isFamily);
    assert.deepEqual(open.column('ticketNumber').toSorted(), numbersOf(tickets.filter(isOpen)));

    const recent = await read('autotask_aggregate', { entity: 'Tickets', filter: { company, createDate__gte: '-30d' } });
    assert.equal(recent.total, tickets.filter((row) => String(row['createDate']) >= '2026-02-08T02:30:00Z').length);

    const status = truth.label('Contracts.status', 'active');
    const contracts = await read('autotask_query', { entity: 'Contracts', filter: { company, status } });
    assert.deepEqual(
      contracts.column('contractName').toSorted(),
      truth
        .rows('Contracts')
        .filter((row) => isFamily(row) && row['status'] === truth.id('Contracts.status', 'active'))
        .map((row) => row['contractName'])
        .toSorted(),
    );

    const opportunities = await read('autotask_query', { entity: 'Opportunities', filter: { company, closedDate: null } });
    assert.deepEqual(
      opportunities.column('id').toSorted(),
      idsOf(truth.rows('Opportunities').filter((row) => isFamily(row) && row['closedDate'] === undefined)),
    );

    const contacts = await read('autotask_query', {
      entity: 'Contacts',
      filter: { company, primaryContact: true, isActive: true },
    });
    const primary = truth
      .rows('Contacts')
      .filter((row) => isFamily(row) && row['primaryContact'] === true && row['isActive'] === 1);
    assert.deepEqual(contacts.column('id').toSorted(), idsOf(primary));

    const invoices = await ask('autotask_query', { entity: 'Invoices', filter: { company }, limit: 3 });
    if (!truth.mayRead('Invoices')) {
      assert.match(invoices.text, /Invoices are not visible to this API user, so whether there are any cannot be told/);
      return;
    }
    const newest = truth
      .rows('Invoices')
      .filter(isFamily)
      .toSorted((one, other) => String(other['invoiceDateTime']).localeCompare(String(one['invoiceDateTime'])));
    assert.deepEqual(
      invoices.column('invoiceNumber'),
      newest.slice(0, 3).map((row) => row['invoiceNumber']),
    );
    assert.equal(variant.user, 'full');
  },
};

const endingContracts: Job = {
  id: 'J38',
  says: 'Which contracts end in the next 90 days, and whose account are they?',
  entities: ['Contracts', 'Companies'],
  expert: 3,
  most: 3,
  play: async ({ truth, read }) => {
    const answer = await read('autotask_query', {
      entity: 'Contracts',
      filter: { status: truth.label('Contracts.status', 'active'), endDate__between: ['today', '+90d'] },
      fields: ['contractName', 'company', 'company.ownerResource', 'endDate', 'renewedContractID'],
      order: 'endDate',
      limit: 100,
    });
    const owners = new Map(truth.rows('Companies').map((row) => [row.id, row['ownerResourceID']]));
    const ending = truth
      .rows('Contracts')
      .filter((row) => row['status'] === truth.id('Contracts.status', 'active'))
      .filter((row) => String(row['endDate']) >= '2026-03-09T00:00:00Z' && String(row['endDate']) <= '2026-06-07T00:00:00Z')
      .toSorted((one, other) => String(one['endDate']).localeCompare(String(other['endDate'])) || one.id - other.id);
    assert.deepEqual(
      answer.rows.map((row) => [row['contractName'], row['company'], row['company.ownerResource'], row['endDate']]),
      ending.map((row) => [
        row['contractName'],
        truth.company(row['companyID']),
        truth.person(owners.get(Number(row['companyID']))),
        String(row['endDate']).slice(0, 10),
      ]),
    );
    assert.ok(answer.text.includes('(inactive)'), 'an account manager who has left is marked');
    assert.deepEqual(
      answer.rows.filter((row) => row['renewedContract'] !== null).map((row) => row['contractName']),
      ending.filter((row) => row['renewedContractID'] !== undefined).map((row) => row['contractName']),
    );
  },
};

const migration: Job = {
  id: 'J44',
  says: "Where does the Harbor migration project stand, what's late?",
  entities: ['Projects', 'Tasks', 'Companies'],
  expert: 3,
  most: 4,
  play: async ({ truth, read }) => {
    const found = await read('autotask_query', {
      entity: 'Projects',
      filter: { company__contains: 'Harbor', projectName__contains: 'migration' },
    });
    const named = truth.rows('Projects').filter((row) => isFamily(row) && /migration/i.test(String(row['projectName'])));
    assert.deepEqual(found.column('id').toSorted(), idsOf(named));
    const running = found.rows.find(({ status }) => status !== truth.label('Projects.status', 'complete'));
    const project = truth.only('Projects', (row) => row['projectName'] === projects.migration);
    assert.equal(running?.['id'], project.id);
    assert.deepEqual(
      [running?.['actualHours'], running?.['estimatedTime'], running?.['completedPercentage']],
      [project['actualHours'], project['estimatedTime'], project['completedPercentage']],
    );

    const late = await read('autotask_query', {
      entity: 'Tasks',
      filter: { project: running?.['id'], open: true, endDateTime__lt: 'today' },
    });
    const tasks = truth
      .rows('Tasks')
      .filter((row) => row['projectID'] === project.id && isOpen(row) && String(row['endDateTime']) < FACTS.date(0));
    assert.deepEqual(
      late.rows.map(({ title, status, assignedResource }) => [title, status, assignedResource]),
      tasks
        .toSorted((one, other) => String(one['endDateTime']).localeCompare(String(other['endDateTime'])))
        .map((row) => [
          row['title'],
          truth.labelOf('Tasks.status', row['status']),
          row['assignedResourceID'] === undefined ? null : truth.person(row['assignedResourceID']),
        ]),
    );
  },
};

function idsOf(rows: readonly SeedRow[]): number[] {
  return rows.map(({ id }) => id).toSorted();
}

function numbersOf(rows: readonly SeedRow[]): unknown[] {
  return rows.map((row) => row['ticketNumber']).toSorted();
}

export const ACCOUNT_MANAGERS: readonly Job[] = [brief, endingContracts, migration];
