import assert from 'node:assert/strict';
import type { StoredRelay } from '../../src/ports/store.ts';
import { ownSightings } from '../../src/watch/own-sightings.ts';

const now = new Date('2026-11-21T09:00:00Z');
const relay = (host: string, given: Partial<StoredRelay> = {}): StoredRelay => ({
  relayId: `relay-${host}`, group: 'default', host, publicKey: '{}', enrolledAt: '2026-01-01T00:00:00Z', revokedAt: null, lastSeen: '2026-11-21T08:59:30Z', version: '1', policyHash: 'x', readOnly: false,
  seals: {}, confirmedAt: '2026-01-01T01:00:00Z', confirmations: [], keySince: '2026-01-01T00:00:00Z', previousKey: null, rotationWanted: false, ...given,
});
const SILENT = { lastSeen: '2026-11-21T08:50:00Z' };

const RELAYS: readonly (readonly [when: string, relays: readonly StoredRelay[], seen: readonly (readonly [title: string, severity: string])[]])[] = [
  ['it was heard just now', [relay('DC1')], []],
  ['it is silent for four minutes, as when it starts anew', [relay('DC1', { lastSeen: '2026-11-21T08:56:00Z' })], []],
  ['the only one is silent', [relay('DC1', SILENT)], [['The relay on DC1 is silent', 'high']]],
  ['one of two is silent', [relay('DC1', SILENT), relay('DC2')], [['The relay on DC1 is silent', 'medium']]],
  ['another one answers, but for another group', [relay('DC1', SILENT), relay('DC2', { group: 'branch' })], [['The relay on DC1 is silent', 'high']]],
  ['both are silent', [relay('DC1', SILENT), relay('DC2', SILENT)], [['The relay on DC1 is silent', 'high'], ['The relay on DC2 is silent', 'high']]],
  ['it was never heard since it was confirmed', [relay('DC1', { lastSeen: null })], [['The relay on DC1 is silent', 'high']]],
  ['it is revoked', [relay('DC1', { ...SILENT, revokedAt: '2026-10-01T00:00:00Z' })], []],
  ['nobody has confirmed it', [relay('DC1', { ...SILENT, confirmedAt: null })], []],
];

const IDENTITIES: readonly (readonly [expires: string | null, seen: readonly (readonly [title: string, severity: string])[]])[] = [
  [null, []],
  ['2027-11-21T09:00:00Z', []],
  ['2026-12-21T09:00:01Z', []],
  ['2026-12-21T08:59:59Z', [['The reader expires soon', 'medium']]],
  ['2026-11-28T08:59:59Z', [['The reader expires soon', 'high']]],
  ['2026-11-21T08:00:00Z', [['The reader has expired', 'high']]],
];

describe('What the product knows of itself', () => {
  for (const [when, relays, seen] of RELAYS) {
    it(`${seen.length === 0 ? 'has nothing to tell of' : 'tells of'} a relay when ${when}`, () => {
      assert.deepEqual(ownSightings({ relays, identities: [], now }).map(({ title, severity }) => [title, severity]), seen);
    });
  }
  for (const [expires, seen] of IDENTITIES) {
    it(`${seen.length === 0 ? 'has nothing to tell of' : 'tells of'} an identity that expires ${expires ?? 'at a time that nobody has said'}`, () => {
      assert.deepEqual(ownSightings({ relays: [], identities: [{ name: 'The reader', expires }], now }).map(({ title, severity }) => [title, severity]), seen);
    });
  }
  it('tells each relay and each identity apart', () => {
    const seen = ownSightings({ relays: [relay('DC1', SILENT), relay('DC2', SILENT)], identities: [{ name: 'One', expires: '2026-11-22T00:00:00Z' }, { name: 'Two', expires: '2026-11-22T00:00:00Z' }], now });
    assert.equal(new Set(seen.map(({ kind, split }) => `${kind} ${split}`)).size, 4);
  });
});
