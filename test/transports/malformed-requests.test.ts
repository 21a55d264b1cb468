import { describe, expect, test } from 'vitest';
import { watchForMalformedRequests, type Refusal } from '../../src/transports/malformed-requests.js';

function refusedIn(...chunks: readonly string[]): Refusal['id'][] {
  const refused: Refusal['id'][] = [];
  const watch = watchForMalformedRequests(({ id }) => refused.push(id));
  for (const chunk of chunks) watch(Buffer.from(chunk));
  return refused;
}

const MALFORMED = '{"jsonrpc":"2.0","id":"ä","method":"ping","params":7}\n';

describe('malformed requests', () => {
  test('are found however they are cut', () => {
    const bytes = Buffer.from(MALFORMED);
    const refused: Refusal['id'][] = [];
    const watch = watchForMalformedRequests(({ id }) => refused.push(id));
    for (const byte of bytes) watch(Buffer.from([byte]));

    expect(refused).toEqual(['ä']);
    expect(refusedIn(`${MALFORMED}${MALFORMED}`)).toEqual(['ä', 'ä']);
  });

  test.each([
    ['a broken number as id', '{"jsonrpc":"2.0","id":1.5,"method":"ping"}', 1.5],
    ['a broken progress token', '{"jsonrpc":"2.0","id":2,"method":"ping","params":{"_meta":{"progressToken":{}}}}', 2],
  ])('are those with %s', (_what, line, id) => {
    expect(refusedIn(`${line}\n`)).toEqual([id]);
  });

  test.each([
    ['one key too many', '{"jsonrpc":"2.0","id":3,"method":"ping","extra":1}', 3],
    ['an answer in it', '{"jsonrpc":"2.0","id":4,"method":"ping","result":{}}', 4],
    ['an id that no double holds', '{"jsonrpc":"2.0","id":1152921504606846976,"method":"ping"}', 1152921504606846976],
    ['no method', '{"jsonrpc":"2.0","id":5}', 5],
    ['null as id', '{"jsonrpc":"2.0","id":null,"method":"ping"}', null],
    ['an object as id', '{"jsonrpc":"2.0","id":{},"method":"ping"}', null],
    ['endless digits as id', '{"jsonrpc":"2.0","id":1e400,"method":"ping"}', null],
  ])('are those with %s', (_what, line, id) => {
    expect(refusedIn(`${line}\n`)).toEqual([id]);
  });

  test.each(['[7]', '[{"jsonrpc":"2.0","id":1,"method":"ping"}]', 'null', '7', '{}', 'no JSON', '{"jsonrpc":"2.0"'])(
    'are lines that are no message: %s',
    (line) => {
      expect(refusedIn(`${line}\n`)).toEqual([null]);
    },
  );

  test.each([
    '{"jsonrpc":"2.0","id":1,"method":"ping"}',
    '{"jsonrpc":"2.0","id":1,"method":"ping","params":{"_meta":{"progressToken":1}}}',
    '{"jsonrpc":"2.0","method":"ping","params":7}',
    '{"jsonrpc":"2.0","id":1,"result":7}',
    '{"jsonrpc":"2.0","error":7}',
    '',
    ' \r',
  ])('are no others: %s', (line) => {
    expect(refusedIn(`${line}\n`)).toEqual([]);
  });

  test('are not looked for in lines that carry files, and found behind them', () => {
    const file = `{"jsonrpc":"2.0","id":1,"method":"x","params":"${'a'.repeat(1 << 20)}"}\n`;

    expect(refusedIn(file.slice(0, 500_000), file.slice(500_000), MALFORMED)).toEqual(['ä']);
  });
});
