import { actingResource } from '../state.js';
import { isoTime } from '../values.js';
import { hasValue, idIn, set, type Rule } from './draft.js';
import type { TenantState } from '../state.js';

const CREATED_AT = ['createDate', 'createDateTime'];
const CREATED_BY = ['creatorResourceID', 'createdByResourceID', 'creatorUserID'];
const CHANGED_AT = [
  'lastActivity',
  'lastActivityDate',
  'lastActivityDateTime',
  'lastModifiedDate',
  'lastModifiedDateTime',
  'lastTrackedModificationDateTime',
  'lastTrackedModifiedDateTime',
  'updateDateTime',
];
const CHANGED_BY = ['lastActivityResourceID', 'lastModifiedUserID', 'lastModifiedBy'];

/** Who and when, in whichever of the usual read-only fields the entity has (dossier §2, §8). */
export const stamps: Rule = ({ kind, schema, after, caller }, state) => {
  const put = (names: readonly string[], value: unknown): void => {
    for (const name of names) if (schema.field(name) !== undefined) set(after, name, value);
  };
  const now = isoTime(state.now());
  const impersonator = caller.impersonated === null ? null : caller.user.resourceId;
  put(CHANGED_AT, now);
  put(CHANGED_BY, actingResource(caller));
  if (kind === 'create') {
    put(CREATED_AT, now);
    put(CREATED_BY, actingResource(caller));
    put(['impersonatorCreatorResourceID'], impersonator);
  } else if (impersonator !== null) {
    put(['impersonatorUpdaterResourceID'], impersonator);
  }
};

/** A note or time entry is activity of its ticket or task. Only timestamps move, so the change log does not list it. */
export const touchParent: Rule = ({ after, caller }, state) => {
  touch(state, 'Tickets', idIn(after, 'ticketID'), 'lastActivityDate', actingResource(caller));
  touch(state, 'Tasks', idIn(after, 'taskID'), 'lastActivityDateTime', actingResource(caller));
};

function touch(state: TenantState, entity: string, id: number | null, field: string, by: number): void {
  const row = id === null ? undefined : state.store.row(entity, id);
  if (row === undefined) return;
  state.store.table(entity).put({ ...row, [field]: isoTime(state.now()), lastActivityResourceID: by });
}

/** `Contacts.isActive` and its like take effect at once; an entity's own flag is on unless the body says otherwise. */
export const activeByDefault: Rule = ({ kind, schema, after }) => {
  const field = schema.field('isActive');
  if (kind === 'create' && field !== undefined && !hasValue(after, 'isActive') && field.dataType === 'boolean') {
    after['isActive'] = true;
  }
};
