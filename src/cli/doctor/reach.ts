import { errorCode } from '../../autotask/error-code.js';
import type { Finding } from './finding.js';

const ANSWER_TIMEOUT_MS = 15_000;
const TOLERATED_SKEW_S = 60;

/** Whether the API's address answers at all, and what it says the time is. One request, without credentials. */
export async function checkReach(apiUrl: string, now: () => Date, signal: AbortSignal): Promise<Finding[]> {
  const host = new URL(apiUrl).host;
  try {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(ANSWER_TIMEOUT_MS)]);
    const answer = await fetch(new URL('VersionInformation', apiUrl), { signal: limit, redirect: 'error' });
    await answer.body?.cancel();
    return [{ check: 'network', verdict: 'ok', found: `${host} answers` }, checkClock(answer.headers.get('date'), now())];
  } catch (error) {
    signal.throwIfAborted();
    return [
      { check: 'network', verdict: 'failed', found: `${host} cannot be reached (${reasonOf(error)})`, remedy: remedyOf(error) },
    ];
  }
}

function checkClock(date: string | null, now: Date): Finding {
  const theirs = date === null ? Number.NaN : Date.parse(date);
  if (Number.isNaN(theirs)) return { check: 'clock', verdict: 'skipped', found: 'the answer carried no date' };
  const skewSeconds = Math.round((now.getTime() - theirs) / 1000);
  const found = `this computer is ${String(Math.abs(skewSeconds))} s ${skewSeconds < 0 ? 'behind' : 'ahead'}`;
  if (Math.abs(skewSeconds) <= TOLERATED_SKEW_S) return { check: 'clock', verdict: 'ok', found };
  return {
    check: 'clock',
    verdict: 'warning',
    found,
    remedy: 'Switch on time synchronization: "today", "now" and sync positions follow this clock.',
  };
}

/** The system's code (ENOTFOUND, ECONNREFUSED, CERT_…) says more than fetch's own "fetch failed". */
function reasonOf(error: unknown): string {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    const code = errorCode(cause);
    if (code !== undefined) return code;
    if (cause.name === 'TimeoutError') return `no answer in ${String(ANSWER_TIMEOUT_MS / 1000)} s`;
  }
  return error instanceof Error ? error.name : 'unknown';
}

function remedyOf(error: unknown): string {
  const reason = reasonOf(error);
  if (reason === 'ENOTFOUND' || reason === 'EAI_AGAIN')
    return 'The name cannot be resolved: check the connection, DNS and AUTOTASK_API_URL.';
  if (/CERT|SSL|TLS|SELF_SIGNED|UNABLE_TO_VERIFY/.test(reason)) {
    return 'Something between here and Autotask opens TLS: give its root certificate with NODE_EXTRA_CA_CERTS.';
  }
  return 'Check the connection, proxy and firewall: HTTPS to *.autotask.net must be allowed.';
}
