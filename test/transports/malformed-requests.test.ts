import { describe, expect, test } from 'vitest';
import { watchForMalformedRequests } from '../../src/transports/malformed-requests.js';

function refusedIn(...chunks: readonly string[]): (string | number)[] {
  const refused: (string | number)[] = [];
  const watch = watchForMalformedRequests((id) => refused.push(id));
  for (const chunk of chunks) watch(Buffer.from(chunk));
  return refused;
}

const MALFORMED = '{"jsonrpc":"2.0","id":"ä","method":"ping","params":7}\n';

describe('malformed requests', () => {
  test('are found however they are cut', () => {
    const bytes = Buffer.from(MALFORMED);
    const refused: (string | number)[] = [];
    const watch = watchForMalformedRequests((id) => refused.push(id));
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
    '{"jsonrpc":"2.0","id":1,"method":"ping"}',
    '{"jsonrpc":"2.0","id":1,"method":"ping","params":{"_meta":{"progressToken":1}}}',
    '{"jsonrpc":"2.0","method":"ping","params":7}',
    '{"jsonrpc":"2.0","id":1,"result":7}',
    '{"jsonrpc":"2.0","id":null,"method":"ping","params":7}',
    '[7]',
    'null',
    'no JSON',
  ])('are no others: %s', (line) => {
    expect(refusedIn(`${line}\n`)).toEqual([]);
  });

  test('are not looked for in lines that carry files, and found behind them', () => {
    const file = `{"jsonrpc":"2.0","id":1,"method":"x","params":"${'a'.repeat(1 << 20)}"}\n`;

    expect(refusedIn(file.slice(0, 500_000), file.slice(500_000), MALFORMED)).toEqual(['ä']);
  });
});
