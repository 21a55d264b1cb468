import { InvalidRequestError } from './errors.js';
import { isObject } from './object.js';
import type { CallOptions } from './types.js';

/** Of a caller's options those that go with every request. */
export function callOptions(options: CallOptions): CallOptions {
  requireOptions(options);
  const { signal, priority } = options;
  return { signal, priority };
}

/** @throws {@link InvalidRequestError} for options that no compiler has checked and that are none. */
export function requireOptions(options: unknown): asserts options is object {
  if (!isObject(options)) throw new InvalidRequestError('Options are an object, such as { signal }.');
  const { signal } = options;
  if (signal !== undefined && !(isObject(signal) && typeof signal['throwIfAborted'] === 'function')) {
    throw new InvalidRequestError('The option "signal" is an AbortSignal.');
  }
}
