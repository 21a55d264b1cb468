import { didYouMean } from '../autotask/names.js';
import type { FieldInfo, PicklistValue } from '../autotask/types.js';
import { likelyLabels } from './customary-labels.js';
import { displayName } from './entities/field-kind.js';
import { AmbiguousNameError, UnknownNameError } from './errors.js';
import { cleanLine } from './untrusted.js';

/** A pick-list value understood. */
export interface ResolvedLabel {
  readonly value: PicklistValue;
  readonly notes: readonly string[];
}

/**
 * The value that a label or id means: the only active value with exactly this label (in any case), else the only inactive one, else the
 * value with this id. Labels differ per tenant and language, so a part of one is never enough.
 *
 * @throws {UnknownNameError} with the active labels, {@link AmbiguousNameError} when several values carry the label.
 */
export function resolveLabel(field: FieldInfo, said: string | number): ResolvedLabel {
  const values = field.picklistValues;
  const named = typeof said === 'string' ? values.filter((value) => isLabel(value, said)) : [];
  const active = named.filter((value) => value.isActive);
  const inactive = named.filter((value) => !value.isActive);
  const chosen =
    active.length > 0
      ? active
      : inactive.length > 0
        ? inactive
        : values.filter((value) => String(value.value) === String(said).trim());
  const [only] = chosen;
  if (only === undefined) throw unknownLabel(field, said);
  if (chosen.length > 1) throw ambiguousLabel(field, String(said), chosen);
  return { value: only, notes: notesOn(field, only, active.length > 0 ? inactive : []) };
}

/**
 * The values that a label means in a filter: as {@link resolveLabel}, but the beginning of just one label will do, and a label that a
 * dependent list has under several parents means all of them, since that is what a filter by the label says.
 */
export function filterLabels(
  field: FieldInfo,
  said: string | number,
): { values: readonly PicklistValue[]; notes: readonly string[] } {
  const active = typeof said === 'string' ? field.picklistValues.filter((value) => value.isActive && isLabel(value, said)) : [];
  const parents = new Set(active.map((value) => value.parentValue));
  if (active.length > 1 && parents.size === active.length && !parents.has(null)) {
    const places = active.map(({ value, parentValue }) => `${value} under ${parentValue}`).join(', ');
    return {
      values: active,
      notes: [
        `${displayName(field)} "${said}" stands under several ${field.picklistParentValueField} values and all are counted: ${places}.`,
      ],
    };
  }
  const begun = typeof said === 'string' ? onlyBeginning(field, said) : undefined;
  if (begun !== undefined)
    return {
      values: [begun],
      notes: [`"${said}" was understood as the ${displayName(field)} "${cleanLine(begun.label)}" (${begun.value}).`],
    };
  const { value, notes } = resolveLabel(field, said);
  return { values: [value], notes };
}

/** The only active label that begins with these whole words, where none is just these: enough for a question, which changes nothing. */
function onlyBeginning(field: FieldInfo, said: string): PicklistValue | undefined {
  const words = `${said.trim().toLowerCase()} `;
  if (field.picklistValues.some((value) => isLabel(value, said))) return undefined;
  const [only, ...others] = field.picklistValues.filter(
    (value) => value.isActive && value.label.trim().toLowerCase().startsWith(words),
  );
  if (only !== undefined) return others.length === 0 ? only : undefined;
  // `in_progress` and `InProgress` are spellings of programs.
  const alike = field.picklistValues.filter((value) => value.isActive && spelling(value.label) === spelling(said));
  return alike.length === 1 ? alike[0] : undefined;
}

function spelling(label: string): string {
  return label.toLowerCase().replaceAll(/[\s_-]/g, '');
}

/** Values whose label satisfies a test on its text, for "contains" and its like; inactive ones included, as records may carry them. */
export function labelsThat(
  field: FieldInfo,
  said: string,
  test: (label: string, said: string) => boolean,
): readonly PicklistValue[] {
  const found = field.picklistValues.filter((value) => test(value.label.toLowerCase(), said.trim().toLowerCase()));
  if (found.length === 0) throw unknownLabel(field, said);
  return found;
}

/** The label of a stored value; the bare value in brackets where the tenant's metadata does not know it. */
export function labelOf(field: FieldInfo, stored: unknown): string {
  const value = field.picklistValues.find((candidate) => isStoredAs(field, candidate, stored));
  if (value === undefined) return `[${String(stored)}]`;
  return value.isActive ? cleanLine(value.label) : `${cleanLine(value.label)} (inactive)`;
}

/** Active labels in the order of the pick list. */
export function activeLabels(field: FieldInfo): string[] {
  return [...field.picklistValues]
    .filter((value) => value.isActive)
    .sort((a, b) => a.sortOrder - b.sortOrder)
    .map((value) => cleanLine(value.label));
}

/** What is sent and stored for a value: user-defined lists go by their label (dossier §6). */
export function storedValue(field: FieldInfo, value: PicklistValue): string | number {
  return field.isUserDefined ? value.label : value.value;
}

function isLabel(value: PicklistValue, said: string): boolean {
  return value.label.trim().toLowerCase() === said.trim().toLowerCase();
}

function isStoredAs(field: FieldInfo, candidate: PicklistValue, stored: unknown): boolean {
  // A few lists of yes and no carry 1 and 0 in metadata and true and false in records.
  const text = typeof stored === 'boolean' ? String(Number(stored)) : String(stored);
  return String(storedValue(field, candidate)) === text || String(candidate.value) === text;
}

function notesOn(field: FieldInfo, value: PicklistValue, inactiveTwins: readonly PicklistValue[]): string[] {
  const label = cleanLine(value.label);
  if (!value.isActive) return [`The ${displayName(field)} "${label}" (${value.value}) is inactive.`];
  if (inactiveTwins.length === 0) return [];
  const twins = inactiveTwins.map((twin) => twin.value).join(', ');
  return [`An inactive ${displayName(field)} is called "${label}" too (${twins}); it is not counted here.`];
}

const LABELS_SHOWN = 40;

function unknownLabel(field: FieldInfo, said: string | number): UnknownNameError {
  const labels = activeLabels(field);
  const likely = likelyLabels(String(said), labels);
  const hint =
    likely.length === 0 ? didYouMean(String(said), labels) : ` Did you mean ${likely.map((label) => `"${label}"`).join(' or ')}?`;
  const list =
    labels.length <= LABELS_SHOWN
      ? `${hint} Active values: ${labels.join(', ')}.`
      : hint || ` It has ${labels.length} values; list them first.`;
  return new UnknownNameError(`No ${displayName(field)} is called "${said}".${list}`, labels);
}

function ambiguousLabel(field: FieldInfo, said: string, values: readonly PicklistValue[]): AmbiguousNameError {
  const shown = values.map(({ value, label, isActive, parentValue }) => ({
    value,
    name: cleanLine(label),
    isActive,
    detail: parentValue === null ? undefined : `under ${field.picklistParentValueField} ${parentValue}`,
  }));
  const list = shown.map(({ value, detail }) => (detail === undefined ? `${value}` : `${value} (${detail})`)).join(', ');
  const candidates = shown.flatMap(({ value, ...rest }) => (typeof value === 'number' ? [{ id: value, ...rest }] : []));
  return new AmbiguousNameError(
    `Several ${displayName(field)} values are called "${said}": ${list}. Use the number of the one that is meant.`,
    candidates,
  );
}
