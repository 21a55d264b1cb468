import { z } from 'zod';
import { SemanticError } from '../semantic/errors.js';
import type { Semantic } from '../semantic/semantic.js';
import { defineTool } from './define-tool.js';

export const whoami = defineTool({
  name: 'autotask_whoami',
  title: 'Who am I',
  effect: 'read',
  description:
    'Who "me" is, the API user, zone, the server\'s access mode and time zone, and what is left of the hour\'s requests, which all integrations share.',
  input: () => z.strictObject({}),
  output: () => z.looseObject({ me: z.string(), apiUser: z.string(), access: z.string(), timeZone: z.string() }),
  run: async (_input, { client, semantic, config, signal }) => {
    const [me, { username, zone }, threshold] = await Promise.all([
      describeMe(semantic, signal),
      client.whoami({ signal }),
      client.threshold({ signal }),
    ]);
    return {
      me,
      apiUser: username,
      access: config.access,
      ...(config.access !== 'read' && config.writes.writeAs === 'me' ? { writesAs: 'me' } : {}),
      timeZone: config.timeZone,
      now: semantic.tenant.clock().now.startOf('second').toISO({ suppressMilliseconds: true }),
      demo: config.demo,
      zone: zone.zoneName,
      webUrl: zone.webUrl,
      requests: `${String(threshold.currentTimeframeRequestCount)} of ${String(threshold.externalRequestThreshold)} in the last ${String(threshold.requestThresholdTimeframe)} minutes, all integrations together`,
    };
  },
});

/** The person, or why nobody is: this tool is where one looks when "me" does not work. */
async function describeMe({ tenant }: Semantic, signal: AbortSignal): Promise<string> {
  try {
    const { name, id } = await tenant.identity.me({ signal });
    return `${name} (resource ${String(id)})`;
  } catch (error) {
    if (error instanceof SemanticError) return error.message;
    throw error;
  }
}
