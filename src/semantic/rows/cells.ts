import type { EntityRecord, FieldInfo } from '../../autotask/types.js';
import { calendarDay, localInstant, localMinute } from '../dates/format.js';
import { isNumericFlag, kindOf } from '../entities/field-kind.js';
import { valueOf } from '../filter/matches.js';
import { labelOf } from '../labels.js';
import { cleanLine, cleanText, cutText } from '../untrusted.js';
import { referenceText } from './names.js';
import type { ReferenceNames } from './names.js';
import { NOT_VISIBLE } from './not-visible.js';

/** A value as it is shown. */
export type Cell = string | number | boolean | null;

export interface CellStyle {
  readonly timeZone: string;
  readonly names: ReferenceNames;
  /** Characters after which a text is cut. */
  readonly longestText: number;
  /** Whether texts keep their lines, and times their seconds. */
  readonly keepsLines: boolean;
}

/** A field of a record in people's words: label, name, time in the user's zone, text without anything hidden in it. */
export function cellOf(entity: string, record: EntityRecord, field: FieldInfo, style: CellStyle): Cell {
  const stored = valueOf(record, field);
  if (stored === NOT_VISIBLE) return String(NOT_VISIBLE);
  const value = scalar(stored);
  if (value === null || value === '') return null;
  switch (kindOf(entity, field)) {
    case 'picklist':
      return labelOf(field, value);
    case 'reference':
      return referenceText(field, value, style.names);
    case 'instant':
      return style.keepsLines ? localInstant(String(value), style.timeZone) : localMinute(String(value), style.timeZone);
    case 'day':
      return calendarDay(String(value));
    case 'id':
    case 'number':
      return isNumericFlag(field) ? value === 1 || value === true : asNumber(value);
    case 'boolean':
      return value === true || String(value).toLowerCase() === 'true';
    default:
      return asText(value, style);
  }
}

/** User-defined numbers arrive as text (dossier §6). */
function asNumber(value: Exclude<Cell, null>): Cell {
  const number = Number(value);
  return Number.isNaN(number) ? cleanLine(String(value)) : number;
}

/** Lists and objects, which a few entities have, become their JSON. */
function scalar(value: unknown): string | number | boolean | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  return JSON.stringify(value);
}

function asText(value: Exclude<Cell, null>, { longestText, keepsLines }: CellStyle): Cell {
  const text = String(value);
  const clean = keepsLines
    ? cleanText(text)
        .replaceAll(/\n{3,}/g, '\n\n')
        .trim()
    : cleanLine(text);
  return clean === '' ? null : cutText(clean, longestText);
}
