import { requireOptions } from './call-options.js';
import { InvalidRequestError } from './errors.js';

const CALL_OPTIONS = ['signal', 'priority'];
const READ_OPTIONS = ['fields', ...CALL_OPTIONS];
const QUERY_OPTIONS = ['limit', 'pageSize', 'onPage', ...READ_OPTIONS];

/** Options of the methods that read records. */
const OPTIONS = {
  count: CALL_OPTIONS,
  exists: CALL_OPTIONS,
  first: READ_OPTIONS,
  get: READ_OPTIONS,
  getMany: READ_OPTIONS,
  query: QUERY_OPTIONS,
  queryAll: ['expectedRows', ...QUERY_OPTIONS],
  queryPage: ['afterId', ...QUERY_OPTIONS],
} as const satisfies Readonly<Record<string, readonly string[]>>;

const NO_ORDER =
  'Autotask gives records by ascending id and in no other order: read those that match and sort them. ' +
  'The command line and the MCP server find the newest by themselves ("order").';
const BY_ID = 'Autotask knows no offset: queryPage goes on after an id (afterId).';

/** What people expect from other libraries, in lower case. Ignored, it would give other rows than were asked for, or more. */
const ELSEWHERE: ReadonlyMap<string, string> = new Map([
  ...['sort', 'sortby', 'order', 'orderby'].map((name) => [name, NO_ORDER] as const),
  ...['offset', 'skip', 'page'].map((name) => [name, BY_ID] as const),
  ...['filter', 'where', 'search'].map((name) => [name, 'The filter is an argument of its own, before the options.'] as const),
  ...['select', 'columns', 'includefields'].map((name) => [name, 'Fields to return are named in "fields".'] as const),
  ...['maxrecords', 'top', 'take'].map((name) => [name, '"limit" stops after so many rows.'] as const),
]);

const KNOWN = new Set(Object.values(OPTIONS).flatMap((names) => names.map((name) => name.toLowerCase())));

/**
 * Holds the options of a read against what the method takes, for callers that no compiler checks. Refused is what was meant for a read; anything
 * else may be the caller's own and ride along, as it may in TypeScript.
 *
 * @throws {@link InvalidRequestError} with the method's options.
 */
export function requireReadOptions(method: keyof typeof OPTIONS, options: unknown): void {
  const known: readonly string[] = OPTIONS[method];
  const list = `Options of ${method}: ${known.join(', ')}.`;
  requireOptions(options);
  for (const [name, value] of Object.entries<unknown>({ ...options })) {
    if (known.includes(name) || value === undefined) continue;
    const plain = name.toLowerCase().replaceAll(/[_-]/g, '');
    const hint = ELSEWHERE.get(plain) ?? (KNOWN.has(plain) ? '' : undefined);
    if (hint === undefined) continue;
    throw new InvalidRequestError([`${method} has no option "${name}".`, hint, list].filter((part) => part !== '').join(' '));
  }
  const { fields, onPage }: { fields?: unknown; onPage?: unknown } = options;
  if (onPage !== undefined && typeof onPage !== 'function') throw new InvalidRequestError('"onPage" is a function.');
  if (fields !== undefined && !(Array.isArray(fields) && fields.every((field) => typeof field === 'string'))) {
    throw new InvalidRequestError('"fields" is a list of names.');
  }
}
