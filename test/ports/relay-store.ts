import type { RelayLinkOptions } from '../../src/adapters/relay-link/relay-link-options.ts';
import type { AuditEvent, StoredRelay } from '../../src/ports/store.ts';

export type RelayStore = RelayLinkOptions['store'] & { readonly events: AuditEvent[]; readonly rows: Map<string, StoredRelay> };

/** The part of the store that the relay link uses, in memory. */
export function relayStore(): RelayStore {
  const tokens = new Map<string, string>();
  const counters = new Set<string>();
  const rows = new Map<string, StoredRelay>();
  const events: AuditEvent[] = [];
  return {
    rows,
    events,
    addEnrolmentToken: async ({ hash, expiresAt }) => void tokens.set(hash, expiresAt),
    enrolRelay: async (tokenHash, relay, at, audit) => {
      const expiresAt = tokens.get(tokenHash);
      if (expiresAt === undefined || expiresAt <= at) return false;
      tokens.delete(tokenHash);
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
    audit: async (event) => void events.push(event),
  };
}
