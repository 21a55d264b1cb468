import { planTime, type TimeInput } from '../../semantic/write/plans/time.js';
import type { Context } from '../context.js';
import { CommandLineError } from '../errors.js';
import type { WriteOptions } from '../program/shared-options.js';
import { runWrite } from '../writing/run-write.js';
import { idOrText, recordNameOf } from '../writing/record-name.js';

export type LogTimeOptions = WriteOptions & {
  readonly hours?: number;
  readonly start?: string;
  readonly end?: string;
  readonly date?: string;
  readonly workType?: string;
  readonly role?: string;
  readonly person?: string;
  readonly internalNotes?: string;
  readonly status?: string;
};

/** Time on a ticket, a task or an internal work type. */
export async function logTime(context: Context, options: LogTimeOptions, record: string, summary: string): Promise<void> {
  const { hours, start, end, date, workType, role, internalNotes, status } = options;
  const input: TimeInput = {
    ...workOf(record),
    hours,
    start,
    end,
    date,
    workType,
    role,
    internalNotes,
    status,
    summary,
    resource: options.person === undefined ? undefined : idOrText(options.person),
  };
  await runWrite(context, options, 'autotask_log_time', (words) => planTime(input, 'autotask_log_time', words));
}

function workOf(record: string): Pick<TimeInput, 'ticket' | 'task' | 'internal'> {
  const named = recordNameOf(record);
  if (named === undefined) return { internal: record };
  if (named.entity === 'Tickets') return { ticket: named.id };
  if (named.entity === 'Tasks') return { task: named.id };
  throw new CommandLineError(`Time is logged on tickets, tasks or internal work types, not on ${named.entity}.`);
}
