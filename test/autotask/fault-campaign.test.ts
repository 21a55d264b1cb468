import { expect, test } from 'vitest';
import { runCampaign } from '../../scripts/fault-campaign/campaign.js';
import { aTicket, smallSeed } from '../demo/support/small-seed.js';

test.each([1, 2, 3])('nothing is doubled, lost or partial while requests and answers get lost (seed %d)', async (seed) => {
  const rows = { Tickets: Array.from({ length: 20 }, (_, index) => aTicket(index + 1)) };

  const result = await runCampaign({ seed, writes: 150, reads: 40, tenantSeed: smallSeed({ rows }) });

  expect(result.violations).toEqual([]);
  expect(result.struck).toBeGreaterThan(50);
  expect(result.acknowledged).toBeGreaterThan(100);
  expect(result.completeReads).toBeGreaterThan(20);
});
