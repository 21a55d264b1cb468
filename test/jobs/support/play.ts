import { startTenant, type DemoTenant } from '../../../src/demo/tenant.js';
import type { Skin } from '../../../src/demo/types.js';
import type { Job, Variant } from './job.js';
import { Scene, type Outcome } from './scene.js';

/** Tenants to play on, one of each look, started when first needed. Reading jobs leave them as they are. */
export class Stage {
  readonly #tenants = new Map<Skin['name'], Promise<DemoTenant>>();

  async play(job: Job, variant: Variant): Promise<Outcome> {
    return Scene.play(job, variant, await this.#tenant(variant.skin));
  }

  async close(): Promise<void> {
    for (const tenant of this.#tenants.values()) await (await tenant).close();
  }

  #tenant(skin: Skin['name']): Promise<DemoTenant> {
    const known = this.#tenants.get(skin) ?? startTenant({ clock: 'frozen', skin });
    this.#tenants.set(skin, known);
    return known;
  }
}
