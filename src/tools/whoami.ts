import { z } from 'zod';
import { defineTool } from './define-tool.js';

export const whoami = defineTool({
  name: 'autotask_whoami',
  title: 'Who am I',
  effect: 'read',
  description:
    "The API user, zone, the server's access mode and time zone, and what is left of the hour's requests, which all integrations share.",
  input: z.strictObject({}),
  output: z.looseObject({ apiUser: z.string(), access: z.string(), timeZone: z.string() }),
  run: async (_input, { client, config, signal }) => {
    const [{ username, zone }, threshold] = await Promise.all([client.whoami({ signal }), client.threshold({ signal })]);
    return {
      apiUser: username,
      ...(config.me.resourceId === undefined ? {} : { meResourceId: config.me.resourceId }),
      ...(config.me.email === undefined ? {} : { meEmail: config.me.email }),
      access: config.access,
      timeZone: config.timeZone,
      demo: config.demo,
      zone: zone.zoneName,
      webUrl: zone.webUrl,
      requests: `${String(threshold.currentTimeframeRequestCount)} of ${String(threshold.externalRequestThreshold)} in the last ${String(threshold.requestThresholdTimeframe)} minutes, all integrations together`,
    };
  },
});
