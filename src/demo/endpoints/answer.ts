import type { PublicService } from '../http/router.js';
import type { HourlyUsage } from '../http/usage.js';
import { answerAction } from './actions.js';
import type { Call, Outcome, RouteOf } from './call.js';
import { answerInvoiceDocument } from './invoices.js';
import { answerQuery } from './queries.js';
import { answerChildCollection, answerChildRecord, answerCollection, answerRecord } from './records.js';
import { answerMetadata, answerService } from './services.js';

type AuthenticatedKind = Exclude<Call['route']['kind'], PublicService>;
export type AuthenticatedCall = Call<RouteOf<AuthenticatedKind>>;

/**
 * The answer to an authenticated request.
 *
 * @throws {Refusal} with the reply that refuses it.
 */
export function answer(call: AuthenticatedCall, usage: HourlyUsage): Outcome {
  const { route } = call;
  switch (route.kind) {
    case 'query':
    case 'count':
    case 'next':
    case 'previous':
      return { reply: answerQuery({ ...call, route }) };
    case 'entity-information':
    case 'fields':
    case 'user-defined-fields':
      return { reply: answerMetadata({ ...call, route }) };
    case 'record':
      return answerRecord({ ...call, route });
    case 'collection':
      return answerCollection({ ...call, route });
    case 'child-collection':
      return answerChildCollection({ ...call, route });
    case 'child-record':
      return answerChildRecord({ ...call, route });
    case 'action':
      return { reply: answerAction({ ...call, route }) };
    case 'invoice-document':
      return { reply: answerInvoiceDocument({ ...call, route }) };
    default:
      return { reply: answerService(route.kind, call, usage) };
  }
}
