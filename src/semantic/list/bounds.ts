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

/** Condition under which rows stand before a value in the order of one key. */
export function past(key: SortKey, value: number): Condition {
  return bound(key, key.isDescending ? 'gt' : 'lt', value);
}

function bound(key: SortKey, op: 'gt' | 'gte' | 'lt' | 'lte', value: number): Condition {
  return {
    op,
    field: key.field.name,
    value: key.serverKind === 'time' ? instantNear(value) : value,
  };
}

/** The years in which Autotask's database can keep a time. A window that is widened again and again may reach beyond them. */
const EARLIEST = Date.UTC(1753, 0, 1);
const LATEST = Date.UTC(9999, 11, 31);

function instantNear(ms: number): string {
  return apiInstant(DateTime.fromMillis(Math.round(Math.min(LATEST, Math.max(EARLIEST, ms)))));
}
