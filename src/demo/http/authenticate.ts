import type { IncomingHttpHeaders } from 'node:http';
import type { ApiUser, TenantSeed } from '../types.js';
import { errors, Refusal, unauthorized } from './reply.js';

export const CREDENTIAL_HEADERS = ['username', 'secret', 'apiintegrationcode'] as const;

/**
 * The API user that the three headers identify.
 *
 * @throws {Refusal} an empty 401 for missing or wrong headers; 500 where only the integration code is wrong (dossier §2).
 */
export function authenticate(headers: IncomingHttpHeaders, seed: TenantSeed, host: string): ApiUser {
  const [userName, secret, code] = CREDENTIAL_HEADERS.map((name) => single(headers[name]));
  if (!userName || !secret || !code) throw new Refusal(unauthorized(host));
  const user = Object.values(seed.users).find(
    (candidate) => candidate.username.toLowerCase() === userName.toLowerCase() && candidate.secret === secret,
  );
  if (user === undefined) throw new Refusal(unauthorized(host));
  if (code !== seed.integrationCode) throw new Refusal(errors('IntegrationCode is invalid'));
  return user;
}

export function single(value: string | string[] | undefined): string | null {
  return (Array.isArray(value) ? value[0] : value) ?? null;
}
