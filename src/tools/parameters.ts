import { z } from 'zod';

// Parameters that several tools share; what is written here is read by a model, so each word is paid for in every session.

export const entityName = z.string().min(1).describe('e.g. Tickets, TimeEntries, Companies');

/** A list of words, which may come as one text: `status, priority`. */
export const words = z.preprocess(listOfWords, z.array(z.string()));

export function listOfWords(said: unknown): unknown {
  const value = fromJsonText(said);
  return typeof value === 'string' ? value.split(',').map((word) => word.trim()) : value;
}

/** Fields to order by, in one text; a list, or keys with their direction as other query languages have them, mean the same. */
export const order = z.preprocess((value) => {
  const parts: unknown = fromJsonText(value);
  if (typeof parts === 'string') return parts;
  const list = z
    .array(z.union([z.string(), z.record(z.string(), z.unknown())]))
    .safeParse(Array.isArray(parts) ? parts : [parts]);
  return list.success ? list.data.map(orderPart).join(', ') : value;
}, z.string());

function orderPart(part: string | Record<string, unknown>): string {
  if (typeof part === 'string') return part;
  const { field, direction, dir, ...rest } = part;
  const keys = typeof field === 'string' ? { [field]: direction ?? dir ?? 'asc' } : rest;
  return Object.entries(keys)
    .map(([name, way]) => `${name} ${String(way)}`)
    .join(', ');
}

/** How many rows or groups; a number, which some hosts send as text. */
export const limit = z.preprocess(
  (value) => (typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value),
  z.int().min(1).max(500),
);

/** Some hosts send nested arguments as JSON text. */
export const fieldValues = z.preprocess(fieldsFromJsonText, z.record(z.string(), z.unknown()));

export const recordId = z.int();

export const recordKey = z.union([recordId, z.string().min(1)]);

/** One or many: a single one need not stand in a list. */
export const recordKeys = z.preprocess(
  (value) => (typeof value === 'number' || typeof value === 'string' ? listFrom(fromJsonText(value)) : value),
  z.array(recordKey).min(1).max(100),
);

function listFrom(value: unknown): unknown {
  return Array.isArray(value) ? value : [value];
}

/** The semantic layer reads what is in it; here only its outer form is told. */
export const filter = z.preprocess(
  fieldsFromJsonText,
  z.union([z.record(z.string(), z.unknown()), z.array(z.record(z.string(), z.unknown()))], {
    error: 'must be an object such as {"status":"New"}, or a list of such',
  }),
);

export const FILTER_WORDS =
  'field: value, with labels, names and dates as people say them: {"company":"Contoso","status":["New","In Progress"],"createDate":"last week",' +
  '"open":true,"title__contains":"vpn","dueDateTime__lt":"today","or":[{"assignedResource":"me"},{"secondaryResource":"me"}]}; text: words to look for in all texts; "ticket.company": a field of what a reference points to; null = empty. ' +
  'Or Autotask conditions [{"op","field","value"}].';

/** zod leaves `__proto__` out of what it reads without a word; a filter without its condition would find every row. */
function fieldsFromJsonText(said: unknown, context: z.RefinementCtx): unknown {
  const value = fromJsonText(said);
  if (Array.isArray(value) ? value.some(hasProto) : hasProto(value)) {
    context.addIssue({ code: 'custom', message: 'there is no field "__proto__"', input: value });
  }
  return value;
}

function hasProto(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, '__proto__');
}

export function fromJsonText(value: unknown): unknown {
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch (error) {
    if (error instanceof SyntaxError) return value;
    throw error;
  }
}

const cell = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** Columns once, rows as arrays; what a `Table` is in `present.ts`. */
export const table = {
  columns: z.array(z.string()).readonly(),
  rows: z.array(z.array(cell).readonly()).readonly(),
};

/** Rows of a list with what was asked and how much of it is shown. */
export const list = z.looseObject({
  entity: z.string(),
  total: z.int(),
  shown: z.int(),
  filter: z.string(),
  ...table,
  cursor: z.string().optional(),
});
