import { isWeekend, isoTime } from './calendar.js';
import { PEOPLE, withIds } from './people.js';
import { APPROVER } from './time-fixed.js';
import type { Table, World } from './world.js';

const at = (hours: number): number => hours * 60;

interface Absence {
  readonly resource: number;
  readonly type: 'vacation' | 'personal';
  readonly status: 'pending' | 'approved' | 'rejected';
  /** First and last day. */
  readonly from: number;
  readonly to: number;
  /** Minutes of the local day between which the person is away on each of the days. */
  readonly hours: readonly [from: number, to: number];
}

const ALL_DAY = [at(9), at(17)] as const;

const ABSENCES: readonly Absence[] = [
  { resource: 511, type: 'vacation', status: 'approved', from: -28, to: -24, hours: ALL_DAY },
  { resource: 520, type: 'personal', status: 'approved', from: -3, to: -3, hours: [at(13), at(17)] },
  { resource: 517, type: 'vacation', status: 'approved', from: 1, to: 5, hours: ALL_DAY },
  { resource: 518, type: 'personal', status: 'pending', from: 1, to: 1, hours: ALL_DAY },
  { resource: 514, type: 'vacation', status: 'pending', from: 35, to: 39, hours: ALL_DAY },
  { resource: 509, type: 'vacation', status: 'rejected', from: 21, to: 22, hours: ALL_DAY },
];

/** A request is for one day: an absence of a week has five or so. */
const timeOffRequests: Table = (world) => {
  const requests = ABSENCES.map((absence, index) => ({ ...absence, asked: Math.min(absence.from - 20, -10 + index) }))
    .toSorted((one, other) => one.asked - other.asked)
    .flatMap((absence) => workdays(absence.from, absence.to).map((day) => timeOffRequest(world, absence, day)));
  return withIds(99_201, requests);
};

function workdays(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index).filter((day) => !isWeekend(day));
}

function timeOffRequest({ calendar, skin }: World, absence: Absence & { readonly asked: number }, day: number) {
  const { resource, type, status, asked, hours } = absence;
  const [from, to] = hours;
  const created = isoTime(calendar.past(asked, at(11)));
  const decided = isoTime(calendar.past(asked + 1, at(16)));
  return {
    resourceID: resource,
    timeOffRequestType: skin.ids('TimeOffRequests.timeOffRequestType')(type),
    status: skin.ids('TimeOffRequests.status')(status),
    requestDate: calendar.date(day),
    startTime: isoTime(calendar.at(day, from)),
    endTime: isoTime(calendar.at(day, to)),
    hours: (to - from) / 60,
    createDateTime: created,
    createdByResourceID: resource,
    lastModifiedDateTime: status === 'pending' ? created : decided,
    lastModifiedByResourceID: status === 'pending' ? resource : APPROVER,
    ...(status !== 'pending' && { approveRejectResourceID: APPROVER, lastApprovedLevel: 1 }),
    ...(status === 'approved' && { approvedDateTime: decided }),
    ...(status === 'rejected' && { rejectReason: 'Too many people are away that week.' }),
  };
}

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
