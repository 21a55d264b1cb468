import { isoTime } from './calendar.js';
import { PEOPLE, withIds } from './people.js';
import { APPROVER } from './time-fixed.js';
import type { Table } from './world.js';

const at = (hours: number): number => hours * 60;

const TIME_OFF: readonly (readonly [resource: number, type: string, status: string, from: number, to: number, hours: number])[] =
  [
    [511, 'vacation', 'approved', -28, -24, 40],
    [520, 'personal', 'approved', -3, -3, 4],
    [517, 'vacation', 'approved', 1, 5, 40],
    [518, 'personal', 'pending', 1, 1, 8],
    [514, 'vacation', 'pending', 35, 39, 40],
    [509, 'vacation', 'rejected', 21, 22, 16],
  ];

const timeOffRequests: Table = ({ calendar, skin }) => {
  const requestType = skin.ids('TimeOffRequests.requestType');
  const status = skin.ids('TimeOffRequests.status');
  return withIds(
    99_201,
    TIME_OFF.map(([resourceID, type, state, from, to, hours], index) => {
      const requested = Math.min(from - 20, -10 + index);
      return {
        resourceID,
        requestType: requestType(type),
        status: status(state),
        startDate: calendar.date(from),
        endDate: calendar.date(to),
        hours,
        requestDate: calendar.date(requested),
        createDateTime: isoTime(calendar.past(requested, at(11))),
        ...(state !== 'pending' && {
          approvedByResourceID: APPROVER,
          approveDateTime: isoTime(calendar.past(requested + 1, at(16))),
        }),
      };
    }).toSorted((one, other) => one.createDateTime.localeCompare(other.createDateTime)),
  );
};

const HOLIDAYS: readonly (readonly [name: string, date: string])[] = [
  ['New Year', '2026-01-01'],
  ['Martin Luther King Day', '2026-01-19'],
  ['Memorial Day', '2026-05-25'],
  ['Juneteenth', '2026-06-19'],
  ['Independence Day', '2026-07-03'],
  ['Labor Day', '2026-09-07'],
  ['Thanksgiving', '2026-11-26'],
  ['Christmas Day', '2026-12-25'],
];

/** Holidays keep their dates whatever today is. */
const holidays: Table = ({ skin }) => {
  const holidaySetID = skin.ids('InternalLocations.holidaySetId')('1');
  return withIds(
    99_301,
    HOLIDAYS.map(([holidayName, date]) => ({ holidaySetID, holidayName, holidayDate: `${date}T00:00:00Z` })),
  );
};

const holidaySets: Table = ({ skin }) => [
  {
    id: skin.ids('InternalLocations.holidaySetId')('1'),
    holidaySetName: 'US Holidays',
    holidaySetDescription: 'Days on which the office is closed',
  },
];

const dailyAvailabilities: Table = () =>
  withIds(
    99_401,
    PEOPLE.filter(({ kind }) => kind !== 'api' && kind !== 'system').map(({ id }) => ({
      resourceID: id,
      mondayAvailableHours: 8,
      tuesdayAvailableHours: 8,
      wednesdayAvailableHours: 8,
      thursdayAvailableHours: 8,
      fridayAvailableHours: 8,
      saturdayAvailableHours: 0,
      sundayAvailableHours: 0,
      weeklyBillableHoursGoal: 30,
    })),
  );

const EMPLOYEES = PEOPLE.filter(({ kind, isActive }) => isActive && kind !== 'api' && kind !== 'system');

const timeOffBalances: Table = ({ calendar }) => {
  const year = new Date(calendar.now * 1000).getUTCFullYear();
  return withIds(
    99_501,
    [year - 1, year].flatMap((ofYear) =>
      EMPLOYEES.map(({ id }) => ({
        resourceID: id,
        year: ofYear,
        vacationHoursBalance: ofYear === year ? 80 + (id % 6) * 8 : (id % 4) * 4,
        sickHoursBalance: 40 - (id % 5) * 8,
        personalHoursBalance: 16,
      })),
    ),
  );
};

const additionalTimeOff: Table = ({ calendar }) =>
  withIds(
    99_701,
    EMPLOYEES.filter(({ id }) => id % 7 === 0).map(({ id }) => ({
      resourceID: id,
      year: new Date(calendar.now * 1000).getUTCFullYear(),
      additionalVacationHours: 8,
    })),
  );

export const LEAVE_TABLES: Readonly<Record<string, Table>> = {
  TimeOffRequests: timeOffRequests,
  Holidays: holidays,
  HolidaySets: holidaySets,
  ResourceDailyAvailabilities: dailyAvailabilities,
  ResourceTimeOffBalances: timeOffBalances,
  ResourceTimeOffAdditional: additionalTimeOff,
};
