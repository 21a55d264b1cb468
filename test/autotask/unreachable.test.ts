import { expect, test, vi } from 'vitest';
import { HttpPool } from '../../src/autotask/http.js';
import { rejection } from './support/connect.js';

// A network that goes away under an open connection cannot be had on one machine.
const { request } = vi.hoisted(() => ({ request: vi.fn<() => Promise<never>>() }));
vi.mock(import('undici'), async (original) => ({ ...(await original()), request }));

const create = { method: 'POST', url: 'https://webservices2.autotask.net/', headers: {}, body: '{}', changes: true } as const;

test.each([
  ['connect', 'none'],
  ['read', 'unknown'],
  ['write', 'unknown'],
])('of a create whose host is unreachable on %s the outcome is %s', async (syscall, outcome) => {
  request.mockRejectedValueOnce(Object.assign(new Error('gone'), { code: 'EHOSTUNREACH', syscall }));

  expect(await rejection(new HttpPool().send(create))).toMatchObject({ name: 'UnavailableError', outcome });
});
