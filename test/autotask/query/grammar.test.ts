import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { Q } from '../../../src/autotask/index.js';
import type { QOf } from '../../../src/autotask/index.js';
import { aTicket } from '../../demo/support/small-seed.js';
import { connect } from '../support/connect.js';

interface Row {
  readonly id: number;
  readonly title: string;
  readonly priority: number;
  readonly queueID: number | null;
  readonly createDate: string;
}

type Predicate = (row: Row) => boolean;

/** A filter and what it is to mean. */
interface Meaning {
  readonly filter: QOf<'Tickets'>;
  readonly holds: Predicate;
}

const WORDS = ['Printer', 'printer down', 'VPN', 'vpn is down', 'Server', ''];
const rows: Row[] = Array.from({ length: 60 }, (_, index) => ({
  id: index + 1,
  title: `${WORDS[index % WORDS.length] ?? ''} ${index % 7}`.trim(),
  priority: [1, 2, 4][index % 3] ?? 1,
  queueID: index % 4 === 0 ? null : 301 + (index % 2),
  createDate: new Date(Date.UTC(2026, 0, 1 + (index % 20), index % 24)).toISOString().replace('.000Z', 'Z'),
}));

const lower = (text: string) => text.toLowerCase();
const text = fc.constantFrom('printer', 'VPN', 'down', 'P', '3', 'nowhere', ' ');
const number = fc.integer({ min: 0, max: 6 });
const date = fc.integer({ min: 0, max: 25 * 24 }).map((hours) => new Date(Date.UTC(2026, 0, 1, hours)));

const comparison: fc.Arbitrary<Meaning> = fc.oneof(
  number.map((value) => ({ filter: Q({ priority: value }), holds: (row: Row) => row.priority === value })),
  number.map((value) => ({ filter: Q({ priority__noteq: value }), holds: (row: Row) => row.priority !== value })),
  number.map((value) => ({ filter: Q({ priority__gt: value }), holds: (row: Row) => row.priority > value })),
  number.map((value) => ({ filter: Q({ id__lte: value * 9 }), holds: (row: Row) => row.id <= value * 9 })),
  text.map((value) => ({ filter: Q({ title__contains: value }), holds: (row: Row) => lower(row.title).includes(lower(value)) })),
  text.map((value) => ({
    filter: Q({ title__beginsWith: value }),
    holds: (row: Row) => lower(row.title).startsWith(lower(value)),
  })),
  text.map((value) => ({ filter: Q({ title__endsWith: value }), holds: (row: Row) => lower(row.title).endsWith(lower(value)) })),
  fc.boolean().map((set) => ({ filter: Q({ queueID__exist: set }), holds: (row: Row) => (row.queueID !== null) === set })),
  fc.constant({ filter: Q({ queueID: null }), holds: (row: Row) => row.queueID === null }),
  fc
    .array(number, { minLength: 1, maxLength: 5 })
    .map((values) => ({ filter: Q({ priority: values }), holds: (row: Row) => values.includes(row.priority) })),
  fc.array(number, { minLength: 1, maxLength: 5 }).map((values) => ({
    filter: Q({ id__notIn: values }),
    holds: (row: Row) => !values.includes(row.id),
  })),
  date.map((value) => ({
    filter: Q({ createDate__gte: value }),
    holds: (row: Row) => Date.parse(row.createDate) >= value.getTime(),
  })),
  date.map((value) => ({
    filter: Q({ createDate__lt: value }),
    holds: (row: Row) => Date.parse(row.createDate) < value.getTime(),
  })),
);

const { filter: meaning } = fc.letrec<{ filter: Meaning }>((tie) => ({
  filter: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    comparison,
    fc.array(tie('filter'), { minLength: 1, maxLength: 3 }).map((parts) => ({
      filter: Q.and(...parts.map((part) => part.filter)),
      holds: (row: Row) => parts.every((part) => part.holds(row)),
    })),
    fc.array(tie('filter'), { minLength: 1, maxLength: 3 }).map((parts) => ({
      filter: Q.or(...parts.map((part) => part.filter)),
      holds: (row: Row) => parts.some((part) => part.holds(row)),
    })),
  ),
}));

test('every filter that the builder accepts selects exactly the rows that a plain predicate selects', async () => {
  const { client } = await connect({ rows: { Tickets: rows.map((row) => aTicket(row.id, { ...row })) } });

  await fc.assert(
    fc.asyncProperty(meaning, async ({ filter, holds }) => {
      const expected = rows.filter(holds).map((row) => row.id);

      expect((await client.queryAll('Tickets', filter, { fields: ['id'], pageSize: 17 })).map((record) => record.id)).toEqual(
        expected,
      );
      expect(await client.count('Tickets', filter)).toBe(expected.length);
    }),
    { numRuns: 150 },
  );
});
