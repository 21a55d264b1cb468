import { COMPANY, companies } from './companies.js';
import { Weighted } from './random.js';
import type { Slot } from './ticket-slots.js';
import type { World } from './world.js';

/** Tickets of the last 30 days by company: the five noisiest (job J34) and the others that jobs name. Everybody else has far fewer. */
export const RECENT_TICKETS: readonly (readonly [companyId: number, count: number])[] = [
  [COMPANY.northgate, 58],
  [COMPANY.harborDental, 51],
  [COMPANY.lateBurst, 46],
  [COMPANY.noisy, 41],
  [COMPANY.contoso, 37],
  [COMPANY.msp, 22],
  [COMPANY.acmeTooling, 14],
  [COMPANY.harborDentalEastside, 9],
  [COMPANY.acmeCatering, 8],
];

/** The last 30 days at the frozen "now" start on day -30 at 21:30. */
const RECENT_DAY = -30;
const RECENT_MINUTE = 21 * 60 + 30;
/** First of the recent tickets that the third page of 500 shows. */
const THIRD_PAGE = 1000;

/** The company of each ticket; scenarios that name none take what falls to them. */
export function assignCompanies(world: World, slots: readonly Slot[]): number[] {
  const random = world.random('ticket companies');
  const all = companies(world).filter(({ weight }) => weight > 0);
  const named = new Set(RECENT_TICKETS.map(([id]) => id));
  const everybody = new Weighted(all.map(({ id, weight }) => [id, weight] as const));
  const others = new Weighted(all.filter(({ id }) => !named.has(id)).map(({ id, weight }) => [id, weight] as const));

  const recentFrom = slots.findIndex(({ day, minute }) => day > RECENT_DAY || (day === RECENT_DAY && minute >= RECENT_MINUTE));
  const owners = slots.map(
    (slot, index) => slot.scenario?.plan.companyId ?? (index < recentFrom ? everybody : others).pick(random),
  );

  const free = random.shuffle(
    slots.flatMap((slot, index) => (index >= recentFrom && slot.scenario === undefined ? [index] : [])),
  );
  const late = free.filter((index) => index >= recentFrom + THIRD_PAGE);
  const taken = new Set<number>();
  for (const [companyId, count] of RECENT_TICKETS) {
    let missing =
      count - slots.filter((slot, index) => index >= recentFrom && slot.scenario?.plan.companyId === companyId).length;
    for (const index of companyId === COMPANY.lateBurst ? late : free) {
      if (missing === 0) break;
      if (taken.has(index)) continue;
      taken.add(index);
      owners[index] = companyId;
      missing -= 1;
    }
  }
  return owners;
}
