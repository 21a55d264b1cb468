import { withoutId } from '../../entities/field-kind.js';
import type { Draft } from '../draft.js';
import { InvalidWriteError } from '../errors.js';
import type { Words } from '../words.js';

/** References of a ticket that must belong to its company or that company's parent (dossier §8), with the entity they lead to. */
const COMPANY_RECORDS = {
  contactID: 'Contact',
  configurationItemID: 'ConfigurationItem',
  contractID: 'Contract',
  companyLocationID: 'CompanyLocation',
} as const;

/** A ticket that moves to another company leaves contact, asset, contract and location behind, unless they are given anew (dossier §8). */
export async function companyMove(draft: Draft): Promise<void> {
  if (draft.action !== 'update' || !draft.changes('companyID')) return;
  const left = Object.keys(COMPANY_RECORDS).filter((field) => !draft.writes(field) && draft.hasValue(field));
  for (const field of left) draft.setRaw(field, null, null);
  if (left.length > 0) draft.remark(`Emptied, as they belong to the old company: ${left.map(withoutId).join(', ')}.`);
}

/** @throws {InvalidWriteError} for a contact, asset, contract or location of a company outside the family. */
export async function companyRecords(draft: Draft, words: Words): Promise<void> {
  const companyId = draft.id('companyID');
  if (companyId === undefined) return;
  for (const [field, singular] of Object.entries(COMPANY_RECORDS)) {
    const id = draft.id(field);
    if (id === undefined || !draft.changes(field)) continue;
    const record = await words.directory.one(singular, id, { signal: words.signal });
    const owner = record?.record['companyID'];
    if (record === undefined || owner === companyId || typeof owner !== 'number') continue;
    const companies = await words.directory.byId('Company', [companyId, owner], { signal: words.signal });
    if (companies.get(companyId)?.record['parentCompanyID'] === owner) continue;
    const [own, other] = [
      companies.get(companyId)?.name ?? `company ${companyId}`,
      companies.get(owner)?.name ?? `company ${owner}`,
    ];
    throw new InvalidWriteError(`${record.name} (${withoutId(field)}) belongs to ${other}, not to ${own} or its parent.`);
  }
}
