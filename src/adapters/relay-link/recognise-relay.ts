import type { AuditEvent, Store, StoredRelay } from '../../ports/store.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import { publicKeyOf } from '../../protocol/keys.ts';
import { checkRequest, claimOf } from '../../protocol/sign-request.ts';

/** A request as any web server hands it over; header names in lower case. `signal` aborts when the caller has gone. */
export interface RelayRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: string;
  readonly signal?: AbortSignal | undefined;
}

/** Why a request was not let in; only the audit trail says which. */
type RelayRefusal = 'malformed' | 'unknown-relay' | 'revoked' | 'other-group' | 'bad-signature' | 'clock-skew' | 'replayed';

type Recognised = { readonly ok: true; readonly relay: StoredRelay; /** Which of its keys has signed. */ readonly key: 'present' | 'previous' } | { readonly ok: false; readonly refusal: RelayRefusal };

interface RecogniseWorld {
  readonly store: Pick<Store, 'relay' | 'useCounter' | 'audit'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly group: string;
  readonly log: Log;
}

/** Which enrolled relay sent this request; each refusal leaves an audit event. */
export function createRecognise(world: RecogniseWorld): (request: RelayRequest) => Promise<Recognised> {
  return async (request) => {
    const recognised = await recognise(world, request);
    if (!recognised.ok) await auditRefusal(world, request, recognised.refusal);
    return recognised;
  };
}

/** One audit event for a request that was turned away. */
export async function auditRefusal({ store, clock, log }: Pick<RecogniseWorld, 'clock' | 'log'> & { readonly store: Pick<Store, 'audit'> }, request: RelayRequest, refusal: string): Promise<void> {
  const facts = { refusal, path: request.path, relayId: claimOf(request.headers)?.relayId ?? null };
  log.warn('relay.refused', facts);
  const event: AuditEvent = { event: 'relay.refused', at: clock.now().toISOString(), actor: null, planId: null, rule: null, facts };
  await store.audit(event);
}

async function recognise(world: RecogniseWorld, request: RelayRequest): Promise<Recognised> {
  const claim = claimOf(request.headers);
  if (claim === null) return { ok: false, refusal: 'malformed' };
  const relay = await world.store.relay(claim.relayId);
  if (relay === null) return { ok: false, refusal: 'unknown-relay' };
  const signed = whichKey(request, relay, world.clock.now());
  if (!signed.ok) return signed;
  if (relay.revokedAt !== null) return { ok: false, refusal: 'revoked' };
  if (relay.group !== world.group) return { ok: false, refusal: 'other-group' };
  return (await world.store.useCounter(claim.relayId, claim.counter)) ? { ok: true, relay, key: signed.key } : { ok: false, refusal: 'replayed' };
}

/** The key before the present one is good until its time is over. */
function whichKey(request: RelayRequest, { publicKey, previousKey }: StoredRelay, now: Date): { readonly ok: true; readonly key: 'present' | 'previous' } | { readonly ok: false; readonly refusal: RelayRefusal } {
  const present = signedBy(request, publicKey, now);
  if (present.ok) return { ok: true, key: 'present' };
  if (previousKey === null || now.getTime() >= Date.parse(previousKey.until)) return present;
  const previous = signedBy(request, previousKey.publicKey, now);
  return previous.ok ? { ok: true, key: 'previous' } : present.refusal === 'clock-skew' ? present : previous;
}

function signedBy(request: RelayRequest, jwk: string, now: Date): { readonly ok: true } | { readonly ok: false; readonly refusal: RelayRefusal } {
  const claim = claimOf(request.headers);
  const publicKey = publicKeyOf(jwk);
  return claim === null ? { ok: false, refusal: 'malformed' } : publicKey === null ? { ok: false, refusal: 'unknown-relay' } : checkRequest(request, claim, { publicKey: publicKey.key, now });
}
