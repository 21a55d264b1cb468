import { callOptions } from '../call-options.js';
import type { EntityDescription } from '../catalogue.js';
import { InvalidRequestError, NotFoundError, RejectedError } from '../errors.js';
import type { Clock } from '../clock.js';
import type { Metadata } from '../metadata.js';
import type { Reader } from '../reader.js';
import type { Api, ApiRequest } from '../request.js';
import { backoffMs } from '../retry.js';
import type { RetryPolicy } from '../retry.js';
import { childPath, fieldsBesideChanges, requireId, writeRoute } from '../routes.js';
import type { WriteOptions } from '../types.js';
import { Creator, isLost } from './create.js';
import type { CreatorParts } from './create.js';
import { fieldValue, parentIdFrom, requireFields, writeBody } from './fields.js';
import type { WriteFields } from './fields.js';
import { impersonated } from './impersonation.js';
import type { UploadLimit } from './upload-limit.js';

export interface WriterParts extends CreatorParts {
  readonly uploads: UploadLimit;
}

/** Creates, updates and deletes, each through the route that the API has for the entity. */
export class Writer {
  readonly #api: Api;
  readonly #metadata: Metadata;
  readonly #creator: Creator;
  readonly #reader: Reader;
  readonly #clock: Clock;
  readonly #retry: RetryPolicy;
  readonly #uploads: UploadLimit;

  constructor(parts: WriterParts) {
    this.#api = parts.api;
    this.#metadata = parts.metadata;
    this.#reader = parts.reader;
    this.#clock = parts.clock;
    this.#retry = parts.retry;
    this.#uploads = parts.uploads;
    this.#creator = new Creator(parts);
  }

  async create(entity: EntityDescription, fields: WriteFields, options: WriteOptions): Promise<number> {
    const route = writeRoute(entity, 'POST');
    requireFields(entity, fields);
    const parent =
      route.kind === 'child' ? { field: route.parentField, id: parentIdFrom(entity, route.parentField, fields) } : undefined;
    const path = parent === undefined ? entity.name : childPath(entity, parent.id);
    const body = await writeBody(this.#metadata, entity, fields, callOptions(options), parent?.field);
    const { data, fullPath = entity.singular } = body;
    if (entity.kind === 'attachment' && typeof data === 'string') {
      this.#uploads.admit(String(fullPath), Buffer.byteLength(data, 'base64'));
    }
    const request = this.#request(entity, 'POST', path, options, body);
    return this.#learning(entity, this.#creator.create({ entity, body, parent, request }));
  }

  async update(entity: EntityDescription, changes: WriteFields, options: WriteOptions): Promise<void> {
    requireFields(entity, changes);
    const id = requireId(fieldValue(changes, 'id'), `${entity.name}.id`);
    const { id: _, ...rest } = Object.fromEntries(
      Object.entries(changes).map(([key, value]) => [key.toLowerCase() === 'id' ? 'id' : key, value]),
    );
    if (Object.values(rest).every((value) => value === undefined))
      throw new InvalidRequestError(`The update of ${entity.name} ${id} changes nothing.`);
    const route = writeRoute(entity, 'PATCH');
    const parentField = route.kind === 'child' ? route.parentField : undefined;
    const body = await writeBody(this.#metadata, entity, rest, callOptions(options), parentField);
    const complete = await this.#completed(entity, id, body, options);
    const path = parentField === undefined ? entity.name : childPath(entity, parentIdFrom(entity, parentField, complete));
    const request = this.#request(entity, 'PATCH', path, options, { id, ...complete });
    await this.#learning(entity, this.#api.send({ ...request, repeatable: 'always' }));
  }

  async delete(entity: EntityDescription, id: number, options: WriteOptions & { parentId?: number | undefined }): Promise<void> {
    const route = writeRoute(entity, 'DELETE');
    const parentId = route.kind === 'child' ? await this.#parentOf(entity, id, route.parentField, options) : undefined;
    const path = parentId === undefined ? entity.name : childPath(entity, parentId);
    const request = this.#request(entity, 'DELETE', `${path}/${id}`, options);
    for (let attempt = 1; ; attempt++) {
      try {
        await this.#api.send(request);
        return;
      } catch (error) {
        // An earlier attempt whose answer was lost has done it.
        if (attempt > 1 && error instanceof NotFoundError) return;
        if (!isLost(error) || attempt >= (this.#retry.attempts ?? 3)) throw error;
        await this.#clock.sleep(backoffMs(attempt, this.#retry), options.signal);
        if (entity.canGet && !(await this.#reader.exists(entity, id, options))) return;
      }
    }
  }

  /** Forgets an entity's metadata when Autotask refuses a write, since a field or pick list may have changed since it was read. */
  async #learning<T>(entity: EntityDescription, write: Promise<T>): Promise<T> {
    try {
      return await write;
    } catch (error) {
      if (error instanceof RejectedError) this.#metadata.refresh(entity);
      throw error;
    }
  }

  async #parentOf(
    entity: EntityDescription,
    id: number,
    parentField: string,
    options: WriteOptions & { parentId?: number | undefined },
  ): Promise<number> {
    if (options.parentId !== undefined) return requireId(options.parentId, 'parentId');
    return parentIdFrom(entity, parentField, await this.#reader.one(entity, id, options));
  }

  /** The changes, with what the route or the API needs besides taken from the record as it is. */
  async #completed(
    entity: EntityDescription,
    id: number,
    changes: Record<string, unknown>,
    options: WriteOptions,
  ): Promise<Record<string, unknown>> {
    const missing = fieldsBesideChanges(entity).filter((name) => fieldValue(changes, name) === undefined);
    if (missing.length === 0) return changes;
    const current = await this.#reader.one(entity, id, options);
    return { ...Object.fromEntries(missing.map((name) => [name, fieldValue(current, name)])), ...changes };
  }

  #request(
    entity: EntityDescription,
    method: ApiRequest['method'],
    path: string,
    options: WriteOptions,
    body?: unknown,
  ): ApiRequest {
    const impersonate = impersonated(entity, options.impersonate);
    return { ...callOptions(options), method, path, endpoint: entity.name, body, impersonate, repeatable: 'unsent' };
  }
}
