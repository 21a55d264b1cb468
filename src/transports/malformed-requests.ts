import { parseJSONRPCMessage, ProtocolErrorCode } from '@modelcontextprotocol/server';

/** Why a line is no message. */
export interface Refusal {
  /** Null where the line has none that could be used, as JSON-RPC wants it. */
  readonly id: string | number | null;
  readonly code: number;
  readonly message: string;
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

/**
 * What is to be answered to a line which the SDK's transport would drop without an answer, because it is no JSON or something in it has
 * the wrong shape (`"params": 7`), so that whoever sent it need not wait for ever.
 *
 * @returns Undefined for a message, which the SDK answers, and for notifications and responses, which JSON-RPC leaves unanswered.
 */
export function refusalOf(line: string): Refusal | undefined {
  if (line.trim() === '') return undefined;
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { id: null, code: ProtocolErrorCode.ParseError, message: 'Parse error: the line is no JSON' };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return invalid(null, 'a message is one object');
  if (isPlain(value) || isUnanswered(value) || isMessage(value)) return undefined;
  return invalid(
    usableId('id' in value ? value.id : null),
    'a request has jsonrpc "2.0", an id, a method and no more than params, an object, with _meta an object',
  );
}

/** Notifications have no id, responses no method. */
function isUnanswered(message: object): boolean {
  return 'method' in message ? !('id' in message) : 'result' in message || 'error' in message;
}

function isMessage(value: object): boolean {
  try {
    parseJSONRPCMessage(value);
    return true;
  } catch {
    return false;
  }
}

/** The id if an answer can carry it. */
export function usableId(id: unknown): Refusal['id'] {
  return typeof id === 'string' || (typeof id === 'number' && Number.isFinite(id)) ? id : null;
}

export function invalid(id: Refusal['id'], reason: string): Refusal {
  return { id, code: ProtocolErrorCode.InvalidRequest, message: `Invalid Request: ${reason}` };
}
