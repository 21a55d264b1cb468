import type { EntityRecord } from '../../../autotask/types.js';
import { apiDay, apiInstant } from '../../dates/format.js';
import type { Schema } from '../../entities/schema.js';
import { Draft } from '../draft.js';
import { InvalidWriteError } from '../errors.js';
import type { WritePlan } from '../plan.js';
import { readRecord, subjectOf } from '../records.js';
import { applyRules } from '../rules/index.js';
import { noteWork } from '../rules/time-entry.js';
import type { Words } from '../words.js';
import { spanOf, type SpanInput } from './time-span.js';
import { planStatus } from './status.js';
import { createStep } from './steps.js';
import { billingCode } from './work-types.js';

export interface TimeInput extends SpanInput {
  /** What the time is for: one of the three. */
  readonly ticket?: number | string | undefined;
  readonly task?: number | string | undefined;
  /** Name of an internal time category, e.g. `Meeting`. */
  readonly internal?: string | undefined;
  readonly summary: string;
  readonly internalNotes?: string | undefined;
  /** Whose time; default the person the call is made for. */
  readonly resource?: number | string | undefined;
  readonly role?: string | undefined;
  readonly workType?: string | undefined;
  readonly billable?: boolean | undefined;
  /** Status to set on the ticket or task in the same call. */
  readonly status?: string | undefined;
}

interface Work {
  readonly schema: Schema;
  readonly record: EntityRecord;
}

/** A plan that books time on a ticket, a task or an internal category, and sets the ticket's or task's status where that is wanted. */
export async function planTime(input: TimeInput, tool: string, words: Words): Promise<WritePlan> {
  const work = await workOf(input, words);
  const draft = new Draft(await words.schema('TimeEntries'));
  if (work !== undefined) {
    const isTicket = work.schema.name === 'Tickets';
    draft.setRaw(isTicket ? 'ticketID' : 'taskID', work.record.id, subjectOf(work.schema, work.record));
    noteWork(words, isTicket ? 'Tickets' : 'Tasks', work.record);
  }
  await draft.read(
    {
      resource: input.resource ?? 'me',
      summaryNotes: input.summary,
      ...(input.internalNotes === undefined ? {} : { internalNotes: input.internalNotes }),
      ...(input.role === undefined ? {} : { role: input.role }),
      ...(input.billable === undefined ? {} : { isNonBillable: !input.billable }),
    },
    words,
  );
  const category = await setCode(draft, input, work, words);
  const { when, isAssumed } = setTimes(draft, input, work, words);
  await applyRules(draft, words);
  const status = work === undefined ? undefined : await planStatus(work, input.status, words);
  const subject = `${when} on ${work === undefined ? category : subjectOf(work.schema, work.record)}`;
  return {
    tool,
    steps: [
      { ...createStep(draft, subject), ...(isAssumed ? { fromClock: ['startDateTime', 'endDateTime'] } : {}) },
      ...(status?.steps ?? []),
    ],
    risks: [...draft.risks, ...(status?.risks ?? [])],
    remarks: [...draft.remarks, ...(status?.remarks ?? [])],
  };
}

async function workOf({ ticket, task, internal, status }: TimeInput, words: Words): Promise<Work | undefined> {
  const given = [ticket, task, internal].filter((one) => one !== undefined);
  if (given.length !== 1) throw new InvalidWriteError('Time is for one of: ticket, task, internal.');
  if (internal !== undefined) {
    if (status !== undefined) throw new InvalidWriteError('Internal time has no status to set.');
    return undefined;
  }
  const schema = await words.schema(ticket === undefined ? 'Tasks' : 'Tickets');
  return { schema, record: await readRecord(schema, ticket ?? task ?? '', words) };
}

/** The ticket's own work type where none is named; internal time has a category instead, whose name is returned. */
async function setCode(draft: Draft, input: TimeInput, work: Work | undefined, words: Words): Promise<string> {
  if (input.internal !== undefined) {
    if (input.workType !== undefined || input.role !== undefined) {
      throw new InvalidWriteError('Internal time takes neither work type nor role.');
    }
    const code = await billingCode(input.internal, 'internal', words);
    draft.setRaw('internalBillingCodeID', code.id, code.name);
    return code.name;
  }
  if (input.workType !== undefined) {
    const code = await billingCode(input.workType, 'work', words);
    draft.setRaw('billingCodeID', code.id, code.name);
  } else if (typeof work?.record['billingCodeID'] === 'number') {
    const id = work.record['billingCodeID'];
    const name = (await words.directory.one('BillingCode', id, { signal: words.signal }))?.name ?? String(id);
    draft.setRaw('billingCodeID', id, name);
    draft.remark(`Work type: ${name} (of the ${work.schema.entity.singular.toLowerCase()}).`);
  }
  return '';
}

/** Sets day, times and hours, and returns them in words; assumed where they were made to end now. */
function setTimes(
  draft: Draft,
  input: TimeInput,
  work: Work | undefined,
  { clock }: Words,
): { readonly when: string; readonly isAssumed: boolean } {
  const { day, start, end, hours, isAssumed } = spanOf(input, { needsTimes: work?.schema.name === 'Tickets' }, clock);
  draft.setRaw('dateWorked', apiDay(day), day);
  draft.setRaw('hoursWorked', hours, `${hours} h`);
  if (start === undefined || end === undefined) return { when: `${hours} h (${day})`, isAssumed };
  draft.setRaw('startDateTime', apiInstant(start), start.toFormat("yyyy-MM-dd'T'HH:mmZZ"));
  draft.setRaw('endDateTime', apiInstant(end), end.toFormat("yyyy-MM-dd'T'HH:mmZZ"));
  if (isAssumed) draft.remark('Taken to end now, as no times were given.');
  else if (end > clock.now) draft.remark('Part of this time, or all of it, lies in the future.');
  return { when: `${hours} h (${day} ${start.toFormat('HH:mm')}–${end.toFormat('HH:mm')})`, isAssumed };
}
