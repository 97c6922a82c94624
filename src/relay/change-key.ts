import { BotLinkError, type KeyedLink } from '../adapters/bot-link/bot-link.ts';
import type { KeyShelf } from '../ports/key-shelf.ts';
import { linkKeyOf, newPrivateKeyPem, type LinkKey } from '../protocol/keys.ts';
import { proveRotation } from '../protocol/sign-rotation.ts';

/** Names on the shelf: the key in use, and the one that shall take its place. */
export const RELAY_KEY = 'relay-key.pem';
export const NEXT_KEY = 'relay-key.next.pem';

export interface KeyChange {
  readonly relayId: string;
  readonly shelf: KeyShelf;
  readonly linkWith: (key: LinkKey) => Pick<KeyedLink, 'rotate'>;
}

/** Whether a change of the key was begun and not ended. */
export function isChangeUnderWay(shelf: KeyShelf, present: LinkKey): boolean {
  const next = linkKeyOf(shelf.read(NEXT_KEY) ?? '');
  if (next === null) return false;
  if (next.fingerprint !== present.fingerprint) return true;
  shelf.remove(NEXT_KEY);
  return false;
}

/**
 * Makes a new key, or goes on with the one that was made, and resolves with it once the bot has accepted a request that is signed with it.
 * The old key stays in its place until then, so a relay that dies at any point has a key that the bot knows: the old one is good beside the new one for a day,
 * and whichever of the two the bot takes, the next try finds out. Rejects with `BotLinkError`.
 */
export async function changeKey({ relayId, shelf, linkWith }: KeyChange, present: LinkKey, signal?: AbortSignal): Promise<LinkKey> {
  const kept = shelf.read(NEXT_KEY);
  const pem = kept !== null && linkKeyOf(kept) !== null ? kept : newPrivateKeyPem();
  const next = linkKeyOf(pem);
  if (next === null) throw new Error('a fresh key is no key');
  if (pem !== kept) shelf.write(NEXT_KEY, pem);
  const request = { publicKey: next.publicJwk, proof: proveRotation({ relayId, fingerprint: next.fingerprint }, next.privateKey) };
  try {
    await linkWith(present).rotate(request, signal);
  } catch (error) {
    // The bot may have taken the new key before, and the day of the old one may be over.
    if (!(error instanceof BotLinkError) || error.fault !== 'refused') throw error;
  }
  await linkWith(next).rotate(request, signal);
  shelf.write(RELAY_KEY, pem);
  shelf.remove(NEXT_KEY);
  return next;
}
