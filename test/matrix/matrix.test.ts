import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { changedFields } from '../../src/demo/change-log.js';
import { startTenant, type DemoTenant } from '../../src/demo/tenant.js';
import { cleanEnvironment } from '../support/bin.js';
import { startHttpServer } from '../support/http-server.js';
import {
  CLIENTS,
  openSession,
  type ClientMake,
  type Person,
  type Session,
  type Target,
  type ToolAnswer,
} from '../support/sessions.js';

type Transport = 'stdio' | 'HTTP';

interface Cell {
  readonly make: ClientMake;
  readonly transport: Transport;
  readonly hasForms: boolean;
}

const CELLS: readonly Cell[] = CLIENTS.flatMap((make) =>
  (['stdio', 'HTTP'] as const).flatMap((transport) => [true, false].map((hasForms) => ({ make, transport, hasForms }))),
);

const TICKET = 'T20260309.0012';
const REFUSED_TEXT = 'We will not do this.';
const AGREED_TEXT = 'Your firewall is up again.';

/** Whether the server can show a form: stateless HTTP of the 2025 protocol has no way back to the client. */
function canAsk({ make, transport, hasForms }: Cell): boolean {
  return hasForms && (transport === 'stdio' || make === 'v2 modern');
}

/** Whether a client's word that it has lost interest can reach the call: it is a message of its own, which stateless HTTP knows nothing of. */
function canCancel({ make, transport }: Cell): boolean {
  return transport === 'stdio' || make === 'v2 modern';
}

interface Stage {
  readonly tenant: DemoTenant;
  readonly session: Session;
  readonly questions: readonly string[];
}

async function open(cell: Cell): Promise<Stage> {
  const tenant = await startTenant({ clock: 'frozen' });
  onTestFinished(() => tenant.close());
  const questions: string[] = [];
  const person: Person = cell.hasForms
    ? (question) => {
        questions.push(question);
        return !question.includes(REFUSED_TEXT);
      }
    : undefined;
  const session = await openSession(cell.make, await targetOf(cell, tenant), person);
  onTestFinished(() => session.close());
  return { tenant, session, questions };
}

async function targetOf({ transport }: Cell, tenant: DemoTenant): Promise<Target> {
  const settings = { AUTOTASK_CONFIRM_WITHOUT_ELICITATION: 'two-step' };
  if (transport === 'HTTP') {
    const server = await startHttpServer({ tenant, environment: settings });
    onTestFinished(() => server.close());
    return { url: server.url };
  }
  const { username, secret } = tenant.users.full;
  return {
    environment: cleanEnvironment({
      AUTOTASK_USERNAME: username,
      AUTOTASK_SECRET: secret,
      AUTOTASK_INTEGRATION_CODE: tenant.integrationCode,
      AUTOTASK_API_URL: tenant.apiUrl,
      AUTOTASK_TIME_ZONE: 'America/New_York',
      AUTOTASK_RESOURCE_ID: '501',
      ...settings,
    }),
  };
}

function textOf({ content }: ToolAnswer): string {
  return content.map(({ text = '' }) => text).join('\n');
}

/** With the words of a failure, should it be one. */
function expectSuccess(answer: ToolAnswer): void {
  expect([answer.isError, textOf(answer)]).toEqual([false, expect.any(String)]);
}

/** A risky write, agreed to by the person: in a form, or where there is none by making the call again with the token of the preview. */
async function agreed(session: Session, tool: string, args: Record<string, unknown>): Promise<ToolAnswer> {
  const first = await session.callTool(tool, args);
  const token = /approval: "([^"]+)"/.exec(textOf(first))?.[1];
  return token === undefined ? first : session.callTool(tool, { ...args, approval: token });
}

async function reads({ session }: Stage): Promise<void> {
  expect(await session.listTools()).toEqual(expect.arrayContaining(['autotask_query', 'autotask_update', 'autotask_undo']));
  const list = await session.callTool('autotask_query', {
    entity: 'Tickets',
    filter: { company: 'Harbor Dental Group', open: true },
    limit: 3,
  });
  expect(list.structuredContent).toMatchObject({ entity: 'Tickets', shown: 3 });
  expect(await session.readResource('autotask://entities/Tickets/picklists/status')).toContainEqual(
    expect.objectContaining({ label: 'Waiting Customer' }),
  );
  const ref = { type: 'ref/resource', uri: 'autotask://entities/{entity}/picklists/{field}' } as const;
  const fields = { ref, argument: { name: 'field', value: 'prio' }, context: { arguments: { entity: 'Tickets' } } };
  expect(await session.complete(fields)).toEqual(['priority']);
  const queues = { ref: { type: 'ref/prompt', name: 'triage_queue' } as const, argument: { name: 'queue', value: 'monit' } };
  expect(await session.complete(queues)).toEqual(['Monitoring']);
  expect(await session.getPrompt('client_brief', { company: 'Harbor Dental Group' })).toContain('autotask_query');
}

async function tellsProgress({ session }: Stage): Promise<void> {
  const told: { readonly progress: number; readonly total?: number | undefined }[] = [];
  const question = { entity: 'Tickets', filter: { open: true }, order: 'company', limit: 1 };
  await session.callTool('autotask_query', question, { onProgress: (progress) => told.push(progress) });

  // The first page comes before anything is counted.
  expect(told.map(({ progress, total }) => [progress, total])).toEqual([
    [500, undefined],
    [1_000, 1_240],
    [1_240, 1_240],
  ]);
}

async function refuses({ session }: Stage): Promise<void> {
  const unknown = await session.callTool('autotask_query', { entity: 'Tikets' });
  expect(unknown).toMatchObject({ isError: true });
  expect(textOf(unknown)).toContain('Did you mean "Tickets"');
  const label = await session.callTool('autotask_update', { entity: 'Tickets', ids: [TICKET], fields: { status: 'Sleeping' } });
  expect(label).toMatchObject({ isError: true });
  expect(textOf(label)).toContain('Nothing was changed.');
  await expect(session.callTool('autotask_delete', { entity: 'Tickets', ids: [1] })).rejects.toThrow('autotask_delete');
  await expect(session.readResource('autotask://Tickets/1')).rejects.toThrow('does not exist');
}

async function cancels({ session, tenant }: Stage, cell: Cell): Promise<void> {
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  tenant.faults.add({ fault: { kind: 'hold', until: held }, entity: 'Invoices', route: 'query' });
  const isHeld = () => tenant.requests.all().find(({ entity, kind }) => entity === 'Invoices' && kind === 'query');
  const abort = new AbortController();
  const call = session.callTool('autotask_query', { entity: 'Invoices' }, { signal: abort.signal });
  const outcome = call.then(
    () => 'answered',
    () => 'given up',
  );
  const request = await vi.waitUntil(isHeld, { interval: 5, timeout: 20_000 });
  abort.abort();
  expect(await outcome).toBe('given up');
  if (canCancel(cell)) await vi.waitUntil(() => request.wasCut, { interval: 5, timeout: 20_000 });
  release();
}

async function writes({ session, questions }: Stage, cell: Cell): Promise<void> {
  const internal = { id: TICKET, text: 'Checked the logs.', visibility: 'internal', status: 'In Progress' };
  expectSuccess(await session.callTool('autotask_add_note', internal));

  const refused = await session.callTool('autotask_add_note', { id: TICKET, text: REFUSED_TEXT, visibility: 'customer' });
  expect(refused).toMatchObject({ isError: true });
  const told = await agreed(session, 'autotask_add_note', { id: TICKET, text: AGREED_TEXT, visibility: 'customer' });
  expectSuccess(told);

  const changed = await agreed(session, 'autotask_update', { entity: 'Tickets', ids: [TICKET], fields: { priority: 'Low' } });
  expectSuccess(changed);
  const undone = await agreed(session, 'autotask_undo', {});
  expectSuccess(undone);

  expect(questions.filter((question) => question.includes(AGREED_TEXT))).toHaveLength(canAsk(cell) ? 1 : 0);
}

/** The tenant's changes without what differs from run to run: ids and times. */
function changesOf({ changes }: DemoTenant): unknown[] {
  return changes.all().map((change) => {
    const cells = changedFields(change).filter((field) => !/^id$|date|time|ID$/i.test(field));
    return [change.kind, change.entity, Object.fromEntries(cells.map((field) => [field, change.after?.[field]]))];
  });
}

describe('every make of client, over every transport, with and without forms', () => {
  test.each(CELLS)(
    '$make over $transport, forms: $hasForms, does the same and leaves the same tenant behind',
    async (cell) => {
      const stage = await open(cell);

      await reads(stage);
      await tellsProgress(stage);
      await refuses(stage);
      await cancels(stage, cell);
      await writes(stage, cell);

      expect(changesOf(stage.tenant)).toMatchInlineSnapshot(`
      [
        [
          "create",
          "TicketNotes",
          {
            "description": "Checked the logs.",
            "noteType": 3,
            "publish": 2,
            "title": "Checked the logs.",
          },
        ],
        [
          "update",
          "Tickets",
          {
            "status": 8,
          },
        ],
        [
          "create",
          "TicketNotes",
          {
            "description": "Your firewall is up again.",
            "noteType": 3,
            "publish": 1,
            "title": "Your firewall is up again.",
          },
        ],
        [
          "update",
          "Tickets",
          {
            "priority": 3,
          },
        ],
        [
          "update",
          "Tickets",
          {
            "priority": 1,
          },
        ],
      ]
    `);
    },
    120_000,
  );
});
