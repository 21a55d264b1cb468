import { isWeekend } from './calendar.js';
import type { Scenario } from './scenario.js';
import { groupBy } from './collections.js';
import type { Random } from './random.js';
import { SCENARIOS } from './ticket-scenarios.js';
import type { World } from './world.js';

/** Place of a ticket in time: its day, wall-clock minute and number. */
export interface Slot {
  readonly day: number;
  readonly minute: number;
  readonly second: number;
  readonly number: string;
  readonly isOutOfHours: boolean;
  readonly scenario?: Scenario;
}

export const TICKET_COUNT = 42_240;
const FIRST_DAY = -959;
/** Last minute of today in which a ticket came in; "now" is 22:30. */
const LAST_MINUTE_TODAY = 22 * 60 + 20;
/** Today's first ticket of the ordinary flow: the night before belongs to the scenarios. */
const FIRST_MINUTE_TODAY = 8 * 60 + 4;

/** All tickets' places in the order of their creation. */
export function ticketSlots(world: World): Slot[] {
  const random = world.random('ticket slots');
  const byDay = groupBy(SCENARIOS, ({ day }) => day);
  const recurrences = SCENARIOS.filter(({ suffix }) => suffix !== undefined);
  return dailyCounts(world, TICKET_COUNT - recurrences.length).flatMap(({ day, count }) =>
    slotsOfDay(world, random, day, count, byDay.get(day) ?? []),
  );
}

function slotsOfDay(world: World, random: Random, day: number, count: number, scenarios: readonly Scenario[]): Slot[] {
  const inserted = scenarios.filter(({ minute }) => minute !== undefined);
  const entries: { second: number; scenario?: Scenario }[] = inserted.map((scenario) => ({
    second: (scenario.minute ?? 0) * 60,
    scenario,
  }));
  while (entries.length < count) entries.push({ second: arrival(random.next(), random.next(), day) });
  entries.sort((one, other) => one.second - other.second);

  const date = world.calendar.compactDate(day);
  const slots: Slot[] = [];
  entries.forEach(({ second, scenario }, index) => {
    // Joined, not concatenated: a text in one piece takes half the memory.
    const number = ['T', date, '.', String(index + 1).padStart(4, '0')].join('');
    const named = scenarios.filter((entry) => entry.number === index + 1);
    slots.push(slot(day, second, number, scenario ?? named.find(({ suffix }) => suffix === undefined)));
    for (const entry of named) {
      if (entry.suffix !== undefined) slots.push(slot(day, second, `${number}.${entry.suffix}`, entry));
    }
  });
  return slots;
}

function slot(day: number, second: number, number: string, scenario: Scenario | undefined): Slot {
  const minute = Math.floor(second / 60);
  const isOutOfHours = isWeekend(day) || minute < 7 * 60 || minute > 19 * 60;
  return { day, minute, second: second % 60, number, isOutOfHours, ...(scenario !== undefined && { scenario }) };
}

/** Tickets a day: busy Mondays, quiet weekends, exactly `total` in all. */
function dailyCounts(world: World, total: number): { day: number; count: number }[] {
  const random = world.random('ticket days');
  const days = Array.from({ length: 1 - FIRST_DAY }, (_, index) => {
    const day = FIRST_DAY + index;
    const base = isWeekend(day) ? 0.22 : ((day % 7) + 7) % 7 === 0 ? 1.25 : 1;
    return { day, weight: day === 0 ? 1.15 : base * (0.88 + random.next() * 0.24) };
  });
  const sum = days.reduce((weights, { weight }) => weights + weight, 0);
  let passed = 0;
  let counted = 0;
  return days.map(({ day, weight }) => {
    passed += weight;
    const upTo = Math.round((passed / sum) * total);
    const count = upTo - counted;
    counted = upTo;
    return { day, count };
  });
}

/** Second of the day at which a ticket comes in: mostly in working hours, with peaks in the morning and after lunch. */
function arrival(kind: number, place: number, day: number): number {
  let minute: number;
  if (kind < 0.45) minute = 8 * 60 + place * 200;
  else if (kind < 0.8) minute = 12 * 60 + 40 + place * 260;
  else minute = place * 24 * 60;
  if (isWeekend(day)) minute = place * 24 * 60;
  if (day === 0 && minute < FIRST_MINUTE_TODAY) minute = FIRST_MINUTE_TODAY + place * 90;
  if (day === 0) minute = Math.min(minute, LAST_MINUTE_TODAY - place * 10);
  return Math.min(Math.floor(minute * 60), 86_399);
}
