import type { EntityRecord, FieldInfo } from '../../autotask/types.js';
import { isJoined } from '../entities/joined-field.js';
import type { JoinedField } from '../entities/joined-field.js';

/**
 * Stands for a joined field's value where the record that the reference points to is not visible to this API user. Autotask leaves such
 * records out without a word (dossier §2), so what they hold is unknown, which is not the same as empty. Its JSON is that of no text.
 */
export class NotVisible {
  readonly #text = '(not visible)';

  toString(): string {
    return this.#text;
  }
}

export const NOT_VISIBLE = new NotVisible();

/** Counts the rows that have joined fields which are {@link NOT_VISIBLE}, by the entity that they refer to. */
export class HiddenReferences {
  readonly #joined: readonly JoinedField[];
  readonly #rows = new Map<string, number>();
  #seen = 0;

  constructor(fields: readonly FieldInfo[]) {
    this.#joined = fields.filter(isJoined);
  }

  add(records: readonly EntityRecord[]): this {
    if (this.#joined.length === 0) return this;
    this.#seen += records.length;
    for (const record of records) {
      const hidden = this.#joined.filter(({ name }) => record[name] === NOT_VISIBLE);
      for (const entity of new Set(hidden.map((field) => field.entity)))
        this.#rows.set(entity, (this.#rows.get(entity) ?? 0) + 1);
    }
    return this;
  }

  /** How many they are and what that means, in a sentence for each entity that they refer to. */
  get notes(): readonly string[] {
    return [...this.#rows].map(([entity, rows]) => {
      const refer = `${rows} of ${this.#seen} row${this.#seen === 1 ? '' : 's'} refer${rows === 1 ? 's' : ''}`;
      return `${refer} to ${entity} that this API user does not see: "${String(NOT_VISIBLE)}" may be any value, or none.`;
    });
  }
}
