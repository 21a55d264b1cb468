import assert from 'node:assert/strict';
import { encode } from 'gpt-tokenizer/encoding/o200k_base';
import { FACTS } from '../../src/demo/data/facts.js';
import type { DemoTenant } from '../../src/demo/tenant.js';
import type { SeedRow } from '../../src/demo/types.js';
import { startHost } from '../support/host.js';
import { Answer } from './support/answer.js';
import { isOpen, Truth } from './support/truth.js';

/** A request that comes up every hour: one tool call, measured in a session that has just begun and in one that goes on. */
export interface Everyday {
  readonly id: string;
  readonly says: string;
  readonly tool: string;
  readonly args: Record<string, unknown>;
  readonly most: { readonly cold: number; readonly warm: number; readonly tokens: number };
  readonly judge: (answer: Answer, truth: Truth) => void;
}

export interface EverydayCost {
  /** Requests of the very first call, metadata included. */
  readonly cold: number;
  /** Requests in a session that has asked who it works for and knows the fields. */
  readonly warm: number;
  readonly tokens: number;
}

const newestOpen: Everyday = {
  id: 'a',
  says: "Contoso's 25 newest open tickets",
  tool: 'autotask_query',
  args: { entity: 'Tickets', filter: { company: 'Contoso', open: true } },
  most: { cold: 4, warm: 2, tokens: 1_500 },
  judge: (answer, truth) => {
    const newest = truth
      .rows('Tickets')
      .filter((row) => row['companyID'] === FACTS.companies.contoso && isOpen(row))
      .toSorted((one, other) => String(other['createDate']).localeCompare(String(one['createDate'])) || other.id - one.id);
    assert.equal(answer.total, newest.length);
    assert.deepEqual(
      answer.rows.map(({ ticketNumber, company, status, priority, assignedResource }) => [
        ticketNumber,
        company,
        status,
        priority,
        assignedResource,
      ]),
      newest
        .slice(0, 25)
        .map((row) => [
          row['ticketNumber'],
          truth.company(row['companyID']),
          truth.labelOf('Tickets.status', row['status']),
          truth.labelOf('Tickets.priority', row['priority']),
          row['assignedResourceID'] === undefined ? null : truth.person(row['assignedResourceID']),
        ]),
    );
  },
};

const oneTicket: Everyday = {
  id: 'b',
  says: `${FACTS.tickets.nonBillable} with its notes and time entries`,
  tool: 'autotask_ticket_timeline',
  args: { ticket: FACTS.tickets.nonBillable },
  // Cold, the people's names and the metadata come on top.
  most: { cold: 6, warm: 4, tokens: 1_200 },
  judge: (answer, truth) => {
    const ticket = truth.ticket(FACTS.tickets.nonBillable);
    const of = (entity: string): readonly SeedRow[] => truth.rows(entity).filter((row) => row['ticketID'] === ticket.id);
    const time = of('TimeEntries');
    const rows = answer.rows.filter(({ what }) => what === 'time');
    assert.deepEqual(
      rows.map(({ text, hours, who }) => JSON.stringify([text, hours, who])).toSorted(),
      time.map((row) => JSON.stringify([row['summaryNotes'], row['hoursWorked'], truth.person(row['resourceID'])])).toSorted(),
    );
    assert.equal(answer.rows.filter(({ what }) => String(what).endsWith('note')).length, of('TicketNotes').length);
  },
};

export const EVERYDAY: readonly Everyday[] = [newestOpen, oneTicket];

/** Asks on a running tenant, cold and warm, and judges both answers. */
export async function playEveryday(question: Everyday, tenant: DemoTenant): Promise<EverydayCost> {
  const cold = await ask(question, tenant, []);
  const warm = await ask(question, tenant, ['Tickets', 'TicketNotes', 'TimeEntries']);
  return { cold: cold.requests, warm: warm.requests, tokens: cold.tokens };
}

async function ask(
  { tool, args, judge }: Everyday,
  tenant: DemoTenant,
  known: readonly string[],
): Promise<{ requests: number; tokens: number }> {
  const host = await startHost({ tenant });
  try {
    if (known.length > 0) await host.call('autotask_whoami');
    for (const entity of known) await host.call('autotask_list_fields', { entity });
    host.requests();
    const answer = new Answer(await host.call(tool, args));
    assert.equal(answer.isError, false, answer.text);
    judge(answer, new Truth(tenant, tenant.users.full, 'standard'));
    return { requests: host.requests().length, tokens: encode(answer.text).length };
  } finally {
    await host.close();
  }
}
