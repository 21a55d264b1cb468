import { DateTime } from 'luxon';

/** The instant as the API takes it: UTC, with fractions of a second only where there are any (dossier §9). */
export function apiInstant(moment: DateTime): string {
  return moment.toUTC().toISO({ suppressMilliseconds: true }) ?? '';
}

/** A calendar day as the API stores date-only values: midnight UTC. */
export function apiDay(day: string): string {
  return `${day}T00:00:00Z`;
}

/** An instant of the API in the user's zone with its offset: `2026-03-09T22:30-04:00`. Text that is no instant comes back as it is. */
export function localInstant(iso: string, timeZone: string): string {
  const moment = DateTime.fromISO(iso, { zone: 'utc' }).setZone(timeZone);
  if (!moment.isValid) return iso;
  return moment.toFormat(moment.second === 0 && moment.millisecond === 0 ? "yyyy-MM-dd'T'HH:mmZZ" : "yyyy-MM-dd'T'HH:mm:ssZZ");
}

/** {@link localInstant} without seconds, which lists do not need. */
export function localMinute(iso: string, timeZone: string): string {
  const moment = DateTime.fromISO(iso, { zone: 'utc' }).setZone(timeZone);
  return moment.isValid ? moment.toFormat("yyyy-MM-dd'T'HH:mmZZ") : iso;
}

/** A date-only value of the API as its calendar day. */
export function calendarDay(iso: string): string {
  return iso.slice(0, 10);
}

/** An instant of the API for prose: `2026-03-09 00:00 -04:00`. */
export function readable(iso: string, timeZone: string): string {
  return DateTime.fromISO(iso, { zone: timeZone }).toFormat('yyyy-MM-dd HH:mm ZZ');
}
