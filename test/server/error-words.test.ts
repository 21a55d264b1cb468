import { describe, expect, test } from 'vitest';
import {
  AmbiguousOutcomeError,
  AuthenticationError,
  ConfigurationError,
  InvalidRequestError,
  LimitError,
  NotFoundError,
  PermissionError,
  RejectedError,
  TimeoutError,
  UnavailableError,
  UnexpectedResponseError,
} from '../../src/autotask/errors.js';
import { DeadlineError, errorWords, InvalidArgumentsError } from '../../src/error-words.js';
import { AmbiguousNameError, UnknownFieldError, UnknownNameError, type Candidate } from '../../src/semantic/errors.js';
import { NotApprovedError } from '../../src/semantic/write/errors.js';

const UNTOUCHED = 'Nothing was changed.';
const UNKNOWN = 'It is not known whether anything was changed: read the record before trying again.';

describe('errorWords', () => {
  test.each([
    [new InvalidRequestError('Autotask has no entity "Tikets". Did you mean "Tickets"?'), UNTOUCHED],
    [new InvalidArgumentsError('autotask_update: id is missing.'), UNTOUCHED],
    [new UnknownNameError('No active queue is called "Level 3".'), UNTOUCHED],
    [new RejectedError(['Missing Required Field: title.'], { status: 500 }), UNTOUCHED],
    [new AuthenticationError('Autotask does not accept the credentials.'), UNTOUCHED],
    [new PermissionError('No right to update.'), UNTOUCHED],
    [new NotFoundError('Tickets 7 does not exist.'), UNTOUCHED],
    [new LimitError('Budget spent.', { limit: 'hour', retryAfterMs: 90_000 }), UNTOUCHED],
    [new UnavailableError('Down.', { outcome: 'none' }), UNTOUCHED],
    [new UnavailableError('Connection lost.', { outcome: 'unknown' }), UNKNOWN],
    [new TimeoutError('No answer.', { outcome: 'unknown' }), UNKNOWN],
    [new AmbiguousOutcomeError('Lost.', { entity: 'Tickets', candidates: [] }), UNKNOWN],
    [new UnexpectedResponseError('Truncated.'), UNKNOWN],
    [new DeadlineError('autotask_update took longer than 50 s.'), UNKNOWN],
    [new RangeError('secret text'), UNKNOWN],
  ])('says after a failed write whether anything changed: %s', (error, outcome) => {
    expect(errorWords(error, 'update')).toContain(outcome);
    expect(errorWords(error, 'read')).not.toContain(outcome);
  });

  test.each([
    [[aCandidate(501), aCandidate(502)], 'Ask which one is meant; do not guess.'],
    [[aCandidate(501)], 'Ask whether that is meant; do not guess.'],
  ])('has a model ask rather than guess, with %j', (candidates, words) => {
    expect(errorWords(new AmbiguousNameError('Not clear.', candidates), 'read')).toBe(`Not clear. ${words}`);
  });

  test('sends a model to the fields where there are too many to name', () => {
    const error = new UnknownFieldError('Tickets', 'Tickets has no field "x".', ['title']);

    expect(errorWords(error, 'read')).toBe('Tickets has no field "x". List its fields to see all of them.');
  });

  test("passes Autotask's own reasons on", () => {
    expect(errorWords(new RejectedError(['queueID is required'], { status: 500 }), 'read')).toContain('queueID is required');
  });

  test('does not repeat at length what it was given, but shows whole what a person is to agree to', () => {
    const long = `${'x'.repeat(50_000)} end`;

    expect(errorWords(new InvalidRequestError(long), 'create')).toMatch(
      /^x{10000}… \[\+40004 characters\]\. Nothing was changed\.$/,
    );
    expect(errorWords(new NotApprovedError(long, 'client cannot ask'), 'create')).toContain(long);
  });

  test('makes markup harmless that a reason quotes', () => {
    const words = errorWords(new RejectedError(['Value ![x](https://evil.example) is too long'], { status: 500 }), 'read');

    expect(words).not.toContain('](');
  });

  test.each([
    [new ConfigurationError('AUTOTASK_SECRET is missing'), '--demo'],
    [new AuthenticationError('Refused.'), 'Do not try again'],
    [new PermissionError('Refused.'), 'only an Autotask administrator can grant it'],
    [new LimitError('Budget spent.', { limit: 'hour', retryAfterMs: 1_200 }), 'Try again in 2 s.'],
    [new UnavailableError('Down.', { outcome: 'none' }), 'Try again in a minute.'],
    [new TimeoutError('No answer.', { outcome: 'none' }), 'Ask for less'],
  ])('says what to do next: %s', (error, advice) => {
    expect(errorWords(error, 'read')).toContain(advice);
  });

  test('tells nothing of an unforeseen error but its kind', () => {
    const words = errorWords(new TypeError('cannot read "hunter2" of undefined'), 'read');

    expect(words).toContain('TypeError');
    expect(words).not.toContain('hunter2');
  });
});

function aCandidate(id: number): Candidate {
  return { id, name: `Acme ${String(id)}`, isActive: true };
}
