import { picklist } from './picklist.js';

/** Deliberately awkward: ids out of order, gaps, an inactive value, and only New and Complete are Autotask's own. */
export const TICKET_STATUS = picklist(`
  *+new                   1  New                       | Neu
  inProgress              8  In Progress               | In Bearbeitung
  customerNoteAdded       19 Customer Note Added       | Kundennotiz hinzugefügt
  waitingCustomer         7  Waiting Customer          | Warten auf Kunde
  waitingCustomerApproval 21 Waiting Customer Approval | Warten auf Freigabe durch Kunde
  waitingVendor           12 Waiting Vendor            | Warten auf Lieferant
  scheduled               10 Scheduled                 | Eingeplant
  -escalated              24 Escalated                 | Eskaliert
  *complete               5  Complete                  | Abgeschlossen
`);

/** Sort order is not id order: Critical is 4 (trap T1). */
export const PRIORITY = picklist(`
  critical 4 Critical | Kritisch
  high     1 High     | Hoch
  +medium  2 Medium   | Mittel
  low      3 Low      | Niedrig
`);

/** Two queues bear one name; the second is inactive. */
export const QUEUE = picklist(`
  +level1       301 Level 1 Support | Support Stufe 1
  level2        302 Level 2 Support | Support Stufe 2
  monitoring    303 Monitoring      | Überwachung
  -level1Old    304 Level 1 Support | Support Stufe 1
  clientPortal  5   Client Portal   | Kundenportal
  projects      306 Projects Desk   | Projektbüro
`);

export const SOURCE = picklist(`
  *clientPortal -1 Client Portal      | Kundenportal
  *insourced    -2 Insourced          | Übernommen
  +phone        2  Phone              | Telefon
  email         4  Email              | E-Mail
  onsite        6  In Person/Onsite   | Vor Ort
  monitoring    8  Monitoring Alert   | Überwachungsalarm
  rmm           13 RMM Agent          | RMM-Agent
  other         1  Other              | Sonstige
`);

export const TICKET_TYPE = picklist(`
  *+serviceRequest 1 Service Request | Serviceanfrage
  *incident        2 Incident        | Störung
  *problem         3 Problem         | Problem
  *changeRequest   4 Change Request  | Änderungsanfrage
  *alert           5 Alert           | Alarm
`);

export const TICKET_CATEGORY = picklist(`
  +standard  3   Standard               | Standard
  rmmAlert   2   Datto RMM Alert        | Datto-RMM-Alarm
  bdrAlert   4   Datto Alert            | Datto-Alarm
  rma        5   RMA                    | RMA
  network    6   Datto Networking Alert | Datto-Netzwerkalarm
  onsite     101 Onsite Visit           | Vor-Ort-Termin
  -legacy    102 Legacy Import          | Altdatenübernahme
`);

export const NOTE_TYPE = picklist(`
  *taskSummary        1   Task Summary                  | Aufgabenzusammenfassung
  *taskDetail         2   Task Detail                   | Aufgabendetails
  *+taskNotes         3   Task Notes                    | Aufgabennotizen
  *workflow           13  Workflow Rule Note - Task     | Workflowregel-Notiz
  *duplicate          15  Duplicate Ticket Note         | Notiz zu doppeltem Ticket
  *outsource          16  Outsource Workflow Note       | Outsourcing-Notiz
  *survey             17  Surveys                       | Umfragen
  *portal             18  Client Portal Note            | Kundenportal-Notiz
  *taskfire           19  Taskfire Note                 | Taskfire-Notiz
  *workflowAction     91  Workflow Rule Action Note     | Workflowaktion
  *forward            92  Forward/Modify Note           | Weiterleitungsnotiz
  *merged             93  Merged Into Ticket            | In Ticket zusammengeführt
  *absorbed           94  Absorbed Another Ticket       | Anderes Ticket aufgenommen
  *copied             95  Copied to Project             | In Projekt kopiert
  *rmm                99  RMM Note                      | RMM-Notiz
  *bdr                100 BDR Note                      | BDR-Notiz
  *email              101 Email Note                    | E-Mail-Notiz
`);

export const PUBLISH = picklist(`
  *+all       1 All Autotask Users    | Alle Autotask-Benutzer
  *internal   2 Internal Users Only   | Nur interne Benutzer
  *comanaged  4 Internal & Co-Managed | Intern & Co-Managed
`);

export const PROJECT_PUBLISH = picklist(`
  *+all       1 All Autotask Users    | Alle Autotask-Benutzer
  *internal   2 Internal Project Team | Internes Projektteam
  *comanaged  4 Internal & Co-Managed | Intern & Co-Managed
`);

export const TASK_NOTE_TYPE = NOTE_TYPE.slice(0, 3);

export const PROJECT_NOTE_TYPE = picklist(`
  *+notes 5  Project Notes | Projektnotizen
  *email  8  Email         | E-Mail
  *status 12 Status        | Status
`);

export const CONFIGURATION_ITEM_NOTE_TYPE = picklist(`
  *+general 25 General Note | Allgemeine Notiz
  *change   26 Change Log   | Änderungsprotokoll
`);

export const SERVICE_LEVEL = picklist(`
  +gold    3 Gold 24x7        | Gold 24x7
  silver   4 Silver 8x5       | Silber 8x5
  bronze   6 Bronze Best Effort | Bronze nach Aufwand
  -legacy  2 Legacy 2019      | Altvertrag 2019
`);

export const PERSON_TYPE = picklist(`
  *resource 1 Resource | Mitarbeiter
  *contact  2 Contact  | Kontakt
`);

export const MONITOR_TYPE = picklist(`
  *online      1 Online Status    | Onlinestatus
  *performance 2 Performance      | Leistung
  *disk        3 Disk Usage       | Plattenbelegung
  *antivirus   4 Antivirus        | Virenschutz
  *patch       5 Patch            | Patchstand
  *eventLog    6 Event Log        | Ereignisprotokoll
`);

export const THERMOMETER = picklist(`
  *cold 1 Cold | Kalt
  *mild 2 Mild | Mild
  *warm 3 Warm | Warm
  *hot  4 Hot  | Heiß
`);

export const RMA_STATUS = picklist(`
  +requested 1 Requested | Angefragt
  shipped    2 Shipped   | Versandt
  received   3 Received  | Eingegangen
  closed     4 Closed    | Erledigt
`);

export const RMA_TYPE = picklist(`
  +replacement 1 Replacement | Austausch
  repair       2 Repair      | Reparatur
  credit       3 Credit      | Gutschrift
`);

export const CHANGE_BOARD = picklist(`
  +standing 11 Standing Change Board | Ständiges Änderungsgremium
  emergency 12 Emergency Changes     | Eiländerungen
`);

export const CHANGE_STATUS = picklist(`
  *+notAssigned 1 Not Assigned       | Nicht zugewiesen
  *requested    2 Requested          | Angefragt
  *approved     4 Approved           | Genehmigt
  *rejected     5 Rejected           | Abgelehnt
`);

export const CHANGE_TYPE = picklist(`
  *+one 1 One Approver | Ein Genehmiger
  *all  2 All Approve  | Alle genehmigen
`);

export const TASK_STATUS = picklist(`
  *+new            1  New               | Neu
  inProgress       8  In Progress       | In Bearbeitung
  waitingCustomer  7  Waiting Customer  | Warten auf Kunde
  waitingMaterials 9  Waiting Materials | Warten auf Material
  scheduled        10 Scheduled         | Eingeplant
  escalate         11 Escalate          | Eskalieren
  waitingVendor    12 Waiting Vendor    | Warten auf Lieferant
  *complete        5  Complete          | Abgeschlossen
`);

export const TASK_TYPE = picklist(`
  *+fixedWork     1 Fixed Work     | Feste Arbeit
  *fixedDuration  2 Fixed Duration | Feste Dauer
`);

export const TASK_PRIORITY = picklist(`
  *low    1 Low    | Niedrig
  *+normal 2 Normal | Normal
  *high   3 High   | Hoch
`);

export const TASK_CATEGORY = picklist(`
  +standard 51 Standard Task | Standardaufgabe
  cutover   52 Cutover       | Umschaltung
`);

export const SERVICE_CALL_STATUS = picklist(`
  *+new       1   New       | Neu
  *complete   2   Complete  | Abgeschlossen
  confirmed   103 Confirmed | Bestätigt
  onHold      104 On Hold   | Zurückgestellt
`);

export const TIME_ENTRY_TYPE = picklist(`
  *itServiceRequest 2  IT Service Request | IT-Serviceanfrage
  *project          6  Project Task       | Projektaufgabe
  *regular          10 Regular Time       | Reguläre Zeit
`);
