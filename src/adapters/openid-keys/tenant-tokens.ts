import { compactVerify, decodeProtectedHeader, importJWK } from 'jose';
import { parseSealClaims } from '../../boundary/seal-claims.ts';
import type { IdTokenReading, IdTokens } from '../../ports/id-tokens.ts';
import { createTenantKeys, type KeySource, type TenantKey } from './tenant-keys.ts';

const LONGEST_TOKEN = 16_384;

/** Reads ID tokens of one tenant with keys that are fetched from the tenant's own address, whatever came with the token. */
export function createTenantTokens(source: KeySource): IdTokens {
  const keys = createTenantKeys(source);
  return {
    async read(idToken) {
      const kid = kidOf(idToken);
      if (kid === null) return notSigned('is no token that the tenant signs (RS256 with a key id)');
      const key = await keys.find(kid);
      if (key === 'unavailable') return { is: 'unavailable', says: `cannot be checked: the keys of the tenant could not be read from ${new URL(source.openIdConfiguration).origin}` };
      if (key === 'unknown') return notSigned('is signed with a key that the tenant does not publish');
      return readSigned(idToken, key);
    },
  };
}

/** The key id of a token that says RS256; null for every other token. Nothing else of the header counts. */
function kidOf(idToken: string): string | null {
  if (idToken.length > LONGEST_TOKEN) return null;
  try {
    const { alg, kid } = decodeProtectedHeader(idToken);
    return alg === 'RS256' && typeof kid === 'string' && kid !== '' ? kid : null;
  } catch {
    return null;
  }
}

async function readSigned(idToken: string, { n, e }: TenantKey): Promise<IdTokenReading> {
  let payload: Uint8Array;
  try {
    ({ payload } = await compactVerify(idToken, await importJWK({ kty: 'RSA', n, e }, 'RS256'), { algorithms: ['RS256'] }));
  } catch {
    return notSigned('does not bear the signature of the tenant');
  }
  const claims = parseSealClaims(jsonOf(payload));
  return claims === null ? notSigned('is no ID token of Entra ID (version 2.0)') : { is: 'signed', claims };
}

function jsonOf(payload: Uint8Array): unknown {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(payload).toString('utf8'));
    return parsed;
  } catch {
    return null;
  }
}

const notSigned = (says: string): IdTokenReading => ({ is: 'not-signed', says });
