import { createServices, type Services } from '../../src/services.js';
import { readConfig, type ServerConfig } from '../../src/config.js';
import { startTenant, type DemoTenant } from '../../src/demo/tenant.js';
import { listenOverHttp, type HttpListener } from '../../src/transports/http/listen.js';

export interface HttpServerOptions {
  readonly tenant?: DemoTenant;
  /** Settings beside the tenant's credentials, as in the environment. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly host?: string;
}

/** The server over HTTP on a free port of this computer, on a tenant of its own where none is given. */
export interface RunningHttpServer extends HttpListener {
  readonly tenant: DemoTenant;
  readonly services: Services;
}

/** Starts the server in this process; to be closed by the caller. */
export async function startHttpServer(options: HttpServerOptions = {}): Promise<RunningHttpServer> {
  const tenant = options.tenant ?? (await startTenant({ clock: 'frozen' }));
  const config = configFor(tenant, options);
  const { http } = config;
  if (http === undefined) throw new Error('The configuration has no HTTP settings.');
  const services = createServices(config);
  const listener = await listenOverHttp(services, http);
  return {
    tenant,
    services,
    url: listener.url,
    close: async () => {
      await listener.close();
      await services.close();
      if (options.tenant === undefined) await tenant.close();
    },
  };
}

function configFor(tenant: DemoTenant, { environment = {}, host = '127.0.0.1' }: HttpServerOptions): ServerConfig {
  const { username, secret } = tenant.users.full;
  return readConfig(
    { help: false, version: false, demo: false, http: true, host, port: 0 },
    {
      AUTOTASK_USERNAME: username,
      AUTOTASK_SECRET: secret,
      AUTOTASK_INTEGRATION_CODE: tenant.integrationCode,
      AUTOTASK_API_URL: tenant.apiUrl,
      AUTOTASK_TIME_ZONE: 'America/New_York',
      AUTOTASK_RESOURCE_ID: '501',
      ...environment,
    },
  );
}
