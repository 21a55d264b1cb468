import { ConfigurationError } from '../../autotask/errors.js';
import { credentialFile, readCredentials } from '../credential-store.js';
import type { Context } from '../context.js';
import { commandConfig } from '../config.js';
import { withAuditFile } from '../session.js';
import { formatForPeople, writeOne } from '../output/rows.js';

/** The settings in use and where they come from. Says that a secret is set, never what it is. */
export async function config(context: Context): Promise<void> {
  const environment = context.terminal.streams.environment;
  const settings = await commandConfig(context.global, environment);
  const file = credentialFile(environment);
  const format = formatForPeople(context);
  const shared = {
    access: settings.access,
    auditFile: withAuditFile(settings, environment).writes.auditFile ?? null,
    timeZone: settings.timeZone,
    me: settings.me.resourceId ?? settings.me.email ?? null,
    credentialFile: file,
  };
  if (settings.demo) {
    await writeOne(context, { source: 'demo tenant', ...shared }, format);
    return;
  }
  try {
    const credentials = settings.credentials();
    const stored = await readCredentials(file);
    const isStored = stored?.username === credentials.username && (environment['AUTOTASK_USERNAME'] ?? '') === '';
    const own = {
      source: isStored ? 'stored by autotask login' : 'environment',
      username: credentials.username,
      apiUrl: credentials.apiUrl ?? null,
      hasSecret: true,
      hasIntegrationCode: true,
    };
    await writeOne(context, { ...own, ...shared }, format);
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    await writeOne(context, { source: null, ...shared }, format);
    throw error;
  }
}
