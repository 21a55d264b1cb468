import { estimateTokens } from '../semantic/rows/tokens.js';
import { cutText } from '../semantic/untrusted.js';
import type { Answer } from './reply.js';
import { renderText } from './present.js';

/** No answer is longer than this as text, in estimated tokens; as JSON it is then still below 20,000. */
const TOKEN_CEILING = 15_000;

/**
 * The answer, or as much of it as one answer may hold: the first rows of its table, with a note on how to get the rest. A cursor would
 * skip the rows that were left out, so it goes too.
 */
export function fitToCeiling(answer: Answer, ceiling: number = TOKEN_CEILING): Answer {
  const { rows } = answer;
  if (!Array.isArray(rows) || estimateTokens(renderText(answer)) <= ceiling) return answer;
  const { cursor: _cursor, ...rest } = answer;
  const all: readonly unknown[] = rows;
  let kept = all.length;
  let fitted = withRows(rest, all, kept);
  while (kept > 1 && estimateTokens(renderText(fitted)) > ceiling) {
    kept = Math.floor(kept / 2);
    fitted = withRows(rest, all, kept);
  }
  return estimateTokens(renderText(fitted)) <= ceiling ? fitted : withShortTexts(fitted, ceiling);
}

function withRows(answer: Answer, rows: readonly unknown[], kept: number): Answer {
  const note = `Only the first ${String(kept)} of these ${String(rows.length)} rows fit into one answer. For the rest ask for fewer fields, or again with limit ${String(kept)} and then with the cursor.`;
  return { ...answer, shown: kept, rows: rows.slice(0, kept), notes: [...notesOf(answer), note] };
}

/** For a single record that is too long by itself. */
function withShortTexts(answer: Answer, ceiling: number): Answer {
  const rows: readonly unknown[] = Array.isArray(answer['rows']) ? answer['rows'] : [];
  const cells = rows.flatMap((row: unknown): readonly unknown[] => (Array.isArray(row) ? row : []));
  const longest = Math.floor(ceiling / Math.max(1, cells.length));
  const cut = cells.map((value) => (typeof value === 'string' ? cutText(value, longest) : value));
  return {
    ...answer,
    rows: [cut],
    notes: [...notesOf(answer), 'Its texts were cut to fit into one answer; ask for single fields to get more.'],
  };
}

function notesOf(answer: Answer): unknown[] {
  return Array.isArray(answer['notes']) ? answer['notes'] : [];
}
