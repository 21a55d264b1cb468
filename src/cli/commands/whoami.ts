import type { Context } from '../context.js';
import { writeOne } from '../output/rows.js';

/** Who is signed in, where, and for whom. */
export async function whoami(context: Context): Promise<void> {
  const { client, config } = await context.connect();
  const identity = await client.whoami({ signal: context.signal });
  await writeOne(context, {
    ...identity,
    me: config.me.resourceId ?? config.me.email ?? null,
    timeZone: config.timeZone,
    demo: config.demo,
  });
}
