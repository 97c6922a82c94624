import assert from 'node:assert/strict';
import { relayCode } from '../../src/approve/relay-code.ts';
import type { RelayDecision } from '../../src/approve/relay-decisions.ts';
import { linkKeyOf, newPrivateKeyPem } from '../../src/protocol/keys.ts';
import type { StoredRelay } from '../../src/ports/store.ts';
import { auditOf, MADE, minutes, personId, TENANT } from '../contracts/sample-plan.ts';
import { approvalsInHand, type ApprovalsInHand } from './approvals-in-hand.ts';
import { pretendPolicy, ruleFor } from './pretend-policy.ts';

describe('a decision about a relay', () => {
  let hand: ApprovalsInHand;
  let code = '';
  const publicKey = (): string => linkKeyOf(newPrivateKeyPem())?.publicJwk ?? assert.fail();

  beforeEach(async () => {
    hand = await approvalsInHand();
    hand.policy = pretendPolicy({ approvers: [ruleFor(['group-approvers'], 'reversible-one-object'), ruleFor(['group-seniors'], 'far-reaching')], adminAccounts: ['admin9*'] });
    code = relayCode(await enrolled('relay-1', publicKey()));
  });
  afterEach(() => hand.store.close());

  async function enrolled(relayId: string, key: string): Promise<StoredRelay> {
    await hand.store.addEnrolmentToken({ hash: relayId, group: 'default', host: 'DC01', expiresAt: minutes(10).toISOString() });
    const relay: StoredRelay = { relayId, group: 'default', host: 'DC01', publicKey: key, enrolledAt: MADE, revokedAt: null, lastSeen: null, version: '1', policyHash: 'p', readOnly: false, seals: {}, confirmedAt: null, confirmations: [], keySince: MADE, previousKey: null, rotationWanted: false };
    await hand.store.enrolRelay(relayId, relay, MADE, auditOf('relay.enrolled'));
    return relay;
  }
  const by = (n: number, change: Partial<RelayDecision> = {}): RelayDecision => ({ code, actor: { oid: personId(n), name: `Admin ${n}` }, tenantId: TENANT, by: 'text', activityId: `act-${n}`, conversationId: '19:ops', ...change });
  const confirm = async (n: number, change: Partial<RelayDecision> = {}): Promise<string> => {
    const ruling = await hand.approvals.relays.confirm(by(n, change));
    return ruling.is === 'refused' ? `${ruling.rule} ${ruling.refusal}` : ruling.is;
  };
  const confirmedAt = async (): Promise<string | null | undefined> => (await hand.store.relay('relay-1'))?.confirmedAt;

  it('needs two people: the first is recorded, the second confirms, a third has nothing left to do; each is audited', async () => {
    assert.equal(await confirm(1), 'recorded');
    assert.equal(await confirmedAt(), null);
    assert.equal(await confirm(2), 'confirmed');
    assert.equal(await confirmedAt(), hand.now.toISOString());
    assert.equal(await confirm(3), 'R21 confirmed-already');
    assert.deepEqual(await hand.events(), ['relay.enrolled', 'relay.confirmation', 'relay.confirmed', 'relay.decision-refused R21']);
    const { confirmedBy, host } = (await hand.store.auditTrail(2, 1))[0]?.event.facts ?? assert.fail();
    assert.deepEqual([confirmedBy, host], [[personId(1), personId(2)], 'DC01']);
  });

  it('counts one person once, through whatever account', async () => {
    await confirm(1);
    assert.equal(await confirm(1), 'R5 confirmed-by-you');
    hand.people.humans.set(personId(4), 'E1');
    assert.equal(await confirm(4), 'R6 same-human');
    hand.people.humans.set(personId(9), null);
    assert.equal(await confirm(9), 'R6 human-unknown');
    assert.equal(await confirmedAt(), null);
  });

  it('counts one person once where an attribute of the policy tells who it is, and the employee ids differ', async () => {
    hand.policy = { ...hand.policy, personAttribute: 'extensionAttribute3' };
    const { whoIs } = hand.people;
    hand.people.whoIs = async (oid) => {
      const who = await whoIs(oid);
      return who.is === 'person' ? { is: 'person', person: { ...who.person, extensions: { extensionAttribute3: 'ann' } } } : who;
    };
    assert.equal(await confirm(1), 'recorded');
    assert.equal(await confirm(4), 'R6 same-human');
    assert.equal(await confirmedAt(), null);
  });

  const refused: readonly (readonly [what: string, change: Partial<RelayDecision>, prepare: () => void, answer: string])[] = [
    ['from the terminal', { by: 'terminal' }, () => undefined, 'R2 not-channel'],
    ['by an automatic refresh', { by: 'refresh' }, () => undefined, 'R8 not-a-person'],
    ['from another tenant', { tenantId: 'ffffffff-0000-4000-8000-000000000000' }, () => undefined, 'R2 other-tenant'],
    ['by a disabled account', {}, () => hand.people.disabled.add(personId(1)), 'R3 not-a-member'],
    ['by somebody outside the group', {}, () => hand.people.removed.add(personId(1)), 'R9 not-an-approver'],
    ['while Graph is down', {}, () => (hand.people.graphIsDown = true), 'R9 cannot-check'],
    ['when only lesser changes have approvers', {}, () => (hand.policy = pretendPolicy({ approvers: [ruleFor(['group-approvers'], 'reversible-one-object')] })), 'R10 nobody-may'],
    ['when the approvers of far-reaching changes are so for one container only', {}, () => (hand.policy = pretendPolicy({ approvers: [{ ...ruleFor(['group-seniors'], 'far-reaching'), containers: ['OU=Sales,DC=x'] }] })), 'R10 nobody-may'],
    ['with another fingerprint', { code: '2222-2222-2222-2222' }, () => undefined, 'R17 no-such-relay'],
    ['without a fingerprint', { code: '' }, () => undefined, 'R17 no-such-relay'],
  ];
  for (const [what, change, prepare, answer] of refused) {
    it(`is refused ${what}, with its rule in the audit`, async () => {
      prepare();
      assert.equal(await confirm(1, change), answer);
      const revoked = await hand.approvals.relays.revoke({ ...by(1, change), reason: 'replaced' });
      assert.equal(revoked.is, 'refused');
      assert.equal((await hand.approvals.relays.rotate(by(1, change))).is, 'refused');
      const row = await hand.store.relay('relay-1');
      assert.deepEqual([row?.confirmations, row?.revokedAt, row?.rotationWanted], [[], null, false]);
      const rule = `relay.decision-refused ${answer.split(' ')[0]}`;
      assert.deepEqual(await hand.events(), ['relay.enrolled', rule, rule, rule]);
    });
  }

  it('forgets a first confirmation after a day, and that of somebody who is no approver any more', async () => {
    await confirm(1);
    hand.now = minutes(5 + 24 * 60 + 1);
    assert.equal(await confirm(2), 'recorded');
    hand.people.removed.add(personId(2));
    assert.equal(await confirm(3), 'recorded');
    hand.people.removed.delete(personId(2));
    assert.equal(await confirm(4), 'confirmed');
    assert.deepEqual((await hand.store.relay('relay-1'))?.confirmations.map(({ oid }) => oid), [personId(3), personId(4)]);
  });

  it('of two people at the same moment makes one the first and the other the second', async () => {
    assert.deepEqual((await Promise.all([confirm(1), confirm(2)])).toSorted(), ['confirmed', 'recorded']);
  });

  it('revokes with one person and a reason; the key names no relay then', async () => {
    await confirm(1);
    await confirm(2);
    assert.equal((await hand.approvals.relays.revoke({ ...by(3), reason: ' ' })).is, 'refused');
    assert.equal((await hand.approvals.relays.revoke({ ...by(3), reason: 'the server was replaced' })).is, 'revoked');
    assert.equal((await hand.store.relay('relay-1'))?.revokedAt, hand.now.toISOString());
    const again = await hand.approvals.relays.revoke({ ...by(3), reason: 'again' });
    assert.deepEqual(again.is === 'refused' && again.rule, 'R17');
    assert.equal(await confirm(1), 'R17 no-such-relay');
    const { reason } = (await hand.store.auditTrail(4, 1))[0]?.event.facts ?? assert.fail();
    assert.equal(reason, 'the server was replaced');
  });

  it('asks the named relay for a new key, and no other', async () => {
    await enrolled('relay-2', publicKey());
    assert.equal((await hand.approvals.relays.rotate(by(1))).is, 'rotation-wanted');
    assert.deepEqual((await hand.store.relays()).map(({ rotationWanted }) => rotationWanted), [true, false]);
  });

  it('confirms a machine that was enrolled anew by itself, beside the old entry', async () => {
    await confirm(1);
    await confirm(2);
    code = relayCode(await enrolled('relay-2', publicKey()));
    assert.equal(await confirm(1), 'recorded');
    assert.deepEqual((await hand.store.relays()).map(({ confirmedAt: at }) => at !== null), [true, false]);
  });
});
