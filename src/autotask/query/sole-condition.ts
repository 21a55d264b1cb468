const SOLE_CONDITIONS: Readonly<Record<string, string>> = { TicketHistory: 'ticketID' };

/**
 * The field by which alone an entity can be queried, by one "eq" and nothing else (dossier §10); undefined for all other entities. There is
 * no room for a second condition, not even for "id above the last one".
 *
 * @param entity Plural name in Autotask's spelling.
 */
export function soleConditionField(entity: string): string | undefined {
  return SOLE_CONDITIONS[entity];
}
