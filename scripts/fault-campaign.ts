import { parseArgs } from 'node:util';
import { runCampaign } from './fault-campaign/campaign.js';

/** Runs the fault campaign on the demo tenant: `npx tsx scripts/fault-campaign.ts --writes 2000 --reads 500 --seed 1`. */
const { values } = parseArgs({
  options: {
    writes: { type: 'string', default: '2000' },
    reads: { type: 'string', default: '500' },
    seed: { type: 'string', default: '1' },
  },
});

const result = await runCampaign({ seed: Number(values.seed), writes: Number(values.writes), reads: Number(values.reads) });
const { violations, ...figures } = result;
console.table(figures);
for (const violation of violations) console.error(violation);
console.log(violations.length === 0 ? 'Every promise was kept.' : `${violations.length} promises were broken.`);
process.exitCode = violations.length === 0 ? 0 : 1;
