import { parseEnrolRequest, type EnrolAnswer } from '../../boundary/relay-messages.ts';
import type { StoredRelay } from '../../ports/store.ts';
import { enrolmentSecretHash, writeEnrolmentToken } from '../../protocol/enrolment-token.ts';
import { publicKeyOf } from '../../protocol/keys.ts';
import { checkRequest, claimOf } from '../../protocol/sign-request.ts';
import type { RelayRequest } from './recognise-relay.ts';
import type { RelayLinkOptions } from './relay-link-options.ts';

/** How long an invitation can be used. */
const ENROLMENT_MINUTES = 15;

/** A one-time token for one new relay of this group: random secret and the fingerprint of the key that signs our jobs. */
export async function inviteRelay({ store, clock, random, jobKey, group }: Pick<RelayLinkOptions, 'store' | 'clock' | 'random' | 'jobKey' | 'group'>): Promise<{ readonly token: string; readonly expiresAt: string }> {
  const { token, hash } = writeEnrolmentToken({ secret: random.nonce(), botFingerprint: jobKey.fingerprint });
  const expiresAt = new Date(clock.now().getTime() + ENROLMENT_MINUTES * 60_000).toISOString();
  await store.addEnrolmentToken({ hash, group, expiresAt });
  return { token, expiresAt };
}

export type Enrolled = { readonly ok: true; readonly answer: EnrolAnswer } | { readonly ok: false; readonly refusal: string };

/** Spends the token; the request must be signed with the key that it brings. */
export async function enrol(options: RelayLinkOptions, request: RelayRequest): Promise<Enrolled> {
  const { store, clock, random, jobKey, group, log } = options;
  const message = parseEnrolRequest(request.body);
  const claim = claimOf(request.headers);
  const key = message === null ? null : publicKeyOf(message.publicKey);
  if (message === null || claim === null || key === null) return { ok: false, refusal: 'malformed' };
  const now = clock.now();
  const checked = checkRequest(request, claim, { publicKey: key.key, now });
  if (!checked.ok) return checked;
  if (message.group !== group) return { ok: false, refusal: 'other-group' };
  const at = now.toISOString();
  const { host, version, policyHash, readOnly, seals } = message;
  const relay: StoredRelay = { relayId: random.uuid(), group, host, publicKey: key.publicJwk, enrolledAt: at, revokedAt: null, lastSeen: null, version, policyHash, readOnly, seals };
  const facts = { relayId: relay.relayId, host, fingerprint: key.fingerprint };
  const spent = await store.enrolRelay(enrolmentSecretHash(message.secret), relay, at, { event: 'relay.enrolled', at, actor: null, planId: null, rule: null, facts });
  if (!spent) return { ok: false, refusal: 'token-not-valid' };
  log.info('relay.enrolled', facts);
  return { ok: true, answer: { relayId: relay.relayId, group, jobKey: jobKey.publicJwk } };
}
