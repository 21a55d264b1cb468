import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { startTenant, type DemoTenant } from '../../../src/demo/tenant.js';
import { startHttpServer, type HttpServerOptions, type RunningHttpServer } from '../../support/http-server.js';
import { textOf } from '../../support/host.js';
import { agreeing, declining, expectDone, writeOf, writtenSince, type Person } from './support.js';

const NUMBER = 'T20260309.0012';

const CallParams = z.looseObject({
  arguments: z.record(z.string(), z.unknown()),
  requestState: z.string().optional(),
  inputResponses: z.unknown().optional(),
});
type CallParams = z.infer<typeof CallParams>;
const Call = z.looseObject({ method: z.literal('tools/call'), params: CallParams });

/** Changes what a client sends on its way, as a host that is not to be trusted could. */
type Tamper = (params: CallParams) => CallParams;

describe('writes over HTTP, where each request has a server of its own', () => {
  let tenant: DemoTenant;
  const open: { close: () => Promise<void> }[] = [];

  beforeAll(async () => {
    tenant = await startTenant({ clock: 'frozen' });
  });
  afterEach(async () => {
    for (const one of open.splice(0).toReversed()) await one.close();
  });
  afterAll(() => tenant.close());

  async function serve(environment: HttpServerOptions['environment'] = {}): Promise<RunningHttpServer> {
    const server = await startHttpServer({ tenant, environment });
    open.push(server);
    return server;
  }

  interface ConnectOptions {
    readonly person?: Person;
    readonly mode?: 'auto' | 'legacy';
    readonly tamper?: Tamper;
    /** Where the second and later requests of a call go instead. */
    readonly answersGoTo?: string;
  }

  async function connect(url: string, { person, mode = 'auto', tamper, answersGoTo }: ConnectOptions = {}): Promise<Client> {
    const client = new Client(
      { name: 'http-writes', version: '1.0.0' },
      { versionNegotiation: { mode }, capabilities: person === undefined ? {} : { elicitation: { form: {} } } },
    );
    if (person !== undefined) client.setRequestHandler('elicitation/create', ({ params }) => person.answer(params.message));
    const onTheWay: typeof fetch = async (address, init) => {
      const call = typeof init?.body === 'string' ? Call.safeParse(JSON.parse(init.body)) : undefined;
      if (call?.success !== true) return fetch(address, init);
      const params = tamper === undefined ? call.data.params : tamper(call.data.params);
      const isAnswer = call.data.params.requestState !== undefined;
      return fetch(isAnswer && answersGoTo !== undefined ? answersGoTo : address, {
        ...init,
        body: JSON.stringify({ ...call.data, params }),
      });
    };
    await client.connect(new StreamableHTTPClientTransport(new URL(url), { fetch: onTheWay }));
    open.push(client);
    return client;
  }

  test('take an attachment of some megabytes', async () => {
    const { url } = await serve();
    const client = await connect(url);
    const file = Buffer.alloc(4_000_000, 'autotask').toString('base64');
    const call = { id: NUMBER, file_name: 'trace.bin', base64: file, visibility: 'internal' };
    const mark = tenant.changes.mark();
    const result = await client.callTool({ name: 'autotask_add_attachment', arguments: call });

    expectDone(result);
    expect(writtenSince(tenant, mark)).toHaveLength(1);
  });

  const note = (client: Client, text: string, more: Record<string, unknown> = {}) =>
    client.callTool({ name: 'autotask_add_note', arguments: { id: NUMBER, text, ...more } });
  const reply = (client: Client, text: string) => note(client, text, { visibility: 'customer' });

  test('are asked about and follow the yes', async () => {
    const person = agreeing();
    const client = await connect((await serve()).url, { person });
    const mark = tenant.changes.mark();

    expectDone(await reply(client, 'Over HTTP: the part arrives on Thursday.'));

    expect(person.questions).toHaveLength(1);
    expect(person.questions[0]).toContain('Over HTTP: the part arrives on Thursday.');
    expect(writtenSince(tenant, mark)).toMatchObject([{ what: 'create TicketNotes', cells: { publish: 1 } }]);
  });

  test('are not made after a no', async () => {
    const client = await connect((await serve()).url, { person: declining() });
    const mark = tenant.changes.mark();

    const result = await reply(client, 'Never over HTTP');

    expect(result.isError).toBe(true);
    expect(textOf(result)).toContain('Nothing was changed.');
    expect(writtenSince(tenant, mark)).toEqual([]);
  });

  const answering =
    (change: Tamper): Tamper =>
    (params) =>
      params.requestState === undefined ? params : change(params);
  const yes = { approve: { action: 'accept', content: { approve: true } } };

  test.each<[string, Tamper]>([
    [
      'another text under the answer',
      answering((params) => ({ ...params, arguments: { ...params.arguments, text: 'Send money' } })),
    ],
    [
      'another ticket under the answer',
      answering((params) => ({ ...params, arguments: { ...params.arguments, id: 'T20260309.0021' } })),
    ],
    ['a state that was altered', answering((params) => ({ ...params, requestState: altered(params.requestState ?? '') }))],
    ['a state that was made up', answering((params) => ({ ...params, requestState: 'v1.eyJraW5kIjoiZm9ybSJ9.AAAA' }))],
    ['a yes without a state', (params) => ({ ...params, requestState: undefined, inputResponses: yes })],
  ])('are not made for %s', async (_, tamper) => {
    const person = aPersonWhoAgreesOnce();
    const onTheWay = vi.fn<Tamper>(tamper);
    const client = await connect((await serve()).url, { person, tamper: onTheWay });
    const mark = tenant.changes.mark();

    const outcome = await reply(client, 'Tampered on the way').then(
      ({ isError }) => (isError === true ? 'refused' : 'done'),
      () => 'refused',
    );

    expect(outcome).toBe('refused');
    expect(onTheWay.mock.calls.some(([sent], index) => onTheWay.mock.results[index]?.value !== sent)).toBe(true);
    expect(writtenSince(tenant, mark)).toEqual([]);
  });

  test('are made once, however often the same answer is sent', async () => {
    const server = await serve();
    let answer: CallParams | undefined;
    const keep = answering((params) => (answer = params));
    const client = await connect(server.url, { person: agreeing(), tamper: keep });
    const mark = tenant.changes.mark();
    expectDone(await reply(client, 'Only once'));
    const kept = answer;
    if (kept === undefined) throw new Error('No answer was sent.');

    const replay = await connect(server.url, {
      tamper: () => ({ ...kept, arguments: { ...kept.arguments, allow_duplicate: true } }),
    });
    const again = await reply(replay, 'Only once');
    const third = await reply(replay, 'Only once');

    expect(textOf(again)).toContain('Not created again');
    // Having been shown that it exists, allow_duplicate counts, but the answer was used up.
    expect(third.isError).toBe(true);
    expect(writtenSince(tenant, mark)).toHaveLength(1);
  });

  test.each([
    ['goes on where the replicas share the seal key', 'k'.repeat(32), 1],
    ['counts as no where they do not', 'j'.repeat(32), 0],
  ])('an answer that reaches another replica %s', async (_, otherKey, writes) => {
    const first = await serve({ AUTOTASK_SEAL_KEY: 'k'.repeat(32) });
    const second = await serve({ AUTOTASK_SEAL_KEY: otherKey });
    const client = await connect(first.url, { person: agreeing(), answersGoTo: second.url });
    const mark = tenant.changes.mark();

    await reply(client, `Another replica ${String(writes)}`).catch((error: unknown) => error);

    expect(writtenSince(tenant, mark)).toHaveLength(writes);
  });

  test('are refused with the preview where the 2025 protocol has no way back to the client', async () => {
    const person = agreeing();
    const client = await connect((await serve()).url, { person, mode: 'legacy' });
    const mark = tenant.changes.mark();

    const result = await reply(client, 'No way back');

    expect(person.questions).toEqual([]);
    expect(textOf(result)).toContain('AUTOTASK_CONFIRM_WITHOUT_ELICITATION');
    expect(writtenSince(tenant, mark)).toEqual([]);
  });

  describe.each(['auto', 'legacy'] as const)('of clients of the %s protocol', (mode) => {
    test('share one hourly cap', async () => {
      const { url } = await serve({ AUTOTASK_MAX_WRITES_PER_HOUR: '3' });
      const mark = tenant.changes.mark();

      const results: string[] = [];
      for (const round of [1, 2, 3, 4]) {
        const client = await connect(url, { mode });
        results.push(textOf(await note(client, `${mode} ${String(round)}`)));
      }

      expect(results.at(-1)).toContain('at most 3 records an hour');
      expect(writtenSince(tenant, mark)).toHaveLength(3);
    });

    test('share the memory of what was just created', async () => {
      const { url } = await serve();
      const mark = tenant.changes.mark();

      await note(await connect(url, { mode }), `Once for ${mode}`);
      const again = await note(await connect(url, { mode }), `Once for ${mode}`);

      expect(textOf(again)).toContain('Not created again');
      expect(writtenSince(tenant, mark)).toHaveLength(1);
    });

    test('can be taken back by a later request', async () => {
      const { url } = await serve();
      const ticket = tenant.store.rows('Tickets').find(({ ticketNumber }) => ticketNumber === 'T20260309.0023');
      const title = `Renamed by ${mode}`;
      const update = { name: 'autotask_update', arguments: { entity: 'Tickets', ids: ['T20260309.0023'], fields: { title } } };
      const written = await (await connect(url, { mode })).callTool(update);

      const undone = await (
        await connect(url, { mode })
      ).callTool({ name: 'autotask_undo', arguments: { write: writeOf(written) } });

      expectDone(undone);
      expect(tenant.store.row('Tickets', Number(ticket?.id))?.['title']).toBe(ticket?.['title']);
    });

    test('come one after the other, so that equal ones at the same moment write once', async () => {
      const { url } = await serve();
      const clients = await Promise.all([1, 2, 3].map(() => connect(url, { mode })));
      const mark = tenant.changes.mark();

      await Promise.all(clients.map((client) => note(client, `At once, ${mode}`)));

      expect(writtenSince(tenant, mark)).toHaveLength(1);
    });
  });
});

/** The same state with one letter of its content changed. */
function altered(state: string): string {
  const middle = Math.floor(state.length / 2);
  return `${state.slice(0, middle)}${state[middle] === 'A' ? 'B' : 'A'}${state.slice(middle + 1)}`;
}

/** Agrees to the first question, and then no more: whoever is asked anew has to look anew. */
function aPersonWhoAgreesOnce(): Person {
  const questions: string[] = [];
  return {
    questions,
    answer: (question) => {
      questions.push(question);
      return questions.length === 1 ? { action: 'accept', content: { approve: true } } : { action: 'decline' };
    },
  };
}
