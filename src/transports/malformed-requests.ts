import { deserializeMessage, ProtocolErrorCode } from '@modelcontextprotocol/server';

/** Longer lines are not looked at: they carry files, and the transport has a limit of its own. */
const LONGEST_LINE_BYTES = 1 << 20;
const LINE_END = 0x0a;

/** Why a line is no message. */
export interface Refusal {
  /** Null where the line has none that could be used, as JSON-RPC wants it. */
  readonly id: string | number | null;
  readonly code: number;
  readonly message: string;
}

/**
 * Watches the lines that come in for those which the SDK's transport drops without an answer, because they are no JSON or something in
 * them has the wrong shape (`"params": 7`), so that whoever sent one need not wait for ever.
 *
 * @param refuse Called for each such line; not for notifications and responses, which JSON-RPC leaves unanswered.
 * @returns What each chunk of the input is to be handed to.
 */
export function watchForMalformedRequests(refuse: (refusal: Refusal) => void): (chunk: Buffer) => void {
  let parts: Buffer[] = [];
  let length = 0;
  const take = (part: Buffer): void => {
    length += part.length;
    if (length <= LONGEST_LINE_BYTES) parts.push(part);
    else parts = [];
  };
  const endLine = (): void => {
    const refusal = length <= LONGEST_LINE_BYTES ? refusalOf(Buffer.concat(parts).toString()) : undefined;
    parts = [];
    length = 0;
    if (refusal !== undefined) refuse(refusal);
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

const REQUEST_KEYS = new Set(['jsonrpc', 'id', 'method', 'params']);

/** Whether a request has nothing that could be misshapen, as most have: worth a look, since a check by the SDK takes longer. */
function isPlain(request: object): boolean {
  if (!Object.keys(request).every((key) => REQUEST_KEYS.has(key))) return false;
  if (!('jsonrpc' in request) || request.jsonrpc !== '2.0' || !('method' in request) || typeof request.method !== 'string')
    return false;
  if ('id' in request && typeof request.id !== 'string' && !Number.isSafeInteger(request.id)) return false;
  if (!('params' in request)) return true;
  const { params } = request;
  return typeof params === 'object' && params !== null && !Array.isArray(params) && !('_meta' in params);
}

/** What is to be answered to a line; undefined for a message, which the SDK answers, and for what nobody waits for. */
function refusalOf(line: string): Refusal | undefined {
  if (line.trim() === '') return undefined;
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { id: null, code: ProtocolErrorCode.ParseError, message: 'Parse error: the line is no JSON' };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return invalid(null, 'a message is one object');
  if (isPlain(value) || isUnanswered(value) || isMessage(line)) return undefined;
  const id = 'id' in value ? value.id : null;
  const isUsable = typeof id === 'string' || (typeof id === 'number' && Number.isFinite(id));
  return invalid(
    isUsable ? id : null,
    'a request has jsonrpc "2.0", an id, a method and no more than params, an object, with _meta an object',
  );
}

/** Notifications have no id, responses no method. */
function isUnanswered(message: object): boolean {
  return 'method' in message ? !('id' in message) : 'result' in message || 'error' in message;
}

function isMessage(line: string): boolean {
  try {
    deserializeMessage(line);
    return true;
  } catch {
    return false;
  }
}

function invalid(id: Refusal['id'], reason: string): Refusal {
  return { id, code: ProtocolErrorCode.InvalidRequest, message: `Invalid Request: ${reason}` };
}
