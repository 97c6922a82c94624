import assert from 'node:assert/strict';
import sinon from 'sinon';
import type { RelayRuling } from '../../src/approve/relay-decisions.ts';
import { agents } from '../../src/commands/agents.ts';
import { confirmRelay, revokeRelay, rotateRelay } from '../../src/commands/relay-decisions.ts';
import type { CommandWorld } from '../../src/commands/world.ts';
import { linkKeyOf, newPrivateKeyPem } from '../../src/protocol/keys.ts';
import { relayCode } from '../../src/approve/relay-code.ts';
import type { StoredRelay } from '../../src/ports/store.ts';
import { MADE, minutes, personId } from '../contracts/sample-plan.ts';
import { person } from '../approve/pretend-people.ts';
import { pretendTalk, requestBy } from './pretend-talk.ts';

const publicKey = linkKeyOf(newPrivateKeyPem())?.publicJwk ?? assert.fail();
const RELAY: StoredRelay = { relayId: 'relay-1', group: 'default', host: 'DC01', publicKey, enrolledAt: MADE, revokedAt: null, lastSeen: MADE, version: '1.0', policyHash: 'abcdef0123456789', readOnly: true, seals: {}, confirmedAt: MADE, confirmations: [], keySince: MADE, previousKey: null, rotationWanted: false };
const CODE = relayCode(RELAY);

function world(ruling: RelayRuling) {
  const decide = sinon.fake((_decision: unknown) => Promise.resolve(ruling));
  const giveUp = sinon.fake.resolves(undefined);
  return { decide, giveUp, commands: { approvals: { relays: { confirm: decide, revoke: decide, rotate: decide } }, relayLink: { giveUp } } as unknown as CommandWorld };
}

describe('the words about relays', () => {
  const code = (rest: string): unknown => {
    const parsed = confirmRelay.parse(rest);
    return parsed.ok ? parsed.args.code : null;
  };

  for (const [typed, read] of [
    ['7F3K-92QD-ABCD-2345', '7F3K-92QD-ABCD-2345'],
    ['7f3k92qdabcd2345', '7F3K-92QD-ABCD-2345'],
    ['7f3k 92qd abcd 2345', '7F3K-92QD-ABCD-2345'],
    ['7f3k–92qd–abcd–2345', '7F3K-92QD-ABCD-2345'],
    ['7F3K-92QD', null],
    ['', null],
    ['7F3K-92QD-ABCD-2345 no, wait', null],
    // The Cyrillic А is no A.
    ['7F3K-92QD-\u0410BCD-2345', '7F3K-92QD-\u0410BCD-2345'],
  ] as const) {
    it(`"confirm relay ${typed}" ${read === null ? 'asks for the fingerprint alone' : `means ${read}`}`, () => assert.equal(code(typed), read));
  }

  it('tells everybody what was done, and gives up what a revoked relay holds', async () => {
    const { commands, decide, giveUp } = world({ is: 'revoked', relay: RELAY, person: person(2) });
    const talk = pretendTalk();
    await revokeRelay.run(commands, requestBy('text'), talk.talk, { code: CODE, reason: 'replaced' });
    assert.deepEqual(giveUp.args, [['relay-1']]);
    assert.equal((decide.lastCall.args[0] as { readonly reason: string }).reason, 'replaced');
    assert.match(talk.posted.join(), /Admin 2 has revoked the relay on DC01/);
    assert.ok(talk.posted.join().includes(CODE));
  });

  it('takes the reason from behind because', () => {
    assert.deepEqual(revokeRelay.parse(`${CODE} because it was stolen`), { ok: true, args: { code: CODE, reason: 'it was stolen' } });
    assert.deepEqual(revokeRelay.parse(CODE), { ok: true, args: { code: CODE, reason: '' } });
    assert.equal(revokeRelay.parse('because it was stolen').ok, false);
  });

  it('tells a refusal to the person alone, with its rule, and gives nothing up', async () => {
    const { commands, giveUp } = world({ is: 'refused', refusal: 'confirmed-by-you', rule: 'R5', says: 'You have confirmed this relay already.' });
    const talk = pretendTalk();
    for (const command of [confirmRelay, rotateRelay]) await command.run(commands, requestBy('text'), talk.talk, { code: CODE, words: '' });
    await revokeRelay.run(commands, requestBy('text'), talk.talk, { code: CODE, reason: 'x' });
    assert.deepEqual([talk.posted.length, talk.told.length, giveUp.callCount], [0, 3, 0]);
    assert.match(talk.told[0] ?? '', /You have confirmed this relay already[\s\S]*R5/);
  });

  for (const [ruling, says] of [['recorded', /One of two[\s\S]*given no work yet[\s\S]*confirm relay/], ['confirmed', /is confirmed[\s\S]*work from now on/], ['rotation-wanted', /new key/]] as const) {
    it(`says what "${ruling}" means`, async () => {
      const talk = pretendTalk();
      await confirmRelay.run(world({ is: ruling, relay: RELAY, person: person(1) }).commands, requestBy('text'), talk.talk, { code: CODE, words: '' });
      assert.match(talk.posted[0] ?? '', says);
    });
  }

  it('lists what is silent first, then what waits to be confirmed, revoked ones last, each with its fingerprint', async () => {
    const relays: readonly StoredRelay[] = [
      { ...RELAY, relayId: 'gone', host: 'OLD', revokedAt: MADE },
      RELAY,
      { ...RELAY, relayId: 'silent', host: 'DC02', rotationWanted: true, lastSeen: '2020-01-01T00:00:00.000Z' },
      { ...RELAY, relayId: 'new', host: 'NEW', confirmedAt: null },
      { ...RELAY, relayId: 'half', host: 'OTHER', confirmedAt: null, confirmations: [{ oid: personId(1), name: 'Ana Ruiz', upn: 'a@x', personKey: null, at: MADE }] },
    ];
    const talk = pretendTalk();
    const commands = { store: { relays: () => Promise.resolve(relays) }, clock: { now: () => minutes(1) } } as unknown as CommandWorld;
    await agents.run(commands, requestBy('text'), talk.talk, {});
    const text = talk.posted[0] ?? '';
    assert.deepEqual([...text.matchAll(/^ {3}.*? (NEW|OTHER|DC01|DC02|OLD)\b/gmu)].map(([, host]) => host), ['DC02', 'NEW', 'OTHER', 'DC01', 'OLD']);
    for (const says of [/NEW.*not confirmed, two approvers/, /OTHER.*confirmed by Ana Ruiz, one more/, /DC01.*connected, version 1.0, policy abcdef012345, read-only/, /DC02.*silent since 2020.*shall make a new key/, /OLD.*revoked/]) assert.match(text, says);
    assert.equal(text.split(CODE).length - 1, 5);
  });
});
