import { z } from 'zod';

const INTERNAL_ERROR = -32_603;
const INVALID_PARAMS = -32_602;

const MOST_PROBLEMS = 5;
const LONGEST_PLACE = 100;

/** What the SDK says of params with a wrong shape: its parser's list of problems as JSON. */
const MISSHAPEN = /^(?:Invalid \S+ request: )?(\[\s*\{.*\])$/s;
const PREAMBLE = /^Invalid input: /;
const problems = z.array(z.looseObject({ path: z.array(z.union([z.string(), z.number()])), message: z.string() })).min(1);

export interface RequestError {
  readonly code: number;
  readonly message: string;
}

/**
 * The error in short words and with the code that JSON-RPC has for it, where it is about params of a wrong shape: for most methods the
 * SDK calls that an internal error.
 */
export function withInvalidParamsNamed<E extends RequestError>(error: E): E {
  if (error.code !== INTERNAL_ERROR && error.code !== INVALID_PARAMS) return error;
  const list = MISSHAPEN.exec(error.message)?.[1];
  const parsed = list === undefined ? undefined : problems.safeParse(parsedJson(list));
  if (parsed?.data === undefined) return error;
  const words = parsed.data
    .slice(0, MOST_PROBLEMS)
    .map(({ path, message }) => `${placeOf(path)}${message.replace(PREAMBLE, '')}`);
  return { ...error, code: INVALID_PARAMS, message: `Invalid params: ${words.join('; ')}` };
}

function placeOf(path: readonly (string | number)[]): string {
  const place = (path[0] === 'params' ? path.slice(1) : path).join('.').slice(0, LONGEST_PLACE);
  return place === '' ? '' : `${place}: `;
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
