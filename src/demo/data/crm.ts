import { DAYS, MINUTES, isoTime } from './calendar.js';
import { COMPANY, customers } from './companies.js';
import { withIds } from './people.js';
import type { Table } from './world.js';

const ALERTS: readonly (readonly [companyId: number, type: string, text: string])[] = [
  [
    COMPANY.harborDental,
    'company',
    'Call Dr. Lindgren on his mobile before any restart between 8:00 and 18:00: patients are in the chair.',
  ],
  [COMPANY.harborDental, 'newTicket', 'Bill work at Eastside to Harbor Dental Group.'],
  [COMPANY.northgate, 'ticket', 'Radiology must not be interrupted. Ask the clinic director for a window.'],
  [COMPANY.acmeTooling, 'company', 'Purchase order number is required on every invoice.'],
];

const companyAlerts: Table = ({ skin }) => {
  const alertTypeID = skin.ids('CompanyAlerts.alertTypeID');
  return withIds(
    95_001,
    ALERTS.map(([companyID, type, alertText]) => ({ companyID, alertTypeID: alertTypeID(type), alertText })),
  );
};

const CRM_NOTES: readonly (readonly [action: string, name: string, note: string])[] = [
  ['phoneCall', 'Check-in call', 'Satisfied with response times. Asked for a review of the backup before summer.'],
  ['meeting', 'Quarterly review', 'Went through tickets of the quarter, agreed on a plan for old workstations.'],
  ['quickNote', 'Contact change', 'New office manager from next month on, details follow.'],
];

const companyNotes: Table = (world) => {
  const { calendar, skin } = world;
  const actionType = skin.ids('CompanyNotes.actionType');
  const noted = customers(world).filter(({ id }) => id < 2000 || id % 5 === 1);
  return withIds(
    95_101,
    noted
      .map((company, index) => ({ company, created: calendar.past(-170 + Math.floor((index * 165) / noted.length), 640) }))
      .map(({ company, created }, index) => {
        const [action, name, note] = CRM_NOTES[index % CRM_NOTES.length] ?? CRM_NOTES[0] ?? ['general', '', ''];
        return {
          companyID: company.id,
          actionType: actionType(action),
          name,
          note,
          assignedResourceID: company.ownerId === 528 ? 526 : company.ownerId,
          startDateTime: isoTime(created),
          endDateTime: isoTime(created + 15 * MINUTES),
          createDateTime: isoTime(created),
          lastModifiedDate: isoTime(created),
          completedDateTime: isoTime(created + 15 * MINUTES),
        };
      }),
  );
};

const companyToDos: Table = (world) => {
  const { calendar, skin } = world;
  const actionType = skin.ids('CompanyToDos.actionType')('phoneCall');
  const chosen = customers(world).filter(({ id }) => id > 2000 && id % 15 === 1);
  return withIds(
    95_501,
    chosen.map((company, index) => {
      const due = calendar.at(-20 + index, 600);
      const created = isoTime(calendar.past(Math.min(-30 + Math.floor(index / 2), -1), 620));
      return {
        companyID: company.id,
        actionType,
        activityDescription: 'Call about the renewal',
        assignedToResourceID: company.ownerId === 528 ? 526 : company.ownerId,
        startDateTime: isoTime(due),
        endDateTime: isoTime(due + 30 * MINUTES),
        createDateTime: created,
        lastModifiedDate: created,
        creatorResourceID: 506,
        ...(due < calendar.now - DAYS && { completedDate: isoTime(due) }),
      };
    }),
  );
};

const companyTeams: Table = (world) =>
  withIds(
    95_801,
    customers(world)
      .filter(({ weight }) => weight >= 3)
      .map(({ id }, index) => ({ companyID: id, resourceID: [513, 521, 531][index % 3], isAssociatedAsComanaged: false })),
  );

export const CRM_TABLES: Readonly<Record<string, Table>> = {
  CompanyAlerts: companyAlerts,
  CompanyNotes: companyNotes,
  CompanyToDos: companyToDos,
  CompanyTeams: companyTeams,
};
