import { z } from 'zod';
import { defineTool } from './define-tool.js';

export const whoami = defineTool({
  name: 'autotask_whoami',
  title: 'Who am I',
  effect: 'read',
  description:
    "The API user, zone, the server's access mode and time zone, and what is left of the hour's requests, which all integrations share.",
  input: z.strictObject({}),
  output: z.looseObject({ username: z.string(), access: z.string(), timeZone: z.string() }),
  run: async (_input, { client, config, signal }) => {
    const [identity, threshold] = await Promise.all([client.whoami({ signal }), client.threshold({ signal })]);
    const { externalRequestThreshold, currentTimeframeRequestCount, requestThresholdTimeframe } = threshold;
    return {
      ...identity,
      ...config.me,
      access: config.access,
      timeZone: config.timeZone,
      demo: config.demo,
      budget: {
        used: currentTimeframeRequestCount,
        limit: externalRequestThreshold,
        minutes: requestThresholdTimeframe,
        sentByThisServer: client.meter.requests,
      },
    };
  },
});
