import { ENTITIES, type EntityDescription } from '../../../autotask/catalogue.js';
import { STANDARD_FIELDS } from '../../../autotask/field-data.js';
import type { EntityRecord } from '../../../autotask/types.js';
import { apiInstant } from '../../dates/format.js';
import type { Schema } from '../../entities/schema.js';
import { Draft } from '../draft.js';
import { InvalidWriteError } from '../errors.js';
import type { WritePlan, WriteStep } from '../plan.js';
import { readRecord, subjectOf } from '../records.js';
import { applyRules } from '../rules/index.js';
import { wholeText } from '../values.js';
import { knownPublish, setVisibility, type Visibility } from '../visibility.js';
import type { Words } from '../words.js';
import { planStatus } from './status.js';
import { createStep } from './steps.js';

export interface NoteInput {
  readonly entity: string;
  /** The noted record: id, or ticket, task or project number. */
  readonly id: number | string;
  readonly text: string;
  readonly title?: string | undefined;
  readonly visibility: Visibility;
  /** Label of a note type or action type. */
  readonly type?: string | undefined;
  /** Status to set on the noted record in the same call. */
  readonly status?: string | undefined;
}

export interface NoteOptions {
  /** Uses Autotask's own values for an internal ticket note instead of reading the tenant's lists, which saves a request. */
  readonly usesKnownValues: boolean;
}

const TITLE_LENGTH = 60;
/** System value "Task Notes" of the note types of tickets (dossier §8). */
const ORDINARY_NOTE = 3;

/** A plan that adds a note to a record, and sets the record's status where that is wanted. The note comes first: a status without its note says less. */
export async function planNote(
  input: NoteInput,
  tool: string,
  words: Words,
  { usesKnownValues }: NoteOptions,
): Promise<WritePlan> {
  const parent = await words.schema(input.entity);
  const entity = noteEntity(parent.entity);
  const record = await readRecord(parent, input.id, words);
  const note =
    usesKnownValues && entity.name === 'TicketNotes' && input.visibility === 'internal' && input.type === undefined
      ? { step: knownNote(input, record, parent), draft: undefined }
      : await listedNote(input, record, parent, entity, words);
  const status = await planStatus({ schema: parent, record }, input.status, words);
  return {
    tool,
    steps: [note.step, ...status.steps],
    risks: [...(note.draft?.risks ?? []), ...status.risks],
    remarks: [...(note.draft?.remarks ?? []), ...status.remarks],
  };
}

function noteEntity(parent: EntityDescription): EntityDescription {
  const entity = ENTITIES.find((candidate) => candidate.parent === parent.name && candidate.childPath === 'Notes');
  if (entity?.parentField !== undefined && entity.canCreate) return entity;
  throw new InvalidWriteError(`${parent.name} take no notes. Update a text field of the record instead.`);
}

function knownNote(input: NoteInput, record: EntityRecord, parent: Schema): WriteStep {
  const title = titleOf(input);
  const longest = STANDARD_FIELDS['TicketNotes']?.find(({ name }) => name === 'description')?.length ?? Infinity;
  if (input.text.length > longest) {
    throw new InvalidWriteError(`A note takes at most ${longest} characters; this one has ${input.text.length}.`);
  }
  return {
    action: 'create',
    entity: 'TicketNotes',
    subject: noteSubject(input, record, parent),
    fields: {
      ticketID: record.id,
      title,
      description: input.text,
      noteType: ORDINARY_NOTE,
      publish: knownPublish('internal'),
    },
    changes: [{ field: 'text', before: null, after: wholeText(input.text) }],
    readBack: false,
  };
}

async function listedNote(
  input: NoteInput,
  record: EntityRecord,
  parent: Schema,
  entity: EntityDescription,
  words: Words,
): Promise<{ step: WriteStep; draft: Draft }> {
  const schema = await words.schema(entity.name);
  const draft = new Draft(schema);
  if (entity.parentField !== undefined) draft.setRaw(entity.parentField, record.id, subjectOf(parent, record));
  const isCrm = schema.standard('actionType') !== undefined;
  await draft.read(isCrm ? crmNote(input, words) : workNote(input, schema), words);
  setVisibility(draft, input.visibility);
  await applyRules(draft, words);
  const fromClock = isCrm ? { fromClock: ['startDateTime', 'endDateTime'] } : {};
  return { step: { ...createStep(draft, noteSubject(input, record, parent)), ...fromClock, readBack: false }, draft };
}

/** CRM notes have a name and a note, and happen at a time (dossier §5, trap T7). */
function crmNote({ title, text, type }: NoteInput, { clock }: Words): Record<string, unknown> {
  const now = apiInstant(clock.now.startOf('minute'));
  return {
    note: text,
    name: title ?? titleFrom(text),
    startDateTime: now,
    endDateTime: now,
    ...(type === undefined ? {} : { actionType: type }),
  };
}

function workNote(input: NoteInput, schema: Schema): Record<string, unknown> {
  const isAnnouncement = schema.standard('isAnnouncement');
  return {
    description: input.text,
    title: titleOf(input),
    ...(input.type === undefined ? {} : { noteType: input.type }),
    ...(isAnnouncement === undefined ? {} : { isAnnouncement: false }),
  };
}

function titleOf({ title, text }: NoteInput): string {
  return title ?? titleFrom(text);
}

/** The first line, or its beginning up to a word's end. */
function titleFrom(text: string): string {
  const [first = ''] = text.trim().split('\n');
  if (first.length <= TITLE_LENGTH) return first.trim();
  const cut = first.slice(0, TITLE_LENGTH);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), TITLE_LENGTH / 2)).trimEnd()}…`;
}

function noteSubject({ visibility }: NoteInput, record: EntityRecord, parent: Schema): string {
  return `${visibility === 'customer' ? 'customer-visible' : 'internal'} note on ${subjectOf(parent, record)}`;
}
