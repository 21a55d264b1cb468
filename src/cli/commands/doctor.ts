import { ConfigurationError } from '../../autotask/errors.js';
import { entityCalled } from '../../semantic/entities/entity-words.js';
import type { Context } from '../context.js';
import { findingsText, type Finding } from '../doctor/finding.js';
import { checkImpersonation } from '../doctor/impersonation.js';
import { checkReach } from '../doctor/reach.js';
import { checkBudget, checkCredentials, checkMe, checkRights, checkZone } from '../doctor/tenant.js';
import { EXIT } from '../exit-codes.js';
import { splitList } from '../filters.js';
import { formatForPeople, writeRows } from '../output/rows.js';
import type { Session } from '../session.js';

const EVERYDAY =
  'Tickets,TicketNotes,TimeEntries,Companies,Contacts,Resources,Projects,Tasks,ConfigurationItems,Contracts,BillingItems,Invoices';

/** Checks one thing after another and names the remedy of each fault. Reads only. */
export async function doctor(context: Context, options: { readonly entity?: string }): Promise<void> {
  const entities = splitList(options.entity ?? EVERYDAY).map((name) => entityCalled(name).singular);
  const findings = await examine(context, entities);
  await report(context, findings);
  const failed = findings.filter(({ verdict }) => verdict === 'failed').length;
  const warnings = findings.filter(({ verdict }) => verdict === 'warning').length;
  context.terminal.note(`${String(failed)} failed, ${String(warnings)} warnings.`);
  if (failed > 0) context.exitWith(EXIT.failed);
}

async function report(context: Context, findings: readonly Finding[]): Promise<void> {
  if (formatForPeople(context) === 'table') {
    await context.terminal.out.write(findingsText(findings));
    await context.terminal.out.flush();
    return;
  }
  await writeRows(
    context,
    ['check', 'verdict', 'found', 'remedy'],
    findings.map(({ check, verdict, found, remedy }) => [check, verdict, found, remedy ?? null]),
  );
}

async function examine(context: Context, entities: readonly string[]): Promise<Finding[]> {
  const { signal } = context;
  const session = await connectOrExplain(context);
  if (!('client' in session)) return [session];
  const { client, config } = session;
  const settings: Finding = { check: 'settings', verdict: 'ok', found: 'user name, secret and integration code are set' };
  const zone = await checkZone(client);
  if (zone.verdict === 'failed') return [settings, zone];
  const { url } = await client.zone();
  const reach = await checkReach(url, () => new Date(), signal);
  const begun = [settings, ...reach, zone];
  if (reach.some(({ verdict }) => verdict === 'failed')) return begun;
  const credentials = await checkCredentials(client, { signal });
  begun.push(...credentials);
  if (credentials.some(({ verdict }) => verdict === 'failed')) return begun;
  begun.push(await checkMe(client, config.me, { signal }), ...(await checkRights(client, entities, { signal })));
  if (config.me.resourceId !== undefined && !config.demo) {
    begun.push(...(await checkImpersonation(url, config.credentials(), config.me.resourceId, signal)));
  }
  return [...begun, await checkBudget(client, { signal })];
}

async function connectOrExplain(context: Context): Promise<Session | Finding> {
  try {
    return await context.connect();
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return { check: 'settings', verdict: 'failed', found: error.message, remedy: 'Run "autotask login", or set the variables.' };
  }
}
