import { sha256Hex } from '../protocol/canonical-json.ts';

/** What the store keeps of the secret behind a card's buttons. */
export const nonceHash = (nonce: string): string => sha256Hex(nonce);
