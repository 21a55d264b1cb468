import { IANAZone } from 'luxon';
import { memoized } from './collections.js';

/** The demo tenant's time zone. */
export const TENANT_ZONE = 'America/New_York';

/** Monday 9 March 2026, 22:30 in New York: the tests' "now", and the date that all day numbers are written for. */
export const FROZEN_NOW = new Date('2026-03-10T02:30:00Z');

/** Times are whole seconds since 1970, which the engine keeps without an object of their own. */
export const MINUTES = 60;
export const HOURS = 60 * MINUTES;
export const DAYS = 24 * HOURS;

/** Minute of the local day up to which the seed's "today" has happened (22:30). */
const SEEDED_UNTIL = 22.5 * 60;

/**
 * Turns day numbers into times. Day 0 is "today" in the tenant's zone, -1 yesterday; a minute counts from local midnight on the wall clock,
 * so that 540 is 09:00 on both sides of a clock change.
 */
export class Calendar {
  readonly now: number;
  private readonly zone = IANAZone.create(TENANT_ZONE);
  private readonly today: number;
  private readonly starts = new Map<number, number>();
  private readonly zoneOffset = memoized((day: number) => this.offsetAt(this.midnight(day) + 5 * HOURS));
  private readonly passedMinutes: number;

  constructor(now: Date) {
    // Whole minutes: what has just happened then lies in the past although its time may carry a fraction of a second.
    this.now = Math.floor(now.getTime() / 1000 / MINUTES) * MINUTES;
    const local = this.now + this.offsetAt(this.now);
    this.today = Math.floor(local / DAYS) * DAYS;
    this.passedMinutes = Math.min(SEEDED_UNTIL, Math.floor((local - this.today) / MINUTES));
  }

  /** The instant of a wall-clock time. */
  at(day: number, minute: number, second = 0): number {
    const start = this.start(day);
    let time = start + minute * MINUTES + second;
    // Clocks change at 02:00, so later wall-clock times sit an hour nearer to midnight in spring and an hour further in autumn.
    if (minute >= 120) time += this.start(day + 1) - start - DAYS;
    return time;
  }

  /**
   * The instant of something that has happened. Today's events are squeezed into the part of the day that has passed, so that
   * nothing lies in the future when the tenant is started in the morning; at the frozen "now" this changes nothing.
   */
  past(day: number, minute: number, second = 0): number {
    if (day < 0 || this.passedMinutes === SEEDED_UNTIL) return Math.min(this.at(day, minute, second), this.now);
    const squeezed = Math.floor(((minute * 60 + second) * this.passedMinutes) / SEEDED_UNTIL);
    return Math.min(this.at(day, Math.floor(squeezed / 60), squeezed % 60), this.now);
  }

  /** Local midnight that starts a day. */
  start(day: number): number {
    let start = this.starts.get(day);
    if (start === undefined) {
      start = this.midnight(day) - this.offset(day);
      this.starts.set(day, start);
    }
    return start;
  }

  /** The day number of an instant. */
  dayOf(time: number): number {
    let day = Math.floor((time - this.start(0)) / DAYS);
    if (this.start(day + 1) <= time) day += 1;
    return this.start(day) > time ? day - 1 : day;
  }

  /** A date-only value as the API stores it: midnight UTC of the local date (dossier §8, `dateWorked`). */
  readonly date = memoized((day: number): string => isoTime(this.midnight(day)));

  /** The local date as in ticket numbers, e.g. `20260309`. */
  compactDate(day: number): string {
    return this.date(day).slice(0, 10).replaceAll('-', '');
  }

  private offsetAt(time: number): number {
    return this.zone.offset(time * 1000) * MINUTES;
  }

  /** Midnight UTC of the day's date. */
  private midnight(day: number): number {
    return this.today + day * DAYS;
  }

  /** The zone's offset at the day's start. Asking the zone is slow, so days of a week share the answer unless the clock changes in it. */
  private offset(day: number): number {
    const week = Math.floor(day / 7) * 7;
    const offset = this.zoneOffset(week);
    return offset === this.zoneOffset(week + 7) ? offset : this.zoneOffset(day);
  }

  /** Day number of a calendar date that is given as it would be at the frozen "now". */
  static day(date: string): number {
    return Math.round((Date.parse(`${date}T00:00:00Z`) - Date.parse('2026-03-09T00:00:00Z')) / 1000 / DAYS);
  }
}

/** Whether the day is a Saturday or Sunday at the frozen "now"; the seed keeps that rhythm whatever today is. */
export function isWeekend(day: number): boolean {
  const weekday = ((day % 7) + 7) % 7; // 0 = the Monday of day 0
  return weekday >= 5;
}

/** Character codes of the time that was written last. */
const codes = Array.from('0000-00-00T00:00:00Z', (char) => char.charCodeAt(0));
/** The day whose date stands in the codes, in days since 1970. */
let writtenDay = Number.NaN;

/** Texts of recent times, by remainder: the dates of a record are often the same, and so are those of its neighbours. */
const RECENT = 4096;
const recentTimes = new Float64Array(RECENT).fill(Number.NaN);
const recentTexts: string[] = Array.from({ length: RECENT }, () => '');

/**
 * An instant, not before 1970, as the API writes it. One in four that is no whole minute carries a fraction of one to three digits, as
 * Autotask's stamps do (dossier §9); the same instant always reads the same, so texts keep the order of their times.
 */
export function isoTime(time: number): string {
  const place = time % RECENT;
  if (recentTimes[place] !== time) {
    recentTimes[place] = time;
    recentTexts[place] = written(time);
  }
  return recentTexts[place] ?? '';
}

/** The tenant has half a million times; `toISOString` with `slice` costs four times the time and memory of putting digits into place. */
function written(time: number): string {
  const day = Math.floor(time / DAYS);
  if (day !== writtenDay) {
    const date = new Date(day * DAYS * 1000).toISOString();
    for (let place = 0; place < 10; place += 1) codes[place] = date.charCodeAt(place);
    writtenDay = day;
  }
  const second = time - day * DAYS;
  writeDigits(11, Math.floor(second / HOURS));
  writeDigits(14, Math.floor(second / MINUTES) % 60);
  writeDigits(17, second % 60);
  const fraction = fractionOf(time);
  return fraction === '' ? String.fromCharCode(...codes) : [String.fromCharCode(...codes.slice(0, -1)), fraction, 'Z'].join('');
}

function fractionOf(time: number): string {
  if (time % MINUTES === 0) return '';
  const mixed = Math.imul(time, 0x9e3779b1) >>> 16;
  const form = mixed % 16;
  if (form === 3) return '.00';
  if (form > 3) return '';
  // The database counts in steps of a three-hundredth of a second.
  const milliseconds = Math.round(((mixed >> 4) % 300) / 0.3);
  return `.${String(milliseconds).padStart(3, '0')}`.slice(0, 4 - form);
}

function writeDigits(place: number, value: number): void {
  const tens = Math.floor(value / 10);
  codes[place] = 48 + tens;
  codes[place + 1] = 48 + value - tens * 10;
}
