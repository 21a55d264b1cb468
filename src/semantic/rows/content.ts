import type { FieldInfo } from '../../autotask/types.js';

/** Binary content never belongs into a list. */
export function isShowable(field: FieldInfo): boolean {
  return field.dataType !== 'byte[]' && field.name !== 'data';
}

const LONG_TEXT_NAMES = /(description|resolution|notes?|comments?|detail|html|content)$/i;
const LONG_TEXT_LENGTH = 1_000;

/** Whether a field may hold pages of text. Metadata does not state the length of all of them. */
export function isLongText(field: FieldInfo): boolean {
  if (field.isPickList || field.isUserDefined || field.dataType !== 'string') return false;
  return field.length >= LONG_TEXT_LENGTH || LONG_TEXT_NAMES.test(field.name);
}
