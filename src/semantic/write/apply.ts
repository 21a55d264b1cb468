import type { AutotaskClient } from '../../autotask/client.js';
import {
  AmbiguousOutcomeError,
  AutotaskError,
  TimeoutError,
  UnavailableError,
  UnexpectedResponseError,
} from '../../autotask/errors.js';
import type { EntityRecord, WriteOptions } from '../../autotask/types.js';
import { withSetUpAdvice } from './authorship.js';
import type { WriteBudget } from './caps.js';
import type { Journal } from './journal.js';
import type { ApprovalKind, WriteIntent, WriteLog, WriteOrigin, WriteOutcome } from './log.js';
import type { WritePlan, WriteStep } from './plan.js';
import { udfValues } from './read-back.js';
import type { Named } from './words.js';

/** What carrying out a plan needs. */
export interface ApplyContext {
  readonly client: AutotaskClient;
  readonly log: WriteLog;
  readonly journal: Journal;
  readonly budget: WriteBudget;
  readonly now: () => Date;
  readonly origin: WriteOrigin;
  readonly approval: ApprovalKind;
  /** In whose name Autotask is to record the writes; undefined = the API user's own. */
  readonly author: Named | undefined;
  /** Names the call; writes are numbered below it. */
  readonly call: string;
  readonly signal: AbortSignal | undefined;
  readonly requirePermission: (() => void) | undefined;
  readonly onWritten: ((done: number, total: number) => void) | undefined;
}

/** A step that was carried out. */
export interface DoneStep {
  readonly step: WriteStep;
  readonly write: string;
  readonly id: number;
}

/** How far a plan came. */
export interface Applied {
  readonly done: readonly DoneStep[];
  /** The step that failed and why; the steps after it were not tried. */
  readonly failure?: { readonly step: WriteStep; readonly error: unknown; readonly outcome: WriteOutcome };
}

/**
 * Carries a plan out, one request per step and in order, each announced in the log before and accounted for after. Stops at the first step
 * that fails, so that at most one outcome is unknown.
 */
export async function applyPlan(plan: WritePlan, context: ApplyContext): Promise<Applied> {
  const done: DoneStep[] = [];
  for (const [index, step] of plan.steps.entries()) {
    const intent = intentOf(step, `${context.call}.${index + 1}`, done, context);
    try {
      context.signal?.throwIfAborted();
      context.requirePermission?.();
      await context.log.append(intent);
    } catch (error) {
      return { done, failure: { step, error, outcome: 'refused' } };
    }
    const result = await carryOut(step, intent, context);
    if ('error' in result) return { done, failure: { step, ...result } };
    done.push({ step, write: intent.write, id: result.id });
    context.onWritten?.(done.length, plan.steps.length);
  }
  return { done };
}

async function carryOut(
  step: WriteStep,
  intent: WriteIntent,
  context: ApplyContext,
): Promise<{ id: number } | { error: unknown; outcome: WriteOutcome }> {
  const { client, budget, journal, log, now } = context;
  const requestsBefore = client.meter.requests;
  const result = (outcome: WriteOutcome, id: number | null, reason?: string): Promise<void> =>
    log.append({
      event: 'result',
      time: now().toISOString(),
      write: intent.write,
      outcome,
      id,
      requests: client.meter.requests - requestsBefore,
      ...(reason === undefined ? {} : { reason }),
    });
  budget.spend();
  let id: number;
  try {
    id = await send(client, step, intent.after ?? {}, { signal: context.signal, impersonate: context.author?.id });
  } catch (failure) {
    const outcome = outcomeOf(failure);
    const error = withSetUpAdvice(failure, step, context.author);
    // The failure that the caller has to hear of is the write's; the log tells its own at the next write.
    await result(outcome, step.id ?? null, error instanceof Error ? error.message : String(error)).catch(() => undefined);
    return { error, outcome };
  }
  const { person, tool, action, entity, record, before, after } = intent;
  journal.add({ write: intent.write, person, tool, action, entity, id, record, before, after: withoutFile(after) });
  if (step.undoes !== undefined) journal.markUndone(step.undoes);
  await result('done', id).catch(() => undefined);
  return { id };
}

/** A file's content is not needed to take it back. */
function withoutFile(fields: Readonly<Record<string, unknown>> | null): Readonly<Record<string, unknown>> | null {
  if (fields === null) return null;
  const { data: _file, ...rest } = fields;
  return rest;
}

async function send(
  client: AutotaskClient,
  { action, entity, id, parentId, alongside }: WriteStep,
  fields: Readonly<Record<string, unknown>>,
  options: WriteOptions,
): Promise<number> {
  if (action === 'create') return client.create(entity, fields, options);
  if (id === undefined) throw new TypeError(`A step that ${action}s ${entity} without an id.`);
  if (action === 'update') await client.update(entity, { ...alongside, ...fields, id }, options);
  else await client.delete(entity, id, { ...options, parentId });
  return id;
}

function intentOf(step: WriteStep, write: string, done: readonly DoneStep[], context: ApplyContext): WriteIntent {
  const { action, entity, id, subject, before, undoes } = step;
  return {
    event: 'intent',
    time: context.now().toISOString(),
    ...context.origin,
    write,
    action,
    entity,
    id: id ?? null,
    record: subject,
    before: before === undefined ? null : action === 'delete' ? before : valuesBefore(before, step.fields),
    after: action === 'delete' ? null : completeFields(step, done),
    approval: context.approval,
    ...(context.author === undefined ? {} : { writtenAs: { id: context.author.id, name: context.author.name } }),
    ...(undoes === undefined ? {} : { undoes }),
  };
}

function completeFields({ fields, reference }: WriteStep, done: readonly DoneStep[]): Readonly<Record<string, unknown>> {
  if (reference === undefined) return fields;
  const parent = done[reference.step];
  if (parent === undefined) throw new TypeError('A step that refers to a step which comes after it.');
  return { ...fields, [reference.field]: parent.id };
}

/** The fields as they were; of the user-defined ones only those that are written. */
function valuesBefore(record: EntityRecord, written: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { userDefinedFields: udfs, ...standard } = written;
  const values = Object.fromEntries(Object.keys(standard).map((name) => [name, record[name] ?? null]));
  if (udfs === undefined) return values;
  const old = udfValues(record);
  return { ...values, userDefinedFields: [...udfValues(written).keys()].map((name) => ({ name, value: old.get(name) ?? null })) };
}

function outcomeOf(error: unknown): WriteOutcome {
  if (error instanceof AmbiguousOutcomeError || error instanceof UnexpectedResponseError) return 'unknown';
  if (error instanceof TimeoutError || error instanceof UnavailableError) return error.outcome === 'none' ? 'refused' : 'unknown';
  return error instanceof AutotaskError ? 'refused' : 'unknown';
}
