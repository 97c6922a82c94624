import assert from 'node:assert/strict';
import type { JournalEntry } from '../../src/model/journal.ts';
import type { Seal, SealRole } from '../../src/model/seal.ts';
import { Conflict, type RelayConfirmation, type Store, type StoredRelay, type StoredSignIn } from '../../src/ports/store.ts';
import { verifyChain } from '../../src/protocol/audit-chain.ts';
import { snapshotHash } from '../../src/protocol/snapshot-hash.ts';
import { JANE, NEW_JANE } from './sample-snapshot.ts';
import { auditOf, MADE, minutes, objectGuid, personId, planId, sampleDecision, samplePlan } from './sample-plan.ts';

const later = minutes(10).toISOString();
const began = (step: number, fence: number): JournalEntry => ({ at: MADE, what: 'began', step, attempt: 1, fence });
const RELAY: StoredRelay = {
  relayId: 'relay-1', group: 'default', host: 'DC01', publicKey: '{"kty":"EC"}', enrolledAt: MADE, revokedAt: null,
  lastSeen: null, version: null, policyHash: null, readOnly: false, seals: {},
  confirmedAt: null, confirmations: [], keySince: MADE, previousKey: null, rotationWanted: false,
};

const SIGN_IN: StoredSignIn = {
  ticketHash: 't1', planId: planId(1), role: 'approver', verdict: 'approve', form: 'sign-in', oid: personId(2), codeVerifier: 'verifier',
  comment: 'seen', activityId: null, conversationId: 'c', expiresAt: later,
};

/** The contract of `Store`; `open` gives an empty one each time. */
export function describeStore(name: string, open: () => Promise<Store>): void {
  describe(`the store ${name}`, () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
    });
    afterEach(() => store.close());

    const events = async () => (await store.auditTrail(0, 1000)).map((link) => link.event.event);

    it('gives back exactly the plan it was given, by id and by code', async () => {
      const plan = samplePlan(1);
      await store.addPlan(plan, auditOf('plan.created', plan));
      assert.deepEqual(await store.planById(plan.content.planId), plan);
      assert.deepEqual(await store.planByCode(plan.code), plan);
      assert.equal(await store.planById(planId(99)), null);
      assert.equal(await store.planByCode('AAAA-AAAA'), null);
    });

    it('takes no plan that it could not read again, so that lists of plans never fail for one', async () => {
      const good = samplePlan(1);
      const wrong = samplePlan(2, { quorum: { approve: 0.5, deny: 1 } });
      await store.addPlan(good, auditOf('plan.created', good));
      await assert.rejects(store.addPlan(wrong, auditOf('plan.created', wrong)));
      assert.equal(await store.planById(wrong.content.planId), null);
      assert.deepEqual((await store.auditTrail(0, 1000)).length, 1);
    });

    it('keeps one snapshot for a plan, before the plan is there, and never another one', async () => {
      const { planId: id } = samplePlan(1).content;
      assert.equal(await store.snapshotOf(id), null);
      await store.keepSnapshot(id, JANE);
      await store.keepSnapshot(id, JANE);
      await assert.rejects(store.keepSnapshot(id, NEW_JANE), Conflict);
      assert.deepEqual(await store.snapshotOf(id), JANE);
      assert.equal(snapshotHash((await store.snapshotOf(id)) ?? NEW_JANE), snapshotHash(JANE));
      assert.equal(await store.snapshotOf(planId(2)), null);
    });

    it('lets only one open plan hold a target, by its AD object and by its cloud object', async () => {
      const first = samplePlan(1);
      await store.addPlan(first, auditOf('plan.created', first));
      await assert.rejects(store.addPlan(samplePlan(2, { targets: first.content.targets }), auditOf('plan.created')), Conflict);
      const cloudId = first.content.targets[0]?.cloudId ?? '';
      await assert.rejects(store.addPlan(samplePlan(3, { targets: [{ key: cloudId, cloudId, displayName: 'Person 1' }] }), auditOf('plan.created')), Conflict);
      assert.deepEqual(await events(), ['plan.created']);
      assert.deepEqual(await store.openPlanOn(objectGuid(1)), first);
      assert.deepEqual(await store.openPlanOn(cloudId), first);
    });

    it('lets only one open plan have a code, and finds the open one before the old one', async () => {
      const first = samplePlan(1);
      await store.addPlan(first, auditOf('plan.created', first));
      const same = { ...samplePlan(2), code: first.code };
      await assert.rejects(store.addPlan(same, auditOf('plan.created')), Conflict);
      await store.movePlan(first, { state: 'cancelled', stateSince: later }, auditOf('plan.cancelled', first));
      await store.addPlan(same, auditOf('plan.created', same));
      assert.equal((await store.planByCode(first.code))?.content.planId, same.content.planId);
    });

    it('frees the targets when a plan closes, and keeps them while it runs or is unknown', async () => {
      let plan = samplePlan(1);
      await store.addPlan(plan, auditOf('plan.created', plan));
      for (const state of ['approved', 'running', 'unknown'] as const) {
        plan = await store.movePlan(plan, { state, stateSince: later }, auditOf(`plan.${state}`, plan));
        assert.equal((await store.openPlanOn(objectGuid(1)))?.state, state);
      }
      await store.movePlan(plan, { state: 'failed', stateSince: later }, auditOf('plan.failed', plan));
      assert.equal(await store.openPlanOn(objectGuid(1)), null);
      const next = samplePlan(2, { targets: plan.content.targets });
      await store.addPlan(next, auditOf('plan.created', next));
      assert.deepEqual((await store.plansOn(objectGuid(1), 5)).map(({ content }) => content.planId), [planId(2), planId(1)]);
      assert.deepEqual((await store.plansOn(objectGuid(1), 1)).map(({ content }) => content.planId), [planId(2)]);
      assert.deepEqual((await store.plansIn(['pending', 'failed'])).map(({ content }) => content.planId), [planId(1), planId(2)]);
    });

    it('moves a plan only from the view it was decided on, and writes nothing otherwise', async () => {
      const plan = samplePlan(1);
      await store.addPlan(plan, auditOf('plan.created', plan));
      const moved = await store.movePlan(plan, { state: 'cancelled', says: 'Taken back.', stateSince: later }, auditOf('plan.cancelled', plan));
      assert.deepEqual(moved, { ...plan, state: 'cancelled', says: 'Taken back.', stateSince: later, version: 2 });
      await assert.rejects(store.movePlan(plan, { state: 'expired', stateSince: later }, auditOf('plan.expired', plan)), Conflict);
      assert.deepEqual(await store.planById(plan.content.planId), moved);
      assert.deepEqual(await events(), ['plan.created', 'plan.cancelled']);
    });

    it('never opens a closed plan again', async () => {
      const plan = samplePlan(1);
      await store.addPlan(plan, auditOf('plan.created', plan));
      const closed = await store.movePlan(plan, { state: 'denied', stateSince: later }, auditOf('plan.denied', plan));
      await assert.rejects(store.movePlan(closed, { state: 'approved', stateSince: later }, auditOf('plan.approved', plan)));
      assert.equal((await store.planById(plan.content.planId))?.state, 'denied');
      const verified = await store.movePlan(closed, { verification: { is: 'verified', at: later, says: 'seen' }, stateSince: closed.stateSince }, auditOf('cure.verified', plan));
      assert.equal(verified.verification.is, 'verified');
    });

    it('counts a decision once for each person and on one view only', async () => {
      const plan = samplePlan(1);
      await store.addPlan(plan, auditOf('plan.created', plan));
      const first = sampleDecision(plan, 2);
      const seen = await store.addDecision(plan, first, null, auditOf('decision.accepted', plan));
      assert.equal(seen.version, 2);
      assert.equal(seen.stateSince, plan.stateSince);
      await assert.rejects(store.addDecision(plan, sampleDecision(plan, 3), null, auditOf('decision.accepted', plan)), Conflict);
      await assert.rejects(store.addDecision(seen, first, null, auditOf('decision.accepted', plan)), Conflict);
      const second = sampleDecision(plan, 3);
      const approved = await store.addDecision(seen, second, { state: 'approved', says: 'Approved.', stateSince: later }, auditOf('decision.accepted', plan));
      assert.equal(approved.state, 'approved');
      assert.deepEqual(await store.decisions(plan.content.planId), [first, second]);
      assert.deepEqual(await events(), ['plan.created', 'decision.accepted', 'decision.accepted']);
    });

    it('lets exactly one of fifty parallel decisions on the same view through', async () => {
      const plan = samplePlan(1);
      await store.addPlan(plan, auditOf('plan.created', plan));
      const tries = Array.from({ length: 50 }, (_, n) => store.addDecision(plan, sampleDecision(plan, n + 2), { state: 'approved', stateSince: later }, auditOf('decision.accepted', plan)));
      const outcomes = await Promise.allSettled(tries);
      assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 1);
      assert.ok(outcomes.every((outcome) => outcome.status === 'fulfilled' || outcome.reason instanceof Conflict));
      assert.equal((await store.decisions(plan.content.planId)).length, 1);
    });

    it('appends to a journal only after exactly the entries that the writer has read', async () => {
      const plan = samplePlan(1);
      await store.addPlan(plan, auditOf('plan.created', plan));
      const { planId: id } = plan.content;
      await store.appendJournal(id, 0, began(1, 1), auditOf('step.began', plan));
      await assert.rejects(store.appendJournal(id, 0, began(1, 2), auditOf('step.began', plan)), Conflict);
      await assert.rejects(store.appendJournal(id, 2, began(1, 2), null), Conflict);
      await store.appendJournal(id, 1, { at: later, what: 'ended', step: 1, attempt: 1, result: { is: 'applied', found: { mail: ['a'] } } }, null);
      assert.deepEqual((await store.journal(id)).map(({ what }) => what), ['began', 'ended']);
      assert.deepEqual(await events(), ['plan.created', 'step.began']);
    });

    it('gives back every kind of journal entry as it was written', async () => {
      const plan = samplePlan(1);
      await store.addPlan(plan, auditOf('plan.created', plan));
      const { planId: id } = plan.content;
      const at = { at: MADE, step: 1, attempt: 1 };
      const found = { proxyAddresses: ['SMTP:a@contoso.com'] };
      const entries: readonly JournalEntry[] = [
        began(1, 1),
        { ...at, what: 'ended', result: { is: 'applied', found } },
        { ...at, what: 'ended', result: { is: 'applied', found, says: 'Read back although the line broke.' } },
        { ...at, what: 'ended', result: { is: 'drifted', found, says: 'Somebody was here.' } },
        { ...at, what: 'ended', result: { is: 'refused', says: 'Not in my policy.' } },
        { ...at, what: 'ended', result: { is: 'failed', says: 'No rights.' } },
        { ...at, what: 'ended', result: { is: 'unsure', says: 'The line broke.' } },
        { ...at, what: 'looked', observation: { stands: 'other', found, says: 'It stands otherwise.' } },
        { at: MADE, what: 'closed', as: 'partly-done', says: 'Over.' },
      ];
      for (const [after, entry] of entries.entries()) await store.appendJournal(id, after, entry, null);
      assert.deepEqual(await store.journal(id), entries);
    });

    it('gives every run of a step a higher fence', async () => {
      const fences = await Promise.all(Array.from({ length: 20 }, () => store.nextFence()));
      assert.equal(new Set(fences).size, 20);
      assert.ok((await store.nextFence()) > Math.max(...fences));
    });

    it('chains the audit trail, and pages through it', async () => {
      await Promise.all(Array.from({ length: 20 }, (_, n) => store.audit({ ...auditOf(`event.${n}`), facts: { name: 'Zoë ☃', n } })));
      const trail = await store.auditTrail(0, 100);
      assert.deepEqual(verifyChain(trail), { is: 'whole', links: 20, head: trail.at(-1)?.hash });
      assert.deepEqual((await store.auditTrail(18, 100)).map(({ seq }) => seq), [19, 20]);
      assert.deepEqual((await store.auditTrail(0, 3)).map(({ seq }) => seq), [1, 2, 3]);
    });

    it('remembers the cards of a plan, and the message once Teams has named it', async () => {
      const place = { conversationId: 'c', threadId: 't', kind: 'channel' } as const;
      const card = { planId: planId(1), rev: 1, nonceHash: 'n1', place, message: { conversationId: 'c', activityId: null } };
      await store.addPlanCard(card);
      await store.addPlanCard({ ...card, message: { conversationId: 'c', activityId: 'm1' } });
      await store.addPlanCard({ ...card, nonceHash: 'n2' });
      assert.deepEqual(await store.planCards(planId(1)), [{ ...card, message: { conversationId: 'c', activityId: 'm1' } }, { ...card, nonceHash: 'n2' }]);
    });

    it('lets a nonce be used once for each person and verb', async () => {
      assert.equal(await store.useNonce('n1', personId(1), 'approve'), true);
      assert.equal(await store.useNonce('n1', personId(1), 'approve'), false);
      assert.equal(await store.useNonce('n1', personId(2), 'approve'), true);
      assert.equal(await store.useNonce('n1', personId(1), 'deny'), true);
    });

    it('keeps references and conversations', async () => {
      const ref = { kind: 'propose', about: 'jsmith', cause: 'c', remedy: 'r', conversationId: 'c', createdAt: MADE } as const;
      await store.putRef('r1', ref);
      assert.deepEqual(await store.ref('r1'), ref);
      assert.equal(await store.ref('r2'), null);
      const conversation = { conversationId: 'c', kind: 'channel', tenantId: 't', serviceUrl: 'https://smba', botId: 'b', updatedAt: MADE } as const;
      await store.putConversation(conversation);
      await store.putConversation({ ...conversation, serviceUrl: 'https://new' });
      assert.equal((await store.conversation('c'))?.serviceUrl, 'https://new');
      assert.equal(await store.conversation('d'), null);
    });

    it('claims an activity once and keeps its answer', async () => {
      assert.equal(await store.claimActivity('a1', MADE), true);
      assert.equal(await store.claimActivity('a1', MADE), false);
      assert.equal(await store.answerTo('a1'), null);
      await store.putAnswer('a1', '{"text":"done"}');
      assert.equal(await store.answerTo('a1'), '{"text":"done"}');
    });

    it('keeps the newest reading of the synchronization settings, with who read them and when', async () => {
      assert.equal(await store.syncFeatures(), null);
      const first = { features: { id: 't', features: { blockSoftMatchEnabled: true } }, readAt: MADE, readBy: 'ana.ruiz@contoso.com' };
      await store.keepSyncFeatures(first, auditOf('features.read'));
      const second = { ...first, features: { id: 't', features: { blockSoftMatchEnabled: false } }, readAt: later };
      await store.keepSyncFeatures(second, auditOf('features.read'));
      assert.deepEqual(await store.syncFeatures(), second);
      assert.deepEqual(await events(), ['features.read', 'features.read']);
    });

    it('keeps one seal of each person in each role, the later one', async () => {
      const plan = samplePlan(1);
      await store.addPlan(plan, auditOf('plan.created', plan));
      const { planId: id } = plan.content;
      const seal = (role: SealRole, by: number, idToken: string): Seal => ({ planId: id, role, verdict: 'approve', oid: personId(by), idToken, at: MADE });
      assert.deepEqual(await store.seals(id), []);
      for (const each of [seal('requester', 1, 'first'), seal('approver', 2, 'second'), seal('approver', 3, 'third'), seal('approver', 2, 'later')]) await store.addSeal(each, auditOf('seal.added', plan));
      assert.deepEqual(await store.seals(id), [seal('approver', 2, 'later'), seal('approver', 3, 'third'), seal('requester', 1, 'first')]);
      assert.deepEqual(await store.seals(planId(2)), []);
      assert.deepEqual(await events(), ['plan.created', ...Array.from({ length: 4 }, () => 'seal.added')]);
    });

    it('lets a sign-in be spent once, and keeps what it was for', async () => {
      await store.putSignIn(SIGN_IN);
      assert.deepEqual(await store.signIn('t1'), SIGN_IN);
      assert.equal(await store.signIn('t2'), null);
      assert.equal(await store.spendSignIn('t2', later), false);
      const spent = await Promise.all(Array.from({ length: 10 }, () => store.spendSignIn('t1', later)));
      assert.equal(spent.filter(Boolean).length, 1);
      assert.equal(await store.spendSignIn('t1', later), false);
      assert.deepEqual(await store.signIn('t1'), SIGN_IN);
    });

    it('gives back every character as it was given', async () => {
      const odd = "Zoë ☃ 👩‍🚀 'quoted' \"twice\" \\ %_ {}[] \u202e\u200b\ttab\nline";
      const plan = samplePlan(1, { targets: [{ key: objectGuid(1), displayName: odd }] }, { reason: odd, asked: odd, says: odd, ticket: odd });
      await store.addPlan(plan, { ...auditOf('plan.created', plan), facts: { odd, nul: '\u0000', lone: '\ud800' } });
      assert.deepEqual(await store.planById(plan.content.planId), plan);
      const trail = await store.auditTrail(0, 10);
      assert.equal(verifyChain(trail).is, 'whole');
      assert.deepEqual(trail[0]?.event.facts, { odd, nul: '\u0000', lone: '\ufffd' });
    });

    it('keeps a plan and moves it whatever NUL stands in its words', async () => {
      const plan = samplePlan(1, {}, { title: 'a\0b', asked: 'a\0b', reason: 'a\0b', says: 'a\0b', ticket: 'a\0b' });
      await store.addPlan(plan, auditOf('plan.created', plan));
      const kept = (await store.planById(plan.content.planId)) ?? assert.fail('not kept');
      assert.deepEqual([kept.title, kept.asked, kept.reason, kept.says, kept.ticket], Array.from({ length: 5 }, () => 'a\ufffdb'));
      const moved = await store.movePlan(kept, { state: 'cancelled', says: 'it said \0', stateSince: minutes(1).toISOString() }, auditOf('plan.cancelled', plan));
      assert.deepEqual([moved.state, moved.says], ['cancelled', 'it said \ufffd']);
    });

    it('spends an enrolment token once and not after its time', async () => {
      await store.addEnrolmentToken({ hash: 'h1', group: 'default', host: 'DC01', expiresAt: later });
      assert.equal(await store.enrolRelay('other', RELAY, MADE, auditOf('relay.enrolled')), false);
      assert.equal(await store.enrolRelay('h1', RELAY, minutes(11).toISOString(), auditOf('relay.enrolled')), false);
      assert.deepEqual(await store.relays(), []);
      assert.equal(await store.enrolRelay('h1', RELAY, MADE, auditOf('relay.enrolled')), true);
      assert.equal(await store.enrolRelay('h1', { ...RELAY, relayId: 'relay-2' }, MADE, auditOf('relay.enrolled')), false);
      assert.deepEqual(await store.relays(), [RELAY]);
      assert.deepEqual(await events(), ['relay.enrolled']);
    });

    it('takes each counter of a relay once, in whatever order they come, and none that lies far behind', async () => {
      await store.addEnrolmentToken({ hash: 'h1', group: 'default', host: 'DC01', expiresAt: later });
      await store.enrolRelay('h1', RELAY, MADE, auditOf('relay.enrolled'));
      const used: boolean[] = [];
      for (const counter of [5, 5, 4, 4, 7, 6, 6, 2_000, 977, 977, 976, 5]) used.push(await store.useCounter('relay-1', counter));
      assert.deepEqual(used, [true, false, true, false, true, true, false, true, true, false, false, false]);
      assert.equal(await store.useCounter('nobody', 9), false);
    });

    const enrolled = async (): Promise<StoredRelay> => {
      await store.addEnrolmentToken({ hash: 'h1', group: 'default', host: 'DC01', expiresAt: later });
      await store.enrolRelay('h1', RELAY, MADE, auditOf('relay.enrolled'));
      return (await store.relay('relay-1')) ?? assert.fail();
    };
    const confirmedBy = (n: number): RelayConfirmation => ({ oid: personId(n), name: `Person ${n}`, upn: `p${n}@contoso.com`, personKey: n === 1 ? 'E1' : null, at: MADE });

    it('tells for whom an enrolment token was made, also when it is spent', async () => {
      await enrolled();
      assert.deepEqual(await store.enrolmentToken('h1'), { group: 'default', host: 'DC01', expiresAt: later });
      assert.equal(await store.enrolmentToken('h2'), null);
    });

    it('keeps who confirmed a relay, one after the other, and nobody on an outdated view or after the second', async () => {
      const fresh = await enrolled();
      await store.confirmRelay(fresh, { confirmations: [confirmedBy(1)], confirmedAt: null }, auditOf('relay.confirmation'));
      await assert.rejects(store.confirmRelay(fresh, { confirmations: [confirmedBy(2)], confirmedAt: null }, auditOf('relay.confirmation')), Conflict);
      const once = (await store.relay('relay-1')) ?? assert.fail();
      assert.deepEqual([once.confirmations, once.confirmedAt], [[confirmedBy(1)], null]);
      await store.confirmRelay(once, { confirmations: [confirmedBy(1), confirmedBy(2)], confirmedAt: later }, auditOf('relay.confirmed'));
      const twice = (await store.relay('relay-1')) ?? assert.fail();
      assert.deepEqual([twice.confirmations, twice.confirmedAt], [[confirmedBy(1), confirmedBy(2)], later]);
      await assert.rejects(store.confirmRelay(twice, { confirmations: [], confirmedAt: null }, auditOf('relay.confirmation')), Conflict);
      assert.deepEqual(await events(), ['relay.enrolled', 'relay.confirmation', 'relay.confirmed']);
    });

    it('revokes a relay once and for good; a revoked one is neither confirmed nor given another key', async () => {
      const fresh = await enrolled();
      assert.equal(await store.revokeRelay('nobody', later, auditOf('relay.revoked')), false);
      assert.equal(await store.revokeRelay('relay-1', later, auditOf('relay.revoked')), true);
      assert.equal(await store.revokeRelay('relay-1', minutes(11).toISOString(), auditOf('relay.revoked')), false);
      assert.equal((await store.relay('relay-1'))?.revokedAt, later);
      await assert.rejects(store.confirmRelay(fresh, { confirmations: [confirmedBy(1)], confirmedAt: null }, auditOf('relay.confirmation')), Conflict);
      await assert.rejects(store.rotateRelayKey(fresh, { publicKey: '{"n":2}', at: later, previousUntil: later }, auditOf('relay.rotated')), Conflict);
      assert.equal(await store.wantRotation('relay-1', auditOf('relay.rotation-wanted')), false);
      assert.deepEqual(await events(), ['relay.enrolled', 'relay.revoked']);
    });

    it('puts one new key in the place of the present one, and remembers the one before', async () => {
      const fresh = await enrolled();
      assert.equal(await store.wantRotation('relay-1', auditOf('relay.rotation-wanted')), true);
      assert.equal((await store.relay('relay-1'))?.rotationWanted, true);
      await store.rotateRelayKey(fresh, { publicKey: '{"n":2}', at: later, previousUntil: minutes(20).toISOString() }, auditOf('relay.rotated'));
      assert.deepEqual(await store.relay('relay-1'), { ...RELAY, publicKey: '{"n":2}', keySince: later, previousKey: { publicKey: RELAY.publicKey, until: minutes(20).toISOString() } });
      await assert.rejects(store.rotateRelayKey(fresh, { publicKey: '{"n":3}', at: later, previousUntil: later }, auditOf('relay.rotated')), Conflict);
      assert.deepEqual(await events(), ['relay.enrolled', 'relay.rotation-wanted', 'relay.rotated']);
    });

    it('remembers when a relay was seen, and how', async () => {
      await store.addEnrolmentToken({ hash: 'h1', group: 'default', host: 'DC01', expiresAt: later });
      await store.enrolRelay('h1', RELAY, MADE, auditOf('relay.enrolled'));
      await store.touchRelay('relay-1', { at: later, version: '1.0', host: 'DC02', policyHash: 'p', readOnly: true, seals: { 'ad.set-anchor': 'own-machine' } });
      assert.deepEqual(await store.relay('relay-1'), { ...RELAY, lastSeen: later, version: '1.0', host: 'DC02', policyHash: 'p', readOnly: true, seals: { 'ad.set-anchor': 'own-machine' } });
      assert.equal(await store.relay('nobody'), null);
    });
  });
}
