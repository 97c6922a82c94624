import type { StoredRelay } from '../ports/store.ts';
import { fingerprintCode, publicKeyOf } from '../protocol/keys.ts';

/** The fingerprint of a relay's key as people compare and type it; empty when the key is damaged. */
export function relayCode({ publicKey }: Pick<StoredRelay, 'publicKey'>): string {
  const key = publicKeyOf(publicKey);
  return key === null ? '' : fingerprintCode(key.fingerprint);
}
