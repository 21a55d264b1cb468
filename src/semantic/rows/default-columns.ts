import type { FieldInfo } from '../../autotask/types.js';
import { kindOf } from '../entities/field-kind.js';
import { habitsOf } from '../entities/habits.js';
import type { Schema } from '../entities/schema.js';
import { nameRule } from '../names/rules.js';
import { isLongText, isShowable } from './content.js';

/** Columns of an entity without known habits, of which the filled ones are shown. */
const MOST_CANDIDATES = 16;
/** Columns shown of an entity without known habits. */
const MOST_DEFAULT_COLUMNS = 9;

/** The fields people usually want: the entity's habitual ones, else those that most likely tell its records apart. */
export function defaultColumns(schema: Schema): readonly FieldInfo[] {
  const habitual = habitsOf(schema.name).columns.flatMap((name) => schema.standard(name) ?? []);
  if (habitual.length > 0) return habitual;
  const ranked = schema.fields.filter(isShowable).map((field) => ({ field, rank: rankOf(schema, field) }));
  const hasName = ranked.some(({ rank }) => rank === RANK.name);
  // Of an entity without names or titles its text is what a list is for: alerts, notes.
  return ranked
    .filter(({ field, rank }) => rank < RANK.never && (!hasName || rank === RANK.name || !isLongText(field)))
    .sort((a, b) => a.rank - b.rank)
    .slice(0, MOST_CANDIDATES)
    .map(({ field }) => field);
}

/** How many of the {@link defaultColumns}, the first that are filled, to show. */
export function mostDefaultColumns(schema: Schema): number {
  return habitsOf(schema.name).columns.length > 0 ? Number.POSITIVE_INFINITY : MOST_DEFAULT_COLUMNS;
}

const RANK = { id: 0, name: 1, description: 2, belongsTo: 3, state: 4, date: 5, amount: 5, flag: 6, other: 7, never: 9 } as const;

function rankOf(schema: Schema, field: FieldInfo): number {
  if (/impersonator|external|vendor(?!Invoice)|webService|currency|soapParent/i.test(field.name)) return RANK.never;
  switch (kindOf(schema.name, field)) {
    case 'id':
      return RANK.id;
    case 'reference':
      return RANK.belongsTo;
    case 'picklist':
      return RANK.state;
    case 'instant':
    case 'day':
      return RANK.date;
    case 'boolean':
      return RANK.flag;
    case 'number':
      return /amount|price|cost|quantity|hours|total|rate|rating|units/i.test(field.name) ? RANK.amount : RANK.other;
    default:
      return textRank(schema, field);
  }
}

function textRank(schema: Schema, { name }: FieldInfo): number {
  const own = [nameRule(schema.entity.singular)?.fields[0], 'name', 'title', `${schema.entity.singular}Name`];
  if (own.some((known) => known?.toLowerCase() === name.toLowerCase())) return RANK.name;
  return /(name|title|number|description|subject|text|note)$/i.test(name) ? RANK.description : RANK.other;
}
