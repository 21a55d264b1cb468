import type { PicklistEntry, Skin } from '../../types.js';
import { memoized } from '../collections.js';
import { EXTRA_FIELDS } from './extra-fields.js';
import { FIELD_LISTS, FIELD_PARENTS } from './fields.js';
import type { ListValue } from './picklist.js';
import { udfDefinitions } from './udfs.js';

/** A skin together with the way from the builders' keys to its ids. */
export interface SkinValues {
  readonly skin: Skin;
  /**
   * Lookup of a pick list's values, e.g. `ids('Tickets.status')('new')`.
   *
   * @throws Error on an unknown field at once, on an unknown key when it is looked up.
   */
  ids(field: string): (key: string) => number;
  /** The same for lists whose values are texts, e.g. `Resources.resourceType`. */
  texts(field: string): (key: string) => string;
  /** Keys of a list's active values, in sort order. */
  keys(field: string): readonly string[];
}

/**
 * Makes a skin. In the German one every pick-list value has another id than in the standard one, except Autotask's own values
 * (ticket status New and Complete, note visibility, contract types …), which are the same in every real tenant.
 */
export function createSkin(name: Skin['name']): SkinValues {
  const german = name === 'german';
  const lists = [...new Set(Object.values(FIELD_LISTS))];
  const values = new Map(lists.map((list, index) => [list, skinValues(list, german ? index : undefined)]));

  const picklists: Record<string, Record<string, readonly PicklistEntry[]>> = {};
  for (const [path, list] of Object.entries(FIELD_LISTS)) {
    const [entity = '', field = ''] = path.split('.');
    const parentList = FIELD_LISTS[`${entity}.${FIELD_PARENTS[entity]?.[field]}`];
    (picklists[entity] ??= {})[field] = entries(list, lookup(values, list), parentList && lookup(values, parentList), german);
  }

  return {
    skin: { name, picklists, picklistParents: FIELD_PARENTS, udfs: udfDefinitions(german), extraFields: EXTRA_FIELDS },
    ids: memoized((field) => {
      const ids = new Map([...lookup(values, listOf(field))].map(([key, value]) => [key, Number(value)]));
      return (key) => known(ids.get(key), field, key);
    }),
    texts: memoized((field) => {
      const texts = lookup(values, listOf(field));
      return (key) => known(texts.get(key), field, key);
    }),
    keys: (field) =>
      listOf(field)
        .filter(({ isActive }) => isActive)
        .map(({ key }) => key),
  };
}

/** Value of each key; `listNumber` is given where the ids must differ from the standard ones. */
function skinValues(list: readonly ListValue[], listNumber: number | undefined): ReadonlyMap<string, string> {
  return new Map(
    list.map(({ key, value, isSystem }, index) => [
      key,
      listNumber === undefined || isSystem ? value : String(29_680_000 + listNumber * 500 + index * 3 + 2),
    ]),
  );
}

function entries(
  list: readonly ListValue[],
  values: ReadonlyMap<string, string>,
  parents: ReadonlyMap<string, string> | undefined,
  german: boolean,
): readonly PicklistEntry[] {
  return list.map((item, index) => ({
    value: values.get(item.key) ?? item.value,
    label: german ? item.german : item.english,
    isDefaultValue: item.isDefault,
    sortOrder: index + 1,
    parentValue: (item.parent !== undefined && parents?.get(item.parent)) || '',
    isActive: item.isActive,
    isSystem: item.isSystem,
  }));
}

function listOf(field: string): readonly ListValue[] {
  const list = FIELD_LISTS[field];
  if (list === undefined) throw new Error(`${field} has no pick list`);
  return list;
}

function lookup(
  values: ReadonlyMap<readonly ListValue[], ReadonlyMap<string, string>>,
  list: readonly ListValue[],
): ReadonlyMap<string, string> {
  return values.get(list) ?? new Map();
}

function known<T>(value: T | undefined, field: string, key: string): T {
  if (value === undefined) throw new Error(`${field} has no value ${key}`);
  return value;
}
