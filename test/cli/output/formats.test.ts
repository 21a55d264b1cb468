import { describe, expect, test } from 'vitest';
import * as fc from 'fast-check';
import { csvCell } from '../../../src/cli/output/csv.js';
import { createRowWriter, type Cell, type Format, type Sink } from '../../../src/cli/output/row-writer.js';
import { fitColumns } from '../../../src/cli/output/table.js';
import { writeRecord } from '../../../src/cli/output/record.js';

class Memory implements Sink {
  text = '';
  async write(text: string): Promise<void> {
    this.text += text;
    return Promise.resolve();
  }
}

async function written(
  format: Format,
  columns: readonly string[],
  rows: readonly (readonly Cell[])[],
  width?: number,
): Promise<string> {
  const sink = new Memory();
  const writer = await createRowWriter(format, sink, { color: false, width });
  await writer.begin(columns);
  for (const row of rows) await writer.row(row);
  await writer.end();
  return sink.text;
}

/** A reader of RFC 4180 text written from the specification, for comparison. */
function readCsv(text: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  let position = 0;
  while (position < text.length) {
    let field = '';
    if (text[position] === '"') {
      position += 1;
      while (position < text.length) {
        if (text[position] !== '"') field += text[position];
        else if (text[position + 1] === '"') {
          field += '"';
          position += 1;
        } else break;
        position += 1;
      }
      position += 1;
    } else {
      while (position < text.length && text[position] !== ',' && !text.startsWith('\r\n', position)) {
        field += text[position];
        position += 1;
      }
    }
    record.push(field);
    if (text[position] === ',') position += 1;
    else {
      position += 2;
      records.push(record);
      record = [];
    }
  }
  return records;
}

describe('CSV', () => {
  test('quotes what holds commas, quotes or line breaks and ends lines with CRLF', async () => {
    const text = await written(
      'csv',
      ['id', 'title'],
      [
        [7, 'He said "no", twice\nand left'],
        [8, null],
      ],
    );

    expect(text).toBe('id,title\r\n7,"He said ""no"", twice\nand left"\r\n8,\r\n');
  });

  test.each(['=1+1', '+44 20', '-2+3', '@SUM(A1)', '\t=1', '  =1+1', '＝1+1', '\r=1', '\u200b=1'])(
    'disarms the formula %j',
    (text) => {
      expect(csvCell(text).replace(/^"/, '')).toMatch(/^'/);
    },
  );

  test('leaves numbers alone, negative ones too', () => {
    expect([csvCell(-1), csvCell(0.25), csvCell(true)]).toEqual(['-1', '0.25', 'true']);
  });

  test('gives back every text to a reader of RFC 4180, but for the apostrophe before a formula', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.string({ unit: 'binary' }), fc.string()), { maxLength: 5 }), async (rows) => {
        const read = readCsv(await written('csv', ['a', 'b'], rows));
        const unguarded = read
          .slice(1)
          .map((cells, line) => cells.map((cell, column) => (cell === `'${rows[line]?.[column] ?? ''}` ? cell.slice(1) : cell)));
        expect(unguarded).toEqual(rows);
        for (const cell of read.flat()) expect(cell).not.toMatch(/^\s*[=+\-@]/);
      }),
    );
  });
});

describe('JSON', () => {
  test('is an array with an object a line', async () => {
    const text = await written(
      'json',
      ['id', 'title'],
      [
        [1, 'a'],
        [2, null],
      ],
    );

    expect(text).toBe('[\n{"id":1,"title":"a"},\n{"id":2,"title":null}\n]\n');
    expect(JSON.parse(text)).toEqual([
      { id: 1, title: 'a' },
      { id: 2, title: null },
    ]);
  });

  test('is an empty array when there are no rows', async () => {
    expect(JSON.parse(await written('json', ['id'], []))).toEqual([]);
  });

  test('stands an object a line as ndjson', async () => {
    expect(await written('ndjson', ['id'], [[1], [2]])).toBe('{"id":1}\n{"id":2}\n');
  });

  test('lets no control character through raw', async () => {
    const text = await written('ndjson', ['t'], [['\u001b[31m\u009b31m\u007f']]);

    expect(text).not.toMatch(/[^\P{Cc}\n]/u);
    expect(JSON.parse(text)).toEqual({ t: '\u001b[31m\u009b31m\u007f' });
  });
});

describe('tables', () => {
  test('align columns, keep a row on a line and cut long texts visibly', async () => {
    const text = await written(
      'table',
      ['id', 'title'],
      [
        [1, 'short'],
        [22, `long ${'x'.repeat(200)}`],
        [3, 'two\nlines'],
      ],
      60,
    );

    const lines = text.split('\n');
    expect(lines[0]).toBe('id  title');
    expect(lines[1]).toBe('1   short');
    expect(lines[2]).toMatch(/^22 {2}long x+…$/);
    expect(lines[3]).toBe('3   two lines');
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(60);
  });

  test('never pass a terminal control from a ticket on', async () => {
    const hostile = '\u001b]0;owned\u0007\u001b[2Jtext\u202egpj.exe\u009b1m';

    for (const format of ['table', 'md'] as const) {
      expect(await written(format, ['title'], [[hostile]])).not.toMatch(/[^\P{Cc}\n]|\p{Cf}/u);
    }
  });

  test('show a text of endless blanks without looking at each of them again and again', async () => {
    const blanks = `a${' '.repeat(300_000)}b\n`;

    expect(await written('md', ['title'], [[blanks]])).toContain(blanks.trim());
    expect(await written('table', ['title'], [[blanks]])).toMatch(/^title\na +…\n$/);
  });

  test('show every row of a long list', async () => {
    const rows = Array.from({ length: 450 }, (_, index) => [index]);

    expect((await written('table', ['n'], rows)).trimEnd().split('\n')).toEqual(['n', ...rows.map(([n]) => String(n))]);
  });
});

describe('Markdown', () => {
  test('shows markup of a cell instead of rendering it', async () => {
    const text = await written('md', ['title'], [['![x](https://evil.example/a.png) | <b>hi</b>\nnext']]);

    expect(text).toBe('| title |\n| --- |\n| \\!\\[x\\](https://evil.example/a.png) \\| \\<b\\>hi\\</b\\><br>next |\n');
  });
});

describe('a single record', () => {
  const record = { id: 7, title: 'Printer', description: 'two\nlines', empty: null };

  test('is one object in JSON', async () => {
    const sink = new Memory();
    await writeRecord('json', sink, record);
    expect(JSON.parse(sink.text)).toEqual(record);
  });

  test('is a line a field for people', async () => {
    const sink = new Memory();
    await writeRecord('table', sink, record);
    expect(sink.text).toBe('id           7\ntitle        Printer\ndescription  two\n             lines\nempty\n');
  });

  test('is a header and one line in CSV', async () => {
    const sink = new Memory();
    await writeRecord('csv', sink, record);
    expect(readCsv(sink.text)).toEqual([
      ['id', 'title', 'description', 'empty'],
      ['7', 'Printer', 'two\nlines', ''],
    ]);
  });
});

test('a narrow table keeps the first column whole, which names the record', async () => {
  const text = await written('table', ['ticketNumber', 'status', 'title'], [['T20260309.0012', 'New', 'x'.repeat(200)]], 40);

  expect(text).toMatch(/^T20260309\.0012 /m);
  expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(40);
});

test('a column never gets narrower than six characters, the gap beside it aside, however narrow the terminal', () => {
  const row = ['T20260309.0012', 'x'.repeat(50), 'y'.repeat(20), 'z'];

  expect(fitColumns([row], 10)).toEqual([16, 8, 8, 3]);
  expect(fitColumns([row], 36)).toEqual([16, 8, 9, 3]);
});
