import { createSeed } from '../../../../src/demo/data/index.js';
import { FROZEN_NOW, startTenant, type DemoTenant } from '../../../../src/demo/tenant.js';
import type { SeedRow, Skin, WorkflowRule } from '../../../../src/demo/types.js';
import type { WritingJob, WritingVariant } from './job.js';
import { WritingScene, type WritingOutcome } from './scene.js';

/** A tenant whose workflow rules a test can add to, and which can be set back to what it was. */
export interface WritableTenant {
  readonly tenant: DemoTenant;
  /** What another rule of the tenant does to a record right after each write; it does nothing while this is undefined. */
  rule:
    | ((entity: string, row: SeedRow, changed: Readonly<Record<string, unknown>>) => Record<string, unknown> | undefined)
    | undefined;
}

/** Tenants to write on, one of each look, started when first needed and set back after each job. */
export class WritingStage {
  readonly #tenants = new Map<Skin['name'], Promise<WritableTenant>>();

  async play(job: WritingJob, variant: WritingVariant): Promise<WritingOutcome> {
    const writable = await this.#tenant(variant.skin);
    const mark = writable.tenant.changes.mark();
    try {
      return await WritingScene.play(job, variant, writable);
    } finally {
      writable.tenant.faults.clear();
      writable.rule = undefined;
      setBack(writable.tenant, mark);
    }
  }

  async close(): Promise<void> {
    for (const one of this.#tenants.values()) await (await one).tenant.close();
  }

  #tenant(skin: Skin['name']): Promise<WritableTenant> {
    const known = this.#tenants.get(skin) ?? startWritable(skin);
    this.#tenants.set(skin, known);
    return known;
  }
}

const RULED = ['Tickets', 'ServiceCalls', 'Opportunities', 'TimeEntries'] as const;

async function startWritable(skin: Skin['name']): Promise<WritableTenant> {
  const seed = createSeed({ seed: 1, skin, now: FROZEN_NOW });
  const added = RULED.map((entity): WorkflowRule => {
    let change: Record<string, unknown> | undefined;
    return {
      entity,
      name: 'Another rule of the tenant',
      applies: (row, changed) => {
        change = writable.rule?.(entity, row, changed);
        return change !== undefined;
      },
      change: () => change ?? {},
    };
  });
  const tenant = await startTenant({ seed: { ...seed, workflowRules: [...seed.workflowRules, ...added] } });
  const writable: WritableTenant = { tenant, rule: undefined };
  return writable;
}

/** Puts every record back as it was before the changes since the mark. */
function setBack({ changes, store }: DemoTenant, mark: number): void {
  for (const { entity, id, before } of changes.since(mark).toReversed()) {
    if (before === null) store.table(entity).remove(id);
    else store.table(entity).put(before);
  }
}
