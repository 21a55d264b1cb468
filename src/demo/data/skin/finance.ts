import { numbered, picklist } from './picklist.js';

export const CONTRACT_TYPE = picklist(`
  *timeMaterials 1 Time & Materials  | Zeit & Material
  *fixedPrice    3 Fixed Price       | Festpreis
  *blockHours    4 Block Hours       | Stundenkontingent
  *retainer      6 Retainer          | Pauschale
  *+recurring    7 Recurring Service | Wiederkehrender Service
  *perTicket     8 Per Ticket        | Pro Ticket
  *umbrella      9 Umbrella          | Rahmenvertrag
`);

export const CONTRACT_STATUS = picklist(`
  *inactive 0 Inactive | Inaktiv
  *+active  1 Active   | Aktiv
`);

export const CONTRACT_CATEGORY = picklist(`
  +managed 12 Managed Services | Managed Services
  project  13 Project Work     | Projektarbeit
  legacy   14 Legacy           | Altvertrag
`);

export const CONTRACT_PERIOD = picklist(`
  *+monthly   1 Monthly   | Monatlich
  *quarterly  2 Quarterly | Vierteljährlich
  *yearly     4 Yearly    | Jährlich
`);

export const PERIOD = picklist(`
  *+monthly    2 Monthly    | Monatlich
  *quarterly   3 Quarterly  | Vierteljährlich
  *yearly      5 Yearly     | Jährlich
  *oneTime     1 One-Time   | Einmalig
`);

export const BILLING_PREFERENCE = numbered(
  1,
  'Immediately without review|Sofort ohne Prüfung;Reconcile|Abgleich;On Timesheet Approval|Bei Zeitfreigabe',
);
export const START_STOP = numbered(0, 'No|Nein;Yes|Ja');
export const IS_PAID = picklist(`
  *no  0 No  | Nein
  *yes 1 Yes | Ja
`);
export const PAYMENT_TYPE = numbered(1, 'Cash|Bar;Check|Scheck;Credit Card|Kreditkarte;Purchase Order|Bestellung;Other|Andere');

export const CHARGE_TYPE = picklist(`
  *+operational 1 Operational | Betrieblich
  *capitalized  2 Capitalized | Aktiviert
`);

export const CHARGE_STATUS = picklist(`
  +pending   7 Pending             | Offen
  delivered  8 Delivered/Shipped Full | Vollständig geliefert
  needToOrder 9 Need to Order/Fulfil | Zu bestellen
  canceled   10 Canceled           | Storniert
`);

export const MILESTONE_STATUS = picklist(`
  *+inProgress 0 In Progress     | In Arbeit
  *ready       1 Ready to Bill   | Abrechenbar
  *billed      2 Billed          | Abgerechnet
`);

export const USE_TYPE = picklist(`
  *labour    1 General Allocation Code            | Arbeitstyp
  *expense   2 Expense Category                   | Spesenkategorie
  *internal  3 Internal Allocation Code           | Interne Zeitkategorie
  *material  4 Material Cost Code                 | Materialcode
  *service   5 Recurring Contract Service Code    | Vertragsservice
  *milestone 6 Milestone Code                     | Meilenstein
`);

export const BILLING_CODE_TYPE = picklist(`
  *+normal     0 Normal       | Normal
  *system      1 System       | System
  *nonBillable 2 Non-Billable | Nicht abrechenbar
`);

export const LEDGER_ACCOUNT = numbered(
  4000,
  'Labour Revenue|Dienstleistungserlöse;Hardware Revenue|Hardwareerlöse;Recurring Revenue|Wiederkehrende Erlöse;Expenses|Spesen',
);

export const BILLING_ITEM_TYPE = picklist(`
  *charge           1 Charge               | Kosten
  *expense          2 Expense              | Spesen
  *labour           3 Labor                | Arbeitszeit
  *service          4 Recurring Service    | Wiederkehrender Service
  *milestone        5 Milestone            | Meilenstein
  *block            6 Block Purchase       | Kontingentkauf
`);

export const BILLING_ITEM_SUB_TYPE = picklist(`
  *ticketLabour   31 Ticket Labor       | Arbeitszeit Ticket
  *taskLabour     32 Task Labor         | Arbeitszeit Aufgabe
  *ticketCharge   11 Ticket Charge      | Ticketkosten
  *contractCharge 12 Contract Charge    | Vertragskosten
  *projectCharge  13 Project Charge     | Projektkosten
  *expenseItem    21 Expense Item       | Spesenposten
  *contractService 41 Contract Service  | Vertragsservice
  *contractMilestone 51 Contract Milestone | Vertragsmeilenstein
  *contractBlock  61 Contract Block     | Vertragskontingent
`);

export const PAYMENT_TERM = picklist(`
  dueOnReceipt 1 Due on Receipt | Sofort fällig
  +net30       2 Net 30         | 30 Tage netto
  net14        3 Net 14         | 14 Tage netto
  -net45       5 Net 45         | 45 Tage netto
`);

export const EXPENSE_CATEGORY = picklist(`
  mileage 61 Mileage | Kilometergeld
  meals   62 Meals   | Verpflegung
  parking 63 Parking | Parken
  lodging 64 Lodging | Unterkunft
  +parts  65 Small Parts | Kleinteile
`);

export const EXPENSE_PAYMENT = picklist(`
  +personal 71 Personal Card | Private Karte
  company   72 Company Card  | Firmenkarte
  cash      73 Cash          | Bar
`);

export const EXPENSE_STATUS = picklist(`
  *+inProgress 1 In Progress | In Bearbeitung
  *submitted   2 Submitted   | Eingereicht
  *rejected    3 Rejected    | Abgelehnt
  *approved    4 Approved    | Genehmigt
  *paid        5 Paid        | Bezahlt
`);

export const QUOTE_ITEM_TYPE = picklist(`
  *+product 1  Product        | Produkt
  *cost     2  Cost           | Kosten
  *labour   3  Labor          | Arbeit
  *expense  4  Expense        | Spesen
  *shipping 6  Shipping       | Versand
  *service  11 Service        | Service
  *bundle   12 Service Bundle | Servicepaket
`);

export const QUOTE_APPROVAL = numbered(
  1,
  'Not Required|Nicht erforderlich;Pending|Ausstehend;Approved|Genehmigt;Rejected|Abgelehnt',
);
export const QUOTE_RESPONSE = numbered(1, 'Accepted|Angenommen;Declined|Abgelehnt');
export const QUOTE_GROUP = numbered(1, 'No Grouping|Keine Gruppierung;By Category|Nach Kategorie;By Period|Nach Zeitraum');
export const SHIPPING_TYPE = numbered(1, 'Ground|Standard;Overnight|Express;Hand Delivery|Persönlich');
export const TAX_REGION = numbered(1, 'State of New York|Bundesstaat New York;Tax Free|Steuerfrei');

export const PURCHASE_STATUS = picklist(`
  *+new      1 New                | Neu
  *submitted 2 Submitted          | Abgeschickt
  *partial   4 Partially Received | Teilweise erhalten
  *received  3 Received Full      | Vollständig erhalten
  *canceled  5 Canceled           | Storniert
`);
export const DESCRIPTION_SOURCE = numbered(1, 'Product|Produkt;Charge|Kosten');
export const PURCHASE_TEMPLATE = numbered(1, 'Standard Purchase Order|Standardbestellung');
export const SALES_ORDER_STATUS = numbered(1, 'Open|Offen;In Progress|In Arbeit;Complete|Abgeschlossen;Canceled|Storniert');

export const PRODUCT_CATEGORY = numbered(
  81,
  'Workstations|Arbeitsplatzrechner;Servers|Server;Networking|Netzwerk;Printers|Drucker;Software|Software;Backup|Datensicherung;Telephony|Telefonie',
);
export const PRODUCT_BILLING = numbered(1, 'Per Unit|Pro Stück;Per User|Pro Benutzer');
export const PRICE_METHOD = numbered(1, 'Cost Fixed|Fester Einkaufspreis;Markup|Aufschlag;Price Fixed|Fester Verkaufspreis');
export const HOLIDAY_SET = numbered(1, 'US Holidays|US-Feiertage');

export const CURRENCY_SYMBOL = picklist(`
  *dollar 1 $ | $
  *euro   2 € | €
`);
