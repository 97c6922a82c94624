import assert from 'node:assert/strict';
import { assertHonestEnd, dieInCompany, NOBODY } from '../crash/die-in-company.ts';
import { adPerson } from '../../lab/company/find-person.ts';
import type { SmallCompany } from '../journeys/small-company.ts';

const PATCH = /^PATCH \/users/;

/** What happens once the relay has switched the scheduler off for a repair. */
function oncePaused({ company: { sync } }: SmallCompany, happens: () => void): void {
  const { setCycleEnabled } = sync;
  sync.setCycleEnabled = (enabled) => {
    setCycleEnabled(enabled);
    if (!enabled) happens();
  };
}

interface Fault {
  readonly what: string;
  readonly cause: string;
  readonly meddle: (small: SmallCompany) => void;
  readonly ends: readonly string[];
}

const FAULTS: readonly Fault[] = [
  { what: 'Entra refuses the anchor of a synchronised account', cause: 'immutable-id-malformed', meddle: ({ graph }) => graph.faults.add({ kind: 'fail', match: PATCH, times: 100, status: 400, code: 'Request_BadRequest', message: 'Unable to update the specified properties for on-premises mastered Directory Sync objects or objects currently undergoing migration.' }), ends: ['partly-done'] },
  { what: 'another account has the anchor', cause: 'immutable-id-malformed', meddle: ({ graph }) => graph.faults.add({ kind: 'fail', match: PATCH, times: 100, status: 400, code: 'ObjectConflict', message: 'Another object with the same value for property onPremisesImmutableId already exists.' }), ends: ['partly-done'] },
  { what: 'Graph asks for ever to slow down', cause: 'immutable-id-malformed', meddle: ({ graph }) => graph.faults.add({ kind: 'throttle', match: PATCH, times: 1_000_000, retryAfter: '20' }), ends: ['partly-done'] },
  { what: 'somebody changes the anchor in between', cause: 'anchor-changed-same-person', meddle: (small) => oncePaused(small, () => small.company.ad.modify(adPerson(small.company.ad, 'jsmith').dn, [{ operation: 'replace', attribute: 'mS-DS-ConsistencyGuid', values: [Buffer.alloc(16, 7)] }])), ends: ['partly-done'] },
  { what: 'the controller is gone from then on', cause: 'anchor-changed-same-person', meddle: (small) => oncePaused(small, () => {
    small.ldap.faults.refuse = true;
    small.ldap.dropConnections();
  }), ends: ['partly-done'] },
  { what: 'the cycle hangs', cause: 'anchor-changed-same-person', meddle: (small) => oncePaused(small, () => Object.assign(small.company.sync, { startDelta: () => small.company.sync.hang() })), ends: ['unknown', 'partly-done'] },
];

describe('a repair for which the scheduler is paused', function () {
  this.timeout(60_000);
  for (const { what, cause, meddle, ends } of FAULTS) {
    it(`ends truthfully, with the scheduler on again, when ${what}`, async () => {
      const fate = (await dieInCompany(cause, NOBODY, meddle)) ?? assert.fail('nothing was on offer');
      // Throttled requests arrive without being carried out.
      const carriedOut = /Graph asks|Entra refuses|another account/.test(what) ? { ...fate, written: { ...fate.written, graph: [] } } : fate;
      assertHonestEnd(carriedOut, what);
      assert.ok(fate.schedulerWas && fate.schedulerIs, fate.end.says);
      assert.ok(ends.includes(fate.end.state), `${fate.end.state}: ${fate.end.says}`);
    });
  }
});
