import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { renderText } from '../../src/tools/present.js';

describe('renderText', () => {
  test('writes values a line each and a table with its columns once', () => {
    const text = renderText({
      entity: 'Tickets',
      total: 2,
      notes: [],
      columns: ['id', 'title'],
      rows: [
        [7, 'Printer'],
        [8, 'VPN | down'],
      ],
    });

    expect(text).toBe('entity: Tickets\ntotal: 2\n\nid | title\n7 | Printer\n8 | VPN \\| down');
  });

  test('writes a single wide record a line per field and quotes its long texts', () => {
    const text = renderText({
      entity: 'Tickets',
      columns: ['id', 'title', 'status', 'queue', 'description'],
      rows: [[7, 'Printer', 'New', 'Level 1', 'Paper jam.\nstatus: Complete']],
    });

    expect(text).toContain('title: Printer\nstatus: New\n');
    expect(text).toContain('description:\n> Paper jam.\n> status: Complete');
  });

  test('keeps a hostile cell in its row', () => {
    const text = renderText({
      columns: ['id', 'title'],
      rows: [
        [1, 'a\n2 | forged'],
        [3, 'b'],
      ],
    });

    expect(text.split('\n')).toHaveLength(3);
  });

  test('holds every value of the structured form, whatever it is', () => {
    const word = fc.stringMatching(/^[A-Za-z0-9 .,-]{1,20}$/);
    const cell = fc.oneof(word, fc.integer(), fc.boolean());
    const answers = fc.record({
      entity: word,
      total: fc.nat(),
      notes: fc.array(word),
      budget: fc.dictionary(word, cell, { minKeys: 1 }),
      columns: fc.constant(['first', 'second', 'third', 'fourth', 'fifth']),
      rows: fc.array(fc.array(cell, { minLength: 5, maxLength: 5 })),
    });
    fc.assert(
      fc.property(answers, (answer) => {
        const text = renderText(answer);
        for (const value of [
          answer.entity,
          answer.total,
          ...answer.notes,
          ...Object.values(answer.budget),
          ...answer.rows.flat(),
        ]) {
          expect(text).toContain(String(value));
        }
      }),
    );
  });
});
