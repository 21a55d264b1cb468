// What the compiler must accept and refuse. Not run: `npm run typecheck` fails where an expected error does not come.
import { expectTypeOf } from 'vitest';
import { Q, type AutotaskClient, type EntityRecord, type FieldsOf, type FilterKey } from '../../src/autotask/index.js';
import type {
  ConditionsOf,
  EntityModels,
  EntityName,
  FieldOf,
  FilterInput,
  QOf,
  QueryOptions,
} from '../../src/autotask/index.js';
import type { Company, RecordOf, Ticket, TicketNote } from '../../src/autotask/index.js';

declare const client: AutotaskClient;
declare const anyEntity: string;

// Records of modelled entities have the type of their model.
expectTypeOf(client.query('Tickets')).toEqualTypeOf<AsyncIterableIterator<Ticket>>();
expectTypeOf(client.queryAll('Tickets')).resolves.toEqualTypeOf<Ticket[]>();
expectTypeOf(client.queryPage('Tickets')).resolves.toEqualTypeOf<{ records: Ticket[]; hasMore: boolean }>();
expectTypeOf(client.first('TicketNotes')).resolves.toEqualTypeOf<TicketNote | undefined>();
expectTypeOf(client.get('Tickets', 1)).resolves.toEqualTypeOf<Ticket>();
expectTypeOf(client.getMany('Tickets', [1])).resolves.toEqualTypeOf<Ticket[]>();
expectTypeOf<RecordOf<keyof EntityModels>>().toExtend<EntityRecord>();

// Every other entity, and one that is known only when running, gives plain records and takes any key.
expectTypeOf(client.queryAll('Surveys', Q({ name__begins_with: 'A', anything: 1 }))).resolves.toEqualTypeOf<EntityRecord[]>();
expectTypeOf(client.get(anyEntity, 1)).resolves.toEqualTypeOf<EntityRecord>();
expectTypeOf(client.queryAll(anyEntity, Q({ anything: 1 }))).resolves.toEqualTypeOf<EntityRecord[]>();
expectTypeOf<FilterKey<string>>().toEqualTypeOf<string>();

// Names of entities: in any case, plural or singular, or as the documentation has them.
expectTypeOf(client.get('ticket', 1)).resolves.toEqualTypeOf<Ticket>();
expectTypeOf(client.queryAll('TICKETS', { status: 1 })).resolves.toEqualTypeOf<Ticket[]>();
void client.fields('OrganizatonalResources');
void client.entityInfo('surveys');
void client.delete(anyEntity, 1);
declare const kind: 'Ticket' | 'Company';
void client.create(`${kind}Webhooks`, { name: 'sync' });
void client.fields(`${anyEntity}WebhookFields`);
declare const either: 'Tickets' | 'Companies';
expectTypeOf(client.get(either, 1)).resolves.toEqualTypeOf<Ticket | Company>();
// @ts-expect-error no such entity
void client.query('Tikets');
// @ts-expect-error no such entity
void client.fields('Tikets');
// @ts-expect-error no such entity
void client.create('Tikets', {});
// @ts-expect-error a field of the other entity beside one of the model
void client.create('ticket', { title: 'x', companyName: 'y' });

// Functions about whatever entity their callers name.
function newest<Entity extends EntityName>(entity: Entity, filter: FilterInput<Entity>, fields: readonly FieldOf<Entity>[]) {
  return client.queryAll(entity, filter, { fields });
}
expectTypeOf(newest('Tickets', { status: 1 }, ['title'])).resolves.toEqualTypeOf<Ticket[]>();
// @ts-expect-error a wrong field through a function
void newest('Tickets', { status: 1 }, ['titel']);

// Fields to return.
void client.queryAll('Tickets', undefined, { fields: ['id', 'title', 'userDefinedFields'] });
void client.queryPage('Tickets', undefined, { fields: ['id'], afterId: 7 });
void client.get('Surveys', 1, { fields: ['anything'] });
void client.get<string>('Tickets', 1, { fields: ['beyondTheModel'] });
declare const options: QueryOptions<FieldOf<'Tickets'>>;
void client.query('Tickets', undefined, options);
// @ts-expect-error a wrong field
void client.query('Tickets', undefined, { fields: ['title', 'statuss'] });
// @ts-expect-error a wrong field
void client.get('Companies', 0, { fields: ['name'] });
// @ts-expect-error fields of another entity
void client.query('Companies', undefined, options);
void client.picklist('Tickets', 'Tier of a user-defined field');

// A modelled entity is asked for what the tenant has beyond the model as any other.
expectTypeOf(client.queryAll<string>('Tickets', Q({ beyondTheModel: 3 }))).resolves.toEqualTypeOf<EntityRecord[]>();

// Fields and operators of a model.
const open = Q({ status__noteq: 5 });
void client.query('Tickets', open);
void client.query('Tickets', Q({}));
void client.query('Tickets', Q({ status: 8, priority: [1, 2], title__contains: 'x', id__notIn: [1], resolvedDateTime: null }));
void client.query('Tickets', open.and({ queueID: 8 }, Q({ id__gt: 1 })).or({ createDate__gte: new Date() }));
void client.query('Tickets', Q.or({ status: 1 }, Q.and({ priority__lte: 2 }, Q.udf('Site Code', 'eq', 'A'))));
void client.query('Tickets', Q.raw([{ op: 'eq', field: 'anything', value: 1 }]));
void client.count('Tickets', [{ op: 'eq', field: 'anything', value: 1 }]);

// The same without a Q, and a filter made apart.
void client.query('Tickets', { status__noteq: 5, priority: [1, 2], title__contains: 'x', resolvedDateTime: null });
void client.query('Tickets', { createDate__gte: new Date(), dueDateTime__lt: '2026-03-01', queueID__exist: false });
void client.query('Surveys', { anything__in: [1, 'x'] });
void client.query('Tickets', Q<ConditionsOf<'Tickets'>>({ status: 8 }).and({ title__contains: 'x' }));
// One that is made in steps.
let steps: QOf<'Tickets'> = Q({ status: 8 });
steps = steps.and({ title__contains: 'x' }).or(Q({ priority: 1 }));
void client.query('Tickets', steps);
// @ts-expect-error a wrong field in a later step
steps = steps.and({ statuss: 1 });
// Plainly, since expectTypeOf takes half a minute over two thousand keys.
declare const keys: { readonly ofConditions: keyof ConditionsOf<'Tickets'>; readonly ofQs: FilterKey<'Tickets'> };
keys.ofConditions satisfies FilterKey<'Tickets'>;
keys.ofQs satisfies keyof ConditionsOf<'Tickets'>;

// @ts-expect-error a wrong field
void client.query('Tickets', { statuss: 8 });
// @ts-expect-error a wrong operator
void client.query('Tickets', { status__noteqq: 8 });
// @ts-expect-error another spelling of an operator, of which there is one for the compiler
void client.query('Tickets', { title__begins_with: 'x' });
// @ts-expect-error a label where the API takes an id
void client.query('Tickets', { status: 'Complete' });
// @ts-expect-error a label in a list of ids
void client.query('Tickets', { status__in: [1, 'Complete'] });
// @ts-expect-error a number where text is compared
void client.query('Tickets', { title__contains: 7 });
// @ts-expect-error one value where a list is wanted
void client.query('Tickets', { status__in: 1 });
// @ts-expect-error a list where one value is compared
void client.query('Tickets', { status__noteq: [1, 2] });
// @ts-expect-error a value that may be missing
void client.query('Tickets', { companyID: ticket.companyID });
// @ts-expect-error a value that may be missing, in a Q
void client.query('Tickets', Q({ companyID: ticket.companyID }));
// @ts-expect-error a value that may be missing, where any key is taken
void client.query('Surveys', { companyID: ticket.companyID });
// @ts-expect-error nothing to compare with
void client.query('Tickets', { status__gt: null });
// @ts-expect-error not whether there is a value
void client.query('Tickets', { queueID__exist: 'no' });
// @ts-expect-error a boolean on a number
void client.query('Contacts', { isActive: true });
// @ts-expect-error a condition outside an array
void client.query('Tickets', { op: 'eq', field: 'status', value: 1 });
// @ts-expect-error a label, in a Q
void client.query('Tickets', Q({ status: 'Complete' }));
// @ts-expect-error a label in a later part
void client.count('Tickets', open.and({ priority: 'High' }));
// @ts-expect-error a label within a group, beside an id of the same field
void client.first('Tickets', Q.or({ status: 1 }, Q.and({ status: 'Complete' })));

// @ts-expect-error a wrong field
void client.query('Tickets', Q({ statuss: 8 }));
// @ts-expect-error a wrong operator
void client.query('Tickets', Q({ title__containz: 'x' }));
// @ts-expect-error a wrong field beside a right one
void client.queryAll('Tickets', Q({ status: 8, titel__contains: 'x' }));
// @ts-expect-error a field of another entity
void client.queryPage('Companies', open);
// @ts-expect-error a wrong field in a later part
void client.count('Tickets', open.and({ statuss: 8 }));
// @ts-expect-error a wrong operator within a group
void client.first('Tickets', Q.or({ status: 1 }, Q.and({ priority__leq: 2 })));
// @ts-expect-error keys that are known only when running
void client.exists('Tickets', Q({ [anyEntity]: 1 }));
// @ts-expect-error no value
void client.query('Tickets', Q({ status: { id: 8 } }));
// @ts-expect-error an operator that does not exist, in the API's own form
void client.query('Tickets', [{ op: 'containz', field: 'title', value: 'x' }]);

// What is read.
declare const ticket: Ticket;
expectTypeOf(ticket.createDate).toEqualTypeOf<string | null | undefined>();
// @ts-expect-error a wrong field
void ticket.titel;

// What is written.
void client.create('Tickets', { companyID: 1, title: 'x', dueDateTime: new Date(), userDefinedFields: { 'Site Code': 'A' } });
void client.create('Surveys', { anything: 1 });
void client.update('Tickets', { id: 1, status: 5, userDefinedFields: ticket.userDefinedFields });
void client.update(anyEntity, { id: 1, anything: 5 });
expectTypeOf<Omit<Ticket, 'id'>>().toExtend<FieldsOf<'Tickets'>>();
// @ts-expect-error a wrong field
void client.create('Tickets', { companyID: 1, titel: 'x' });
// @ts-expect-error a label where the API takes an id
void client.update('Tickets', { id: 1, status: 'Complete' });
// @ts-expect-error a Date where the API takes a number
void client.create('Tickets', { queueID: new Date() });
// @ts-expect-error no id
void client.update('Tickets', { status: 5 });
