import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { startHost, textOf, type HostOptions } from '../support/host.js';

async function hostWith(options: HostOptions) {
  const host = await startHost(options);
  onTestFinished(() => host.close());
  return host;
}

function held(): { readonly until: Promise<void>; readonly release: () => void } {
  let release = (): void => undefined;
  const until = new Promise<void>((resolve) => (release = resolve));
  return { until, release };
}

describe('a call that takes too long', () => {
  test('is answered at its deadline, with the way to ask for less, and its request is cut', async () => {
    const host = await hostWith({ deadlineMs: 2_000 });
    // Starting the tenant is not what is to take too long.
    await host.call('autotask_query', { entity: 'Departments' });
    const mark = host.tenant.requests.mark();
    const { until, release } = held();
    host.tenant.faults.add({ fault: { kind: 'hold', until }, entity: 'Departments', route: 'query' });
    const result = await host.call('autotask_query', { entity: 'Departments' });
    const request = host.tenant.requests.since(mark).find(({ entity }) => entity === 'Departments');
    await vi.waitUntil(() => request?.wasCut === true, { interval: 5 });
    release();

    expect(result.isError).toBe(true);
    expect(textOf(result)).toBe(
      'Autotask is slow just now, and the time for this call was over before there was an answer. Ask for less (fewer rows, a narrower filter or window), or again later.',
    );
  });

  test('says of a write that its outcome is not known', async () => {
    const host = await hostWith({ deadlineMs: 2_000 });
    await host.call('autotask_get', { entity: 'Tickets', ids: ['T20260309.0012'] });
    const { until, release } = held();
    host.tenant.faults.add({ fault: { kind: 'hold', until }, entity: 'TicketNotes', method: 'POST', route: 'child-collection' });
    const result = await host.call('autotask_add_note', { id: 'T20260309.0012', text: 'Checked.', visibility: 'internal' });
    release();

    expect(result.isError).toBe(true);
    expect(textOf(result)).toBe(
      'The call took longer than 2 s and was stopped. It is not known whether anything was changed: read the record before trying again.',
    );
  });
});

test('an unknown label costs a look at the metadata once, not for every typing error', async () => {
  const host = await hostWith({});
  const unknown = await host.call('autotask_query', { entity: 'Tickets', filter: { status: 'Parked' } });
  host.requests();
  await host.call('autotask_query', { entity: 'Tickets', filter: { status: 'Parked' } });

  expect(textOf(unknown)).toContain('No status is called "Parked"');
  expect(host.requests()).toEqual([]);
});
