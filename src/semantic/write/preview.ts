import { cleanLine, cutText } from '../untrusted.js';
import type { FieldChange, WritePlan, WriteStep } from './plan.js';
import { LONGEST_SHOWN } from './values.js';
import type { Named } from './words.js';

/** Records shown one by one in a preview; the rest is counted. */
const STEPS_SHOWN = 25;

/** The plan in people's words, for the person who is asked, and in whose name it will be recorded where that is not the API user's. */
export function previewOf(plan: WritePlan, author?: Named): string {
  const shown = plan.steps.slice(0, STEPS_SHOWN).map(stepLine);
  const more = plan.steps.length - shown.length;
  return [
    ...shown.map((line) => (plan.steps.length > 1 ? `- ${line}` : line)),
    ...(more > 0 ? [`- and ${more} more`] : []),
    ...plan.risks.map(({ text }) => `! ${text}`),
    ...plan.remarks,
    ...(author === undefined ? [] : [`Written in the name of ${author.name}.`]),
  ].join('\n');
}

/** One write: `Update T20260309.0012: status New → In Progress`. */
function stepLine({ action, subject, changes }: WriteStep): string {
  const verb = { create: 'Create', update: 'Update', delete: 'Delete' }[action];
  const lines = { create: filledLine, update: changeLine, delete: lostLine };
  const details = changes.map(lines[action]);
  return details.length === 0 ? `${verb} ${subject}` : `${verb} ${subject}: ${details.join('; ')}`;
}

/** `status New → In Progress`. */
function changeLine({ field, before, after }: FieldChange): string {
  return `${field} ${before ?? '(empty)'} → ${after ?? '(empty)'}`;
}

/** {@link changeLine} for answers: on one line, long texts cut. */
export function shortChangeLine(change: FieldChange): string {
  return changeLine({ ...change, after: change.after === null ? null : cutText(cleanLine(change.after), LONGEST_SHOWN) });
}

function lostLine({ field, before }: FieldChange): string {
  return `${field} ${before ?? '(empty)'}`;
}

function filledLine({ field, after }: FieldChange): string {
  return `${field} ${after ?? '(empty)'}`;
}
