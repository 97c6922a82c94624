import { parseRotateRequest } from '../../boundary/relay-messages.ts';
import { Conflict, type StoredRelay } from '../../ports/store.ts';
import { publicKeyOf } from '../../protocol/keys.ts';
import { rotationIsProven } from '../../protocol/sign-rotation.ts';
import type { RelayLinkOptions } from './relay-link-options.ts';

/** How long the old key stays good beside the new one. */
const OVERLAP_MS = 24 * 60 * 60_000;

interface Rotation {
  readonly relay: StoredRelay;
  /** Which key has signed the request. */
  readonly key: 'present' | 'previous';
  readonly body: string;
}

type Rotated = { readonly ok: true } | { readonly ok: false; readonly refusal: 'malformed' | 'key-not-proven' | 'superseded-key' | 'key-used-before' | 'unconfirmed' | 'replayed' };

/** Puts the new key of a relay in the place of the one that vouches for it. Asking again for the same key is no fault: the answer may have been lost. */
export async function rotateKey({ store, clock, log }: Pick<RelayLinkOptions, 'store' | 'clock' | 'log'>, { relay, key, body }: Rotation): Promise<Rotated> {
  const message = parseRotateRequest(body);
  const next = message === null ? null : publicKeyOf(message.publicKey);
  const present = publicKeyOf(relay.publicKey);
  if (message === null || next === null || present === null) return { ok: false, refusal: 'malformed' };
  if (!rotationIsProven({ relayId: relay.relayId, fingerprint: next.fingerprint }, message.proof, next.key)) return { ok: false, refusal: 'key-not-proven' };
  if (next.publicJwk === present.publicJwk) return { ok: true };
  if (key === 'previous') return { ok: false, refusal: 'superseded-key' };
  // Two people must confirm one and the same key.
  if (relay.confirmedAt === null) return { ok: false, refusal: 'unconfirmed' };
  if (await isTaken(store, next.publicJwk)) return { ok: false, refusal: 'key-used-before' };
  const now = clock.now();
  const at = now.toISOString();
  const previousUntil = new Date(now.getTime() + OVERLAP_MS).toISOString();
  const facts = { relayId: relay.relayId, host: relay.host, from: present.fingerprint, to: next.fingerprint, previousUntil };
  try {
    await store.rotateRelayKey(relay, { publicKey: next.publicJwk, at, previousUntil }, { event: 'relay.rotated', at, actor: null, planId: null, rule: null, facts });
  } catch (error) {
    if (error instanceof Conflict) return { ok: false, refusal: 'replayed' };
    throw error;
  }
  log.info('relay.rotated', facts);
  return { ok: true };
}

/** A key belongs to one relay, once. */
const isTaken = async (store: RelayLinkOptions['store'], publicJwk: string): Promise<boolean> =>
  (await store.relays()).some(({ publicKey, previousKey }) => publicKey === publicJwk || previousKey?.publicKey === publicJwk);
