import { SemanticError } from '../../semantic/errors.js';
import type { Tenant } from '../../semantic/tenant.js';
import type { Context } from '../context.js';
import { writeOne } from '../output/rows.js';

/** Who is signed in, where, and for whom. */
export async function whoami(context: Context): Promise<void> {
  const { client, config, semantic } = await context.connect();
  const identity = await client.whoami({ signal: context.signal });
  await writeOne(context, {
    ...identity,
    me: await describeMe(semantic.tenant, context.signal),
    timeZone: config.timeZone,
    demo: config.demo,
  });
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
