import { displayName, kindOf, referencedEntity } from '../entities/field-kind.js';
import type { Directory } from '../names/directory.js';
import { readBefore } from '../patience.js';
import type { Patience } from '../patience.js';
import { conjuncts, isIdEquality } from './tree.js';
import type { IdEquality, Node } from './tree.js';

/**
 * Why a filter matches nothing: a contact, contract or asset of another company than the one asked for, a dependent label under another
 * parent, a word where the whole text is compared. Only what is known without asking Autotask again is told, but for names of companies.
 */
export async function contradictions(
  entity: string,
  root: Node,
  directory: Directory,
  call: Patience,
): Promise<readonly string[]> {
  const parts = conjuncts(root);
  const equalities = parts.filter(isIdEquality);
  return [...(await foreignRecords(equalities, directory, call)), ...foreignLabels(equalities), ...wholeTexts(entity, parts)];
}

function wholeTexts(entity: string, parts: readonly Node[]): string[] {
  return parts.flatMap((part) => {
    if (part.kind !== 'comparison' || part.operator !== 'eq' || kindOf(entity, part.field) !== 'text') return [];
    if (/number$/i.test(part.field.name)) return [];
    const name = displayName(part.field);
    return [`"${name}" compares the whole text; "${name}__contains" looks for a part of it.`];
  });
}

async function foreignRecords(equalities: readonly IdEquality[], directory: Directory, call: Patience): Promise<string[]> {
  const company = equalities.find(({ field }) => field.name === 'companyID');
  if (company === undefined) return [];
  const found: string[] = [];
  for (const { field, value } of equalities) {
    const owned = directory.known(referencedEntity(field) ?? '', value);
    const owner = owned?.record['companyID'];
    if (owned === undefined || typeof owner !== 'number' || owner === company.value) continue;
    const ids = [owner, company.value];
    const names = await readBefore('lastMoment', call, (until) => directory.byId('Company', ids, until));
    const nameOf = (id: number): string => names?.get(id)?.name ?? `company ${id}`;
    found.push(`${displayName(field)} ${owned.name} belongs to ${nameOf(owner)}, not to ${nameOf(company.value)}.`);
  }
  return found;
}

function foreignLabels(equalities: readonly IdEquality[]): string[] {
  return equalities.flatMap(({ field, value, says }) => {
    const parent = equalities.find((other) => other.field.name === field.picklistParentValueField);
    const label = field.picklistValues.find((candidate) => candidate.value === value);
    if (parent === undefined || label === undefined || label.parentValue === null || label.parentValue === parent.value)
      return [];
    return [`"${says}" never goes with "${parent.says}": it stands under another ${displayName(parent.field)}.`];
  });
}
