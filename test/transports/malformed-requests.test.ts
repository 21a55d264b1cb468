import { describe, expect, test } from 'vitest';
import { refusalOf } from '../../src/transports/malformed-requests.js';

describe('malformed requests', () => {
  test.each([
    ['a broken number as id', '{"jsonrpc":"2.0","id":1.5,"method":"ping"}', 1.5],
    ['a broken progress token', '{"jsonrpc":"2.0","id":2,"method":"ping","params":{"_meta":{"progressToken":{}}}}', 2],
  ])('are those with %s', (_what, line, id) => {
    expect(refusalOf(line)).toMatchObject({ id, code: -32_600 });
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
    expect(refusalOf(line)).toMatchObject({ id, code: -32_600 });
  });

  test.each([
    ['[7]', -32_600],
    ['[{"jsonrpc":"2.0","id":1,"method":"ping"}]', -32_600],
    ['null', -32_600],
    ['7', -32_600],
    ['{}', -32_600],
    ['no JSON', -32_700],
    ['{"jsonrpc":"2.0"', -32_700],
  ])('are lines that are no message: %s', (line, code) => {
    expect(refusalOf(line)).toMatchObject({ id: null, code });
  });

  test.each([
    '{"jsonrpc":"2.0","id":1,"method":"ping"}',
    '{"jsonrpc":"2.0","id":1,"method":"ping","params":{"_meta":{"progressToken":1}}}',
    '{"jsonrpc":"2.0","method":"ping","params":7}',
    '{"jsonrpc":"2.0","id":1,"result":7}',
    '{"jsonrpc":"2.0","error":7}',
    '',
    ' \r',
  ])('are no others: %s', (line) => {
    expect(refusalOf(line)).toBeUndefined();
  });

  test('are found among those that carry files', () => {
    const file = 'a'.repeat(2_000_000);
    const request = { jsonrpc: '2.0', id: 7, method: 'tools/call' };

    expect(refusalOf(JSON.stringify({ ...request, params: [file] }))).toMatchObject({ id: 7 });
    expect(refusalOf(JSON.stringify({ ...request, params: { file } }))).toBeUndefined();
    expect(refusalOf(file)).toMatchObject({ id: null, code: -32_700 });
  });
});
