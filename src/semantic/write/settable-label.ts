import type { FieldInfo, PicklistValue } from '../../autotask/types.js';
import { displayName } from '../entities/field-kind.js';
import { UnknownNameError } from '../errors.js';
import { activeLabels, labelOf, resolveLabel, storedValue } from '../labels.js';
import { InvalidWriteError } from './errors.js';
import type { ValueScope, WrittenValue } from './values.js';

/**
 * The pick-list value that a label (in any case) or an id names, among those that can be set: active, and valid under the parent list's value.
 *
 * @throws {UnknownNameError} with the labels that would do; {InvalidWriteError} for one that exists but cannot be set here.
 */
export function readLabel(field: FieldInfo, words: unknown, scope: ValueScope): WrittenValue {
  if (typeof words !== 'string' && typeof words !== 'number') {
    throw new InvalidWriteError(`${scope.entity}.${displayName(field)} is a label or its id, not ${JSON.stringify(words)}.`);
  }
  const settable = { ...field, picklistValues: field.picklistValues.filter((value) => isSettable(field, value, scope)) };
  try {
    const { value } = resolveLabel(settable, words);
    return { field, value: storedValue(field, value), shown: labelOf(field, value.value) };
  } catch (error) {
    throw error instanceof UnknownNameError ? whyNot(field, settable, words, scope, error) : error;
  }
}

function isSettable(field: FieldInfo, { isActive, parentValue }: PicklistValue, { other }: ValueScope): boolean {
  const hasParent = field.picklistParentValueField !== '' && parentValue !== null;
  return isActive && (!hasParent || isSame(parentValue, other(field.picklistParentValueField)));
}

/** Records carry numbers where user-defined lists carry text. */
function isSame(value: number | string, other: unknown): boolean {
  return (typeof other === 'number' || typeof other === 'string') && String(other) === String(value);
}

/** The value may exist and still be out of the question for this record. */
function whyNot(
  field: FieldInfo,
  settable: FieldInfo,
  words: string | number,
  { entity, other }: ValueScope,
  unknown: UnknownNameError,
): Error {
  const known = field.picklistValues.find(
    ({ label, value }) => label.trim().toLowerCase() === String(words).trim().toLowerCase() || String(value) === String(words),
  );
  const labels = activeLabels(settable);
  if (known === undefined) return isBegun(words, labels) ? askingForAll(unknown) : unknown;
  const choices = labels.length === 0 ? '' : ` Possible here: ${labels.slice(0, 25).join(', ')}.`;
  if (!known.isActive) {
    return new InvalidWriteError(`${entity}.${displayName(field)}: "${known.label}" is inactive and cannot be set.${choices}`);
  }
  const parent = field.picklistParentValueField;
  const given = other(parent);
  return new InvalidWriteError(
    given === null || given === undefined
      ? `${entity}.${displayName(field)}: "${known.label}" depends on ${parent}, which is empty. Set both.`
      : `${entity}.${displayName(field)}: "${known.label}" does not belong to this record's ${parent}.${choices}`,
  );
}

function isBegun(words: string | number, labels: readonly string[]): boolean {
  return labels.some((label) => label.toLowerCase().startsWith(`${String(words).trim().toLowerCase()} `));
}

/** Filters do with the beginning of a label, which changes nothing; a write does not. */
function askingForAll({ message, validNames }: UnknownNameError): UnknownNameError {
  return new UnknownNameError(`${message} A write takes the whole label.`, validNames);
}
