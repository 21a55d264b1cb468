import { z } from 'zod';
import { UnexpectedResponseError } from './errors.js';
import type { EntityRecord } from './types.js';

/** A row is taken as it comes, so that reading many costs no more than a glance at each id. */
function isRecord(value: unknown): value is EntityRecord {
  return typeof value === 'object' && value !== null && 'id' in value && Number.isSafeInteger(value.id);
}

const record = z.custom<EntityRecord>(isRecord);

/** Answer to a query or a child list (dossier §4). `nextPageUrl` is null on the last page. */
export const pageSchema = z.object({
  items: z.array(record),
  pageDetails: z.object({ nextPageUrl: z.string().nullish() }).nullish(),
});

/** Answer to a read by id; attachments answer with a list of one (dossier §8). */
export const itemSchema = z.object({ item: record.nullish(), items: z.array(record).nullish() });

export const createdSchema = z.object({ itemId: z.int() });

export const countSchema = z.object({ queryCount: z.int() });

export const thresholdSchema = z.object({
  externalRequestThreshold: z.number(),
  requestThresholdTimeframe: z.number(),
  currentTimeframeRequestCount: z.number(),
});

const versionText = z.union([z.string(), z.number()]).transform(String).catch('');

export const versionSchema = z.object({
  majorVersion: versionText,
  minorVersion: versionText,
  build: versionText,
  customerType: versionText,
});

export const modulesSchema = z.object({ modules: z.array(z.object({ key: z.number(), value: z.boolean() })) });

/** @throws {@link UnexpectedResponseError} when the answer has another shape. */
export function parseAnswer<T>(schema: z.ZodType<T>, answer: unknown, path: string): T {
  const result = schema.safeParse(answer);
  if (result.success) return result.data;
  throw new UnexpectedResponseError(`Autotask answered ${path} in an unknown shape.`, { cause: result.error });
}
