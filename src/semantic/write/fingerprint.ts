import { createHash } from 'node:crypto';
import type { EntityRecord } from '../../autotask/types.js';
import { canonicalJson } from '../canonical-json.js';
import type { WritePlan, WriteStep } from './plan.js';

/** Fields that move whenever a record changes, whoever changes it. */
const MODIFICATION_STAMPS: ReadonlySet<string> = new Set([
  'lastActivityDate',
  'lastActivityDateTime',
  'lastActivity',
  'lastModifiedDate',
  'lastModifiedDateTime',
  'lastTrackedModificationDateTime',
]);

/** Identifies one plan. An approval is bound to both halves. */
export interface Fingerprint {
  /** Who wants what done to which record. */
  readonly effect: string;
  /** The versions of the records and the risks that were shown. */
  readonly version: string;
}

/** Changed arguments or another person give another `effect`; a record that was touched meanwhile, or a new risk, another `version`. */
export function fingerprintOf(plan: WritePlan, person: string): Fingerprint {
  return {
    effect: digest({ person, tool: plan.tool, steps: plan.steps.map(effectOf) }),
    version: digest({ records: plan.steps.map(versionOf), risks: plan.risks.map(({ text }) => text) }),
  };
}

/** Identifies what a step would create, for telling a repeated call; undefined for other steps. */
export function creationKeyOf(step: WriteStep, person: string): string | undefined {
  if (step.action !== 'create') return undefined;
  const { fromClock = [] } = step;
  const fields = Object.fromEntries(Object.entries(step.fields).filter(([name]) => !fromClock.includes(name)));
  return digest({ person, create: effectOf({ ...step, fields }) });
}

function effectOf({ action, entity, id, fields, reference }: WriteStep): unknown[] {
  return [action, entity, id ?? null, fields, reference ?? null];
}

function versionOf({ before, fields }: WriteStep): unknown {
  if (before === undefined) return null;
  const stamps = Object.keys(before).filter((name) => MODIFICATION_STAMPS.has(name));
  const names = stamps.length === 0 ? Object.keys(before) : [...stamps, ...Object.keys(fields)];
  return pick(before, names);
}

function pick(record: EntityRecord, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(names.map((name) => [name, record[name] ?? null]));
}

function digest(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('base64url');
}
