import { isLoopback } from './config.js';

/**
 * Whether credentials may go to an address: https on `autotask.net`, or exactly the origin that the user named (plain http only to this
 * machine). Zones, caches and page links all come from outside, so each is checked before it is used.
 */
export function mayReceiveCredentials(address: string, namedOrigin: string | undefined): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  if (url.username !== '' || url.password !== '') return false;
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) return false;
  if (namedOrigin !== undefined && url.origin === namedOrigin) return true;
  return url.protocol === 'https:' && url.port === '' && /(^|\.)autotask\.net$/i.test(url.hostname);
}
