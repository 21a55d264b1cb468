import type { ServerResponse } from 'node:http';

/** JSON-RPC's code for an error of the server that has no code of its own. */
const SERVER_ERROR = -32_000;

/** Answers with a JSON-RPC error that belongs to no request, as the MCP SDK does for what it refuses before reading a message. */
export function replyError(response: ServerResponse, status: number, message: string): void {
  replyJson(response, status, { jsonrpc: '2.0', error: { code: SERVER_ERROR, message }, id: null });
}

export function replyJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

/** Answers with what a function written for the Fetch API made. */
export async function replyWith(response: ServerResponse, answer: Response): Promise<void> {
  response.writeHead(answer.status, Object.fromEntries(answer.headers));
  response.end(await answer.text());
}
