import { parseArgs } from 'node:util';
import { startTenant, type DemoTenant } from '../src/demo/tenant.js';

/** Starts the demo tenant alone, for any Autotask client that can be pointed at an address. */
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    skin: { type: 'string', default: 'standard' },
    live: { type: 'boolean', default: false },
    throttle: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

const HELP = `Starts the demo tenant on 127.0.0.1 and prints how to reach it. Ctrl-C ends it.

  --port <n>      port (default: a free one)
  --skin german   other pick-list ids and German labels
  --live          today's date in place of the frozen 9 March 2026
  --throttle      the delays that Autotask adds from half of the hour's requests on`;

async function main(): Promise<void> {
  if (values.help) {
    console.log(HELP);
    return;
  }
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`--port ${values.port} is no port.`);
  if (values.skin !== 'standard' && values.skin !== 'german') throw new Error('--skin is standard or german.');
  const clock = values.live ? 'live' : 'frozen';
  const tenant = await startTenant({ port, skin: values.skin, clock, throttle: values.throttle });
  console.log(description(tenant));
  process.once('SIGINT', () => void tenant.close());
  process.once('SIGTERM', () => void tenant.close());
}

function description(tenant: DemoTenant): string {
  const { apiUrl, integrationCode } = tenant;
  const { full, restricted } = tenant.users;
  const query = '{"MaxRecords":3,"IncludeFields":["ticketNumber","title"],"Filter":[{"op":"noteq","field":"status","value":5}]}';
  return `Demo tenant, ${tenant.now().toISOString()}

  Zone information  ${apiUrl}V1.0/zoneInformation?user=${encodeURIComponent(full.username)}
  API               ${apiUrl}V1.0/
  Integration code  ${integrationCode}
  Full user         ${full.username}   secret ${full.secret}
  Restricted user   ${restricted.username}   secret ${restricted.secret}

For this project's server, command line and library:

  export AUTOTASK_API_URL='${apiUrl}'
  export AUTOTASK_USERNAME='${full.username}'
  export AUTOTASK_SECRET='${full.secret}'
  export AUTOTASK_INTEGRATION_CODE='${integrationCode}'

Three open tickets:

  curl -s '${apiUrl}V1.0/Tickets/query' \\
    -H 'UserName: ${full.username}' -H 'Secret: ${full.secret}' -H 'ApiIntegrationCode: ${integrationCode}' \\
    -H 'Content-Type: application/json' -d '${query}'

Ctrl-C ends it.`;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
