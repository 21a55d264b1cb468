import type { ServerResponse } from 'node:http';
import type { Fault } from '../faults.js';
import type { Reply } from './reply.js';

/** Sends a reply, or as much of it as a fault lets through. */
export function send(response: ServerResponse, reply: Reply, fault: Fault | null): void {
  const body = Buffer.from(reply.body ?? '');
  const half = body.subarray(0, Math.floor(body.length / 2));
  switch (fault?.kind) {
    case 'lose-response':
      response.socket?.destroy();
      return;
    case 'reset-mid-body':
      response.writeHead(reply.status, { ...reply.headers, 'content-length': body.length });
      response.write(half, () => response.socket?.destroy());
      return;
    case 'truncated-json':
      response.writeHead(reply.status, { ...reply.headers, 'content-length': half.length });
      response.end(half);
      return;
    default:
      response.writeHead(reply.status, { ...reply.headers, 'content-length': body.length });
      response.end(body);
  }
}
