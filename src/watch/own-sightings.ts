import type { Sighting } from '../model/sighting.ts';
import type { OwnIdentity } from '../ports/own-identities.ts';
import type { StoredRelay } from '../ports/store.ts';

/** The source of what the product knows of itself; it can always be read. */
export const OWN_SOURCE = 'SyncWhy';

const DAY = 24 * 60 * 60 * 1000;
/** Longer than a relay needs to start anew or to be updated. */
const SILENT_MS = 5 * 60_000;
/** Time enough to renew at leisure, and the last week. */
const EXPIRES_SOON_MS = 30 * DAY;
const EXPIRES_NOW_MS = 7 * DAY;

/** Relays that are silent, or wait for somebody to confirm them, and identities of our own that expire. Pure. */
export function ownSightings({ relays, identities, now }: { readonly relays: readonly StoredRelay[]; readonly identities: readonly OwnIdentity[]; readonly now: Date }): readonly Sighting[] {
  return [...relays.flatMap((relay) => silent(relay, relays, now)), ...identities.flatMap((identity) => expiring(identity, now))];
}

function silent(relay: StoredRelay, all: readonly StoredRelay[], now: Date): readonly Sighting[] {
  const heard = relay.lastSeen ?? relay.confirmedAt;
  if (relay.revokedAt !== null || relay.confirmedAt === null || heard === null || now.getTime() - Date.parse(heard) < SILENT_MS) return [];
  const isHeard = (other: StoredRelay): boolean => other.relayId !== relay.relayId && other.group === relay.group && other.revokedAt === null && other.confirmedAt !== null && now.getTime() - Date.parse(other.lastSeen ?? other.confirmedAt) < SILENT_MS;
  const others = all.some(isHeard);
  return [{
    source: OWN_SOURCE, cause: null, area: 'engine', kind: 'relay', severity: others ? 'medium' : 'high', title: `The relay on ${relay.host} is silent`,
    says: others ? 'Another relay of its group answers, so nothing is held up; there is no second one now.' : 'Active Directory and the sync servers cannot be read, and no plan can run there, until it is back. Look at its service on that machine, and run relay check.',
    split: relay.relayId, object: null, since: new Date(heard).toISOString(),
  }];
}

function expiring({ name, expires }: OwnIdentity, now: Date): readonly Sighting[] {
  const left = expires === null ? Infinity : Date.parse(expires) - now.getTime();
  if (expires === null || left > EXPIRES_SOON_MS) return [];
  const day = expires.slice(0, 10);
  return [{
    source: OWN_SOURCE, cause: null, area: 'sign-in', kind: 'identity', severity: left > EXPIRES_NOW_MS ? 'medium' : 'high', title: left <= 0 ? `${name} has expired` : `${name} expires soon`,
    says: left <= 0 ? `It expired on ${day}; what needs it is refused. Put a new one in its place.` : `It expires on ${day}. Add a new one beside it, change the configuration, and remove the old one.`,
    split: name, object: null, since: null,
  }];
}
