import { afterAll, describe, expect, test } from 'vitest';
import { VARIANTS, type Job } from './job.js';
import { Stage } from './play.js';

/** Tests that play each job in every variant, within its requests. */
export function describeJobs(jobs: readonly Job[]): void {
  const stage = new Stage();
  afterAll(() => stage.close());

  describe.each(jobs)('$id, "$says"', (job) => {
    test.each(VARIANTS)('comes out right $name', async (variant) => {
      const { requests } = await stage.play(job, variant);
      // What went wrong is asked once more: a request, or all that the call had asked.
      expect(requests).toBeLessThanOrEqual(variant.isFaulty ? 2 * job.most + 1 : job.most);
    });
  });
}
