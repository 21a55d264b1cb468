import type { CallOptions } from '../autotask/types.js';
import { AmbiguousNameError, IdentityError, UnknownNameError } from './errors.js';
import type { Directory, NamedRecord } from './names/directory.js';
import type { NameResolver } from './names/resolve.js';

/** Who "me" is, as configuration or sign-in says it: the id of a resource, or an e-mail address. */
export interface Me {
  readonly resourceId?: number | undefined;
  readonly email?: string | undefined;
}

export interface IdentitySources {
  readonly directory: Directory;
  readonly names: NameResolver;
}

// Licence type of users that only the API can use, the same in every tenant.
const API_USER_LICENCE = 7;

/** The person who asks: exactly one active resource, never the API user, who is a machine and can own nothing (dossier §2). */
export class Identity {
  readonly #sources: IdentitySources;
  readonly #me: Me;

  constructor(sources: IdentitySources, me: Me = {}) {
    this.#sources = sources;
    this.#me = me;
  }

  /** Whether it is set up who "me" is. */
  get isKnown(): boolean {
    return this.#me.resourceId !== undefined || this.#me.email !== undefined;
  }

  /**
   * The resource that "me" means.
   *
   * @throws {IdentityError} when it is not set up, inactive, unknown or the API user; {@link AmbiguousNameError} when several people
   *   share the e-mail address.
   */
  async me(options: CallOptions = {}): Promise<NamedRecord> {
    const resource = await this.#find(options);
    if (!resource.isActive)
      throw new IdentityError(`"me" is set to ${resource.name} (id ${resource.id}), who is inactive in Autotask.`);
    if (resource.record['licenseType'] === API_USER_LICENCE) {
      throw new IdentityError(
        `"me" is set to ${resource.name} (id ${resource.id}), the API user, who can own no work. Set it to a person: AUTOTASK_RESOURCE_ID.`,
      );
    }
    return resource;
  }

  async #find(options: CallOptions): Promise<NamedRecord> {
    const { resourceId, email } = this.#me;
    if (resourceId !== undefined) return this.#byId(resourceId, options);
    if (email !== undefined) return this.#byEmail(email, options);
    throw new IdentityError(
      'It is not set up who "me" is. Ask for the person\'s name and use it instead, or set AUTOTASK_RESOURCE_ID to their resource id.',
    );
  }

  async #byId(id: number, options: CallOptions): Promise<NamedRecord> {
    const resource = await this.#sources.directory.one('Resource', id, options);
    if (resource === undefined) throw new IdentityError(`"me" is set to resource ${id}, which is not visible to this API user.`);
    return resource;
  }

  async #byEmail(email: string, options: CallOptions): Promise<NamedRecord> {
    try {
      const { id } = await this.#sources.names.one('Resource', email, options);
      return await this.#byId(id, options);
    } catch (error) {
      if (error instanceof UnknownNameError)
        throw new IdentityError(`"me" is set to ${email}, but no resource has this e-mail address.`);
      if (error instanceof AmbiguousNameError)
        throw new AmbiguousNameError(`"me" is not clear: ${error.message}`, error.candidates);
      throw error;
    }
  }
}
