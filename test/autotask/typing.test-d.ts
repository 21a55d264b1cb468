// What the compiler must accept and refuse. Not run: `npm run typecheck` fails where an expected error does not come.
import { expectTypeOf } from 'vitest';
import { Q, type AutotaskClient, type EntityRecord, type FieldsOf, type FilterKey } from '../../src/autotask/index.js';
import type { EntityModels, RecordOf, Ticket, TicketNote } from '../../src/autotask/index.js';

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

// A modelled entity is asked for what the tenant has beyond the model as any other.
expectTypeOf(client.queryAll<string>('Tickets', Q({ beyondTheModel: 3 }))).resolves.toEqualTypeOf<EntityRecord[]>();

// Fields and operators of a model.
const open = Q({ status__noteq: 5 });
void client.query('Tickets', open);
void client.query('Tickets', Q({}));
void client.query('Tickets', Q({ status: 8, priority: [1, 2], title__contains: 'x', id__not_in: [1], resolvedDateTime: null }));
void client.query('Tickets', open.and({ queueID: 8 }, Q({ id__gt: 1 })).or({ createDate__gte: new Date() }));
void client.query('Tickets', Q.or({ status: 1 }, Q.and({ priority__lte: 2 }, Q.udf('Site Code', 'eq', 'A'))));
void client.query('Tickets', Q.raw([{ op: 'eq', field: 'anything', value: 1 }]));
void client.count('Tickets', [{ op: 'eq', field: 'anything', value: 1 }]);

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
