import { createServer } from 'node:http';

export interface Relay {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** A server on loopback that passes GET requests on, and may change the answers: for what the simulator, faithful as it is, never says. */
export async function startRelay(target: string, change: (path: string, body: string) => string): Promise<Relay> {
  const { origin } = new URL(target);
  const server = createServer((request, response) => {
    const { url = '/', headers } = request;
    const { username, secret, apiintegrationcode } = headers;
    const credentials = { UserName: String(username), Secret: String(secret), ApiIntegrationCode: String(apiintegrationcode) };
    const relay = async (): Promise<void> => {
      const answer = await fetch(origin + url, { headers: credentials });
      response.writeHead(answer.status, { 'Content-Type': 'application/json' }).end(change(url, await answer.text()));
    };
    relay().catch((error: unknown) => response.destroy(error instanceof Error ? error : new Error(String(error))));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('A relay that listens on no port.');
  return {
    url: `http://127.0.0.1:${String(address.port)}${new URL(target).pathname}`,
    close: () => new Promise((closed) => void server.close(() => closed())),
  };
}
