import type { EntityDescription } from './catalogue.js';
import { InvalidRequestError, NotFoundError } from './errors.js';
import type { Reader } from './reader.js';
import { requireId } from './routes.js';
import type { CallOptions, EntityRecord, WriteOptions } from './types.js';
import type { Writer } from './writes/writer.js';

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

/** Attachments of one kind of record, e.g. of tickets. There is no update: delete and add. */
export class Attachments {
  readonly #entity: EntityDescription;
  readonly #reader: Reader;
  readonly #writer: Writer;

  constructor(entity: EntityDescription, reader: Reader, writer: Writer) {
    this.#entity = entity;
    this.#reader = reader;
    this.#writer = writer;
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
    return attachmentFrom(await this.#readWithData(this.#parent(parentId), wanted, options));
  }

  /**
   * One attachment with its content, whatever record it is attached to.
   *
   * @throws {@link NotFoundError} when there is none of that id, or this API user may not see it.
   */
  async find(id: number, options: CallOptions = {}): Promise<Attachment> {
    const wanted = requireId(id, `${this.#entity.name}.id`);
    const record = await this.#reader.one(this.#entity, wanted, options);
    const parentId = record[this.#parentField()];
    if (isWhole(record) || typeof parentId !== 'number') return attachmentFrom(record);
    return attachmentFrom(await this.#reader.child(this.#entity, parentId, wanted, options));
  }

  /**
   * The new attachment's id.
   *
   * @throws {@link InvalidRequestError} when the file is empty or larger than 7,000,000 bytes.
   * @throws {@link LimitError} when the uploads of the last five minutes leave no room.
   */
  async create(parentId: number, attachment: NewAttachment, options: WriteOptions = {}): Promise<number> {
    const { title, fullPath, publish, data, attachmentType = 'FILE_ATTACHMENT', fields } = attachment;
    if (attachmentType === 'FILE_ATTACHMENT' && (data === undefined || data.byteLength === 0)) {
      throw new InvalidRequestError(`"${fullPath}" has no content.`);
    }
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

  /** Most servers give the content below the parent, some at the root only (dossier §11). */
  async #readWithData(parentId: number, id: number, options: CallOptions): Promise<EntityRecord> {
    try {
      const record = await this.#reader.child(this.#entity, parentId, id, options);
      if (isWhole(record)) return record;
    } catch (error) {
      if (!(error instanceof NotFoundError)) throw error;
    }
    const record = await this.#reader.one(this.#entity, id, options);
    if (record[this.#parentField()] === parentId) return record;
    throw new NotFoundError(`${this.#entity.parent ?? 'The record'} ${parentId} has no attachment ${id}.`);
  }

  #parent(id: number): number {
    return requireId(id, `${this.#entity.parent ?? 'parent'}.id`);
  }

  #parentField(): string {
    return this.#entity.parentField ?? 'parentID';
  }
}

/** False for a file that came without its content, as on servers that give it by one of the two routes only (dossier §11). */
function isWhole(record: EntityRecord): boolean {
  return typeof record['data'] === 'string' || record['attachmentType'] !== 'FILE_ATTACHMENT';
}

function attachmentFrom({ data, ...record }: EntityRecord): Attachment {
  return { record, data: typeof data === 'string' ? Buffer.from(data, 'base64') : undefined };
}
