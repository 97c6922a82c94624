import type { RelayLinkOptions } from '../../src/adapters/relay-link/relay-link-options.ts';
import { Conflict, type AuditEvent, type EnrolmentInvitation, type StoredRelay } from '../../src/ports/store.ts';

export type RelayStore = RelayLinkOptions['store'] & { readonly events: AuditEvent[]; readonly rows: Map<string, StoredRelay> };

/** The part of the store that the relay link uses, in memory. */
export function relayStore(): RelayStore {
  const tokens = new Map<string, EnrolmentInvitation & { readonly isSpent: boolean }>();
  const counters = new Set<string>();
  const rows = new Map<string, StoredRelay>();
  const events: AuditEvent[] = [];
  return {
    rows,
    events,
    addEnrolmentToken: async ({ hash, ...invitation }) => void tokens.set(hash, { ...invitation, isSpent: false }),
    enrolmentToken: async (tokenHash) => tokens.get(tokenHash) ?? null,
    enrolRelay: async (tokenHash, relay, at, audit) => {
      const token = tokens.get(tokenHash);
      if (token === undefined || token.isSpent || token.expiresAt <= at) return false;
      tokens.set(tokenHash, { ...token, isSpent: true });
      rows.set(relay.relayId, relay);
      events.push(audit);
      return true;
    },
    relay: async (relayId) => rows.get(relayId) ?? null,
    relays: async () => [...rows.values()],
    useCounter: async (relayId, counter) => {
      const isFresh = !counters.has(`${relayId} ${counter}`);
      counters.add(`${relayId} ${counter}`);
      return isFresh;
    },
    touchRelay: async (relayId, { at, ...seen }) => {
      const row = rows.get(relayId);
      if (row !== undefined) rows.set(relayId, { ...row, ...seen, lastSeen: at });
    },
    rotateRelayKey: async (relay, { publicKey, at, previousUntil }, audit) => {
      const row = rows.get(relay.relayId);
      if (row === undefined || row.publicKey !== relay.publicKey || row.revokedAt !== null) throw new Conflict('moved on');
      rows.set(relay.relayId, { ...row, publicKey, keySince: at, previousKey: { publicKey: relay.publicKey, until: previousUntil }, rotationWanted: false });
      events.push(audit);
    },
    audit: async (event) => void events.push(event),
  };
}

/** As if two people had confirmed it. */
export function confirm({ rows }: Pick<RelayStore, 'rows'>, relayId: string): string {
  const row = rows.get(relayId);
  if (row !== undefined) rows.set(relayId, { ...row, confirmedAt: row.enrolledAt });
  return relayId;
}
