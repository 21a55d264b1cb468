import { deserializeMessage } from '@modelcontextprotocol/server';

/** Longer lines are not looked at: they carry files, and the transport has a limit of its own. */
const LONGEST_LINE_BYTES = 1 << 20;
const LINE_END = 0x0a;

/**
 * Watches the lines that come in for requests which the SDK's transport drops without an answer, because something in them has the wrong
 * shape (`"params": 7`), so that whoever sent one need not wait for ever.
 *
 * @param refuse Called with the id of each such request.
 * @returns What each chunk of the input is to be handed to.
 */
export function watchForMalformedRequests(refuse: (id: string | number) => void): (chunk: Buffer) => void {
  let parts: Buffer[] = [];
  let length = 0;
  const take = (part: Buffer): void => {
    length += part.length;
    if (length <= LONGEST_LINE_BYTES) parts.push(part);
    else parts = [];
  };
  const endLine = (): void => {
    const id = length <= LONGEST_LINE_BYTES ? idOfMalformed(Buffer.concat(parts).toString()) : undefined;
    parts = [];
    length = 0;
    if (id !== undefined) refuse(id);
  };
  return (chunk) => {
    let start = 0;
    for (let end = chunk.indexOf(LINE_END); end !== -1; end = chunk.indexOf(LINE_END, start)) {
      take(chunk.subarray(start, end));
      endLine();
      start = end + 1;
    }
    take(chunk.subarray(start));
  };
}

/** Whether a request has nothing that could be misshapen, as most have: worth a look, since a check by the SDK takes longer. */
function isPlain(request: object): boolean {
  if (!('jsonrpc' in request) || request.jsonrpc !== '2.0' || !('method' in request) || typeof request.method !== 'string')
    return false;
  if (!('params' in request)) return true;
  const { params } = request;
  return typeof params === 'object' && params !== null && !Array.isArray(params) && !('_meta' in params);
}

/** The id of a request that is JSON and still no message; undefined for everything else. */
function idOfMalformed(line: string): string | number | undefined {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null || !('method' in value) || !('id' in value)) return undefined;
  const { id } = value;
  if (typeof id !== 'string' && typeof id !== 'number') return undefined;
  if (isPlain(value) && (typeof id === 'string' || Number.isInteger(id))) return undefined;
  try {
    deserializeMessage(line);
    return undefined;
  } catch {
    return id;
  }
}
