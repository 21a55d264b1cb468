import type { Context } from '../context.js';
import { formatForPeople, writeOne } from '../output/rows.js';

/** What is left of the tenant's hourly requests: one request, which counts itself. */
export async function budget(context: Context): Promise<void> {
  const { client } = await context.connect();
  const threshold = await client.threshold({ signal: context.signal });
  const used = threshold.currentTimeframeRequestCount;
  const figures = {
    limit: threshold.externalRequestThreshold,
    used,
    left: Math.max(0, threshold.externalRequestThreshold - used),
    windowMinutes: threshold.requestThresholdTimeframe,
    ownRequests: client.meter.requests,
  };
  await writeOne(context, figures, formatForPeople(context));
  context.terminal.note(
    'The limit is shared by every integration of the tenant. The API does not tell them apart; Autotask shows it under Admin, API activity.',
  );
}
