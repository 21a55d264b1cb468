import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import {
  bearerAuthChallengeResponse,
  OAuthError,
  OAuthErrorCode,
  verifyBearerToken,
  type AuthInfo,
  type OAuthTokenVerifier,
} from '@modelcontextprotocol/server';
import type { HttpConfig } from '../../http-config.js';

/** What stands behind a request: who sent it (undefined where nobody has to say so), or the answer that refuses it. */
export type Admission = { readonly auth: AuthInfo | undefined } | { readonly refusal: Response };

/** Decides on a request by its headers, before any of its body is read. */
export type Authenticate = (request: IncomingMessage) => Promise<Admission>;

/** Requests need the configured bearer token, where there is one. */
export function staticTokenAuthentication({ token: expected }: HttpConfig): Authenticate {
  if (expected === undefined) return async () => ({ auth: undefined });
  const verifier = staticTokenVerifier(digestOf(expected()));
  return async ({ headers }) => {
    try {
      return { auth: await verifyBearerToken(headers.authorization, { verifier }) };
    } catch (error) {
      return { refusal: bearerAuthChallengeResponse(error) };
    }
  };
}

/** The SDK refuses tokens that never expire; a static one is good for as long as the process runs. */
const A_DAY_IN_S = 86_400;

function staticTokenVerifier(expected: Buffer): OAuthTokenVerifier {
  return {
    verifyAccessToken: async (token) => {
      if (!timingSafeEqual(digestOf(token), expected)) throw new OAuthError(OAuthErrorCode.InvalidToken, 'Unknown token');
      // Without the token itself, so that nothing behind this line can leak it.
      return { token: '', clientId: 'static-token', scopes: [], expiresAt: Math.floor(Date.now() / 1_000) + A_DAY_IN_S };
    },
  };
}

/** SHA-256, so that tokens of any length are compared in the same time. */
function digestOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
