import type { EntityDescription } from '../../../autotask/catalogue.js';
import { writeRoute } from '../../../autotask/routes.js';
import { referencedEntity } from '../../entities/field-kind.js';
import type { Schema } from '../../entities/schema.js';
import { nameRule } from '../../names/rules.js';
import { cleanLine, cutText } from '../../untrusted.js';
import { Draft } from '../draft.js';
import { InvalidWriteError } from '../errors.js';
import { lookAlikes } from '../look-alikes.js';
import type { CreateInput, PlannedRecord } from '../planned.js';
import type { Risk, StepReference, WritePlan, WriteStep } from '../plan.js';
import { applyRules } from '../rules/index.js';
import { doubleBooking, fromBookedTicket } from '../rules/booking.js';
import type { Words } from '../words.js';
import { createStep } from './steps.js';

interface PlanParts {
  readonly steps: WriteStep[];
  readonly risks: Risk[];
  readonly remarks: string[];
}

const DEEPEST = 4;
const LONGEST_NAME = 60;

/** A plan that creates a record, and records below it. */
export async function planCreate(input: CreateInput, tool: string, words: Words): Promise<WritePlan> {
  const parts: PlanParts = { steps: [], risks: [], remarks: [] };
  await addRecord(input, undefined, parts, words);
  return { tool, steps: parts.steps, risks: dedupe(parts.risks), remarks: [...new Set(parts.remarks)] };
}

async function addRecord(
  input: CreateInput,
  above: { readonly planned: PlannedRecord; readonly step: number } | undefined,
  parts: PlanParts,
  words: Words,
): Promise<void> {
  const schema = await words.schema(input.entity);
  writeRoute(schema.entity, 'POST');
  const reference = above === undefined ? undefined : referenceTo(schema, above.planned.draft.schema.entity, above.step);
  const draft = new Draft(schema, undefined, reference?.field);
  const planned = { draft, above: above?.planned };
  if (depthOf(planned) > DEEPEST) throw new InvalidWriteError(`Records are nested deeper than ${DEEPEST} levels.`);
  await draft.read(input.fields, words);
  await fromBookedTicket(draft, input, words);
  await applyRules(draft, words);
  await findDoubles(planned, words);
  const step = parts.steps.length;
  parts.steps.push(createStep(draft, newSubject(draft), reference));
  parts.risks.push(...draft.risks);
  parts.remarks.push(...draft.remarks);
  for (const child of input.children ?? []) await addRecord(child, { planned, step }, parts, words);
}

/** The field by which a record refers to the one above it, whose id is not known yet. */
function referenceTo(schema: Schema, above: EntityDescription, step: number): StepReference {
  const { parent, parentField } = schema.entity;
  if (parent === above.name && parentField !== undefined) return { field: parentField, step };
  const fields = schema.fields.filter((field) => referencedEntity(field) === above.singular);
  const [only] = fields;
  if (only !== undefined && fields.length === 1) return { field: only.name, step };
  throw new InvalidWriteError(`${schema.name} are not created below ${above.name}.`);
}

function depthOf(record: PlannedRecord): number {
  return record.above === undefined ? 1 : 1 + depthOf(record.above);
}

async function findDoubles(planned: PlannedRecord, words: Words): Promise<void> {
  const { draft } = planned;
  const alike = await lookAlikes(draft, words);
  if (alike.length > 0) {
    draft.risks.push({
      kind: 'look-alike',
      text: `There is something like it already: ${alike.join('; ')}. Is a new one wanted?`,
    });
  }
  const bookings = await doubleBooking(planned, words);
  if (bookings !== undefined) draft.risks.push({ kind: 'double booking', text: bookings });
}

/** The new record as previews call it: `Ticket "Printer down"`. */
function newSubject(draft: Draft): string {
  const { singular } = draft.schema.entity;
  const record = { id: 0, ...draft.fields() };
  const name = nameRule(singular)?.name(record) ?? NAME_FIELDS.map((field) => draft.value(field)).find(isText) ?? '';
  return name === '' ? singular : `${singular} "${cutText(cleanLine(name), LONGEST_NAME)}"`;
}

const NAME_FIELDS = ['title', 'name', 'itemName', 'subject', 'description'];

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function dedupe(risks: readonly Risk[]): Risk[] {
  return risks.filter((risk, index) => risks.findIndex(({ text }) => text === risk.text) === index);
}
