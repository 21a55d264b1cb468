import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { UnexpectedResponseError } from './errors.js';

/** A call that Autotask makes to a webhook's address (dossier §8). */
export interface WebhookCallout {
  readonly action: 'Create' | 'Update' | 'Delete' | 'Deactivated';
  readonly guid: string;
  /** Singular name of the entity, e.g. `Ticket`. */
  readonly entityType: string;
  readonly id: number;
  /** The subscribed fields, by name. */
  readonly fields: Readonly<Record<string, unknown>>;
  readonly eventTime: string;
  readonly sequenceNumber: number;
  /** Person who made the change, or null. */
  readonly personId: number | null;
}

const calloutSchema = z
  .object({
    Action: z.enum(['Create', 'Update', 'Delete', 'Deactivated']),
    Guid: z.string().catch(''),
    EntityType: z.string(),
    Id: z.int(),
    Fields: z.record(z.string(), z.unknown()).catch({}),
    EventTime: z.string().catch(''),
    SequenceNumber: z.number().catch(0),
    PersonID: z.number().nullable().catch(null),
  })
  .transform((raw): WebhookCallout => ({
    action: raw.Action,
    guid: raw.Guid,
    entityType: raw.EntityType,
    id: raw.Id,
    fields: raw.Fields,
    eventTime: raw.EventTime,
    sequenceNumber: raw.SequenceNumber,
    personId: raw.PersonID,
  }));

/**
 * Whether a callout comes from Autotask and is unchanged.
 *
 * @param body The request body exactly as received: the signature covers its bytes, so a parsed and re-written body does not match.
 * @param signature The header `X-Hook-Signature`, `sha1=<Base64>`.
 * @param secretKey The webhook's `secretKey`.
 */
export function verifySignature(body: Uint8Array | string, signature: string | undefined, secretKey: string): boolean {
  const given = /^sha1=([A-Za-z0-9+/]+={0,2})$/i.exec(signature?.trim() ?? '')?.[1];
  if (given === undefined || secretKey === '') return false;
  const expected = createHmac('sha1', secretKey).update(body).digest();
  const actual = Buffer.from(given, 'base64');
  return actual.length === expected.length && timingSafeEqual(actual, expected);
}

/**
 * The callout in a request body. Verify its signature first.
 *
 * @throws {@link UnexpectedResponseError} when it is none.
 */
export function parseCallout(body: Uint8Array | string): WebhookCallout {
  const text = typeof body === 'string' ? body : Buffer.from(body).toString('utf8');
  try {
    return calloutSchema.parse(JSON.parse(text));
  } catch (error) {
    throw new UnexpectedResponseError('This is no callout of an Autotask webhook.', { cause: error });
  }
}
