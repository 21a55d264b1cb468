import { isJoined } from '../entities/joined-field.js';
import { valueOf } from '../filter/matches.js';
import { NOT_VISIBLE } from '../rows/not-visible.js';
import type { GroupKey, GroupName, Grouping } from './grouping.js';

/** It stands with the records without a value, after all others. */
const HIDDEN: GroupName = { text: String(NOT_VISIBLE), place: Number.POSITIVE_INFINITY };

/** The grouping with a group of its own for records that refer to what this API user does not see: they are not without a value. */
export function withHiddenGroup(grouping: Grouping): Grouping {
  const { field } = grouping;
  if (!isJoined(field)) return grouping;
  return {
    ...grouping,
    keyOf: (record) => (valueOf(record, field) === NOT_VISIBLE ? NOT_VISIBLE : grouping.keyOf(record)),
    describe: async (keys, tenant, call) => {
      const visible = keys.filter((key) => key !== NOT_VISIBLE);
      const { names, notes } = await grouping.describe(visible, tenant, call);
      return { names: new Map<GroupKey, GroupName>([...names, [NOT_VISIBLE, HIDDEN]]), notes };
    },
  };
}
