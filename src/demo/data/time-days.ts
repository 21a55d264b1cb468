import { Calendar, isWeekend } from './calendar.js';
import { PEOPLE, TICKET_WORKERS, isEmployed, type Person } from './people.js';
import { VACATIONS } from './time-fixed.js';
import type { TimePlan } from './time-plan.js';
import type { World } from './world.js';

/** A working day of a person and how many entries it gets beside the fixed ones. */
export interface PersonDay {
  readonly person: Person;
  readonly day: number;
  entries: number;
}

export const FEBRUARY = { from: Calendar.day('2026-02-01'), to: Calendar.day('2026-03-01'), entries: 3600 } as const;

/** Nobody but these has booked nothing on Friday 6 March although they book time on other days (job J32). */
export const NO_TIME_ON_FRIDAY: readonly number[] = [510, 516, 519];
const FRIDAY = -3;

const FIRST_DAY = -430;
/** From here on time is complete; before it, only part was moved into this tenant. */
const COMPLETE_FROM = -130;

/** People who book time; managers, sales and office never do. */
const BOOKERS: readonly Person[] = [...TICKET_WORKERS, ...PEOPLE.filter(({ id }) => id === 525)];

export function personDays(world: World, fixed: readonly TimePlan[]): PersonDay[] {
  const random = world.random('time days');
  const fixedHours = new Map<string, number>();
  for (const { resource, day, hours } of fixed)
    fixedHours.set(`${resource}/${day}`, (fixedHours.get(`${resource}/${day}`) ?? 0) + hours);

  const days: PersonDay[] = [];
  for (let day = FIRST_DAY; day <= 0; day++) {
    if (isWeekend(day)) continue;
    for (const person of BOOKERS) {
      if (!isEmployed(person, day) || isOff(person.id, day)) continue;
      const hours = fixedHours.get(`${person.id}/${day}`) ?? 0;
      const usual = day < COMPLETE_FROM ? random.int(1, 3) : isFebruary(day) ? 8 : random.int(6, 9);
      days.push({ person, day, entries: hours >= 4 ? 1 : hours > 0 ? Math.min(usual, 5) : usual });
    }
  }
  fillFebruary(random.shuffle(days.filter(({ day }) => isFebruary(day))), fixed);
  return days;
}

export function isFebruary(day: number): boolean {
  return day >= FEBRUARY.from && day < FEBRUARY.to;
}

function isOff(resource: number, day: number): boolean {
  if (VACATIONS.some((vacation) => vacation.resource === resource && day >= vacation.from && day < vacation.to)) return true;
  // Maya's and Liam's days are written out where jobs look at them.
  if (resource === 501 && day === 0) return true;
  return day === FRIDAY && (resource === 520 || NO_TIME_ON_FRIDAY.includes(resource));
}

/** Adds an entry to one day after another until February has its number. */
function fillFebruary(days: readonly PersonDay[], fixed: readonly TimePlan[]): void {
  const present = days.reduce((sum, { entries }) => sum + entries, 0) + fixed.filter(({ day }) => isFebruary(day)).length;
  for (let missing = FEBRUARY.entries - present, index = 0; missing > 0; missing -= 1, index += 1) {
    const day = days[index % days.length];
    if (day !== undefined) day.entries += 1;
  }
}
