import type { FieldInfo } from '../../autotask/types.js';
import type { Clock } from '../dates/clock.js';
import { displayName, kindOf } from '../entities/field-kind.js';
import { habitsOf } from '../entities/habits.js';
import type { Schema } from '../entities/schema.js';
import { COMPLETE } from '../entities/system-status.js';
import { InvalidInputError } from '../errors.js';
import { activeLabels } from '../labels.js';
import { dateComparison } from './date-conditions.js';
import type { SaidState } from './grammar.js';
import { signOf } from './operators.js';
import type { Node } from './tree.js';

/** Words for a reference to nothing; no record is called so. */
export const NOBODY: ReadonlySet<string> = new Set(['unassigned', 'nobody', 'none', 'null']);

/** A value as a word; empty where it is none. */
export function wordOf(value: unknown): string {
  return typeof value === 'string' ? value.trim().toLowerCase() : '';
}

/** Entities whose records are open or closed, with the field that says when they are due. */
const DUE: Readonly<Record<string, string>> = { Tickets: 'dueDateTime', Tasks: 'endDateTime', Projects: 'endDateTime' };

/** Fields of an entity whose records are open until a date says that they are not, or a mark that they never will be. */
interface Ending {
  readonly on: string;
  readonly mark?: string;
  readonly due: string;
}

const ENDINGS: Readonly<Record<string, Ending>> = {
  Invoices: { on: 'paidDate', mark: 'isVoided', due: 'dueDate' },
  CompanyToDos: { on: 'completedDate', due: 'endDateTime' },
};

const CAN_BE_OPEN = 'tickets, tasks, projects, invoices and to-dos';

/** Whether a field is the date on which records of an entity that can be open were closed. */
export function saysClosed(schema: Schema, field: FieldInfo): boolean {
  return schema.name in DUE && /^completedDate(Time)?$/.test(field.name);
}

/** Whether "open" and "closed" are said of a status that has no such label of its own. */
export function canBeOpen(schema: Schema, field: FieldInfo, value: unknown): boolean {
  const isLabel = field.picklistValues.some(({ label }) => wordOf(label) === wordOf(value));
  return field.name === 'status' && schema.name in DUE && !isLabel;
}

/** What is said of a record as a whole. */
export function stateNode({ state, value }: SaidState, schema: Schema, clock: Clock): Node {
  if (state === 'open') return openness(schema, value);
  if (state === 'unassigned') return unassigned(schema, value);
  const due = schema.standard(DUE[schema.name] ?? ENDINGS[schema.name]?.due ?? '');
  if (due === undefined || !value) {
    const example = `{"${due?.name ?? 'dueDateTime'}__gte": "now"}`;
    throw new InvalidInputError(`"overdue" is true, for ${CAN_BE_OPEN}; say else which date is meant, e.g. ${example}.`);
  }
  const kind = kindOf(schema.name, due) === 'day' ? 'day' : 'instant';
  const isPast = dateComparison(
    { field: due, kind, operator: 'lt', value: kind === 'day' ? 'today' : 'now', literal: false },
    clock,
  );
  return { kind: 'all', parts: [openness(schema, true), isPast] };
}

function unassigned(schema: Schema, value: boolean): Node {
  const field = schema.standard('assignedResourceID');
  if (field === undefined)
    throw new InvalidInputError(`${schema.name} are not assigned to anybody; say which field is empty: {"…": null}.`);
  const operator = value ? 'notExist' : 'exist';
  return { kind: 'comparison', field, operator, says: `assignedResource ${signOf(operator)}` };
}

/** Not complete, or complete. */
export function openness(schema: Schema, isOpen: boolean): Node {
  const ending = ENDINGS[schema.name];
  if (ending !== undefined) return untilEnded(schema, ending, isOpen);
  const status = schema.standard('status');
  const complete = status?.picklistValues.find((value) => value.value === COMPLETE);
  if (status === undefined || complete === undefined || !(schema.name in DUE)) {
    throw new InvalidInputError(
      `"open" works for ${CAN_BE_OPEN}. For ${schema.name} say which status or date is meant.${statuses(status)}`,
    );
  }
  const operator = isOpen ? 'noteq' : 'eq';
  return { kind: 'comparison', field: status, operator, value: COMPLETE, says: `status ${signOf(operator)} ${complete.label}` };
}

/** Neither dated as ended nor marked, or one of the two. */
function untilEnded(schema: Schema, { on, mark = '' }: Ending, isOpen: boolean): Node {
  const parts: Node[] = [schema.standard(on), schema.standard(mark)].flatMap((field): Node[] => {
    if (field === undefined) return [];
    const says = displayName(field);
    if (field.name === mark) return [{ kind: 'comparison', field, operator: 'eq', value: !isOpen, says: `${says} = ${!isOpen}` }];
    const operator = isOpen ? 'notExist' : 'exist';
    return [{ kind: 'comparison', field, operator, says: `${says} ${signOf(operator)}` }];
  });
  return { kind: isOpen ? 'all' : 'any', parts };
}

function statuses(status: FieldInfo | undefined): string {
  const labels = status === undefined ? [] : activeLabels(status);
  return labels.length === 0 ? '' : ` Its status: ${labels.join(', ')}.`;
}

/** Every word, or "quoted phrase", must stand in one of the entity's text fields. */
export function textSearch(schema: Schema, words: string): Node {
  const fields = habitsOf(schema.name).searched.flatMap((name) => schema.standard(name) ?? []);
  const searched = fields.length > 0 ? fields : schema.fields.filter((field) => isSearchable(schema, field));
  if (searched.length === 0) throw new InvalidInputError(`${schema.name} has no text to search.`);
  const terms = [...words.matchAll(/"([^"]+)"|(\S+)/g)].map(([, phrase, word]) => phrase ?? word ?? '');
  const parts = terms.map((term): Node => ({
    kind: 'any',
    parts: searched.map((field) => ({ kind: 'comparison', field, operator: 'contains', value: term, says: '' })),
    says: `"${term}" in ${searched.map((field) => field.name).join(' or ')}`,
  }));
  return { kind: 'all', parts };
}

const SEARCHABLE = /(title|name|description|note|subject|number)/i;

function isSearchable(schema: Schema, field: FieldInfo): boolean {
  return kindOf(schema.name, field) === 'text' && field.isQueryable && SEARCHABLE.test(field.name);
}
