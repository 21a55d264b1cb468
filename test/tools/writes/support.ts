import type { CallToolResult, ElicitResult } from '@modelcontextprotocol/client';
import { z } from 'zod';
import { changedFields, type Change } from '../../../src/demo/change-log.js';
import type { DemoTenant } from '../../../src/demo/tenant.js';
import type { SeedRow } from '../../../src/demo/types.js';
import { startHost, textOf, type Host, type HostOptions } from '../../support/host.js';

/** A person at the host, with what they were asked. */
export interface Person {
  readonly questions: string[];
  readonly answer: (question: string) => ElicitResult;
}

export function aPerson(answer: ElicitResult): Person {
  const questions: string[] = [];
  return {
    questions,
    answer: (question) => {
      questions.push(question);
      return answer;
    },
  };
}

export const agreeing = (): Person => aPerson({ action: 'accept', content: { approve: true } });
export const declining = (): Person => aPerson({ action: 'decline' });

/** A host on a running tenant, with a person who can be asked or without. */
export function hostOn(tenant: DemoTenant, options: HostOptions & { asked?: Person } = {}): Promise<Host> {
  const { asked, ...rest } = options;
  return startHost({ tenant, ...rest, ...(asked === undefined ? {} : { person: asked.answer }) });
}

// What Autotask stamps by itself on every write.
const STAMPS =
  /^(id|ticketNumber|creat(e|or).*|lastActivity.*|lastModified.*|lastTracked.*|impersonator.*|completedDate|completedByResourceID|resolvedDateTime|attach(Date|edBy.*)|fileSize|contentType)$/;

export interface Difference {
  readonly what: string;
  readonly cells: Readonly<Record<string, unknown>>;
}

/** What callers (not workflow rules) have written since the mark: `update Tickets 7` with the new value of each changed cell. */
export function writtenSince(tenant: DemoTenant, mark: number): Difference[] {
  return tenant.changes
    .since(mark)
    .filter(({ by }) => by.kind === 'user')
    .map((change) => ({
      what: `${change.kind} ${change.entity}${change.kind === 'create' ? '' : ` ${String(change.id)}`}`,
      cells: cellsOf(change),
    }));
}

function cellsOf(change: Change): Record<string, unknown> {
  const { kind, after } = change;
  if (kind === 'delete') return {};
  const cells = changedFields(change).filter((name) => !STAMPS.test(name) && !(kind === 'create' && after?.[name] === null));
  return Object.fromEntries(cells.map((name) => [name, after?.[name] ?? null]));
}

/** The ticket of that number as the tenant stores it. */
export function ticket(tenant: DemoTenant, number: string): SeedRow {
  return theOnly(tenant.store.table('Tickets').equalTo('ticketNumber', [number.toLowerCase()]) ?? [], number);
}

export function theOnly<T>(rows: readonly T[], what: string): T {
  const [only] = rows;
  if (only === undefined || rows.length !== 1) throw new Error(`${String(rows.length)} of ${what}`);
  return only;
}

/** Lines of the answer's `done`. */
export function doneOf(result: CallToolResult): string[] {
  const done: unknown = structured(result)['done'];
  return Array.isArray(done) ? done.map(String) : [];
}

export function writeOf(result: CallToolResult): string {
  const write: unknown = structured(result)['write'];
  if (typeof write !== 'string') throw new Error(`No write in: ${textOf(result)}`);
  return write;
}

function structured({ structuredContent }: CallToolResult): Record<string, unknown> {
  return z.record(z.string(), z.unknown()).parse(structuredContent);
}

/** Fails with the answer's own words where a call was refused. */
export function expectDone(result: CallToolResult): void {
  if (result.isError === true) throw new Error(textOf(result));
}

/** Requests that a call made, without metadata and the look at the hour's usage. */
export function requestsOf(host: Host): string[] {
  return host.requests().filter((request) => !/entityInformation|ThresholdInformation|^GET Version/.test(request));
}
