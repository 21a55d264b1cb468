import * as fc from 'fast-check';
import { TOOLS } from '../../src/tools/catalogue.js';

// Messages as no well-meaning client sends them, from plain noise to nearly right.

const METHODS = [
  'initialize',
  'notifications/initialized',
  'notifications/cancelled',
  'ping',
  'server/discover',
  'tools/list',
  'tools/call',
  'resources/list',
  'resources/templates/list',
  'resources/read',
  'resources/subscribe',
  'prompts/list',
  'prompts/get',
  'completion/complete',
  'logging/setLevel',
  'subscriptions/listen',
  'tasks/get',
];

const ENTITIES = ['Tickets', 'tickets', 'Companies', 'TicketNotes', 'Resources', 'Tikets', '', '__proto__', 'constructor'];
const FIELDS = [
  'status',
  'id',
  'company',
  'createDate',
  'assignedResource',
  'title',
  'open',
  'or',
  'and',
  '__proto__',
  'constructor',
  'toString',
];

/** Numbers and texts that code tends to trip over. */
const oddScalar = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    0,
    -0,
    -1,
    1e308,
    2 ** 53,
    0.1,
    '',
    ' ',
    '\u0000',
    '\ud800',
    '%',
    '\u202e',
    'NaN',
    'constructor',
    '9'.repeat(400),
  ),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.integer(),
  fc.double(),
);

/** Stands for a nesting that the generator itself could not write down. */
const DEEP = '@deep@';
const DEEP_TEXTS = ['['.repeat(5_000) + ']'.repeat(5_000), '{"or":['.repeat(3_000) + ']}'.repeat(3_000)];

const anything = fc.oneof(oddScalar, fc.jsonValue({ maxDepth: 4 }), fc.constant(DEEP));

const filter = fc.oneof(
  anything,
  fc.dictionary(fc.constantFrom(...FIELDS, 'status__in', 'id__between', 'title__contains', 'createDate__gte'), anything, {
    maxKeys: 4,
  }),
  fc.array(
    fc.record({
      op: fc.oneof(fc.constantFrom('eq', 'in', 'exist', 'regex'), anything),
      field: fc.constantFrom(...FIELDS),
      value: anything,
    }),
    {
      maxLength: 3,
    },
  ),
);

/** Arguments that have the right names and seldom the right values. */
const nearlyRight = fc.record(
  {
    entity: fc.oneof(fc.constantFrom(...ENTITIES), oddScalar),
    filter,
    fields: fc.oneof(fc.array(fc.constantFrom(...FIELDS)), fc.dictionary(fc.constantFrom(...FIELDS), anything), anything),
    order: fc.oneof(fc.constantFrom('-createDate', 'priority', 'title desc', '-'), anything),
    limit: fc.oneof(fc.integer({ min: 1, max: 500 }), oddScalar),
    cursor: oddScalar,
    ids: fc.oneof(fc.array(fc.oneof(fc.integer(), fc.constantFrom('T20260309.0012'), oddScalar), { maxLength: 5 }), anything),
    id: fc.oneof(fc.constantFrom<unknown>('T20260309.0012', 7), anything),
    ticket: fc.oneof(fc.constantFrom('T20260309.0012', 'T20260309.0012.001'), anything),
    group_by: fc.oneof(fc.array(fc.constantFrom('status', 'createDate:week', 'company', 'nothing')), anything),
    measures: fc.oneof(fc.array(fc.constantFrom('count', 'sum:hoursWorked', 'avg:id', 'max:title')), anything),
    text: oddScalar,
    visibility: fc.constantFrom<unknown>('internal', 'customer', 'nobody', 1),
    hours: oddScalar,
    search: oddScalar,
    approval: oddScalar,
  },
  { requiredKeys: [] },
);

const toolCall = fc.record({
  name: fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...TOOLS.map(({ name }) => name)) }, { weight: 1, arbitrary: anything }),
  arguments: fc.oneof({ weight: 5, arbitrary: nearlyRight }, { weight: 1, arbitrary: anything }),
});

const uri = fc.oneof(
  fc.constantFrom(
    'autotask://entities/../entities',
    'autotask://entities/%2e%2e/fields',
    'autotask://entities/Tickets/picklists/%00',
    'autotask://Tickets/..%2f..%2fetc%2fpasswd',
    'autotask://Tickets/1e3',
    'autotask://Tickets/-1',
    'autotask://Tickets/0x10',
    'autotask://Tickets/%E0%A4%A',
    'autotask://__proto__/constructor',
    'autotask:///',
    'file:///etc/passwd',
    'http://127.0.0.1/',
    `autotask://Tickets/${'9'.repeat(10_000)}`,
    `autotask://${'%25'.repeat(2_000)}/1`,
  ),
  fc.tuple(fc.constantFrom(...ENTITIES), fc.string({ unit: 'binary' })).map(([entity, rest]) => `autotask://${entity}/${rest}`),
  fc.webUrl(),
  oddScalar,
);

const params = fc.oneof(
  { weight: 4, arbitrary: fc.record({ method: fc.constant('tools/call'), params: toolCall }) },
  { weight: 2, arbitrary: fc.record({ method: fc.constant('resources/read'), params: fc.record({ uri }) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      method: fc.constant('prompts/get'),
      params: fc.record({
        name: fc.constantFrom<unknown>('client_brief', 'my_day', '__proto__', 1),
        arguments: fc.oneof(fc.dictionary(fc.constantFrom('company', 'person', 'x'), oddScalar), anything),
      }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      method: fc.constant('completion/complete'),
      params: fc.record({
        ref: fc.oneof(
          fc.constantFrom(
            { type: 'ref/resource', uri: 'autotask://{entity}/{id}' },
            { type: 'ref/prompt', name: 'client_brief' },
            { type: 'ref/prompt', name: '__proto__' },
            { type: 'ref/nothing' },
          ),
          anything,
        ),
        argument: fc.oneof(
          fc.record({ name: fc.constantFrom('id', 'entity', 'company', '__proto__'), value: oddScalar }),
          anything,
        ),
        context: fc.oneof(fc.constant({ arguments: { entity: 'Tickets' } }), anything),
      }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ method: fc.oneof(fc.constantFrom(...METHODS), oddScalar), params: anything }) },
);

const envelope = fc.oneof(
  fc.constant({
    'io.modelcontextprotocol/protocolVersion': '2026-07-28',
    'io.modelcontextprotocol/clientInfo': { name: 'fuzz', version: '1' },
    'io.modelcontextprotocol/clientCapabilities': {},
  }),
  fc.record({ 'io.modelcontextprotocol/protocolVersion': anything, progressToken: anything }),
  anything,
);

const message = fc
  .record({
    call: params,
    id: fc.oneof({ weight: 5, arbitrary: fc.integer({ min: 1 }) }, { weight: 1, arbitrary: anything }),
    version: fc.oneof({ weight: 9, arbitrary: fc.constant<unknown>('2.0') }, { weight: 1, arbitrary: anything }),
    meta: fc.option(envelope, { freq: 3 }),
    extra: fc.oneof({ weight: 9, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: fc.record({ extra: anything }) }),
  })
  .map(({ call, id, version, meta, extra }) => ({
    jsonrpc: version,
    id,
    method: call.method,
    params:
      meta === null || typeof call.params !== 'object' || call.params === null ? call.params : { ...call.params, _meta: meta },
    ...extra,
  }));

function textOf(value: unknown): string {
  let count = 0;
  return JSON.stringify(value).replaceAll(`"${DEEP}"`, () => DEEP_TEXTS[(count += 1) % DEEP_TEXTS.length] ?? '');
}

/** Noise, broken JSON, JSON that is no message, or a message with wrong parts. */
const smallText: fc.Arbitrary<string> = fc.oneof(
  { weight: 10, arbitrary: message.map(textOf) },
  { weight: 1, arbitrary: fc.array(message, { maxLength: 3 }).map(textOf) },
  { weight: 1, arbitrary: fc.json({ maxDepth: 6 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
  {
    weight: 1,
    arbitrary: fc.tuple(message, fc.nat({ max: 200 })).map(([value, end]) => JSON.stringify(value).slice(0, end)),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '['.repeat(100_000),
      '{"a":'.repeat(50_000),
      '"',
      '{}',
      '[]',
      'null',
      '\ufeff{}',
      '{"jsonrpc":"2.0"}',
    ),
  },
);

const FILLING = 'y'.repeat(2_000_000);

/** A message that is mostly one text, or such text in place of the end of one. */
const largeText: fc.Arbitrary<string> = fc.oneof(
  fc
    .tuple(message, fc.constantFrom<unknown>([FILLING], { name: 'autotask_query', arguments: { entity: FILLING } }, FILLING))
    .map(([value, large]) => textOf({ ...value, params: large })),
  smallText.map((text) => `${text.slice(0, -1)}"${FILLING}`),
);

/** One body or line; now and then one of some megabytes. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  { weight: 60, arbitrary: smallText },
  { weight: 1, arbitrary: largeText },
);

/** Bytes that are no UTF-8, or text as above. */
export const hostileBytes: fc.Arbitrary<Buffer> = fc.oneof(
  { weight: 8, arbitrary: hostileText.map((text) => Buffer.from(text)) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)) },
  {
    weight: 1,
    arbitrary: message.map((value) =>
      Buffer.concat([Buffer.from(JSON.stringify(value).slice(0, -2)), Buffer.from([0xff, 0xfe, 0x22, 0x7d])]),
    ),
  },
);

const LEAKS = [
  /\n\s+at \S+ \(?\S+:\d+:\d+/,
  /node_modules|\bfile:\/\/\/(?!etc)|\.[jt]s:\d+/,
  /failed unexpectedly|Cannot read prop|is not a function/,
];

/** What an answer holds that it must not: places in our code, words for a defect, secrets; with the words around it. */
export function leaksIn(text: string, secrets: readonly string[]): string[] {
  const places = [...LEAKS.map((leak) => text.search(leak)), ...secrets.map((secret) => text.indexOf(secret))];
  return places.filter((place) => place >= 0).map((place) => text.slice(Math.max(0, place - 150), place + 150));
}
