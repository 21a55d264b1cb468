import { describe, expect, test } from 'vitest';
import { FACTS } from '../../../src/demo/data/facts.js';
import type { SeedRow } from '../../../src/demo/types.js';
import { data, number, text } from './support.js';

const tenant = data();
const NOW = '2026-03-10T02:30:00Z';
const tickets = tenant.rows('Tickets');
const companyOf = (entity: string): Map<unknown, unknown> =>
  new Map(tenant.rows(entity).map((row) => [row.id, row['companyID']]));
const parentOf = new Map<unknown, unknown>(tenant.rows('Companies').map((row) => [row.id, row['parentCompanyID']]));

/** Rows whose referenced record belongs neither to their company nor, where allowed, to its parent. */
function strangers(rows: readonly SeedRow[], field: string, entity: string, allowsParent = false): SeedRow[] {
  const owners = companyOf(entity);
  return rows.filter((row) => {
    if (row[field] === undefined) return false;
    const owner = owners.get(row[field]);
    return owner !== row['companyID'] && !(allowsParent && owner === parentOf.get(row['companyID']));
  });
}

describe('a ticket', () => {
  test('has a contact of its company or the parent company', () => {
    expect(strangers(tickets, 'contactID', 'Contacts', true)).toEqual([]);
  });

  test.each([
    ['configurationItemID', 'ConfigurationItems'],
    ['contractID', 'Contracts'],
    ['companyLocationID', 'CompanyLocations'],
  ])('has a %s of its own company', (field, entity) => {
    expect(strangers(tickets, field, entity)).toEqual([]);
  });

  test('has resource and role together or neither', () => {
    expect(
      tickets.filter((row) => (row['assignedResourceID'] === undefined) !== (row['assignedResourceRoleID'] === undefined)),
    ).toEqual([]);
  });

  test('is assigned in a role that the resource holds', () => {
    const held = new Set(tenant.rows('ResourceRoles').map((row) => `${number(row, 'resourceID')}/${number(row, 'roleID')}`));
    const wrong = tickets.filter(
      (row) =>
        row['assignedResourceID'] !== undefined &&
        !held.has(`${number(row, 'assignedResourceID')}/${number(row, 'assignedResourceRoleID')}`),
    );
    expect(wrong).toEqual([]);
  });

  test('has a queue or an assigned resource', () => {
    expect(tickets.filter((row) => row['queueID'] === undefined && row['assignedResourceID'] === undefined)).toEqual([]);
  });

  test('was created, then last touched, and neither in the future', () => {
    expect(
      tickets.filter((row) => text(row, 'createDate') > text(row, 'lastActivityDate') || text(row, 'lastActivityDate') > NOW),
    ).toEqual([]);
  });

  test('has a completion date exactly when it is complete, between creation and now', () => {
    const complete = tenant.value('Tickets', 'status', 'Complete');
    const wrong = tickets.filter((row) => {
      const completed = text(row, 'completedDate');
      if (row['status'] !== complete) return completed !== '';
      return completed === '' || completed < text(row, 'createDate') || completed > NOW;
    });
    expect(wrong).toEqual([]);
  });

  test('does not name its primary resource as secondary', () => {
    const primary = new Map(tickets.map((row) => [row.id, row['assignedResourceID']]));
    const wrong = tenant
      .rows('TicketSecondaryResources')
      .filter((row) => primary.get(number(row, 'ticketID')) === row['resourceID']);
    expect(wrong).toEqual([]);
  });

  test('has a number of its day that no other ticket has', () => {
    expect(new Set(tickets.map((row) => text(row, 'ticketNumber'))).size).toBe(tickets.length);
    expect(tickets.filter((row) => !/^T\d{8}\.\d{4}(\.\d{3})?$/.test(text(row, 'ticketNumber')))).toEqual([]);
  });
});

describe('ids follow the order of creation', () => {
  test.each([
    ['Tickets', 'createDate'],
    ['TicketNotes', 'createDateTime'],
    ['TimeEntries', 'createDateTime'],
    ['Contacts', 'createDate'],
    ['ConfigurationItems', 'createDate'],
    ['Invoices', 'createDateTime'],
    ['ServiceCalls', 'createDateTime'],
    ['Opportunities', 'createDate'],
    ['Projects', 'createDateTime'],
  ])('of %s', (entity, field) => {
    const times = tenant.rows(entity).map((row) => text(row, field));
    expect(times).toEqual(times.toSorted());
  });
});

describe('a ticket note', () => {
  test('was written between the ticket’s creation and its last activity', () => {
    const byId = new Map(tickets.map((row) => [row.id, row]));
    const wrong = tenant.rows('TicketNotes').filter((note) => {
      const ticket = byId.get(number(note, 'ticketID'));
      const time = text(note, 'createDateTime');
      return time < text(ticket, 'createDate') || time > text(ticket, 'lastActivityDate');
    });
    expect(wrong).toEqual([]);
  });

  test('has either a resource or a contact as its author', () => {
    const wrong = tenant
      .rows('TicketNotes')
      .filter((row) => (row['creatorResourceID'] === undefined) === (row['createdByContactID'] === undefined));
    expect(wrong).toEqual([]);
  });
});

describe('a time entry', () => {
  const entries = tenant.rows('TimeEntries');

  test('is for exactly one of a ticket, a task and an internal code', () => {
    const wrong = entries.filter(
      (row) => ['ticketID', 'taskID', 'internalBillingCodeID'].filter((field) => row[field] !== undefined).length !== 1,
    );
    expect(wrong).toEqual([]);
  });

  test('has start and stop on tickets, and hours that lie between', () => {
    const wrong = entries.filter((row) => {
      if (row['ticketID'] === undefined) return false;
      const hours = (Date.parse(text(row, 'endDateTime')) - Date.parse(text(row, 'startDateTime'))) / 3_600_000;
      return !(Math.abs(hours - number(row, 'hoursWorked')) < 0.006) || hours <= 0 || hours > 24;
    });
    expect(wrong).toEqual([]);
  });

  test('has a role that its resource holds and a labour work type, internal time neither', () => {
    const held = new Set(
      tenant.rows('ResourceServiceDeskRoles').map((row) => `${number(row, 'resourceID')}/${number(row, 'roleID')}`),
    );
    const useType = new Map(tenant.rows('BillingCodes').map((row) => [row.id, row['useType']]));
    const labour = tenant.value('BillingCodes', 'useType', 'General Allocation Code');
    const wrong = entries.filter((row) => {
      if (row['internalBillingCodeID'] !== undefined) return row['roleID'] !== undefined || row['billingCodeID'] !== undefined;
      return (
        !held.has(`${number(row, 'resourceID')}/${number(row, 'roleID')}`) || useType.get(number(row, 'billingCodeID')) !== labour
      );
    });
    expect(wrong).toEqual([]);
  });

  test('lies on an existing ticket after its creation and before its last activity', () => {
    const byId = new Map(tickets.map((row) => [row.id, row]));
    const wrong = entries.filter((row) => {
      if (row['ticketID'] === undefined) return false;
      const ticket = byId.get(number(row, 'ticketID'));
      return (
        text(row, 'startDateTime') < text(ticket, 'createDate') || text(row, 'endDateTime') > text(ticket, 'lastActivityDate')
      );
    });
    expect(wrong).toEqual([]);
  });

  test('does not overlap another one of the same person, except where job J09 wants it', () => {
    const last = new Map<unknown, string>();
    const overlaps = entries
      .filter((row) => row['startDateTime'] !== undefined)
      .toSorted((one, other) => text(one, 'startDateTime').localeCompare(text(other, 'startDateTime')))
      .filter((row) => {
        const end = last.get(row['resourceID']) ?? '';
        last.set(row['resourceID'], text(row, 'endDateTime') > end ? text(row, 'endDateTime') : end);
        return text(row, 'startDateTime') < end;
      });
    expect(overlaps.map((row) => [row['resourceID'], row['startDateTime']])).toEqual([
      [FACTS.people.maya, '2026-03-09T15:00:00Z'],
    ]);
  });

  test('is approved only where it can be billed', () => {
    expect(
      entries.filter((row) => row['billingApprovalDateTime'] !== undefined && row['internalBillingCodeID'] !== undefined),
    ).toEqual([]);
  });
});

describe('money', () => {
  test('of billing items has four decimals: quantity times rate, plus tax', () => {
    const wrong = tenant.rows('BillingItems').filter((row) => {
      const extended = Math.round(number(row, 'quantity') * number(row, 'rate') * 10_000) / 10_000;
      return (
        extended !== number(row, 'extendedPrice') ||
        Math.abs(extended + number(row, 'taxDollars') - number(row, 'totalAmount')) > 0.000_05
      );
    });
    expect(wrong).toEqual([]);
  });

  test('of an invoice is the sum of its items', () => {
    const sums = new Map<unknown, number>();
    for (const item of tenant.rows('BillingItems'))
      sums.set(item['invoiceID'], (sums.get(item['invoiceID']) ?? 0) + number(item, 'totalAmount'));
    const wrong = tenant
      .rows('Invoices')
      .filter((row) => row['isVoided'] === false && Math.abs(number(row, 'invoiceTotal') - (sums.get(row.id) ?? 0)) > 0.000_5)
      .map((row) => row['invoiceNumber']);
    expect(wrong).toEqual([]);
  });

  test('of an invoice’s items is for the invoice’s company', () => {
    expect(
      strangers(
        tenant.rows('BillingItems').filter((row) => row['invoiceID'] !== 0),
        'invoiceID',
        'Invoices',
      ),
    ).toEqual([]);
  });
});

describe('what belongs together', () => {
  test.each([
    ['ConfigurationItems', 'contactID', 'Contacts'],
    ['Contracts', 'contactID', 'Contacts'],
    ['Opportunities', 'contactID', 'Contacts'],
    ['Quotes', 'opportunityID', 'Opportunities'],
    ['ServiceCalls', 'companyLocationID', 'CompanyLocations'],
    ['Projects', 'contractID', 'Contracts'],
    ['Contacts', 'companyLocationID', 'CompanyLocations'],
  ])('%s have a %s of their company', (entity, field, target) => {
    expect(strangers(tenant.rows(entity), field, target)).toEqual([]);
  });

  test('a service call’s tickets are of its company', () => {
    const calls = companyOf('ServiceCalls');
    const owners = companyOf('Tickets');
    expect(
      tenant.rows('ServiceCallTickets').filter((row) => calls.get(row['serviceCallID']) !== owners.get(row['ticketID'])),
    ).toEqual([]);
  });

  test('a project’s hours are those of its time entries', () => {
    const projectOf = new Map(tenant.rows('Tasks').map((row) => [row.id, number(row, 'projectID')]));
    const hours = new Map<number, number>();
    for (const entry of tenant.rows('TimeEntries')) {
      const project = projectOf.get(number(entry, 'taskID'));
      if (project !== undefined) hours.set(project, (hours.get(project) ?? 0) + number(entry, 'hoursWorked'));
    }
    expect(
      tenant.rows('Projects').filter((row) => Math.abs(number(row, 'actualHours') - (hours.get(row.id) ?? 0)) > 0.01),
    ).toEqual([]);
  });

  test('a task’s phase is of its project', () => {
    const projectOf = new Map(tenant.rows('Phases').map((row) => [row.id, row['projectID']]));
    expect(tenant.rows('Tasks').filter((row) => projectOf.get(number(row, 'phaseID')) !== row['projectID'])).toEqual([]);
  });
});
