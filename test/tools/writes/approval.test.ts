import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTenant, type DemoTenant } from '../../../src/demo/tenant.js';
import { textOf, type Host } from '../../support/host.js';
import { agreeing, aPerson, declining, expectDone, hostOn, ticket, writtenSince } from './support.js';

const NUMBER = 'T20260309.0012';

describe('the approval of writes', () => {
  let tenant: DemoTenant;

  beforeAll(async () => {
    tenant = await startTenant();
  });
  afterAll(() => tenant.close());

  const visible = (text: string) => ({ id: NUMBER, text, visibility: 'customer' });
  const say = (host: Host, text: string, more: Record<string, unknown> = {}) =>
    host.call('autotask_add_note', { ...visible(text), ...more });

  test.each(['modern', 'legacy'] as const)('is asked for in the %s protocol era, and the write follows the yes', async (era) => {
    const person = agreeing();
    const host = await hostOn(tenant, { asked: person, era });
    const mark = tenant.changes.mark();

    const result = await say(host, `Hello from ${era}`);

    expectDone(result);
    expect(person.questions).toHaveLength(1);
    expect(writtenSince(tenant, mark)).toHaveLength(1);
    await host.close();
  });

  test.each([
    ['declines', { action: 'decline' }],
    ['closes the form', { action: 'cancel' }],
    ['leaves the box empty', { action: 'accept', content: { approve: false } }],
    ['sends an empty form', { action: 'accept', content: {} }],
  ] as const)('counts as no when the person %s', async (_, answer) => {
    const host = await hostOn(tenant, { asked: aPerson(answer) });
    const mark = tenant.changes.mark();

    const result = await say(host, 'Never sent');

    expect(result.isError).toBe(true);
    expect(textOf(result)).toContain('Nothing was changed.');
    expect(writtenSince(tenant, mark)).toEqual([]);
    await host.close();
  });

  test('is refused with the whole preview and the way forward where the client cannot ask', async () => {
    const host = await hostOn(tenant);
    const mark = tenant.changes.mark();

    const result = await say(host, 'Your part arrives on Thursday.');

    expect(result.isError).toBe(true);
    expect(textOf(result)).toContain('Your part arrives on Thursday.');
    expect(textOf(result)).toContain('AUTOTASK_CONFIRM_WITHOUT_ELICITATION');
    expect(writtenSince(tenant, mark)).toEqual([]);
    await host.close();
  });

  test('does not take an answer that nobody was asked for', async () => {
    const host = await hostOn(tenant, { asked: declining() });
    const mark = tenant.changes.mark();

    const result = await host.client.callTool({
      name: 'autotask_add_note',
      arguments: visible('Unasked'),
      inputResponses: { approve: { action: 'accept', content: { approve: true } } },
    } as Parameters<typeof host.client.callTool>[0]);

    expect(result.isError).toBe(true);
    expect(writtenSince(tenant, mark)).toEqual([]);
    await host.close();
  });

  test('is refused when the record was changed while the person thought', async () => {
    const { id } = ticket(tenant, NUMBER);
    const other = ticket(tenant, 'T20260309.0021');
    const asked = aPerson({ action: 'accept', content: { approve: true } });
    const host = await hostOn(tenant, {
      asked: {
        ...asked,
        answer: (question) => {
          const row = tenant.store.row('Tickets', id);
          if (row !== undefined)
            tenant.store.table('Tickets').put({ ...row, priority: 2, lastActivityDate: '2026-03-10T02:29:59Z' });
          return asked.answer(question);
        },
      },
    });
    const mark = tenant.changes.mark();

    const result = await host.call('autotask_update', {
      entity: 'Tickets',
      ids: [id, other.id],
      fields: { priority: 'Low' },
    });

    expect(asked.questions).toHaveLength(1);
    expect(result.isError).toBe(true);
    expect(textOf(result)).toContain('changed since the preview');
    expect(writtenSince(tenant, mark)).toEqual([]);
    await host.close();
  });

  describe('in two steps', () => {
    const writes = { withoutElicitation: 'two-step' } as const;
    const tokenIn = (text: string): string => /approval: "([^"]+)"/.exec(text)?.[1] ?? '';

    test('applies exactly the change that was shown, once', async () => {
      const host = await hostOn(tenant, { writes });
      const mark = tenant.changes.mark();

      const first = await say(host, 'Two steps');
      expect(first.isError).toBe(true);
      expect(writtenSince(tenant, mark)).toEqual([]);
      const approval = tokenIn(textOf(first));

      const changed = await say(host, 'Something else', { approval });
      expect(changed.isError).toBe(true);
      expect(textOf(changed)).toContain('not the change that was approved');

      const second = await say(host, 'Two steps', { approval });
      expectDone(second);
      expect(writtenSince(tenant, mark)).toHaveLength(1);

      const again = await say(host, 'Two steps', { approval, allow_duplicate: true });
      expect(again.isError === true || textOf(again).includes('Not created again')).toBe(true);
      expect(writtenSince(tenant, mark)).toHaveLength(1);
      await host.close();
    });

    test('takes a token for nothing but the tool that gave it: another one asks for itself', async () => {
      const host = await hostOn(tenant, { writes });
      const mark = tenant.changes.mark();
      const approval = tokenIn(textOf(await say(host, 'For the note')));

      const ids = [NUMBER, 'T20260309.0018'];
      const other = await host.call('autotask_update', { entity: 'Tickets', ids, fields: { title: 'Another title' }, approval });

      expect(other.isError).toBe(true);
      expect(textOf(other)).toContain('2 records are written');
      expect(tokenIn(textOf(other))).not.toBe('');
      expect(writtenSince(tenant, mark)).toEqual([]);
      expectDone(await say(host, 'For the note', { approval }));
      await host.close();
    });

    test('refuses a token that was made up or altered', async () => {
      const host = await hostOn(tenant, { writes });
      const mark = tenant.changes.mark();
      const token = tokenIn(textOf(await say(host, 'Altered')));

      for (const approval of ['yes', `${token}x`, token.replace(/^v1\.(.)/, 'v1.x')]) {
        const result = await say(host, 'Altered', { approval });
        expect(result.isError).toBe(true);
        expect(textOf(result)).toContain('not valid');
      }
      expect(writtenSince(tenant, mark)).toEqual([]);
      await host.close();
    });

    test('gives no token unless the operator allows it', async () => {
      const open = await hostOn(tenant, { writes });
      const token = tokenIn(textOf(await say(open, 'Elsewhere')));
      const host = await hostOn(tenant);
      const mark = tenant.changes.mark();

      const result = await say(host, 'Elsewhere', { approval: token });

      expect(result.isError).toBe(true);
      expect(textOf(result)).not.toContain('approval: "');
      expect(writtenSince(tenant, mark)).toEqual([]);
      await host.close();
      await open.close();
    });
  });

  test('is asked for before every write in mode always, and for none of them in mode never', async () => {
    const careful = agreeing();
    const always = await hostOn(tenant, { asked: careful, writes: { confirm: 'always' } });
    await always.call('autotask_add_note', { id: NUMBER, text: 'internal, asked' });
    expect(careful.questions).toHaveLength(1);
    await always.close();

    const never = await hostOn(tenant, { writes: { confirm: 'never' } });
    const mark = tenant.changes.mark();
    expectDone(await say(never, 'not asked'));
    expect(writtenSince(tenant, mark)).toHaveLength(1);
    await never.close();
  });

  test('names open important checklist items and booked visits before a ticket is closed', async () => {
    const person = declining();
    const host = await hostOn(tenant, { asked: person });
    const item = tenant.store
      .rows('TicketChecklistItems')
      .find(
        ({ isImportant, isCompleted, ticketID }) =>
          isImportant === true &&
          isCompleted !== true &&
          typeof ticketID === 'number' &&
          tenant.store.row('Tickets', ticketID)?.['status'] !== 5,
      );
    const mark = tenant.changes.mark();

    await host.call('autotask_update', { entity: 'Tickets', ids: [Number(item?.['ticketID'])], fields: { status: 'Complete' } });

    expect(person.questions.join()).toContain('important checklist item');
    const booked = tenant.store.rows('ServiceCallTickets').find(({ serviceCallID, ticketID }) => {
      const call = tenant.store.row('ServiceCalls', Number(serviceCallID));
      const isAhead = String(call?.['endDateTime']) > '2026-03-10T02:30:00Z' && (call?.['canceledDateTime'] ?? null) === null;
      return isAhead && tenant.store.row('Tickets', Number(ticketID))?.['status'] !== 5;
    });

    await host.call('autotask_update', {
      entity: 'Tickets',
      ids: [Number(booked?.['ticketID'])],
      fields: { status: 'Complete' },
    });

    expect(person.questions.at(-1)).toContain('still booked for it');
    expect(writtenSince(tenant, mark)).toEqual([]);
    await host.close();
  });

  test('is needed to delete, which only mode full offers', async () => {
    const limited = await hostOn(tenant);
    const { tools } = await limited.client.listTools();
    expect(tools.map(({ name }) => name)).not.toContain('autotask_delete');
    await limited.close();

    const person = agreeing();
    const host = await hostOn(tenant, { asked: person, access: 'full' });
    const attached = await host.call('autotask_add_attachment', { id: NUMBER, file_name: 'log.txt', text: 'hello' });
    const id = tenant.changes.all().at(-1)?.id;
    expectDone(attached);

    const result = await host.call('autotask_delete', { entity: 'TicketAttachments', ids: [Number(id)] });

    expectDone(result);
    expect(person.questions.join()).toContain('cannot be brought back');
    expect(tenant.store.row('TicketAttachments', Number(id))).toBeUndefined();
    await host.close();
  });

  test('to delete says what goes with the record', async () => {
    const person = declining();
    const host = await hostOn(tenant, { asked: person, access: 'full' });
    const [entry] = tenant.store.rows('TimeEntries').filter((row) => row['resourceID'] === 501 && row['ticketID'] !== undefined);
    await host.call('autotask_delete', { entity: 'TimeEntries', ids: [entry?.id ?? 0] });

    expect(person.questions.join()).toContain(`hoursWorked ${String(entry?.['hoursWorked'])}`);
    expect(person.questions.join()).toContain('resource Maya Okafor');
    expect(person.questions.join()).toMatch(/ticket T\d{8}\.\d{4}/);
    await host.close();
  });

  test("is needed to change a staff member's record", async () => {
    const person = declining();
    const host = await hostOn(tenant, { asked: person });
    const mark = tenant.changes.mark();
    await host.call('autotask_update', { entity: 'Resources', ids: [501], fields: { email: 'x@y.example' } });

    expect(person.questions.join()).toContain("staff member's own record");
    expect(writtenSince(tenant, mark)).toEqual([]);
    await host.close();
  });
});
