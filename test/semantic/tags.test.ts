import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { InvalidInputError, UnknownNameError } from '../../src/semantic/errors.js';
import { aTicket, smallSeed, udf } from '../demo/support/small-seed.js';
import { column, openDesk } from './support.js';
import type { Desk } from './support.js';

const TAGS = [
  { id: 1, label: 'Important contact', isActive: true },
  { id: 2, label: 'Printing', isActive: true },
];
const ALIASES = [{ id: 1, tagID: 1, alias: 'VIP' }];
const TAGGED = [
  { id: 1, ticketID: 11, tagID: 1 },
  { id: 2, ticketID: 12, tagID: 2 },
  { id: 3, ticketID: 13, tagID: 1 },
  { id: 4, ticketID: 13, tagID: 2 },
];
const ROWS = {
  Tickets: [aTicket(11), aTicket(12, { status: 5 }), aTicket(13), aTicket(14)],
  Tags: TAGS,
  TagAliases: ALIASES,
  TicketTagAssociations: TAGGED,
  KnowledgeBaseArticles: [
    { id: 21, title: 'Paper jams' },
    { id: 22, title: 'Backups' },
  ],
  ArticleTagAssociations: [{ id: 1, articleID: 21, tagID: 2 }],
};

let desk: Desk;

beforeAll(async () => {
  desk = await openDesk({ seed: smallSeed({ rows: ROWS }) });
});
afterAll(() => desk.close());

const ask = async (filter: unknown, entity = 'Tickets') => desk.semantic.query({ entity, filter, order: 'id', fields: ['id'] });

describe('records by their tags', () => {
  test.each<[string, object, readonly number[]]>([
    ['by name', { tag: 'printing' }, [12, 13]],
    ['in the plural', { tags: 'Printing' }, [12, 13]],
    ['by another name of the tag', { tag: 'vip' }, [11, 13]],
    ['by id', { tag: 2 }, [12, 13]],
    ['any of several, whatever they are called by', { tags: ['vip', 'Printing'] }, [11, 12, 13]],
    ['all of several', { and: [{ tag: 'VIP' }, { tag: 'Printing' }] }, [13]],
    ['as a field of the tag', { tags: { name: 'Printing' } }, [12, 13]],
    ['beside other conditions', { tag: 'Printing', open: true }, [13]],
  ])('are found %s', async (_how, filter, ids) => {
    expect(column(await ask(filter), 'id')).toEqual(ids);
  });

  test('are found for articles, too', async () => {
    expect(column(await ask({ tag: 'Printing' }, 'KnowledgeBaseArticles'), 'id')).toEqual([21]);
  });

  test('say how the tag was understood', async () => {
    expect((await ask({ tag: 'Printing' })).filter).toBe('tag = Printing (id 2)');
    expect((await ask({ tag: 'vip' })).filter).toBe('tag = 1, called "vip"');
  });

  test('of a tag that nothing bears are none', async () => {
    expect((await ask({ tag: 'Important contact' }, 'KnowledgeBaseArticles')).total).toBe(0);
  });
});

test('a tag that there is not is refused', async () => {
  await expect(ask({ tag: 'Gold' })).rejects.toThrow(UnknownNameError);
  await expect(ask({ tag: 'Gold' })).rejects.toThrow('"Gold"');
});

test.each([{ tag: null }, { tag: 'none' }, { tags__exist: true }, { tags__contains: 'Print' }])(
  '%j is refused rather than misread: associations do not tell which tickets have none',
  async (filter) => {
    await expect(ask(filter)).rejects.toThrow(InvalidInputError);
    await expect(ask(filter)).rejects.toThrow('takes a name, an id or a list of them');
  },
);

test('where tags are to be shown, the entity that holds them is told', async () => {
  await expect(desk.semantic.query({ entity: 'Tickets', fields: ['id', 'tags'] })).rejects.toThrow(
    'Tickets has no field "tags"; only filters know the word. Query TicketTagAssociations to see or count them.',
  );
  const counted = await desk.semantic.aggregate({ entity: 'TicketTagAssociations', groupBy: ['tag'] });
  expect(new Map(counted.rows.map(([tag, count]) => [tag, count]))).toEqual(
    new Map([
      ['Important contact', 2],
      ['Printing', 2],
    ]),
  );
});

test('a field of the tenant’s own that is called so wins', async () => {
  const own = await openDesk({
    seed: smallSeed({
      rows: { ...ROWS, Tickets: [aTicket(11, { userDefinedFields: [{ name: 'Tags', value: 'Printing' }] }), aTicket(12)] },
      skin: { udfs: { Tickets: [udf('Tags')] } },
    }),
  });
  onTestFinished(() => own.close());

  expect(column(await own.semantic.query({ entity: 'Tickets', filter: { tags: 'Printing' }, fields: ['id'] }), 'id')).toEqual([
    11,
  ]);
});
