import { encode } from 'gpt-tokenizer/encoding/o200k_base';
import { describe, expect, test } from 'vitest';
import { fitToCeiling } from '../../src/tools/ceiling.js';
import { renderText } from '../../src/tools/present.js';

const row = (id: number) => [
  id,
  `T20260309.${String(id).padStart(4, '0')}`,
  'Outlook keeps asking for a password',
  '2026-03-09T22:30:00-05:00',
];
const COLUMNS = ['id', 'ticketNumber', 'title', 'createDate'];

describe('fitToCeiling', () => {
  test('leaves an answer alone that fits', () => {
    const answer = { entity: 'Tickets', total: 3, shown: 3, columns: COLUMNS, rows: [row(1), row(2), row(3)], cursor: 'next' };

    expect(fitToCeiling(answer)).toBe(answer);
  });

  test('keeps the first rows of one that does not, says so, and drops the cursor that would skip the rest', () => {
    const rows = Array.from({ length: 5_000 }, (_, index) => row(index));
    const fitted = fitToCeiling({ entity: 'Tickets', total: 9_000, shown: 5_000, columns: COLUMNS, rows, cursor: 'next' });

    const shown = Number(fitted['shown']);
    expect(fitted['rows']).toEqual(rows.slice(0, shown));
    expect(fitted).not.toHaveProperty('cursor');
    expect(JSON.stringify(fitted['notes'])).toContain(`Only the first ${String(shown)} of these 5000 rows fit`);
    expect(encode(renderText(fitted)).length).toBeLessThanOrEqual(20_000);
    expect(encode(JSON.stringify(fitted)).length).toBeLessThanOrEqual(20_000);
  });

  test('cuts the texts of a single record that is too long by itself', () => {
    const fitted = fitToCeiling({ columns: ['id', 'description', 'resolution'], rows: [[7, 'x y '.repeat(40_000), 'short']] });

    expect(JSON.stringify(fitted['rows'])).toContain('characters]');
    expect(encode(renderText(fitted)).length).toBeLessThanOrEqual(20_000);
  });
});
