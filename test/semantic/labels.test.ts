import { describe, expect, test } from 'vitest';
import type { FieldInfo, PicklistValue } from '../../src/autotask/types.js';
import { AmbiguousNameError } from '../../src/semantic/errors.js';
import { filterLabels, labelOf } from '../../src/semantic/labels.js';

type Entry = readonly [value: number | string, label: string, parentValue?: number];

function aList(...entries: readonly Entry[]): FieldInfo {
  const picklistValues = entries.map(([value, label, parentValue = null], sortOrder): PicklistValue => ({
    value,
    label,
    isActive: true,
    isDefaultValue: false,
    isSystem: false,
    sortOrder,
    parentValue,
  }));
  return {
    name: 'subIssueType',
    label: 'subIssueType',
    dataType: 'integer',
    length: 0,
    isRequired: false,
    isReadOnly: false,
    isQueryable: true,
    isReference: false,
    referenceEntityType: '',
    isPickList: true,
    picklistValues,
    picklistParentValueField: 'issueType',
    isUserDefined: false,
  };
}

describe('a label', () => {
  test('is found for records that say true and false where the list says 1 and 0', () => {
    const list = aList([1, 'Yes'], [0, 'No']);

    expect([true, false, 1, '0'].map((stored) => labelOf(list, stored))).toEqual(['Yes', 'No', 'Yes', 'No']);
    expect(labelOf(list, 7)).toBe('[7]');
  });

  test('under several parents means all of these in a filter; without a parent it is a question', () => {
    const { values, notes } = filterLabels(aList([136, 'Other', 10], [140, 'Other', 11]), 'other');

    expect(values.map(({ value }) => value)).toEqual([136, 140]);
    expect(notes).toEqual([expect.stringContaining('136 under 10, 140 under 11')]);
    expect(() => filterLabels(aList([136, 'Other', 10], [140, 'Other']), 'other')).toThrow(AmbiguousNameError);
  });

  test('that is a question names values that are text as well', () => {
    expect(() => filterLabels(aList(['a', 'Other', 10], ['b', 'Other']), 'other')).toThrow('"other": a (under issueType 10), b.');
  });
});
