import { createHash } from 'node:crypto';
import type { EntityDescription } from '../catalogue.js';
import type { Clock } from '../clock.js';
import { AmbiguousOutcomeError, TimeoutError, UnavailableError } from '../errors.js';
import { KeyedLock } from '../keyed-lock.js';
import type { ApiRequest } from '../request.js';
import { backoffMs } from '../retry.js';
import type { RetryPolicy } from '../retry.js';
import { createdSchema, parseAnswer } from '../shapes.js';
import type { CallOptions } from '../types.js';
import { findLostCreate } from './lost-create.js';
import type { Finding, LostCreate, SearchParts } from './lost-create.js';

export interface CreatorParts extends SearchParts {
  readonly clock: Clock;
  readonly retry: RetryPolicy;
}

export interface NewRecord {
  readonly entity: EntityDescription;
  readonly body: Readonly<Record<string, unknown>>;
  readonly parent: LostCreate['parent'];
  /** The POST as it goes out. */
  readonly request: ApiRequest;
}

/**
 * Creates records exactly once. Autotask has no idempotency key, so a POST whose answer is lost is never just repeated: the record is looked
 * for first. Found: its id is the result. Certainly absent: it is created. Neither: a person has to look.
 */
export class Creator {
  readonly #parts: CreatorParts;
  readonly #lock = new KeyedLock();

  constructor(parts: CreatorParts) {
    this.#parts = parts;
  }

  /** @throws {@link AmbiguousOutcomeError} when the answer was lost and nobody can tell whether the record exists. */
  async create(record: NewRecord): Promise<number> {
    // Two equal creates at once could not tell their twins apart, so they take turns.
    return this.#lock.run(fingerprint(record), record.request.signal, () => this.#createOnce(record));
  }

  async #createOnce(record: NewRecord): Promise<number> {
    const { entity, body, parent } = record;
    const lost: LostCreate = {
      entity,
      body,
      parent,
      startedAt: this.#parts.clock.now(),
      afterId: this.#parts.ids.highest(entity.name),
    };
    for (let attempt = 1; ; attempt++) {
      try {
        const answer = await this.#parts.api.send(record.request);
        return this.#claim(entity, parseAnswer(createdSchema, answer, `the new ${entity.singular}`).itemId);
      } catch (error) {
        if (!isLost(error)) throw error;
        const finding = await this.#look(lost, error, attempt, record.request);
        if (finding.kind === 'created') return this.#claim(entity, finding.id);
        if (finding.kind === 'unclear') throw ambiguous(entity, finding, error);
        if (attempt >= (this.#parts.retry.attempts ?? 3)) throw notCreated(entity, error);
      }
    }
  }

  /** Absence is believed only when seen twice, a moment apart: the lost request may still have been on its way. */
  async #look(lost: LostCreate, error: unknown, attempt: number, call: CallOptions): Promise<Finding> {
    const options = { signal: call.signal, priority: call.priority };
    for (let look = 1; ; look++) {
      await this.#parts.clock.sleep(backoffMs(attempt + look - 1, this.#parts.retry), options.signal);
      const finding = await findLostCreate(this.#parts, lost, options);
      if (finding.kind !== 'absent') return finding;
      if (look < 2) continue;
      // After a timeout Autotask may be working on it still, for as long as five minutes (dossier §3).
      return error instanceof TimeoutError ? { kind: 'unclear', candidates: [] } : finding;
    }
  }

  #claim(entity: EntityDescription, id: number): number {
    this.#parts.ids.claim(entity.name, id);
    return id;
  }
}

export function isLost(error: unknown): boolean {
  return (error instanceof TimeoutError || error instanceof UnavailableError) && error.outcome === 'unknown';
}

/** The last attempt's failure, with the certainty that the searches gave. */
function notCreated(entity: EntityDescription, cause: unknown): UnavailableError {
  return new UnavailableError(`Autotask cannot be reached; the ${entity.singular} was not created.`, { outcome: 'none', cause });
}

function fingerprint(record: NewRecord): string {
  const content = JSON.stringify([record.request.path, Object.entries(record.body).sort(([a], [b]) => (a < b ? -1 : 1))]);
  return createHash('sha256').update(content).digest('base64');
}

function ambiguous(
  entity: EntityDescription,
  finding: Finding & { kind: 'unclear' },
  lostAnswer: unknown,
): AmbiguousOutcomeError {
  const { candidates } = finding;
  const found =
    candidates.length === 0
      ? 'No such record is visible so far.'
      : `It may be ${candidates
          .slice(0, 10)
          .map((record) => record.id)
          .join(' or ')}.`;
  return new AmbiguousOutcomeError(
    `The answer to the creation of a ${entity.singular} was lost, and it is not certain whether it was created. ${found} Look before trying again.`,
    { entity: entity.name, candidates, cause: finding.cause ?? lostAnswer },
  );
}
