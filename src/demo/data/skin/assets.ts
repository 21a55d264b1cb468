import { numbered, picklist } from './picklist.js';

export const CONFIGURATION_ITEM_TYPE = picklist(`
  +workstation 91 Workstation  | Arbeitsplatz
  laptop       92 Laptop       | Laptop
  server       93 Server       | Server
  firewall     94 Firewall     | Firewall
  switch       95 Switch       | Switch
  accessPoint  96 Access Point | Access Point
  printer      97 Printer      | Drucker
  phone        98 Phone        | Telefon
  backup       99 Backup Appliance | Sicherungsgerät
`);

export const AUDIT_STATUS = numbered(
  1,
  'Running & Up-to-Date|Aktiv und aktuell;Running & Not Up-to-Date|Aktiv und veraltet;Not Running|Nicht aktiv;Not Detected|Nicht gefunden',
);
export const ARCHITECTURE = numbered(1, '64-bit;32-bit;ARM64');
export const BACKUP_STATUS = numbered(1, 'Healthy|In Ordnung;Warning|Warnung;Failed|Fehlgeschlagen');
export const DEVICE_TYPE = numbered(1, 'Desktop;Laptop;Server;Network Device|Netzwerkgerät;Printer|Drucker');
export const DISPLAY_ADAPTOR = numbered(1, 'Integrated Graphics|Integrierte Grafik;Dedicated Graphics|Eigene Grafikkarte');
export const DOMAIN = numbered(1, 'WORKGROUP;CORP');
export const MANUFACTURER = numbered(1, 'Fernwood;Kestrel;Orbis;Tallis Networks');
export const MODEL = numbered(1, 'Fernwood Tower 5;Fernwood Note 14;Kestrel R440;Orbis Print 600;Tallis Edge 60');
export const MOTHERBOARD = numbered(1, 'FW-B560;KS-C621');
export const NETWORK_OPERATOR = numbered(1, 'Meridian Mobile;Coastline Wireless');
export const PATCH_STATUS = numbered(1, 'Fully Patched|Vollständig;Approved Pending|Ausstehend;Install Error|Fehler');
export const PROCESSOR = numbered(1, '4-core 2.4 GHz;8-core 3.1 GHz;16-core 2.9 GHz');
export const SERVICE_PACK = numbered(1, 'None|Keines;24H2;23H2');
export const SOFTWARE_STATUS = numbered(1, 'Compliant|Konform;Not Compliant|Nicht konform');
export const KERNEL_VERSION = numbered(1, '5.15;6.1');
export const OS_VERSION = numbered(1, '20.04;22.04');
export const ZFS_VERSION = numbered(1, '2.1;2.2');
export const CHARGE_SOURCE = numbered(
  1,
  'Project Charge|Projektkosten;Ticket Charge|Ticketkosten;Contract Charge|Vertragskosten',
);

export const ATTACHMENT_TYPE = picklist(`
  *+file  FILE_ATTACHMENT File stored in Autotask | In Autotask gespeicherte Datei
  *link   FILE_LINK       Link to a file          | Dateiverknüpfung
  *folder FOLDER_LINK     Link to a folder        | Ordnerverknüpfung
  *url    URL             Web link                | Weblink
`);

export const ATTACHMENT_PARENT = picklist(`
  *company    1  Company        | Firma
  *ticket     4  Task Or Ticket | Aufgabe oder Ticket
  *timeEntry  18 Time Entry     | Zeiteintrag
  *note       23 Note           | Notiz
`);

export const PROJECT_TYPE = picklist(`
  *proposal 2 Proposal | Vorschlag
  *template 3 Template | Vorlage
  *internal 4 Internal | Intern
  *+client  5 Client   | Kunde
  *baseline 8 Baseline | Basisplan
`);

export const PROJECT_STATUS = picklist(`
  *inactive  0  Inactive      | Inaktiv
  *+new      1  New           | Neu
  inProgress 16 In Progress   | In Arbeit
  onHold     17 On Hold       | Angehalten
  *complete  5  Complete      | Abgeschlossen
`);

export const DEPARTMENT = picklist(`
  +serviceDesk    601 Service Desk   | Service Desk
  projects        602 Projects       | Projekte
  sales           603 Sales          | Vertrieb
  finance         604 Finance        | Finanzen
  administration  605 Administration | Verwaltung
`);

export const NOTIFICATION_TYPE = numbered(1, 'Ticket|Ticket;Task|Aufgabe;Time Entry|Zeiteintrag;Survey|Umfrage');
export const CATEGORY_COLOR = numbered(1, 'Blue|Blau;Green|Grün;Orange|Orange;Red|Rot;Grey|Grau;Teal|Petrol;Purple|Violett');
export const KNOWLEDGE_ARTICLE = numbered(
  1,
  'Firewall restart checklist|Checkliste Firewall-Neustart;New user checklist|Checkliste neuer Benutzer',
);
