import type { CallOptions } from './types.js';

/** Of a caller's options those that go with every request. */
export function callOptions({ signal, priority }: CallOptions): CallOptions {
  return { signal, priority };
}
