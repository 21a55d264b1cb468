import type { Page } from './reader.js';
import type { EntityRecord } from './types.js';

/** A range of ids that one worker reads forward, page by page. */
export interface Segment {
  /** Highest id read so far. */
  afterId: number;
  /** Last id of the range; undefined for the range that goes on to the end, rows added meanwhile included. */
  upToId: number | undefined;
  /** Rows per id, as the latest page had them. */
  density: number;
  /** A worker is on it, or it is read to its end. */
  state: 'waiting' | 'reading' | 'done';
  readonly records: EntityRecord[];
}

/** Pages that a range must still hold to be worth dividing: every border costs about half a page. */
const WORTH_DIVIDING = 6;

/**
 * The id ranges of one large read, in id order. Autotask gives neither the highest id nor any other order, so the borders come from an estimate:
 * the number of rows, and how densely their ids lie. A wrong estimate costs balance, never rows: whoever is done early takes half of the largest
 * rest.
 */
export class Segments {
  readonly #pageSize: number;
  readonly #segments: Segment[];
  #rowsLeft: number;

  /**
   * @param read Rows read already, from the lowest id on.
   * @param rowsLeft Rows that follow, by count.
   */
  constructor(read: readonly EntityRecord[], rowsLeft: number, parts: number, pageSize: number) {
    this.#pageSize = pageSize;
    this.#rowsLeft = rowsLeft;
    const density = densityOf(read);
    const start = read.at(-1)?.id ?? 0;
    const rowsPerPart = Math.ceil(rowsLeft / pageSize / parts) * pageSize;
    const borders = Array.from({ length: parts - 1 }, (_, index) => start + Math.round(((index + 1) * rowsPerPart) / density));
    this.#segments = [start, ...borders].map((afterId, index) => ({
      afterId,
      upToId: borders[index],
      density,
      state: 'waiting',
      records: [],
    }));
  }

  /** The next range to read: one that waits, or half of the largest rest; undefined when nothing is worth a worker of its own. */
  take(): Segment | undefined {
    const segment = this.#segments.find((candidate) => candidate.state === 'waiting') ?? this.#divideLargest();
    if (segment !== undefined) segment.state = 'reading';
    return segment;
  }

  /** Takes a page of a range in. The range may have been divided while the page was on its way. */
  add(segment: Segment, page: Page): void {
    const { upToId } = segment;
    const own = upToId === undefined ? page.records : page.records.filter((record) => record.id <= upToId);
    segment.records.push(...own);
    this.#rowsLeft -= own.length;
    const last = page.records.at(-1);
    if (last !== undefined) segment.afterId = last.id;
    if (page.records.length > 1) segment.density = densityOf(page.records);
    const isAtBorder = upToId !== undefined && segment.afterId >= upToId;
    if (!page.hasMore || isAtBorder) segment.state = 'done';
  }

  /** All rows in id order, once every range is done. */
  records(): EntityRecord[] {
    return this.#segments.flatMap((segment) => segment.records);
  }

  #divideLargest(): Segment | undefined {
    let largest: Segment | undefined;
    let most = WORTH_DIVIDING * this.#pageSize;
    for (const segment of this.#segments) {
      const rows = segment.state === 'done' ? 0 : this.#estimatedRows(segment);
      if (rows >= most) [largest, most] = [segment, rows];
    }
    if (largest === undefined) return undefined;
    const pages = Math.ceil(most / this.#pageSize / 2);
    const border = largest.afterId + Math.round((pages * this.#pageSize) / largest.density);
    const rest: Segment = { afterId: border, upToId: largest.upToId, density: largest.density, state: 'waiting', records: [] };
    largest.upToId = border;
    this.#segments.splice(this.#segments.indexOf(largest) + 1, 0, rest);
    return rest;
  }

  #estimatedRows(segment: Segment): number {
    if (segment.upToId !== undefined) return Math.min(this.#rowsLeft, (segment.upToId - segment.afterId) * segment.density);
    const elsewhere = this.#segments
      .filter((other) => other.state !== 'done' && other.upToId !== undefined)
      .reduce((sum, other) => sum + this.#estimatedRows(other), 0);
    return this.#rowsLeft - elsewhere;
  }
}

function densityOf(records: readonly EntityRecord[]): number {
  const first = records[0];
  const last = records.at(-1);
  if (first === undefined || last === undefined) return 1;
  return records.length / (last.id - first.id + 1);
}
