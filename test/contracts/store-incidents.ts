import assert from 'node:assert/strict';
import type { Store } from '../../src/ports/store.ts';
import { verifyChain } from '../../src/protocol/audit-chain.ts';
import { sampleIncident, sampleMember, samplePoll } from './sample-incident.ts';
import { auditOf, MADE, minutes, personId } from './sample-plan.ts';

/** The part of the contract of `Store` about looks and incidents; `openTwo` gives two stores on one empty database. */
export function describeStoreIncidents(name: string, openTwo: () => Promise<readonly [Store, Store]>): void {
  describe(`incidents in the store ${name}`, function () {
    this.timeout(60_000);
    let one: Store;
    let two: Store;
    beforeEach(async () => {
      [one, two] = await openTwo();
    });
    afterEach(() => Promise.all([one.close(), two.close()]));
    const later = minutes(5).toISOString();
    const kept = async (...outcomes: Parameters<typeof samplePoll>[]) => {
      for (const outcome of outcomes) assert.equal(await one.keepPoll(samplePoll(...outcome), null), true);
    };

    it('has no look, no incident, no member and no turn at first', async () => {
      assert.equal(await one.lastPoll(), null);
      assert.deepEqual(await one.incidents(), []);
      assert.deepEqual(await one.incidentMembers(null), []);
      assert.deepEqual(await one.newestIncidentEvents(10), []);
      assert.equal(await one.incident('incident-1'), null);
    });

    it('gives back what was kept, exactly', async () => {
      const [first, second] = [sampleIncident(1), sampleIncident(2, { cause: null, state: 'resolved', resolvedAt: later, reopened: [MADE], factor: null, assigned: { oid: personId(1), name: 'Ana' } })];
      const members = [sampleMember(1, 1), sampleMember(2, 1, { sources: ['Entra ID', 'SYNC01'], polls: 1 }), sampleMember(0, 2, { subject: '', object: null })];
      const outcome = samplePoll(1, { incidents: [first, second], members, events: [{ at: MADE, turn: 'opened', incident: first }] });
      assert.equal(await one.keepPoll(outcome, auditOf('incident.opened')), true);
      assert.deepEqual(await two.lastPoll(), outcome.poll);
      assert.deepEqual(await two.incidents(), [first, second]);
      assert.deepEqual(await two.incident('incident-2'), second);
      assert.deepEqual(await two.incidentByCode('I-0001'), first);
      assert.equal(await two.incidentByCode('I-9999'), null);
      assert.deepEqual(await two.incidentMembers('incident-1'), members.slice(0, 2));
      assert.deepEqual(await two.incidentMembers(null), members);
      assert.deepEqual(await two.incidentEvents(0, 10), [{ seq: 1, at: MADE, turn: 'opened', incident: first }]);
      assert.equal((await one.auditTrail(0, 10)).length, 1);
    });

    it('keeps a look only when it follows the last one, and then nothing of it', async () => {
      await kept([1, { incidents: [sampleIncident(1)] }]);
      for (const n of [1, 3, 0]) assert.equal(await two.keepPoll(samplePoll(n, { incidents: [sampleIncident(9)], members: [sampleMember(1, 9)], forgotten: ['incident-1'] }), auditOf('incident.opened')), false, String(n));
      assert.equal((await one.lastPoll())?.n, 1);
      assert.deepEqual((await one.incidents()).map(({ incidentId }) => incidentId), ['incident-1']);
      assert.deepEqual(await one.incidentMembers(null), []);
      assert.equal((await one.auditTrail(0, 10)).length, 0);
    });

    it('lets one of fifty keep the same look', async () => {
      const outcomes = await Promise.all(
        Array.from({ length: 50 }, (_, n) => (n % 2 === 0 ? one : two).keepPoll(samplePoll(1, { incidents: [sampleIncident(1, { title: `by ${n}` })], members: [sampleMember(n, 1)], events: [{ at: MADE, turn: 'opened', incident: sampleIncident(1, { title: `by ${n}` }) }] }), auditOf('incident.opened'))),
      );
      assert.equal(outcomes.filter(Boolean).length, 1);
      const winner = outcomes.indexOf(true);
      assert.deepEqual((await one.incidents()).map(({ title }) => title), [`by ${winner}`]);
      assert.deepEqual(await two.incidentMembers(null), [sampleMember(winner, 1)]);
      assert.deepEqual((await two.incidentEvents(0, 100)).map(({ seq, incident }) => [seq, incident.title]), [[1, `by ${winner}`]]);
      const chain = verifyChain(await one.auditTrail(0, 100));
      assert.equal(chain.is === 'whole' ? chain.links : chain.says, 1);
    });

    it('changes and takes away members', async () => {
      await kept([1, { incidents: [sampleIncident(1), sampleIncident(2)], members: [1, 2, 3].map((n) => sampleMember(n, 1)).concat(sampleMember(1, 2)) }]);
      const changed = sampleMember(2, 1, { sources: ['SYNC02'], object: null });
      await kept([2, { members: [changed, sampleMember(4, 1)], left: [sampleMember(1, 1), sampleMember(99, 1)] }]);
      assert.deepEqual(await two.incidentMembers(null), [changed, sampleMember(3, 1), sampleMember(4, 1), sampleMember(1, 2)]);
    });

    it('forgets an incident with its members, and takes a new one of the same key in the same look', async () => {
      await kept([1, { incidents: [sampleIncident(1), sampleIncident(2)], members: [sampleMember(1, 1), sampleMember(1, 2)], events: [{ at: MADE, turn: 'opened', incident: sampleIncident(1) }] }]);
      await kept([2, { forgotten: ['incident-1'], incidents: [sampleIncident(3, { key: 'cause-1' })], members: [sampleMember(7, 3)] }]);
      assert.deepEqual((await two.incidents()).map(({ incidentId, key }) => [incidentId, key]), [['incident-2', 'cause-2'], ['incident-3', 'cause-1']]);
      assert.deepEqual((await two.incidentMembers(null)).map(({ incidentId }) => incidentId), ['incident-2', 'incident-3']);
      assert.equal((await two.incidentEvents(0, 10)).length, 1, 'what has happened stays told');
    });

    it('numbers the turns without gaps over all looks, and gives them in order', async () => {
      const turns = (...ns: number[]) => ns.map((n) => ({ at: MADE, turn: 'changed' as const, incident: sampleIncident(n) }));
      await kept([1, { events: turns(1, 2) }], [2, { events: [] }], [3, { events: turns(3, 4, 5) }]);
      const seen = async (after: number, limit: number) => (await two.incidentEvents(after, limit)).map(({ seq, incident }) => `${seq}:${incident.incidentId}`);
      assert.deepEqual(await seen(0, 3), ['1:incident-1', '2:incident-2', '3:incident-3']);
      assert.deepEqual(await seen(3, 10), ['4:incident-4', '5:incident-5']);
      assert.deepEqual((await two.newestIncidentEvents(2)).map(({ seq }) => seq), [5, 4]);
    });

    it('keeps the newest ten thousand turns', async () => {
      const events = Array.from({ length: 6000 }, () => ({ at: MADE, turn: 'changed' as const, incident: sampleIncident(1, { says: '' }) }));
      await kept([1, { events }], [2, { events }]);
      assert.deepEqual([(await two.incidentEvents(0, 1))[0]?.seq, (await two.newestIncidentEvents(1))[0]?.seq], [2001, 12_000]);
    });

    it('lets one of two that have read the same assign an incident', async () => {
      await kept([1, { incidents: [sampleIncident(1)] }]);
      const incident = sampleIncident(1);
      const who = [personId(1), personId(2)].map((oid) => ({ oid, name: oid }));
      const moved = await Promise.all([one, two].map((store, at) => store.assignIncident(incident, who[at] ?? null, auditOf('incident.assigned'))));
      const winner = moved.findIndex((each) => each !== null);
      assert.equal(moved.filter((each) => each !== null).length, 1);
      assert.deepEqual(await one.incident('incident-1'), { ...incident, assigned: who[winner], version: 2 });
      assert.deepEqual(moved[winner], await two.incident('incident-1'));
      assert.equal((await one.auditTrail(0, 10)).length, 1);
      assert.equal(await one.assignIncident(sampleIncident(8), null, auditOf('incident.assigned')), null);
    });

    it('leaves alone in a look to whom an incident is assigned, and raises the version for whatever a card would show', async () => {
      const incident = sampleIncident(1);
      await kept([1, { incidents: [incident] }]);
      const assigned = { oid: personId(1), name: 'Ana' };
      await two.assignIncident(incident, assigned, auditOf('incident.assigned'));
      await kept([2, { incidents: [{ ...incident, count: 2, most: 2, version: 2 }] }]);
      assert.deepEqual(await two.incident('incident-1'), { ...incident, count: 2, most: 2, assigned, version: 3 }, 'changed since it was assigned');
      await kept([3, { incidents: [{ ...incident, count: 2, most: 2, lastSeen: later, version: 2 }] }]);
      assert.deepEqual(await two.incident('incident-1'), { ...incident, count: 2, most: 2, lastSeen: later, assigned, version: 3 }, 'a later look is no difference');
      await kept([4, { incidents: [{ ...incident, count: 5, most: 5, version: 9 }] }]);
      assert.equal((await two.incident('incident-1'))?.version, 9);
    });

    it('takes what a stranger may have written', async () => {
      const bad = sampleMember(1, 1, { subject: 'cn=\0\ud800 "quoted" \\, $1', object: { dn: 'CN=\0\ud800' } });
      await kept([1, { incidents: [sampleIncident(1, { key: 'k\0', title: "'; DROP TABLE incidents; --\0" })], members: [bad] }], [2, { members: [{ ...bad, polls: 1 }] }]);
      assert.equal((await one.incidents())[0]?.title, "'; DROP TABLE incidents; --\0");
      assert.deepEqual((await two.incidentMembers('incident-1')).map(({ polls }) => polls), [1]);
      await kept([3, { left: [bad] }]);
      assert.deepEqual(await two.incidentMembers(null), []);
    });

    it('keeps and gives back fifty thousand members within seconds', async () => {
      const members = Array.from({ length: 50_000 }, (_, n) => sampleMember(n, 1));
      const begun = performance.now();
      await kept([1, { incidents: [sampleIncident(1, { count: 50_000 })], members }]);
      assert.equal((await two.incidentMembers('incident-1')).length, 50_000);
      await kept([2, { left: members }]);
      assert.equal((await two.incidentMembers(null)).length, 0);
      const took = performance.now() - begun;
      assert.ok(took < 30_000, `${took} ms`);
    });
  });
}
