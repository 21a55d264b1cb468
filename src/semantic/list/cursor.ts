import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { InvalidCursorError } from '../errors.js';
import type { Position } from './order.js';

/** Where a list goes on. */
export interface Bookmark {
  /** Rows shown before. */
  readonly seen: number;
  /** "Now" of the first call, in milliseconds, so that relative dates keep their meaning from page to page. */
  readonly nowMs: number;
  /** Place of the last row shown: rows added since cannot shift it. */
  readonly after: Position;
}

const bookmarkSchema = z.tuple([z.int().min(0), z.int(), z.array(z.union([z.number(), z.string(), z.null()])).min(1)]);

/** Bytes of the seal: enough against guessing, few enough for a model to carry. */
const SEAL_BYTES = 12;

/**
 * Seals bookmarks into cursors. The seal covers the question, which is not part of the cursor: a cursor works only with the same question
 * again, and stays short.
 */
export class CursorSealer {
  readonly #key: string | Uint8Array;

  constructor(key: string | Uint8Array) {
    this.#key = key;
  }

  seal({ seen, nowMs, after }: Bookmark, question: string): string {
    const payload = Buffer.from(JSON.stringify([seen, nowMs, after]));
    return Buffer.concat([this.#sealOf(payload, question), payload]).toString('base64url');
  }

  /** @throws {InvalidCursorError} when the cursor was altered, sealed by somebody else, or made for another question. */
  open(cursor: string, question: string): Bookmark {
    const bytes = Buffer.from(cursor, 'base64url');
    const [seal, payload] = [bytes.subarray(0, SEAL_BYTES), bytes.subarray(SEAL_BYTES)];
    if (seal.length < SEAL_BYTES || !timingSafeEqual(seal, this.#sealOf(payload, question))) {
      throw new InvalidCursorError(
        'This cursor does not belong to this question. Repeat the call with the same arguments and the cursor, or start anew.',
      );
    }
    const [seen, nowMs, after] = bookmarkSchema.parse(JSON.parse(payload.toString('utf8')));
    return { seen, nowMs, after };
  }

  #sealOf(payload: Uint8Array, question: string): Buffer {
    return createHmac('sha256', this.#key).update(question).update('\0').update(payload).digest().subarray(0, SEAL_BYTES);
  }
}
