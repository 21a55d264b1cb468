import assert from 'node:assert/strict';
import type { Job } from './support/job.js';
import { grouped } from './support/truth.js';

/** Rows of a page that a program asks for. */
const PAGE = 500;

const changes: Job = {
  id: 'J59',
  says: 'Every 15 minutes, push what changed on tickets into our warehouse',
  entities: ['Tickets'],
  expert: 2,
  most: 4,
  play: async ({ truth, read }) => {
    const [moment, together] = [...grouped(truth.rows('Tickets'), (row) => String(row['lastActivityDate']))].reduce(
      (most, group) => (group[1].length > most[1].length ? group : most),
    );
    assert.ok(together.length > PAGE, 'many tickets share one moment');
    const question = {
      entity: 'Tickets',
      filter: { lastActivityDate__gte: moment, lastActivityDate__lte: moment },
      fields: ['id', 'lastActivityDate'],
      order: 'id',
      limit: PAGE,
    };
    const copied: unknown[] = [];
    for (let cursor: unknown; ;) {
      const page = await read('autotask_query', { ...question, ...(cursor === undefined ? {} : { cursor }) });
      copied.push(...page.column('id'));
      assert.equal(page.total, together.length);
      cursor = page.data['cursor'];
      if (cursor === undefined) break;
    }
    assert.deepEqual(
      copied,
      together.map(({ id }) => id),
    );
  },
};

export const AUTOMATION: readonly Job[] = [changes];
