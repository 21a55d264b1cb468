import { z } from 'zod';
import type { AutotaskClient } from '../autotask/client.js';
import type { CallOptions } from '../autotask/types.js';
import { LateError, SemanticError } from '../semantic/errors.js';
import { readBefore } from '../semantic/patience.js';
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
  run: async (_input, { client, semantic, config, access, time }) => {
    const [me, zone, requests] = await Promise.all([
      readBefore('lastMoment', time, (call) => describeMe(semantic, call)),
      client.zone(),
      readBefore('lastMoment', time, (call) => describeUsage(client, call)),
    ]);
    return {
      me: me ?? UNREAD,
      apiUser: client.username,
      access: access.mode,
      ...(access.problem === undefined ? {} : { accessProblem: access.problem }),
      ...(access.mode !== 'read' && config.writes.writeAs === 'me' ? { writesAs: 'me' } : {}),
      timeZone: config.timeZone,
      now: semantic.tenant.clock().now.startOf('second').toISO({ suppressMilliseconds: true }),
      demo: config.demo,
      zone: zone.zoneName,
      webUrl: zone.webUrl,
      requests: requests ?? UNREAD,
    };
  },
});

const UNREAD = 'could not be read in time: Autotask is slow just now';

/** The hour's requests; this question is one of them. */
async function describeUsage(client: AutotaskClient, call: CallOptions) {
  const threshold = await client.threshold(call);
  const { own } = await client.budget();
  const { currentTimeframeRequestCount: used, externalRequestThreshold: limit } = threshold;
  return {
    left: Math.max(0, limit - used),
    used,
    limit,
    minutes: threshold.requestThresholdTimeframe,
    byThisServer: own,
    note: 'All integrations together. Autotask does not tell its API which of them asks how much; its Admin area does, under API activity.',
  };
}

/** The person, or why nobody is: this tool is where one looks when "me" does not work. */
async function describeMe({ tenant }: Semantic, call: CallOptions): Promise<string> {
  try {
    const { name, id } = await tenant.identity.me(call);
    return `${name} (resource ${String(id)})`;
  } catch (error) {
    if (error instanceof SemanticError && !(error instanceof LateError)) return error.message;
    throw error;
  }
}
