import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { personNamed } from '../../config.js';
import type { MakePlan } from '../../semantic/write/writer.js';
import type { WritePlan } from '../../semantic/write/plan.js';
import type { WriteReport } from '../../semantic/write/report.js';
import { VERSION } from '../../version.js';
import type { Context } from '../context.js';
import { RefusedError } from '../errors.js';
import { writeOne } from '../output/rows.js';
import { printable } from '../output/text.js';
import type { WriteOptions } from '../program/shared-options.js';
import { requestsText } from '../reading/remarks.js';
import type { Session } from '../session.js';
import { CommandLineApprover, DryRun } from './approver.js';
import { requireHourlyCap } from './hourly-cap.js';

/** Name of a tool of the server that does the same: the audit file and undo know both by one name. */
export type WriteTool =
  | 'autotask_create'
  | 'autotask_update'
  | 'autotask_delete'
  | 'autotask_add_note'
  | 'autotask_log_time'
  | 'autotask_add_attachment'
  | 'autotask_undo';

/**
 * Makes a plan, gets it approved, carries it out and tells what came of it.
 *
 * @throws {RefusedError} where AUTOTASK_ACCESS forbids it.
 */
export async function runWrite(context: Context, options: WriteOptions, tool: WriteTool, makePlan: MakePlan): Promise<void> {
  const session = await context.connect();
  requireAccess(session, tool);
  if (options.dryRun !== true) await makeAuditFolder(session);
  const stoppable = untilWriting(context);
  const approver = new CommandLineApprover(context, options, {
    plannedAt: session.writer.now(),
    requireCap: (plan) => withinCap(session, plan),
    begin: stoppable.begin,
  });
  const origin = { person: personOf(session), host: `autotask ${VERSION}`, tool };
  const call = { origin, approver, allowDuplicate: options.allowDuplicate, signal: stoppable.signal };
  try {
    const report = await session.understand(() => session.writer.run(call, makePlan));
    await tellReport(context, session, report);
  } catch (error) {
    if (!(error instanceof DryRun)) throw error;
    await tellPlan(context, error);
  }
}

async function makeAuditFolder({ config: { writes } }: Session): Promise<void> {
  if (writes.auditFile !== undefined) await mkdir(dirname(writes.auditFile), { recursive: true, mode: 0o700 });
}

async function withinCap({ config: { writes } }: Session, { steps }: WritePlan): Promise<void> {
  if (writes.auditFile !== undefined) await requireHourlyCap(writes.auditFile, steps.length, writes.caps.perHour, new Date());
}

/**
 * Stops by Ctrl-C while the plan is made and asked about. A write that has begun is finished and accounted for: cut off half-way, nobody
 * could tell whether it was made. A second Ctrl-C ends the process at once.
 */
function untilWriting({ signal, terminal }: Context): { readonly signal: AbortSignal; readonly begin: () => void } {
  const stop = new AbortController();
  const forward = (): void => stop.abort(signal.reason);
  signal.addEventListener('abort', forward);
  return {
    signal: stop.signal,
    begin: () => {
      signal.removeEventListener('abort', forward);
      signal.addEventListener('abort', () => terminal.tell('Finishing what has begun; Ctrl-C again ends it at once.'));
    },
  };
}

/** Who the write is made for, as the audit file names them. */
export function personOf({ config: { me } }: Session): string {
  return personNamed(me);
}

function requireAccess({ config: { access } }: Session, tool: WriteTool): void {
  if (access === 'read' || (access === 'write' && tool === 'autotask_delete')) {
    throw new RefusedError(`AUTOTASK_ACCESS is "${access}", which does not allow this; nothing was asked of Autotask.`);
  }
}

async function tellReport(context: Context, session: Session, report: WriteReport): Promise<void> {
  const { terminal, global } = context;
  if (global.format === 'table' || global.format === 'md') {
    for (const line of report.done) await terminal.out.write(`${printable(line)}\n`);
  } else {
    await writeOne(context, { write: report.write ?? null, done: report.done, records: report.records, notes: report.notes });
  }
  await terminal.out.flush();
  if (report.done.length === 0) terminal.tell('Nothing had to be written.');
  for (const note of report.notes) terminal.tell(note);
  terminal.note(`${requestsText(session)}.${report.write === undefined ? '' : ` ${afterwards(session, report.write)}`}`);
}

function afterwards({ config }: Session, write: string): string {
  if (config.demo) return 'The demo tenant of a command ends with it, and so does what was written.';
  return `Take it back with: autotask undo ${write}`;
}

async function tellPlan(context: Context, { plan, preview }: DryRun): Promise<void> {
  const { terminal, global } = context;
  if (global.format === 'table' || global.format === 'md') await terminal.out.write(`${printable(preview)}\n`);
  else await writeOne(context, planForPrograms(plan));
  await terminal.out.flush();
  terminal.note('A dry run: nothing was written.');
}

function planForPrograms({ steps, risks, remarks }: WritePlan): Record<string, unknown> {
  return {
    dryRun: true,
    steps: steps.map(({ action, entity, id, subject, changes }) => ({ action, entity, id: id ?? null, subject, changes })),
    risks: risks.map(({ kind, text }) => ({ kind, text })),
    remarks,
  };
}
