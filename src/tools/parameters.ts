import { z } from 'zod';

// Parameters that several tools share; what is written here is read by a model, so each word is paid for in every session.

export const entityName = z.string().min(1).describe('e.g. Tickets, TimeEntries, Companies');

export const fieldNames = z.array(z.string().min(1)).min(1).max(100);

export const fieldValues = z.record(z.string(), z.unknown());

export const recordId = z.int();

/** Columns once, rows as arrays; what a `Table` is in `present.ts`. */
export const table = {
  columns: z.array(z.string()).readonly(),
  rows: z.array(z.array(z.unknown()).readonly()).readonly(),
};
