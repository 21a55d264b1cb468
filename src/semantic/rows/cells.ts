import type { EntityRecord, FieldInfo } from '../../autotask/types.js';
import { calendarDay, localInstant } from '../dates/format.js';
import { isNumericFlag, kindOf } from '../entities/field-kind.js';
import { valueOf } from '../filter/matches.js';
import { labelOf } from '../labels.js';
import { cleanLine, cleanText, cutText } from '../untrusted.js';
import { referenceText } from './names.js';
import type { ReferenceNames } from './names.js';

/** A value as it is shown. */
export type Cell = string | number | boolean | null;

export interface CellStyle {
  readonly timeZone: string;
  readonly names: ReferenceNames;
  /** Characters after which a text is cut. */
  readonly longestText: number;
  /** Whether texts keep their lines. */
  readonly keepsLines: boolean;
}

/** A field of a record in people's words: label, name, time in the user's zone, text without anything hidden in it. */
export function cellOf(entity: string, record: EntityRecord, field: FieldInfo, style: CellStyle): Cell {
  const value = valueOf(record, field);
  if (value === null || value === undefined || value === '') return null;
  switch (kindOf(entity, field)) {
    case 'picklist':
      return labelOf(field, value);
    case 'reference':
      return referenceText(field, value, style.names);
    case 'instant':
      return localInstant(String(value), style.timeZone);
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
function asNumber(value: unknown): Cell {
  const number = Number(value);
  return Number.isNaN(number) ? cleanLine(String(value)) : number;
}

function asText(value: unknown, { longestText, keepsLines }: CellStyle): Cell {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const clean = keepsLines
    ? cleanText(text)
        .replaceAll(/\n{3,}/g, '\n\n')
        .trim()
    : cleanLine(text);
  return clean === '' ? null : cutText(clean, longestText);
}
