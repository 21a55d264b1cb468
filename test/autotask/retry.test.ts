import { expect, test } from 'vitest';
import {
  AuthenticationError,
  LimitError,
  NotFoundError,
  PermissionError,
  RejectedError,
  TimeoutError,
  UnavailableError,
  UnexpectedResponseError,
} from '../../src/autotask/index.js';
import { parseRetryAfter } from '../../src/autotask/response.js';
import { retryDelayMs } from '../../src/autotask/retry.js';

const middle = () => 0.5;
const down = (outcome: 'none' | 'unknown', retryAfterMs?: number) => new UnavailableError('down', { outcome, retryAfterMs });

test('waits double from attempt to attempt, and the third is the last', () => {
  expect([1, 2, 3].map((attempt) => retryDelayMs(down('none'), attempt, 'always', {}, middle))).toEqual([500, 1_000, undefined]);
  expect(retryDelayMs(down('none'), 4, 'always', { attempts: 5, baseMs: 10 }, middle)).toBe(80);
});

test('jitter spreads each wait from half to one and a half', () => {
  expect(retryDelayMs(down('none'), 1, 'always', {}, () => 0)).toBe(250);
  expect(retryDelayMs(down('none'), 1, 'always', {}, () => 0.999)).toBeCloseTo(749.5);
});

test('a wait never passes the longest, and a server that asks for more is obeyed by giving up', () => {
  expect(retryDelayMs(down('none'), 9, 'always', { attempts: 10 }, middle)).toBe(30_000);
  expect(retryDelayMs(down('none', 30_001), 1, 'always', {}, middle)).toBeUndefined();
  expect(retryDelayMs(down('none', 8_000), 1, 'always', {}, middle)).toBe(8_000);
  expect(retryDelayMs(down('none', 1), 1, 'always', {}, middle)).toBe(500);
});

test('what may have happened is repeated only where repeating is harmless', () => {
  const late = new TimeoutError('late', { outcome: 'unknown' });

  expect(retryDelayMs(late, 1, 'always')).toBeGreaterThan(0);
  expect(retryDelayMs(late, 1, 'unsent')).toBeUndefined();
  expect(retryDelayMs(down('unknown'), 1, 'unsent')).toBeUndefined();
  expect(retryDelayMs(down('none'), 1, 'unsent')).toBeGreaterThan(0);
});

test.each([
  new AuthenticationError('401', { status: 401 }),
  new PermissionError('403', { status: 403 }),
  new NotFoundError('404', { status: 404 }),
  new RejectedError(['no'], { status: 500 }),
  new UnexpectedResponseError('?'),
  new LimitError('hour', { limit: 'hour', retryAfterMs: 10 }),
  new LimitError('upload', { limit: 'upload', retryAfterMs: 10 }),
  new TypeError('a bug'),
])('%s is final', (error) => {
  expect(retryDelayMs(error, 1, 'always')).toBeUndefined();
});

test('Retry-After is seconds or a date', () => {
  const now = Date.parse('2026-03-10T02:30:00Z');

  expect(parseRetryAfter('7', now)).toBe(7_000);
  expect(parseRetryAfter('Tue, 10 Mar 2026 02:30:05 GMT', now)).toBe(5_000);
  expect(parseRetryAfter('Tue, 10 Mar 2026 02:29:00 GMT', now)).toBe(0);
  expect(parseRetryAfter('soon', now)).toBeUndefined();
  expect(parseRetryAfter(undefined, now)).toBeUndefined();
});
