// Plays what users ask for on demo tenants, through an MCP client, and prints what each job cost beside an expert's number of requests.
// Fails when an answer is not as the tenant's store says, or above a bound. With --all in every variant: other ids and labels, an API user
// who sees a part, faults. Jobs run the built command line, too: "npm run build" first.
import { startTenant } from '../src/demo/tenant.js';
import { MOST, READING_JOBS, requestRatio, type Played } from '../test/jobs/all.js';
import { EVERYDAY, playEveryday } from '../test/jobs/everyday.js';
import { STANDARD, VARIANTS, type Job, type Variant } from '../test/jobs/support/job.js';
import { Stage } from '../test/jobs/support/play.js';
import type { Outcome } from '../test/jobs/support/scene.js';

const stage = new Stage();
let failures = 0;

function print(cells: readonly [string, string, string, string, string, string]): void {
  const [id, says, outcome, calls, requests, tokens] = cells;
  const right = [calls.padStart(6), requests.padStart(11), tokens.padStart(7)];
  console.log([id.padEnd(4), says.slice(0, 62).padEnd(62), outcome.padEnd(7), ...right].join(' '));
}

function fail(words: string): void {
  failures += 1;
  console.error(words);
}

/** Plays a job and prints its line; undefined where it failed. */
async function play(job: Job, variant: Variant): Promise<Outcome | undefined> {
  const says = variant === STANDARD ? job.says : `  ${variant.name}`;
  try {
    const outcome = await stage.play(job, variant);
    const { calls, requests, tokens } = outcome;
    print([job.id, says, 'right', String(calls), `${String(requests)} / ${String(job.expert)}`, String(tokens)]);
    return outcome;
  } catch (error) {
    print([job.id, says, 'WRONG', '', '', '']);
    fail(error instanceof Error ? error.message : String(error));
    return undefined;
  }
}

print(['job', 'request', 'outcome', 'calls', 'API/expert', 'tokens']);
const variants = process.argv.includes('--all') ? VARIANTS : [STANDARD];
const played: Played[] = [];
for (const job of READING_JOBS) {
  for (const variant of variants) {
    const outcome = await play(job, variant);
    if (variant !== STANDARD || outcome === undefined) continue;
    played.push({ job, outcome });
    if (outcome.requests > MOST.each * job.expert) fail(`${job.id} takes more than ${String(MOST.each)} × an expert's requests.`);
  }
}
await stage.close();
const ratio = requestRatio(played);
console.log(`${String(played.length)} jobs: ${ratio.toFixed(2)} × the experts' requests (bound ${String(MOST.together)})`);
if (ratio > MOST.together) fail('Together the jobs take too many requests.');

console.log('\neveryday requests, one call each: requests cold and warm, tokens (bounds)');
const tenant = await startTenant();
for (const question of EVERYDAY) {
  const { most } = question;
  const { cold, warm, tokens } = await playEveryday(question, tenant);
  const figures = [
    [cold, most.cold],
    [warm, most.warm],
    [tokens, most.tokens],
  ] as const;
  const shown = figures.map(([figure, bound]) => `${String(figure)} (${String(bound)})`).join('  ');
  console.log(`(${question.id}) ${question.says.padEnd(52)} ${shown}`);
  if (figures.some(([figure, bound]) => figure > bound)) fail(`(${question.id}) is above a bound.`);
}
await tenant.close();
process.exitCode = failures === 0 ? 0 : 1;
