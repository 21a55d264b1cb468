import { numbered, picklist } from './picklist.js';

export const COMPANY_TYPE = picklist(`
  *+customer    1 Customer     | Kunde
  *lead         2 Lead         | Interessent
  *prospect     3 Prospect     | Potenzieller Kunde
  *dead         4 Dead         | Verloren
  *cancellation 6 Cancellation | Kündigung
  *vendor       7 Vendor       | Lieferant
  *partner      8 Partner      | Partner
`);

export const CLASSIFICATION = picklist(`
  platinum   201 Platinum   | Platin
  +standard  200 Standard   | Standard
  key        203 Key Account | Großkunde
  delinquent 204 Delinquent | Zahlungsverzug
`);

export const MARKET_SEGMENT = picklist(`
  healthcare    301 Healthcare         | Gesundheitswesen
  manufacturing 302 Manufacturing      | Produktion
  legal         303 Legal              | Recht
  finance       304 Financial Services | Finanzdienste
  retail        305 Retail             | Handel
  hospitality   306 Hospitality        | Gastgewerbe
  education     307 Education          | Bildung
  nonprofit     308 Nonprofit          | Gemeinnützig
  construction  309 Construction       | Bau
  technology    310 Technology         | Technologie
`);

export const TERRITORY = picklist(`
  harborside 401 Harborside | Hafenviertel
  +metro     402 Metro      | Stadtgebiet
  valley     403 Valley     | Tal
  remote     404 Remote     | Fernbetreuung
`);

export const COMPETITOR = numbered(51, 'Lantern IT;Bluecrest Systems;Quayside Tech;In-house IT|Eigene IT');
export const API_VENDOR = numbered(1, 'Datto|Datto;Other|Andere');
export const INVOICE_METHOD = numbered(1, 'Print|Druck;Email|E-Mail;Email and Print|E-Mail und Druck');
export const BILL_TO_ADDRESS = numbered(1, 'Account Address|Firmenadresse;Parent Account|Übergeordnete Firma;Other|Andere');
export const NAME_PREFIX = numbered(1, 'Mr.|Herr;Ms.|Frau;Dr.|Dr.;Prof.|Prof.');
export const NAME_SUFFIX = numbered(1, 'Jr.|jun.;Sr.|sen.;III|III');

export const ACTION_TYPE = picklist(`
  *opportunityUpdate 0 Opportunity Update | Verkaufschance aktualisiert
  *+phoneCall        1 Phone Call         | Telefonat
  *meeting           2 Meeting            | Besprechung
  *general           3 General            | Allgemein
  *quickNote         5 Quick Note         | Kurznotiz
  businessReview     7 Business Review    | Geschäftsgespräch
`);

export const OPPORTUNITY_STATUS = picklist(`
  *notReady    0 Not Ready To Buy | Noch nicht kaufbereit
  *+active     1 Active           | Aktiv
  *lost        2 Lost             | Verloren
  *closed      3 Closed           | Abgeschlossen
  *implemented 4 Implemented      | Umgesetzt
`);

export const OPPORTUNITY_STAGE = picklist(`
  +discovery   21 Discovery   | Bedarfsklärung
  qualified    22 Qualified   | Qualifiziert
  proposal     23 Proposal    | Angebot
  negotiation  25 Negotiation | Verhandlung
  commitment   27 Commitment  | Zusage
`);

export const LEAD_SOURCE = numbered(
  31,
  'Referral|Empfehlung;Website|Webseite;Event|Veranstaltung;Business Review|Geschäftsgespräch;Cold Call|Kaltakquise',
);
export const WIN_REASON = numbered(41, 'Service Quality|Servicequalität;Price|Preis;Relationship|Beziehung');
export const LOSS_REASON = numbered(45, 'Price|Preis;Timing|Zeitpunkt;Competitor|Wettbewerber;No Budget|Kein Budget');
export const RATING = numbered(1, 'Hot|Heiß;Warm|Warm;Cold|Kalt');
export const OPPORTUNITY_CATEGORY = numbered(4, 'Standard|Standard;Renewal|Verlängerung');

export const REVENUE_UNIT = picklist(`
  *months   m Months   | Monate
  *quarters q Quarters | Quartale
  *years    y Years    | Jahre
`);

export const EMAIL_TYPE = picklist(`
  *+primary PRIMARY Primary  | Primär
  *home     HOME    Home     | Privat
  *pager    PAGER   Pager    | Pager
`);

export const GENDER = picklist(`
  *female F Female | Weiblich
  *male   M Male   | Männlich
`);

export const RESOURCE_TYPE = picklist(`
  *+employee  Employee   Employee   | Angestellte
  *contractor Contractor Contractor | Freie Mitarbeit
`);

export const LICENSE_TYPE = picklist(`
  *+professional 1 Professional    | Professional
  *teamMember    2 Team Member     | Teammitglied
  *timeReporter  3 Time & Expense  | Zeit & Spesen
  *dashboard     5 Dashboard User  | Dashboard-Benutzer
  *api           7 API User        | API-Benutzer
`);

export const LOCATION = picklist(`
  +headquarters 1 Headquarters    | Hauptsitz
  eastside      2 Eastside Office | Büro Ost
`);

export const USER_TYPE = picklist(`
  administrator 10 System Administrator | Systemverwaltung
  +technician   11 Service Desk User    | Service-Desk-Benutzer
  manager       12 Manager              | Leitung
  sales         13 Sales                | Vertrieb
  finance       14 Accounting           | Buchhaltung
  *api          17 API User (system)    | API-Benutzer (System)
`);

export const PAYROLL_TYPE = numbered(
  1,
  'Salary|Gehalt;Salary Non-Exempt|Gehalt mit Überstunden;Hourly|Stundenlohn;Contractor|Honorar',
);
export const GREETING = numbered(1, 'Mr.|Herr;Ms.|Frau;Dr.|Dr.');
export const TRAVEL = picklist(`
  *none 0%   0%   | 0 %
  *some 25%  25%  | 25 %
  *half 50%  50%  | 50 %
  *full 100% 100% | 100 %
`);
export const DATE_FORMAT = picklist(`
  *+us  MM/dd/yyyy MM/dd/yyyy | MM/dd/yyyy
  *eu   dd.MM.yyyy dd.MM.yyyy | dd.MM.yyyy
  *iso  yyyy-MM-dd yyyy-MM-dd | yyyy-MM-dd
`);
export const TIME_FORMAT = picklist(`
  *+us "hh:mm a" hh:mm a | hh:mm a
  *eu  HH:mm   HH:mm   | HH:mm
`);
export const NUMBER_FORMAT = picklist(`
  *+us X,XXX.XX X,XXX.XX | X,XXX.XX
  *eu  X.XXX,XX X.XXX,XX | X.XXX,XX
`);

export const ALERT_TYPE = picklist(`
  *+company 1 Company Detail Page Alert | Hinweis auf der Firmenseite
  *newTicket 2 New Ticket Page Alert    | Hinweis bei neuem Ticket
  *ticket   3 Ticket Detail Page Alert  | Hinweis auf der Ticketseite
`);

export const TIME_OFF_STATUS = picklist(`
  *+pending 0 Submitted | Eingereicht
  *approved 1 Approved  | Genehmigt
  *rejected 2 Rejected  | Abgelehnt
  *canceled 3 Canceled  | Storniert
`);

export const TIME_OFF_TYPE = picklist(`
  *vacation 1 Vacation  | Urlaub
  *sick     2 Sick Time | Krankheit
  *personal 3 Personal Time | Persönliche Zeit
`);
