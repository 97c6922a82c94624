import { createHash } from 'node:crypto';
import { parseTokenAnswer } from '../../boundary/seal-messages.ts';
import type { CodeToRedeem, SignInAsked, SignInPage } from '../../ports/sign-in-page.ts';

const TIMEOUT_MS = 15_000;
const LONGEST_ANSWER = 64 * 1024;

/**
 * The sign-in page of one tenant (Microsoft identity platform, authorization code flow with PKCE). `prompt=login` asks for the
 * credentials anew, whoever is signed in already; there is no secret, for a secret would prove nothing about the person.
 */
export function createEntraSignIn({ authority, tenantId }: { readonly authority: string; readonly tenantId: string }): SignInPage {
  const endpoint = (name: 'authorize' | 'token'): URL => new URL(`/${tenantId}/oauth2/v2.0/${name}`, authority);
  return {
    addressFor: (asked) => addressFor(endpoint('authorize'), asked),
    redeem: (code) => redeem(endpoint('token'), code),
  };
}

function addressFor(page: URL, { clientId, redirectUri, codeVerifier, state, nonce, loginHint, authenticationContext }: SignInAsked): string {
  page.search = new URLSearchParams({
    client_id: clientId,
    response_type: 'code',
    response_mode: 'query',
    redirect_uri: redirectUri,
    // Without profile the token does not say who signed in (oid).
    scope: 'openid profile',
    prompt: 'login',
    state,
    nonce,
    code_challenge: createHash('sha256').update(codeVerifier, 'utf8').digest('base64url'),
    code_challenge_method: 'S256',
    ...(loginHint === undefined ? {} : { login_hint: loginHint }),
    ...(authenticationContext === undefined ? {} : { claims: JSON.stringify({ id_token: { acrs: { essential: true, value: authenticationContext } } }) }),
  }).toString();
  return page.toString();
}

async function redeem(endpoint: URL, { clientId, redirectUri, codeVerifier, code }: CodeToRedeem): ReturnType<SignInPage['redeem']> {
  const body = new URLSearchParams({ grant_type: 'authorization_code', scope: 'openid profile', client_id: clientId, redirect_uri: redirectUri, code_verifier: codeVerifier, code });
  try {
    const answer = await fetch(endpoint, { method: 'POST', body, redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS) });
    const text = await answer.text();
    const idToken = answer.status === 200 && text.length <= LONGEST_ANSWER ? parseTokenAnswer(text) : null;
    return idToken === null ? { is: 'refused', says: `The sign-in was not confirmed by ${endpoint.host} (status ${answer.status}). Sign in again.` } : { is: 'token', idToken };
  } catch {
    return { is: 'refused', says: `${endpoint.host} could not be asked to confirm the sign-in. Try again in a minute.` };
  }
}
