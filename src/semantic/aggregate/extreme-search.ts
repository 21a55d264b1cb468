import { isIntegerType } from '../../autotask/metadata-shapes.js';
import type { EntityRecord, Filter } from '../../autotask/types.js';
import { past } from '../list/bounds.js';
import type { SortKey } from '../list/order.js';
import type { Rows } from '../list/source.js';
import type { ExtremesQuestion } from './extremes.js';

/** Share of a page that the rows past a guess should fill, so that it is whole also where they lie unevenly. */
const TARGET_ROWS = 200;

/**
 * Where to look for one extreme, from page to page of the rows past some place. If a page past the best value seen is empty, that is the
 * extreme; if it holds all rows there are past its place, the extreme is among them. Of values that have nothing to do with the ids, the
 * best of one page leaves few of the others, so the next place is the best. Where values ascend with the ids, as times and running numbers
 * do, that gets on by a page only, so guesses where they end are tried in between.
 */
export class ExtremeSearch {
  /** Whether the extreme is among the rows seen. */
  isOver = false;
  readonly #key: SortKey;
  /** Values are compared by their height: the extreme is the highest, whether the least or the greatest is sought. */
  readonly #sign: 1 | -1;
  /** Guesses still to be tried, where they turn out to lie between the best and the end; undefined until rows differ. */
  #guesses: readonly number[] | undefined;
  /** How far before the end the next guess is, if the last one was too far. */
  #step = 0;
  readonly #question: ExtremesQuestion;
  #best: number | undefined;
  /** No row lies past it. */
  #end = Number.POSITIVE_INFINITY;
  #place: number | undefined;

  /** @param seen All rows seen so far, the first ones among them. */
  constructor(key: SortKey, question: ExtremesQuestion, seen: readonly EntityRecord[]) {
    this.#key = key;
    this.#sign = key.isDescending ? 1 : -1;
    this.#question = question;
    for (const records of [question.first.records, seen]) this.#see(records);
    // Times mostly ascend up to now; of numbers nothing is known, and the least of both mostly comes first.
    this.#place = key.serverKind === 'time' && key.isDescending ? (this.#guess(false) ?? this.#best) : this.#best;
  }

  /** The conditions of the page to read next. */
  get next(): Filter {
    const { name } = this.#key.field;
    return this.#place === undefined ? [{ op: 'exist', field: name }] : [past(this.#key, this.#place * this.#sign)];
  }

  /** @param page The first rows under those conditions. */
  learn({ records, hasMore }: Rows): void {
    const found = highest(this.#heights(records));
    const wasBest = this.#place === this.#best;
    this.isOver = !hasMore && (found !== undefined || wasBest);
    this.#see(records);
    const isTooFar = found === undefined;
    if (isTooFar) {
      this.#end = this.#place ?? this.#end;
      this.#step *= 4;
    }
    this.#place = (isTooFar || wasBest ? this.#guess(isTooFar) : undefined) ?? this.#best;
  }

  #see(records: readonly EntityRecord[]): void {
    const heights = this.#heights(records);
    const found = highest(heights);
    if (found === undefined) return;
    const lowest = heights.reduce((least, height) => Math.min(least, height), found);
    if (this.#guesses === undefined && lowest < found) {
      const ends = this.#ends(lowest, lowest + ((found - lowest) * this.#question.total) / records.length);
      const share = TARGET_ROWS / this.#question.total;
      this.#guesses = ends.map((end) => this.#rounded(end - (end - lowest) * share));
      this.#step = (Math.max(...ends) - lowest) * share;
    }
    this.#best = Math.max(found, this.#best ?? found);
  }

  /** Where values that ascend with the ids may end: now, or as far as they get at the pace of a page. */
  #ends(lowest: number, atSamePace: number): readonly number[] {
    const now = this.#question.nowMs * this.#sign;
    return this.#key.serverKind === 'time' && now > lowest ? [now, atSamePace] : [atSamePace];
  }

  /** A place between the best value and the end; undefined where none is known. */
  #guess(isTooFar: boolean): number | undefined {
    const best = this.#best;
    if (best === undefined) return undefined;
    const isBetween = (height: number): boolean => height > best && height < this.#end;
    const [guess, ...others] = this.#guesses?.filter(isBetween) ?? [];
    if (guess !== undefined) this.#guesses = others;
    const nearer = this.#rounded(isTooFar ? this.#end - this.#step : best + (this.#end - best) / 2);
    return guess ?? (Number.isFinite(nearer) && isBetween(nearer) ? nearer : undefined);
  }

  /** Autotask refuses fractions for whole numbers (dossier §4), and to lie past one is to lie past the whole number before it. */
  #rounded(height: number): number {
    return this.#key.serverKind === 'time' || isIntegerType(this.#key.field.dataType) ? Math.floor(height) : height;
  }

  #heights(records: readonly EntityRecord[]): readonly number[] {
    const values = records.map((record) => this.#key.value(record));
    return values.filter((value) => typeof value === 'number').map((value) => value * this.#sign);
  }
}

function highest(heights: readonly number[]): number | undefined {
  return heights.reduce<number | undefined>((best, height) => (best === undefined || height > best ? height : best), undefined);
}
