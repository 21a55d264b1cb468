import { expect, test } from 'vitest';
import { MOST, READING_JOBS, requestRatio, type Played } from './all.js';
import { STANDARD } from './support/job.js';
import { Stage } from './support/play.js';

test('all reading jobs together take hardly more requests than an expert, and none more than twice as many', async () => {
  const stage = new Stage();
  const played: Played[] = [];
  for (const job of READING_JOBS) played.push({ job, outcome: await stage.play(job, STANDARD) });
  await stage.close();

  expect(requestRatio(played)).toBeLessThanOrEqual(MOST.together);
  const dear = played.filter(({ job, outcome }) => outcome.requests > MOST.each * job.expert);
  expect(dear.map(({ job }) => job.id)).toEqual([]);
}, 120_000);
