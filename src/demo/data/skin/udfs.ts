import type { PicklistEntry, UdfDefinition } from '../../types.js';

type Type = UdfDefinition['type'];

interface Udf {
  readonly name: string;
  readonly german: string;
  readonly type: Type;
  readonly description?: string;
  readonly options?: readonly string[];
}

/** User-defined fields by entity. Names, by which records carry them, and list labels are the same in both skins; field labels are not. */
const UDFS: Readonly<Record<string, readonly Udf[]>> = {
  Tickets: [
    { name: 'Site Code', german: 'Standortcode', type: 'string', description: 'Code of the site as it stands on the door' },
    {
      name: 'Escalation Path',
      german: 'Eskalationsweg',
      type: 'string',
      options: ['Service Desk', 'Projects', 'Vendor', 'Account Manager'],
    },
    { name: 'Change Freeze', german: 'Änderungssperre', type: 'string', options: ['Yes', 'No'] },
    { name: 'Promised Date', german: 'Zugesagtes Datum', type: 'datetime' },
    { name: 'Affected Users', german: 'Betroffene Benutzer', type: 'integer' },
  ],
  Companies: [
    { name: 'Onboarding Date', german: 'Einführungsdatum', type: 'datetime' },
    { name: 'Backup Vendor', german: 'Sicherungsanbieter', type: 'string', options: ['Datto', 'Lantern Vault', 'None'] },
    { name: 'Seats', german: 'Arbeitsplätze', type: 'integer' },
  ],
  Contacts: [
    { name: 'VIP', german: 'VIP', type: 'string', options: ['Yes', 'No'] },
    { name: 'Preferred Name', german: 'Rufname', type: 'string' },
  ],
  ConfigurationItems: [
    { name: 'Asset Tag', german: 'Inventarnummer', type: 'string' },
    { name: 'Bitlocker Escrowed', german: 'Bitlocker hinterlegt', type: 'string', options: ['Yes', 'No'] },
    { name: 'Rack Unit', german: 'Höheneinheit', type: 'integer' },
  ],
  Projects: [
    { name: 'Go-Live Date', german: 'Datum der Inbetriebnahme', type: 'datetime' },
    { name: 'Risk Level', german: 'Risikostufe', type: 'string', options: ['Low', 'Medium', 'High'] },
  ],
  Opportunities: [{ name: 'Decision Maker', german: 'Entscheider', type: 'string' }],
  Contracts: [
    { name: 'Auto Renew', german: 'Automatische Verlängerung', type: 'string', options: ['Yes', 'No'] },
    { name: 'Uplift Percent', german: 'Erhöhung in Prozent', type: 'decimal' },
  ],
  CompanySiteConfigurations: [
    { name: 'Wi-Fi Name', german: 'WLAN-Name', type: 'string' },
    { name: 'Alarm Contact', german: 'Alarmkontakt', type: 'string' },
  ],
  Tasks: [{ name: 'Cutover Window', german: 'Umschaltfenster', type: 'string' }],
  Products: [{ name: 'Lifecycle', german: 'Lebenszyklus', type: 'string', options: ['Current', 'End of Life'] }],
};

export function udfDefinitions(german: boolean): Record<string, readonly UdfDefinition[]> {
  return Object.fromEntries(
    Object.entries(UDFS).map(([entity, udfs]) => [
      entity,
      udfs.map((udf) => ({
        name: udf.name,
        label: german ? udf.german : udf.name,
        type: udf.type,
        length: udf.type === 'string' ? 8000 : 0,
        description: udf.description ?? '',
        isRequired: false,
        picklistValues: udf.options?.map((label, index) => option(label, index)) ?? null,
      })),
    ]),
  );
}

/** Records carry a list field's label (dossier §6). */
function option(label: string, index: number): PicklistEntry {
  return { value: label, label, isDefaultValue: false, sortOrder: index + 1, parentValue: '', isActive: true, isSystem: false };
}
