import {
  hostileDescription,
  hostileLastName,
  hostileTitle,
  hostileFileName,
  hostileNote,
} from '../../../../src/demo/data/hostile.js';
import type { DemoTenant } from '../../../../src/demo/tenant.js';
import type { SeedRow } from '../../../../src/demo/types.js';

/** Text fields of each entity that strangers fill, with what a hostile one writes there. */
const WRITTEN_BY_STRANGERS: Readonly<Record<string, Readonly<Record<string, (key: string) => string>>>> = {
  Tickets: { title: hostileTitle, description: hostileDescription, resolution: hostileDescription },
  TicketNotes: { title: hostileTitle, description: hostileNote },
  TimeEntries: { summaryNotes: hostileNote, internalNotes: hostileNote },
  Contacts: { lastName: hostileLastName, title: hostileTitle },
  TicketAttachments: { title: hostileFileName, fullPath: hostileFileName },
  CompanyNotes: { note: hostileNote },
  Opportunities: { description: hostileDescription },
  TicketChecklistItems: { itemName: hostileTitle },
};

/**
 * Fills hostile texts into the records of some companies and all that hangs on their tickets, wherever strangers can have written them.
 *
 * @returns Puts the records back.
 */
export function poison({ store }: DemoTenant, companies: ReadonlySet<unknown>): () => void {
  const tickets = new Set<unknown>(
    store
      .rows('Tickets')
      .filter(({ companyID }) => companies.has(companyID))
      .map(({ id }) => id),
  );
  const isTouched = (row: SeedRow): boolean => companies.has(row['companyID']) || tickets.has(row['ticketID']);
  const poisoned = Object.entries(WRITTEN_BY_STRANGERS).flatMap(([entity, fields]) =>
    store
      .rows(entity)
      .filter(isTouched)
      .map((row) => ({ entity, row, fields })),
  );
  for (const { entity, row, fields } of poisoned) {
    const texts = Object.entries(fields).filter(([name]) => typeof row[name] === 'string');
    const hostile = texts.map(([name, text]) => [name, text(`${entity} ${String(row.id)} ${name}`)] as const);
    store.table(entity).put({ ...row, ...Object.fromEntries(hostile) });
  }
  return () => {
    for (const { entity, row } of poisoned) store.table(entity).put(row);
  };
}
