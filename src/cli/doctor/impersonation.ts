import type { AutotaskConfig } from '../../autotask/config.js';
import type { Finding } from './finding.js';

const OTHER_RIGHTS = 'add and edit can only be seen by writing';

const ENTITIES = ['Tickets', 'TicketNotes', 'TimeEntries', 'CompanyNotes', 'Contacts'] as const;

/**
 * Whether the API user may act for the person, per entity. The API tells only about View, by refusing a query that carries the header
 * (dossier §2); Add and Edit show only when something is written, which a check must not do.
 *
 * @param apiUrl The zone's address as the client has verified it; the credentials go nowhere else.
 */
export async function checkImpersonation(
  apiUrl: string,
  credentials: AutotaskConfig,
  resourceId: number,
  signal: AbortSignal,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const entity of ENTITIES) findings.push(await probe(apiUrl, credentials, resourceId, entity, signal));
  return findings;
}

async function probe(
  apiUrl: string,
  credentials: AutotaskConfig,
  resourceId: number,
  entity: string,
  signal: AbortSignal,
): Promise<Finding> {
  const check = `impersonation on ${entity}`;
  try {
    const answer = await fetch(new URL(`V1.0/${entity}/query`, apiUrl), {
      method: 'POST',
      redirect: 'error',
      signal,
      headers: {
        'Content-Type': 'application/json',
        UserName: credentials.username,
        Secret: credentials.secret,
        ApiIntegrationCode: credentials.integrationCode,
        ImpersonationResourceId: String(resourceId),
      },
      body: JSON.stringify({ MaxRecords: 1, IncludeFields: ['id'], Filter: [{ op: 'eq', field: 'id', value: 0 }] }),
    });
    const text = await answer.text();
    if (answer.ok) return { check, verdict: 'ok', found: `view granted; ${OTHER_RIGHTS}` };
    if (/adequate permissions/i.test(text)) {
      return {
        check,
        verdict: 'skipped',
        found: `view not granted; ${OTHER_RIGHTS}`,
        remedy: `Only needed to write as a person: grant Add and Edit impersonation of ${entity} in the API user's security level, and allow impersonation in the person's.`,
      };
    }
    return { check, verdict: 'skipped', found: `the probe was answered with status ${String(answer.status)}` };
  } catch {
    signal.throwIfAborted();
    return { check, verdict: 'skipped', found: 'the probe was not answered' };
  }
}
