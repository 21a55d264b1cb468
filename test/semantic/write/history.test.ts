import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AuditFile } from '../../../src/audit/audit-file.js';
import { AutotaskClient } from '../../../src/autotask/client.js';
import type { Change } from '../../../src/demo/change-log.js';
import { startTenant, type DemoTenant } from '../../../src/demo/tenant.js';
import { createSemantic } from '../../../src/semantic/semantic.js';
import { SemanticError } from '../../../src/semantic/errors.js';
import type { Approver } from '../../../src/semantic/write/approver.js';
import { NotApprovedError } from '../../../src/semantic/write/errors.js';
import type { WriteEvent, WriteIntent } from '../../../src/semantic/write/log.js';
import { planCreate } from '../../../src/semantic/write/plans/create.js';
import { planNote } from '../../../src/semantic/write/plans/note.js';
import { planTime } from '../../../src/semantic/write/plans/time.js';
import { planUndo } from '../../../src/semantic/write/plans/undo.js';
import { planUpdate } from '../../../src/semantic/write/plans/update.js';
import { sameValue } from '../../../src/semantic/write/read-back.js';
import { Writer, type MakePlan } from '../../../src/semantic/write/writer.js';
import { AutotaskError } from '../../../src/autotask/errors.js';

/** Sequences to try; more of them with PROPERTY_RUNS in the environment. */
const RUNS = Number(process.env['PROPERTY_RUNS'] ?? 25);

const TICKETS = ['T20260309.0012', 'T20260309.0015', 'T20260309.0018', 'T20260309.0021', 'T20260309.0023', 'T20260309.0025'];

interface Command {
  readonly name: string;
  readonly plan: MakePlan;
  /** What the person says, if asked. */
  readonly agrees: boolean;
  readonly allowDuplicate: boolean;
  readonly fault: 'none' | 'refused' | 'lost request' | 'lost answer' | 'cut answer';
}

const ticket = fc.constantFrom(...TICKETS);
const words = fc.constantFrom('first', 'second', 'third');

interface Named {
  readonly name: string;
  readonly plan: MakePlan;
}

const plans: fc.Arbitrary<Named> = fc.oneof(
  fc.tuple(fc.uniqueArray(ticket, { minLength: 1, maxLength: 3 }), fieldsToChange()).map(([ids, fields]): Named => ({
    name: `update ${ids.join(' ')} ${JSON.stringify(fields)}`,
    plan: (context) => planUpdate({ entity: 'Tickets', ids, fields }, 'update', context),
  })),
  fc
    .tuple(
      ticket,
      words,
      fc.constantFrom('internal' as const, 'customer' as const),
      fc.constantFrom(undefined, 'In Progress'),
      fc.boolean(),
    )
    .map(([id, text, visibility, status, usesKnownValues]): Named => ({
      name: `${visibility} note on ${id}: ${text}, status ${status ?? 'kept'}`,
      plan: (context) => planNote({ entity: 'Tickets', id, text, visibility, status }, 'note', context, { usesKnownValues }),
    })),
  fc.tuple(ticket, fc.constantFrom('today 9:00', 'today 10:30'), words).map(([id, start, summary]): Named => ({
    name: `time on ${id} at ${start}`,
    plan: (context) => planTime({ ticket: id, start, hours: 0.5, summary }, 'time', context),
  })),
  fc.tuple(words, fc.constantFrom(1301, 1201)).map(([title, company]): Named => ({
    name: `create ${title} for ${String(company)}`,
    plan: (context) =>
      planCreate(
        { entity: 'Tickets', fields: { title: `Ticket ${title} made up`, company, queue: 'Level 1 Support', priority: 'Low' } },
        'create',
        context,
      ),
  })),
  fc.constant<Named>({ name: 'undo', plan: (context, journal, person) => planUndo({ person }, journal, context) }),
);

function fieldsToChange(): fc.Arbitrary<Record<string, unknown>> {
  return fc.record(
    {
      status: fc.constantFrom('New', 'In Progress', 'Waiting Vendor', 'Complete', 'Escalated', 'Nonsense'),
      title: words,
      assignedResource: fc.constantFrom('Ines Duarte', 'Marco Bellini', 'Marco Bell', null),
      'Site Code': words,
    },
    { requiredKeys: [] },
  );
}

const command: fc.Arbitrary<Command> = fc
  .tuple(
    plans,
    fc.boolean(),
    fc.boolean(),
    fc.oneof(
      { arbitrary: fc.constant('none' as const), weight: 5 },
      {
        arbitrary: fc.constantFrom('refused' as const, 'lost request' as const, 'lost answer' as const, 'cut answer' as const),
        weight: 2,
      },
    ),
  )
  .map(([{ name, plan }, agrees, allowDuplicate, fault]) => ({ name, plan, agrees, allowDuplicate, fault }));

describe('the history of writes', () => {
  let tenant: DemoTenant;
  let client: AutotaskClient;
  let folder: string;

  beforeAll(async () => {
    tenant = await startTenant();
    folder = await mkdtemp(join(tmpdir(), 'history-'));
    const { username, secret } = tenant.users.full;
    client = new AutotaskClient(
      { username, secret, integrationCode: tenant.integrationCode, apiUrl: tenant.apiUrl },
      { retry: { baseMs: 1 } },
    );
  });
  afterAll(async () => {
    await client.close();
    await tenant.close();
    await rm(folder, { recursive: true });
  });

  test(
    'is explained by the audit file alone, and holds nothing that needed a yes and got none, whatever happens',
    { timeout: 600_000 },
    async () => {
      let run = 0;
      await fc.assert(
        fc.asyncProperty(fc.array(command, { minLength: 1, maxLength: 8 }), async (commands) => {
          const path = join(folder, `audit-${String((run += 1))}.jsonl`);
          const mark = tenant.changes.mark();
          await carryOut(commands, path);
          tenant.faults.clear();
          const events = await eventsIn(path);
          expect(unexplained(tenant.changes.since(mark), events)).toEqual([]);
          expect(unapproved(events)).toEqual([]);
        }),
        { numRuns: RUNS, seed: 2026 },
      );
    },
  );

  async function carryOut(commands: readonly Command[], path: string): Promise<void> {
    const { tenant: names } = createSemantic(client, {
      timeZone: 'America/New_York',
      me: { resourceId: 501 },
      now: () => tenant.now(),
    });
    const writer = new Writer(client, names, { log: new AuditFile(path), now: () => tenant.now() });
    for (const { plan, agrees, allowDuplicate, fault } of commands) {
      tenant.faults.clear();
      plant(fault);
      const origin = { person: 'resource 501', host: 'test', tool: 'test' };
      const call = { origin, approver: answering(agrees, tenant.now()), allowDuplicate };
      await writer.run(call, plan).catch((error: unknown) => {
        if (!(error instanceof SemanticError || error instanceof AutotaskError)) throw error;
      });
    }
  }

  function plant(fault: Command['fault']): void {
    const isWrite = ({ method, path }: { method: string; path: string }): boolean =>
      method === 'PATCH' || method === 'DELETE' || (method === 'POST' && !/query/i.test(path));
    const faults = {
      none: undefined,
      refused: { kind: 'error', text: 'Refused for a test.' },
      'lost request': { kind: 'lose-request' },
      'lost answer': { kind: 'lose-response' },
      'cut answer': { kind: 'truncated-json' },
    } as const;
    const planted = faults[fault];
    if (planted !== undefined) tenant.faults.add({ fault: planted, when: isWrite });
  }
});

function answering(agrees: boolean, plannedAt: Date): Approver {
  return {
    plannedAt,
    approve: async () => {
      if (agrees) return 'asked';
      throw new NotApprovedError('No.', 'declined');
    },
  };
}

async function eventsIn(path: string): Promise<readonly WriteEvent[]> {
  const log = new AuditFile(path);
  const [events, text] = await Promise.all([log.events(), readFile(path, 'utf8').catch(() => '')]);
  expect(events).toHaveLength(text.split('\n').filter((line) => line !== '').length);
  return events;
}

/** Changes by callers that no intent accounts for, and writes said to be done that changed nothing. */
function unexplained(changes: readonly Change[], events: readonly WriteEvent[]): string[] {
  const intents = events.filter((event) => event.event === 'intent');
  const results = new Map(events.filter((event) => event.event === 'result').map((event) => [event.write, event]));
  // What Autotask refused must not have changed anything, so it explains nothing.
  const open = new Set(intents.filter(({ write }) => results.get(write)?.outcome !== 'refused'));
  const wrong: string[] = [];
  let latest: WriteIntent | undefined;
  for (const change of changes.filter(({ by }) => by.kind === 'user')) {
    const isMeant = (intent: WriteIntent): boolean => explains(intent, results.get(intent.write)?.id ?? null, change);
    // A PATCH whose answer was lost is sent again, and then changes a record for the same reason twice.
    const intent =
      [...open].find(isMeant) ?? (change.kind === 'update' && latest !== undefined && isMeant(latest) ? latest : undefined);
    if (intent === undefined) wrong.push(`${change.kind} ${change.entity} ${String(change.id)}`);
    else open.delete(intent);
    latest = intent;
  }
  for (const intent of open) {
    const outcome = results.get(intent.write)?.outcome;
    if (outcome === 'done') wrong.push(`said to be done: ${intent.write} ${intent.record}`);
    if (outcome === undefined) wrong.push(`without result: ${intent.write}`);
  }
  return wrong;
}

function explains({ action, entity, id, after }: WriteIntent, resultId: number | null, change: Change): boolean {
  if (action !== change.kind || entity !== change.entity) return false;
  if (action === 'create' ? resultId !== null && resultId !== change.id : id !== change.id) return false;
  if (action === 'delete') return true;
  return Object.entries(after ?? {}).every(
    ([name, value]) => name === 'userDefinedFields' || sameValue(value, change.after?.[name]),
  );
}

/** Writes that a person has to agree to, and that were sent without. */
function unapproved(events: readonly WriteEvent[]): string[] {
  const intents = events.filter((event) => event.event === 'intent');
  const perCall = new Map<string, number>();
  for (const { write, action } of intents) {
    const call = write.split('.')[0] ?? write;
    if (action === 'update') perCall.set(call, (perCall.get(call) ?? 0) + 1);
  }
  return intents
    .filter(({ write, after, approval }) => {
      const isRisky = after?.['publish'] === 1 || (perCall.get(write.split('.')[0] ?? write) ?? 0) > 1;
      return isRisky && approval !== 'asked';
    })
    .map(({ write, record }) => `${write} ${record}`);
}
