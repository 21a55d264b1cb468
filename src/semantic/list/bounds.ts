import { DateTime } from 'luxon';
import type { Condition, Filter } from '../../autotask/types.js';
import { apiInstant } from '../dates/format.js';
import type { SortKey, SortValue } from './order.js';

/** Conditions under which rows stand at or after a value in the order of one key; none where only this side knows the order. */
export function beyond(key: SortKey, value: SortValue): Filter {
  if (key.serverKind === undefined) return [];
  const isEmpty: Condition = { op: 'notExist', field: key.field.name };
  if (typeof value !== 'number') return [isEmpty];
  const atOrAfter = key.field.name === 'id' ? idBeyond(key, value) : bound(key, key.isDescending ? 'lte' : 'gte', value);
  return key.field.name === 'id' || key.field.isRequired ? [atOrAfter] : [{ op: 'or', items: [atOrAfter, isEmpty] }];
}

/** Ids are unique, so the row of the value itself is behind us. */
function idBeyond(key: SortKey, id: number): Condition {
  return { op: key.isDescending ? 'lt' : 'gt', field: 'id', value: id };
}

/** Conditions under which rows stand at or before a value in the order of one key. */
export function upTo(key: SortKey, value: number): Condition {
  return bound(key, key.isDescending ? 'gte' : 'lte', value);
}

function bound(key: SortKey, op: 'gte' | 'lte', value: number): Condition {
  return {
    op,
    field: key.field.name,
    value: key.serverKind === 'time' ? apiInstant(DateTime.fromMillis(Math.round(value))) : value,
  };
}
