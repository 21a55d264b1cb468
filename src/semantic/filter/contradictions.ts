import { PermissionError } from '../../autotask/errors.js';
import { displayName, kindOf, referencedEntity } from '../entities/field-kind.js';
import type { Directory } from '../names/directory.js';
import { readBefore } from '../patience.js';
import type { Patience } from '../patience.js';
import type { Comparison, Node } from './tree.js';

/**
 * Why a filter matches nothing: a contact, contract or asset of another company than the one asked for, a dependent label under another
 * parent, a word where the whole text is compared, an id of nothing. Autotask is asked again only for names of companies and of records that
 * were given by id.
 */
export async function contradictions(
  entity: string,
  root: Node,
  directory: Directory,
  call: Patience,
): Promise<readonly string[]> {
  const parts = root.kind === 'all' ? root.parts : [root];
  const equalities = parts.filter(isEquality);
  return [
    ...(await missingRecords(equalities, directory, call)),
    ...(await foreignRecords(equalities, directory, call)),
    ...foreignLabels(equalities),
    ...wholeTexts(entity, parts),
  ];
}

/** Ids that lead nowhere: mistaken ones, or a number printed on a record that was taken for one. */
async function missingRecords(equalities: readonly Equality[], directory: Directory, call: Patience): Promise<string[]> {
  const missing: string[] = [];
  for (const { field, value } of equalities) {
    const singular = referencedEntity(field) ?? '';
    if (!directory.canName(singular)) continue;
    const found = await visible(() => readBefore('lastMoment', call, (until) => directory.byId(singular, [value], until)));
    if (found?.size === 0)
      missing.push(`${displayName(field)}: no ${singular} with the id ${value} is visible to this API user.`);
  }
  return missing;
}

/** Undefined where this API user may not read the entity at all, which tells nothing. */
async function visible<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof PermissionError) return undefined;
    throw error;
  }
}

function wholeTexts(entity: string, parts: readonly Node[]): string[] {
  return parts.flatMap((part) => {
    if (part.kind !== 'comparison' || part.operator !== 'eq' || kindOf(entity, part.field) !== 'text') return [];
    if (/number$/i.test(part.field.name)) return [];
    const name = displayName(part.field);
    return [`"${name}" compares the whole text; "${name}__contains" looks for a part of it.`];
  });
}

type Equality = Comparison & { readonly value: number };

function isEquality(node: Node): node is Equality {
  return node.kind === 'comparison' && node.operator === 'eq' && typeof node.value === 'number';
}

async function foreignRecords(equalities: readonly Equality[], directory: Directory, call: Patience): Promise<string[]> {
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

function foreignLabels(equalities: readonly Equality[]): string[] {
  return equalities.flatMap(({ field, value, says }) => {
    const parent = equalities.find((other) => other.field.name === field.picklistParentValueField);
    const label = field.picklistValues.find((candidate) => candidate.value === value);
    if (parent === undefined || label === undefined || label.parentValue === null || label.parentValue === parent.value)
      return [];
    return [`"${says}" never goes with "${parent.says}": it stands under another ${displayName(parent.field)}.`];
  });
}
