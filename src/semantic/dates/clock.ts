import { DateTime } from 'luxon';
import { InvalidInputError } from '../errors.js';

/** The user's time zone and "now" in it. */
export interface Clock {
  /** IANA name, e.g. `America/New_York`. */
  readonly timeZone: string;
  readonly now: DateTime;
}

/** @throws {InvalidInputError} when the zone is unknown. */
export function clockAt(now: Date, timeZone: string): Clock {
  const local = DateTime.fromJSDate(now, { zone: timeZone });
  if (!local.isValid) throw new InvalidInputError(`"${timeZone}" is no time zone. Use an IANA name such as Europe/Berlin.`);
  return { timeZone, now: local };
}

/** The day's first moment: not always midnight where clocks change at midnight, and the earlier one where midnight comes twice. */
export function startOfDay(moment: DateTime): DateTime {
  const midnight = moment.startOf('day');
  return midnight.getPossibleOffsets().reduce((first, reading) => (reading < first ? reading : first), midnight);
}

/**
 * A local time of a day.
 *
 * @throws {InvalidInputError} when the clock skips that time or shows it twice.
 */
export function atTime(day: DateTime, time: { hour: number; minute: number; second: number }): DateTime {
  const moment = day.set({ ...time, millisecond: 0 });
  const shown = `${day.toFormat('yyyy-MM-dd')} ${twoDigits(time.hour)}:${twoDigits(time.minute)}`;
  if (moment.hour !== time.hour || moment.minute !== time.minute) {
    throw new InvalidInputError(`${shown} does not exist in ${day.zoneName ?? 'this zone'}: the clocks skip it.`);
  }
  const readings = moment.getPossibleOffsets();
  if (readings.length > 1) {
    const choices = readings.map((reading) => reading.toISO({ suppressMilliseconds: true })).join(' or ');
    throw new InvalidInputError(`${shown} comes twice in ${day.zoneName ?? 'this zone'}. Say which one: ${choices}.`);
  }
  return moment;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
