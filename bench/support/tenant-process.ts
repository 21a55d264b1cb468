// A demo tenant in a process of its own, so that a bench does not share its processor with what it measures.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { startTenant } from '../../src/demo/tenant.js';

const SELF = fileURLToPath(import.meta.url);
const Connection = z.object({ apiUrl: z.string(), username: z.string(), secret: z.string(), integrationCode: z.string() });
const Options = z.object({ rows: z.number(), latencyMs: z.number() });

export interface TenantProcess {
  /** What a client needs to connect. */
  readonly connection: z.infer<typeof Connection>;
  close(): Promise<void>;
}

/** Starts a tenant with so many generated tickets that answers each request after `latencyMs`. */
export async function startTenantProcess(options: z.infer<typeof Options>): Promise<TenantProcess> {
  const child = fork(SELF, [JSON.stringify(options)], { execArgv: ['--import', 'tsx'] });
  const [message] = await once(child, 'message');
  return {
    connection: Connection.parse(message),
    close: async () => {
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

if (process.argv[1] === SELF) {
  const { rows, latencyMs } = Options.parse(JSON.parse(process.argv[2] ?? '{}'));
  const tenant = await startTenant({
    hourlyThreshold: 1_000_000,
    latencyMs,
    syntheticRows: { entity: 'Tickets', count: rows },
  });
  const { username, secret } = tenant.users.full;
  process.send?.({ apiUrl: tenant.apiUrl, username, secret, integrationCode: tenant.integrationCode });
}
