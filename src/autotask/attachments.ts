import type { EntityDescription } from './catalogue.js';
import type { Clock } from './clock.js';
import { InvalidRequestError, LimitError, NotFoundError } from './errors.js';
import { TrailingCounter } from './governor/window.js';
import type { Reader } from './reader.js';
import { requireId } from './routes.js';
import type { CallOptions, EntityRecord, WriteOptions } from './types.js';
import type { Writer } from './writes/writer.js';

/** Largest file that Autotask takes at all (dossier §3: 6 to 7 MB, by tenant). */
const LARGEST_FILE_BYTES = 7_000_000;
/** Uploads that Autotask takes in five minutes (dossier §3). */
const UPLOAD_BYTES = 10_000_000;
const UPLOAD_WINDOW_MS = 5 * 60 * 1_000;

export interface Attachment {
  /** The record without its content. */
  readonly record: EntityRecord;
  /** The file's bytes; undefined for links, which have none. */
  readonly data: Buffer | undefined;
}

export interface NewAttachment {
  readonly title: string;
  /** File name as people see it; for links the address. */
  readonly fullPath: string;
  /** 1 = everybody, the customer included; 2 = internal; 4 = internal and co-managed (dossier §8). */
  readonly publish: number;
  /** The file's bytes; none for links. */
  readonly data?: Uint8Array;
  /** Default `FILE_ATTACHMENT`. */
  readonly attachmentType?: 'FILE_ATTACHMENT' | 'FILE_LINK' | 'FOLDER_LINK' | 'URL';
  /** Further fields, e.g. `attachedByContactID`. */
  readonly fields?: Readonly<Record<string, unknown>>;
}

/** Remembers what was uploaded lately, for the limit that all attachments share. */
export class UploadLimit {
  readonly #uploads = new TrailingCounter();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** @throws {@link LimitError} when so many bytes would pass the limit of five minutes. */
  admit(bytes: number): void {
    const now = this.#clock.now();
    const excess = this.#uploads.count(now, UPLOAD_WINDOW_MS) + bytes - UPLOAD_BYTES;
    if (excess > 0) {
      const retryAfterMs = this.#uploads.msUntilFreed(now, UPLOAD_WINDOW_MS, excess) ?? UPLOAD_WINDOW_MS;
      throw new LimitError(
        `Not sent: Autotask takes ${UPLOAD_BYTES} bytes of attachments in five minutes. Try again in ${Math.ceil(retryAfterMs / 1_000)} s.`,
        { limit: 'upload', retryAfterMs },
      );
    }
    this.#uploads.add(now, bytes);
  }
}

/** Attachments of one kind of record, e.g. of tickets. There is no update: delete and add. */
export class Attachments {
  readonly #entity: EntityDescription;
  readonly #reader: Reader;
  readonly #writer: Writer;
  readonly #limit: UploadLimit;

  constructor(entity: EntityDescription, reader: Reader, writer: Writer, limit: UploadLimit) {
    this.#entity = entity;
    this.#reader = reader;
    this.#writer = writer;
    this.#limit = limit;
  }

  /** The attachments of a record, without content. */
  async list(parentId: number, options: CallOptions = {}): Promise<EntityRecord[]> {
    return this.#reader.children(this.#entity, this.#parent(parentId), options);
  }

  /**
   * One attachment with its content.
   *
   * @throws {@link NotFoundError} when there is none of that id, or this API user may not see it.
   */
  async get(parentId: number, id: number, options: CallOptions = {}): Promise<Attachment> {
    const wanted = requireId(id, `${this.#entity.name}.id`);
    const record = await this.#readWithData(this.#parent(parentId), wanted, options);
    const { data, ...rest } = record;
    return { record: rest, data: typeof data === 'string' ? Buffer.from(data, 'base64') : undefined };
  }

  /**
   * The new attachment's id.
   *
   * @throws {@link InvalidRequestError} when the file is empty or larger than 7,000,000 bytes.
   * @throws {@link LimitError} when the uploads of the last five minutes leave no room.
   */
  async create(parentId: number, attachment: NewAttachment, options: WriteOptions = {}): Promise<number> {
    const { title, fullPath, publish, data, attachmentType = 'FILE_ATTACHMENT', fields } = attachment;
    if (attachmentType === 'FILE_ATTACHMENT') this.#requireContent(fullPath, data);
    if (data !== undefined) this.#limit.admit(data.byteLength);
    return this.#writer.create(
      this.#entity,
      {
        [this.#parentField()]: this.#parent(parentId),
        attachmentType,
        title,
        fullPath,
        publish,
        ...(data === undefined ? {} : { data: Buffer.from(data).toString('base64') }),
        ...fields,
      },
      options,
    );
  }

  async delete(parentId: number, id: number, options: WriteOptions = {}): Promise<void> {
    await this.#writer.delete(this.#entity, requireId(id, `${this.#entity.name}.id`), {
      ...options,
      parentId: this.#parent(parentId),
    });
  }

  /** Most servers give the content below the parent, some only at the root (dossier §11). */
  async #readWithData(parentId: number, id: number, options: CallOptions): Promise<EntityRecord> {
    try {
      const record = await this.#reader.child(this.#entity, parentId, id, options);
      if (typeof record['data'] === 'string' || record['attachmentType'] !== 'FILE_ATTACHMENT') return record;
    } catch (error) {
      if (!(error instanceof NotFoundError)) throw error;
    }
    const record = await this.#reader.one(this.#entity, id, options);
    if (record[this.#parentField()] === parentId) return record;
    throw new NotFoundError(`${this.#entity.parent ?? 'The record'} ${parentId} has no attachment ${id}.`);
  }

  #requireContent(fullPath: string, data: Uint8Array | undefined): void {
    const bytes = data?.byteLength ?? 0;
    if (bytes === 0) throw new InvalidRequestError(`"${fullPath}" has no content.`);
    if (bytes > LARGEST_FILE_BYTES) {
      throw new InvalidRequestError(`"${fullPath}" has ${bytes} bytes; Autotask takes ${LARGEST_FILE_BYTES} at most.`);
    }
  }

  #parent(id: number): number {
    return requireId(id, `${this.#entity.parent ?? 'parent'}.id`);
  }

  #parentField(): string {
    return this.#entity.parentField ?? 'parentID';
  }
}
