import type { Identity } from '../../autotask/client-options.js';
import { SemanticError } from '../../semantic/errors.js';
import type { Tenant } from '../../semantic/tenant.js';
import type { Context } from '../context.js';
import { formatForPeople, writeOne } from '../output/rows.js';

/** Who is signed in, where, and for whom. */
export async function whoami(context: Context): Promise<void> {
  const { client, config, semantic } = await context.connect();
  const identity = await client.whoami({ signal: context.signal });
  const me = await describeMe(semantic.tenant, context.signal);
  const format = formatForPeople(context);
  const signedIn = format === 'table' ? inWords(identity) : { ...identity };
  await writeOne(context, { ...signedIn, me, timeZone: config.timeZone, demo: config.demo }, format);
}

function inWords({ zone, version, ...identity }: Identity): Readonly<Record<string, unknown>> {
  const release = [version.majorVersion, version.minorVersion].filter((part) => part !== '').join('.');
  return { ...identity, zone: `${zone.zoneName} (${zone.url})`, version: release };
}

/** The person called "me", or why nobody is. */
async function describeMe({ identity }: Tenant, signal: AbortSignal): Promise<string> {
  try {
    const { name, id } = await identity.me({ signal });
    return `${name} (resource ${String(id)})`;
  } catch (error) {
    if (error instanceof SemanticError) return error.message;
    throw error;
  }
}
