import { expect, test } from 'vitest';
import { initialize, startBin, type Exit } from '../support/bin.js';

const FILE = 'y'.repeat(2_000_000);
const HUGE_FILE = 'y'.repeat(12_000_000);
const CALL = { jsonrpc: '2.0', id: 7, method: 'tools/call' };
const TOO_LONG = expect.stringContaining('longer than the 10485760 bytes that are taken over stdio');

interface Answer {
  readonly id?: unknown;
}

function answersIn({ stdout }: Exit): Answer[] {
  return stdout
    .trimEnd()
    .split('\n')
    .map((line): Answer => JSON.parse(line));
}

test.each([
  ['of 2 MB with a list for params', JSON.stringify({ ...CALL, params: [FILE] }), { id: 7, error: { code: -32_600 } }],
  ['of 2 MB that is no JSON', FILE, { id: null, error: { code: -32_700 } }],
  ['of 2 MB that is cut', `{"nonsense":"${FILE}`, { id: null, error: { code: -32_700 } }],
  ['of 2 MB that is no object', JSON.stringify([FILE]), { id: null, error: { code: -32_600 } }],
  ['of 2 MB that is nested all through', '['.repeat(2_000_000), { id: null, error: { code: -32_700 } }],
  ['of 12 MB', JSON.stringify({ ...CALL, params: { file: HUGE_FILE } }), { id: 7, error: { message: TOO_LONG } }],
  [
    'of 12 MB with its id behind',
    JSON.stringify({ method: 'tools/call', params: { file: HUGE_FILE }, jsonrpc: '2.0', id: 7 }),
    { id: 7, error: { message: TOO_LONG } },
  ],
  ['of 12 MB that is no JSON', HUGE_FILE, { id: null, error: { message: TOO_LONG } }],
])('answers a line %s, and works on', async (_what, line, answer) => {
  const bin = startBin(['--demo']);
  await initialize(bin);
  const pong = bin.response(8);
  bin.sendRaw(`${line}\n`);
  bin.send({ jsonrpc: '2.0', id: 8, method: 'ping' });
  await pong;
  bin.closeInput();
  const exit = await bin.exit;

  expect(exit).toMatchObject({ code: 0, signal: null });
  expect(answersIn(exit)).toMatchObject([{ id: 1 }, answer, { id: 8, result: {} }]);
});

test.each([
  ['short', '{"jsonrpc":"2.0","id":7', { id: null, error: { code: -32_700 } }],
  ['of 12 MB', `{"nonsense":"${HUGE_FILE}`, { id: null, error: { message: TOO_LONG } }],
])('answers a line in which its input ends, %s', async (_what, line, answer) => {
  const bin = startBin(['--demo']);
  await initialize(bin);
  bin.sendRaw(line);
  bin.closeInput();
  const exit = await bin.exit;

  expect(exit).toMatchObject({ code: 0, signal: null });
  expect(answersIn(exit)).toMatchObject([{ id: 1 }, answer]);
});

test('answers a message that has no end while it still comes', async () => {
  const bin = startBin(['--demo']);
  await initialize(bin);
  const refused = bin.response(7);
  bin.sendRaw(`{"jsonrpc":"2.0","id":7,"method":"tools/call","params":{"file":"${HUGE_FILE}`);

  expect(await refused).toMatchObject({ error: { message: TOO_LONG } });
  bin.closeInput();
  expect(await bin.exit).toMatchObject({ code: 0, signal: null });
});

test('takes a file of 5 MB', async () => {
  const bin = startBin(['--demo']);
  await initialize(bin);
  const answer = bin.response(7);
  const base64 = Buffer.alloc(5_000_000, 'backup done\n').toString('base64');
  const args = { id: 'T20260309.0012', file_name: 'backup.log', base64 };
  bin.send({ ...CALL, params: { name: 'autotask_add_attachment', arguments: args } });

  expect(await answer).toMatchObject({ result: { structuredContent: { done: [expect.stringContaining('backup.log')] } } });
  bin.closeInput();
  expect(await bin.exit).toMatchObject({ code: 0 });
});
