import { parseEnrolRequest, type EnrolAnswer, type EnrolRequest } from '../../boundary/relay-messages.ts';
import type { StoredRelay } from '../../ports/store.ts';
import { enrolmentSecretHash, writeEnrolmentToken } from '../../protocol/enrolment-token.ts';
import { publicKeyOf } from '../../protocol/keys.ts';
import { sameHost } from '../../protocol/same-host.ts';
import { checkRequest, claimOf } from '../../protocol/sign-request.ts';
import type { RelayRequest } from './recognise-relay.ts';
import type { RelayLinkOptions } from './relay-link-options.ts';

/** How long an invitation can be used. */
const ENROLMENT_MINUTES = 15;

/** A one-time token for one new relay of this group on this machine: random secret and the fingerprint of the key that signs our jobs. */
export async function inviteRelay({ store, clock, random, jobKey, group }: Pick<RelayLinkOptions, 'store' | 'clock' | 'random' | 'jobKey' | 'group'>, host: string): Promise<{ readonly token: string; readonly expiresAt: string }> {
  const { token, hash } = writeEnrolmentToken({ secret: random.nonce(), botFingerprint: jobKey.fingerprint });
  const now = clock.now();
  const expiresAt = new Date(now.getTime() + ENROLMENT_MINUTES * 60_000).toISOString();
  await store.addEnrolmentToken({ hash, group, host, expiresAt });
  await store.audit({ event: 'relay.invited', at: now.toISOString(), actor: null, planId: null, rule: null, facts: { group, host, expiresAt } });
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
  const tokenHash = enrolmentSecretHash(message.secret);
  const invitation = await store.enrolmentToken(tokenHash);
  if (invitation === null) return { ok: false, refusal: 'token-not-valid' };
  if (message.group !== group || invitation.group !== group) return { ok: false, refusal: 'other-group' };
  if (!sameHost(invitation.host, message.host)) return { ok: false, refusal: 'other-host' };
  if ((await store.relays()).some((relay) => relay.revokedAt !== null && relay.publicKey === key.publicJwk)) return { ok: false, refusal: 'key-revoked' };
  const at = now.toISOString();
  const relay = newRelay({ relayId: random.uuid(), publicKey: key.publicJwk, at }, message);
  const facts = { relayId: relay.relayId, host: relay.host, fingerprint: key.fingerprint };
  const spent = await store.enrolRelay(tokenHash, relay, at, { event: 'relay.enrolled', at, actor: null, planId: null, rule: null, facts });
  if (!spent) return { ok: false, refusal: 'token-not-valid' };
  log.info('relay.enrolled', facts);
  return { ok: true, answer: { relayId: relay.relayId, group, jobKey: jobKey.publicJwk } };
}

/** Nobody has confirmed it yet, so it is given no job. */
const newRelay = ({ relayId, publicKey, at }: Pick<StoredRelay, 'relayId' | 'publicKey'> & { readonly at: string }, { group, host, version, policyHash, readOnly, seals }: EnrolRequest): StoredRelay => ({
  relayId, group, host, publicKey, enrolledAt: at, revokedAt: null, lastSeen: null, version, policyHash, readOnly, seals,
  confirmedAt: null, confirmations: [], keySince: at, previousKey: null, rotationWanted: false,
});
