import assert from 'node:assert/strict';
import { z } from 'zod';
import type { Job } from './support/job.js';
import { grouped } from './support/truth.js';

const Lists = z.record(z.string(), z.array(z.string()));

const pickLists: Job = {
  id: 'J55',
  says: 'List our ticket queues, statuses and issue types with their ids',
  entities: [],
  expert: 1,
  most: 1,
  play: async ({ truth, read, requests }) => {
    const answer = await read('autotask_list_fields', { entity: 'Tickets', search: 'queue, status, issueType' });
    const lists = Lists.parse(answer.data['picklists']);
    for (const field of ['queueID', 'status', 'issueType']) {
      const active = truth.picklist(`Tickets.${field}`).filter(({ isActive }) => isActive);
      assert.deepEqual(
        lists[field],
        active.map(({ value, label }) => `${value} ${label}`),
      );
    }
    const parents = new Map<string, string[]>();
    for (const { value, label, parentValue } of truth.picklist('Tickets.subIssueType')) {
      parents.set(parentValue, [...(parents.get(parentValue) ?? []), `${value} ${label}`]);
    }
    assert.deepEqual(
      lists['subIssueType'],
      [...parents].map(([id, own]) => `under ${id} ${truth.labelOf('Tickets.issueType', id)}: ${own.join(', ')}`),
    );
    assert.match(answer.notes, /2 inactive values not shown; include_inactive/);

    const before = requests.length;
    const again = await read('autotask_list_fields', { entity: 'Tickets', search: 'queue', include_inactive: true });
    const all = Lists.parse(again.data['picklists'])['queueID'] ?? [];
    assert.equal(all.filter((value) => value.endsWith('(inactive)')).length, 1);
    assert.equal(requests.length, before, 'the second question costs nothing');
  },
};

const budget: Job = {
  id: 'J56',
  says: "How much of our API budget is left and what's eating it?",
  entities: [],
  expert: 1,
  most: 1,
  play: async ({ tenant, read }) => {
    const answer = await read('autotask_whoami');
    const { left, used, limit, byThisServer, note } = z
      .object({ left: z.number(), used: z.number(), limit: z.number(), byThisServer: z.number(), note: z.string() })
      .parse(answer.data['requests']);
    // What others have used, and what has reached this tenant so far, the question itself included.
    assert.equal(used, 5_200 + tenant.requests.count(({ hasCredentials }) => hasCredentials));
    assert.deepEqual([limit, left], [10_000, 10_000 - used]);
    assert.ok(byThisServer >= 2 && byThisServer <= used - 5_200);
    assert.match(note, /API activity/, 'where the rest is told');
  },
};

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

export const AUTOMATION: readonly Job[] = [pickLists, budget, changes];
