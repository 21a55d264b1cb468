import { afterAll, describe, expect, test } from 'vitest';
import { isPlayed, STANDARD, VARIANTS, type WritingJob } from './job.js';
import { WritingStage } from './stage.js';

const TROUBLED = VARIANTS.filter(({ trouble }) => trouble !== undefined);
const PLAIN = VARIANTS.filter(({ trouble, isHostile }) => trouble === undefined && isHostile !== true);
const HOSTILE = VARIANTS.filter(({ isHostile }) => isHostile === true);

/** Tests that play each writing job in every variant; the play itself fails where anything else is written than was asked. */
export function describeWritingJobs(jobs: readonly WritingJob[]): void {
  const stage = new WritingStage();
  afterAll(() => stage.close());

  describe.each(jobs)('$id, "$says"', (job) => {
    test.each(PLAIN)('writes exactly that, within its requests, $name', async (variant) => {
      const { requests, most, expert } = await stage.play(job, variant);

      expect(requests).toBeLessThanOrEqual(most);
      expect(requests).toBeLessThanOrEqual(2 * expert);
    });

    test.each(TROUBLED.filter((variant) => isPlayed(job, variant)))('writes nothing else $name', async (variant) => {
      await expect(stage.play(job, variant)).resolves.toBeDefined();
    });

    test.each(HOSTILE)('leaves the same changes $name', async (variant) => {
      const { differences } = await stage.play(job, variant);

      expect(differences).toEqual((await stage.play(job, STANDARD)).differences);
    });
  });
}
