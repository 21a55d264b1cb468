import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Refusal } from '../../src/transports/malformed-requests.js';
import { readMessageLines, type LineReader } from '../../src/transports/message-lines.js';

const LONGEST = 5_000;

interface Reading extends LineReader {
  readonly accepted: string[];
  readonly refused: Refusal[];
}

function startReading({ takesBatches = false, longest = LONGEST } = {}): Reading {
  const accepted: string[] = [];
  const refused: Refusal[] = [];
  const reader = readMessageLines({
    longest,
    takesBatches: () => takesBatches,
    accept: (line) => accepted.push(line.toString()),
    refuse: (refusal) => refused.push(refusal),
  });
  return { ...reader, accepted, refused };
}

function read(...chunks: readonly (string | Buffer)[]): Reading {
  const reading = startReading();
  for (const chunk of chunks) reading.take(Buffer.from(chunk));
  return reading;
}

const idsOf = ({ refused }: Reading): Refusal['id'][] => refused.map(({ id }) => id);

const PING = '{"jsonrpc":"2.0","id":1,"method":"ping"}\n';
const MALFORMED = '{"jsonrpc":"2.0","id":"ä","method":"ping","params":7}\n';
const FILLING = 'ä'.repeat(LONGEST);
const OVERSIZED = `{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"file":"${FILLING}"}}\n`;

describe('lines of the input', () => {
  test('are handed on when they are messages, and refused when not', () => {
    const reading = read(`${PING}${MALFORMED}${PING}${MALFORMED}`);

    expect(reading.accepted).toEqual([PING, PING]);
    expect(idsOf(reading)).toEqual(['ä', 'ä']);
  });

  test('are the same however they are cut', () => {
    const lines = fc.array(fc.constantFrom(PING, MALFORMED, OVERSIZED, 'no JSON\n', '\r\n', `${FILLING}\n`), { maxLength: 6 });
    fc.assert(
      fc.property(lines, fc.array(fc.nat({ max: 12_000 }), { minLength: 1, maxLength: 20 }), (texts, sizes) => {
        const whole = read(texts.join(''));
        const cut = startReading();
        const input = Buffer.from(texts.join(''));
        for (let at = 0, index = 0; at < input.length; index += 1) {
          const size = (sizes[index % sizes.length] ?? 0) + 1;
          cut.take(input.subarray(at, at + size));
          at += size;
        }
        expect(cut.accepted).toEqual(whole.accepted);
        expect(cut.refused).toEqual(whole.refused);
        expect(whole.accepted.length + whole.refused.length).toBe(texts.length);
      }),
    );
  });

  test('may come byte by byte', () => {
    const reading = startReading();
    for (const byte of Buffer.from(`${MALFORMED}${OVERSIZED}${PING}`)) reading.take(Buffer.of(byte));

    expect(idsOf(reading)).toEqual(['ä', 2]);
    expect(reading.accepted).toEqual([PING]);
  });

  test('end with the input', () => {
    const [message, rest] = [read(PING.trimEnd()), read('{"jsonrpc":"2.0","id":1')];
    message.end();
    rest.end();

    expect(message.accepted).toEqual([PING]);
    expect(rest.refused).toMatchObject([{ id: null, code: -32_700 }]);
  });

  test('are none where the input ends with a line', () => {
    const reading = read(PING);
    reading.end();

    expect(reading.refused).toEqual([]);
    expect(reading.accepted.join('').trimEnd()).toBe(PING.trimEnd());
  });
});

describe('a batch', () => {
  const readBatch = (...chunks: readonly string[]): Reading => {
    const reading = startReading({ takesBatches: true, longest: 1_000_000 });
    for (const chunk of chunks) reading.take(Buffer.from(chunk));
    return reading;
  };
  const [ping, malformed] = [PING.trimEnd(), MALFORMED.trimEnd()];

  test('is taken apart into its messages, and each that is none is refused by itself', () => {
    const reading = readBatch(` [${ping} , ${malformed},7,[${ping}],${ping}]\r\n`, PING);

    expect(reading.accepted).toEqual([PING, PING, PING]);
    expect(idsOf(reading)).toEqual(['ä', null, null]);
  });

  test.each([
    ['it is empty', '[]', -32_600],
    ['it is no JSON', `[${ping}`, -32_700],
    ['it is nested deeper than can be written again', `[${ping},${'['.repeat(100_000)}${']'.repeat(100_000)}]`, -32_600],
  ])('is refused as a whole where %s', (_where, line, code) => {
    expect(readBatch(`${line}\n`)).toMatchObject({ accepted: [], refused: [{ id: null, code }] });
  });

  test('is refused where the protocol has none', () => {
    expect(read(`[${ping},${ping}]\n`)).toMatchObject({ accepted: [], refused: [{ id: null, code: -32_600 }] });
  });
});

describe('lines that are too long', () => {
  test('are those with a byte more than the longest', () => {
    const padded = (bytes: number) => `${PING.trimEnd().padEnd(bytes - 1)}\n`;

    expect(read(padded(LONGEST)).accepted).toHaveLength(1);
    const { accepted, refused } = read(padded(LONGEST + 1), PING);
    expect(accepted).toEqual([PING]);
    expect(refused).toEqual([
      { id: 1, code: -32_600, message: 'Invalid Request: the message is longer than the 5000 bytes that are taken over stdio' },
    ]);
  });

  const file = `"params":{"id":9,"file":"${FILLING}"}`;

  test.each([
    ['in front', `{"jsonrpc":"2.0","id":2,"method":"x",${file}}`, 2],
    ['in front, with room', `  { "id" : -3 , "method" : "x" , ${file} }`, -3],
    ['behind', `{"method":"x",${file},"jsonrpc":"2.0","id":4}`, 4],
    ['behind, with room', `{"method":"x",${file} , "id" : "four" , "jsonrpc" : "2.0" } \r`, 'four'],
    ['behind, the method too', `{${file},"id":5,"method":"x"}`, 5],
    ['in front, the method behind', `{"id":6,${file},"method":"x"}`, 6],
  ])('are refused by their id where it stands %s', (_where, line, id) => {
    expect(idsOf(read(`${line}\n`))).toEqual([id]);
  });

  test.each([
    ['are responses', `{"result":{"file":"${FILLING}"},"jsonrpc":"2.0","id":4}`],
    ['are notifications', `{"jsonrpc":"2.0","method":"x",${file}}`],
    ['have an id elsewhere only', `{"method":"x","params":{"file":"${FILLING}","y":{"x":1,"id":4}}}`],
    ['have text that looks like an id', `{"method":"x","params":"${FILLING}","y\\",\\"id\\":4}`],
    ['have an id that no double holds', `{"jsonrpc":"2.0","id":${'9'.repeat(400)},"method":"x",${file}}`],
    ['are lists', `[{"jsonrpc":"2.0","id":4,"method":"x",${file}}]`],
    ['are no JSON', FILLING],
    ['are blank', ' '.repeat(2 * LONGEST)],
  ])('are refused without an id when they %s', (_what, line) => {
    expect(idsOf(read(`${line}\n`))).toEqual([null]);
  });

  test('are refused before their end when nothing can follow that tells whose they are', () => {
    expect(idsOf(read(FILLING))).toEqual([null]);
    expect(idsOf(read(OVERSIZED.trimEnd()))).toEqual([2]);
    expect(idsOf(read(`{"method":"x",${file}`))).toEqual([]);
  });

  test('are refused once, and when the input ends within them, too', () => {
    for (const [start, id] of [
      [FILLING, null],
      [OVERSIZED.trimEnd(), 2],
      [`{"method":"x",${file}`, null],
    ] as const) {
      const reading = read(start, FILLING, FILLING);
      reading.end();
      expect(idsOf(reading)).toEqual([id]);
    }
  });
});
