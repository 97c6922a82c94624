import type { StoredRelay } from '../../src/ports/store.ts';

/** A relay that was enrolled and confirmed long ago. */
export const enrolledRelay = (change: Partial<StoredRelay> = {}): StoredRelay => ({
  relayId: 'relay-1', group: 'default', host: 'relay-host', publicKey: '', enrolledAt: '2026-11-21T09:00:00.000Z', revokedAt: null, lastSeen: null, version: '0.1.0', policyHash: 'abc', readOnly: false, seals: {},
  confirmedAt: '2026-11-21T09:00:00.000Z', confirmations: [], keySince: '2026-11-21T09:00:00.000Z', previousKey: null, rotationWanted: false,
  ...change,
});
