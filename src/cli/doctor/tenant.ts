import type { AutotaskClient } from '../../autotask/client.js';
import {
  AuthenticationError,
  AutotaskError,
  NotFoundError,
  PermissionError,
  TimeoutError,
  UnavailableError,
} from '../../autotask/errors.js';
import type { CallOptions, EntityInfo } from '../../autotask/types.js';
import type { Me } from '../../config.js';
import type { Finding } from './finding.js';

const LOW_BUDGET = 0.25;

/** Zone of the API user. Without credentials on the wire, except that a stored address is taken as it is. */
export async function checkZone(client: AutotaskClient): Promise<Finding> {
  try {
    const zone = await client.zone();
    return { check: 'zone', verdict: 'ok', found: `${zone.zoneName} (${new URL(zone.url).host})` };
  } catch (error) {
    return failure(
      isUnreachable(error) ? 'network' : 'zone',
      error,
      'Check the API user name: Autotask knows no zone for it. Or set AUTOTASK_API_URL to the address of your zone.',
    );
  }
}

/** User name, secret and integration code together: the cheapest request that needs all three. */
export async function checkCredentials(client: AutotaskClient, options: CallOptions): Promise<Finding[]> {
  try {
    const version = await client.version(options);
    const release = [version.majorVersion, version.minorVersion].filter((part) => part !== '').join('.');
    return [
      { check: 'credentials', verdict: 'ok', found: `accepted (Autotask ${release})` },
      { check: 'integration code', verdict: 'ok', found: 'accepted' },
    ];
  } catch (error) {
    if (error instanceof AuthenticationError && /integrationcode/i.test(error.message)) {
      return [
        { check: 'credentials', verdict: 'ok', found: 'user name and secret accepted' },
        failure(
          'integration code',
          error,
          "Take the tracking identifier from the API user's page in Autotask (Admin, Resources/Users, API Tracking Identifier).",
        ),
      ];
    }
    const remedy =
      error instanceof AuthenticationError
        ? "Have the API user's key and secret renewed, check that the user is active and not locked, and that AUTOTASK_API_URL, if set, is this user's zone. Do not try again and again: it may lock the user."
        : 'See the message.';
    return [failure('credentials', error, remedy)];
  }
}

/** Rights on the entities that are named; all rights in one request. */
export async function checkRights(client: AutotaskClient, entities: readonly string[], options: CallOptions): Promise<Finding[]> {
  try {
    const all = await client.allEntityInfo(options);
    return [readable(all), ...entities.map((entity) => rightsOf(entity, all))];
  } catch (error) {
    return [failure('entities', error, 'See the message.')];
  }
}

function readable(all: readonly EntityInfo[]): Finding {
  const queried = all.filter(({ canQuery }) => canQuery);
  const closed = queried.filter(({ userAccessForQuery }) => userAccessForQuery === 'None');
  const others = [
    queried.length < all.length ? `${String(all.length - queried.length)} cannot be listed by anybody` : '',
    closed.length > 0 ? `${String(closed.length)} are closed to this API user` : '',
  ].filter((part) => part !== '');
  const found = `${String(queried.length - closed.length)} of the ${String(all.length)} that Autotask describes are readable`;
  return { check: 'entities', verdict: 'ok', found: [found, others.join(', ')].filter((part) => part !== '').join('; ') };
}

function rightsOf(singular: string, all: readonly EntityInfo[]): Finding {
  const check = `rights on ${singular}`;
  const info = all.find((entity) => entity.name.toLowerCase() === singular.toLowerCase());
  if (info === undefined) {
    return {
      check,
      verdict: 'warning',
      found: 'not offered to this API user',
      remedy: 'The module may be inactive, or the security level hides it.',
    };
  }
  const {
    userAccessForQuery: query,
    userAccessForCreate: create,
    userAccessForUpdate: update,
    userAccessForDelete: remove,
  } = info;
  const found = `query ${query}, create ${create}, update ${update}, delete ${remove}`;
  if (query === 'All') return { check, verdict: 'ok', found };
  const remedy =
    query === 'None'
      ? "Grant View on it in the API user's security level (Admin, Security Levels); until then answers about it are empty or refused."
      : 'Rows outside its lines of business or own records are missing from every answer, without a sign. Grant View "All" if that is not wanted.';
  return { check, verdict: 'warning', found, remedy };
}

/** The person called "me": an active resource that is no API user. */
export async function checkMe(client: AutotaskClient, me: Me, options: CallOptions): Promise<Finding> {
  if (me.resourceId === undefined) {
    return {
      check: 'me',
      verdict: 'warning',
      found: me.email === undefined ? 'nobody' : `by e-mail address, ${me.email}`,
      remedy:
        'Set AUTOTASK_RESOURCE_ID to your resource id ("autotask resources list --search yourname"): the API user is nobody\'s "me".',
    };
  }
  try {
    const person = await client.get('Resources', me.resourceId, { ...options, fields: ['firstName', 'lastName', 'isActive'] });
    const name = `${String(person['firstName'])} ${String(person['lastName'])} (${String(me.resourceId)})`;
    if (person['isActive'] === true) return { check: 'me', verdict: 'ok', found: name };
    return {
      check: 'me',
      verdict: 'failed',
      found: `${name} is inactive`,
      remedy: 'Set AUTOTASK_RESOURCE_ID to an active resource.',
    };
  } catch (error) {
    const remedy = error instanceof NotFoundError ? 'Set AUTOTASK_RESOURCE_ID to an existing resource.' : 'See the message.';
    return failure('me', error, remedy);
  }
}

/** What is left of the hour that all integrations share. */
export async function checkBudget(client: AutotaskClient, options: CallOptions): Promise<Finding> {
  try {
    const { externalRequestThreshold: limit, currentTimeframeRequestCount: used } = await client.threshold(options);
    const found = `${String(limit - used)} of ${String(limit)} requests left`;
    if (limit - used >= limit * LOW_BUDGET) return { check: 'budget', verdict: 'ok', found };
    return {
      check: 'budget',
      verdict: 'warning',
      found,
      remedy:
        'Other integrations use most of it; Autotask shows which under Admin, API activity. Long reads will be slowed down.',
    };
  } catch (error) {
    return failure('budget', error, 'See the message.');
  }
}

function failure(check: string, error: unknown, remedy: string): Finding {
  if (!(error instanceof AutotaskError)) throw error;
  return { check, verdict: 'failed', found: error.message, remedy: generalRemedy(error) ?? remedy };
}

function generalRemedy(error: AutotaskError): string | undefined {
  if (error instanceof PermissionError) return 'An Autotask administrator has to grant this right.';
  if (isUnreachable(error)) {
    return 'Check the connection, proxy and firewall: HTTPS to *.autotask.net must be allowed. Autotask publishes its outages on its status page.';
  }
  return undefined;
}

function isUnreachable(error: unknown): boolean {
  return error instanceof UnavailableError || error instanceof TimeoutError;
}
