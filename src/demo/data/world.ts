import type { SeedRow } from '../types.js';
import type { Calendar } from './calendar.js';
import { Random } from './random.js';
import type { SkinValues } from './skin/index.js';

/** What all builders share: the seed, the calendar and the skin. */
export class World {
  constructor(
    readonly seed: number,
    readonly calendar: Calendar,
    readonly skin: SkinValues,
  ) {}

  /** A stream of random numbers of its own, so that the order in which parts are first used does not matter. */
  random(stream: string): Random {
    return new Random(this.seed, stream);
  }
}

/** A part of the data, built once for each world when it is first asked for. Parts are shared between builders: nobody may change them. */
export function part<T>(build: (world: World) => T): (world: World) => T {
  const parts = new WeakMap<World, { readonly value: T }>();
  return (world) => {
    let built = parts.get(world);
    if (built === undefined) parts.set(world, (built = { value: build(world) }));
    return built.value;
  };
}

/** Builds the rows of one entity, in ascending id order. The array is the caller's; its rows are shared and never changed. */
export type Table = (world: World) => SeedRow[];
