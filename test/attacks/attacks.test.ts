import assert from 'node:assert/strict';
import { anchorOfGuid } from '../../src/model/anchor.ts';
import { isObjectGuid } from '../../src/model/ids.ts';
import { CAST } from '../../lab/company/cast.ts';
import { adPerson, cloudPerson } from '../../lab/company/find-person.ts';
import type { Delivery, Spot, ViewedMessage } from '../../lab/servers/bot-connector.ts';
import type { Lab } from '../../lab/start-lab.ts';
import { secretIn, type Attacker, type ForgedPress } from './attacking.ts';
import { approving, besiege, dataOf, markdownIn, oid, planned, quiet, stillWaits, tellsNoError, textOf, type Siege } from './besieging.ts';
import { wordsOf, type Chatting } from '../journeys/chatting.ts';

const OTHER_ID = '99999999-9999-4999-8999-999999999999';

/** Somebody hostile in front of the running bot and relay: nothing may be executed, and everybody is told the right thing. */
describe('under attack', function () {
  this.timeout(120_000);
  let siege: Siege;
  let lab: Lab;
  let chat: Chatting;
  let evil: Attacker;
  let thread: Spot;
  let card: ViewedMessage;
  let other: ViewedMessage;
  let code: string;
  let directory: string;

  const user = (who: string) => lab.company.tenant.users.get(oid(who)) ?? assert.fail(`no ${who} in the tenant`);

  before(async () => {
    siege = await besiege();
    ({ lab, chat, evil, thread, card, other, code, directory } = siege);
  });
  after(() => siege.close());

  describe('by a button', () => {
    const data = (change: object) => (): Partial<ForgedPress> => ({ data: { ...dataOf(card, 'approve'), ...change } });
    const ATTACKS: readonly { readonly by: string; readonly who: string; readonly change?: () => Partial<ForgedPress>; readonly rule: string; readonly says: RegExp }[] = [
      { by: 'the person who asked', who: 'ana', rule: 'R5', says: /a different admin must/ },
      { by: 'a guest in the approver group', who: 'gil', rule: 'R3', says: /[Oo]nly enabled member accounts/ },
      { by: 'somebody outside the group', who: 'hugo', rule: 'R9', says: /not in a group/ },
      { by: 'an outsider who claims the home tenant', who: 'ben', change: () => ({ change: { from: { id: '29:x', name: 'Ben Osei', aadObjectId: oid('olga') } } }), rule: 'R3', says: /[Oo]nly enabled member accounts/ },
      { by: 'nobody: no object id', who: 'ben', change: () => ({ change: { from: { id: '29:x', name: 'Ben Osei', aadObjectId: null } } }), rule: 'R3', says: /does not say who you are/ },
      { by: 'nobody: a malformed object id', who: 'ben', change: () => ({ change: { from: { id: '29:x', name: 'Ben Osei', aadObjectId: `${oid('ben')}' or 1 eq 1` } } }), rule: 'R3', says: /does not say who you are/ },
      { by: 'an automatic refresh', who: 'ben', change: () => ({ trigger: 'automatic' }), rule: 'R8', says: /Only a person|refreshes cannot/ },
      { by: 'an approver with an extra field', who: 'ben', change: data({ steps: [] }), rule: 'R15', says: /(?:does|did) not carry what/ },
      { by: 'an approver with another revision', who: 'ben', change: data({ rev: 2 }), rule: 'R15', says: /(?:does|did) not carry what/ },
      { by: 'an approver with an invented plan', who: 'ben', change: data({ planId: OTHER_ID }), rule: 'R15', says: /no such plan/i },
      { by: 'an approver with a verb in capitals', who: 'ben', change: () => ({ verb: 'APPROVE', data: { ...dataOf(card, 'approve'), verb: 'APPROVE' } }), rule: 'R15', says: /(?:does|did) not carry what/ },
      { by: 'an approver with two verbs', who: 'ben', change: () => ({ verb: 'deny' }), rule: 'R15', says: /(?:does|did) not carry what/ },
      { by: 'an approver with __proto__', who: 'ben', change: () => ({ data: JSON.parse(JSON.stringify(dataOf(card, 'approve')).replace('{', '{"__proto__":{"admin":true},')) as Record<string, unknown> }), rule: 'R15', says: /cannot be used/ },
      { by: 'an approver with an invented nonce', who: 'ben', change: data({ nonce: 'A'.repeat(22) }), rule: 'R16', says: /copy or has been used|belong to another message/ },
      { by: 'an approver with the nonce of another plan', who: 'ben', change: () => ({ data: { ...dataOf(card, 'approve'), nonce: dataOf(other, 'approve')['nonce'] } }), rule: 'R16', says: /copy or has been used|belong to another message/ },
      { by: 'an approver from another conversation', who: 'ben', change: () => ({ chatOf: 'ben' }), rule: 'R16', says: /copy or has been used|belong to another message/ },
      { by: 'an approver from another message', who: 'ben', change: () => ({ message: other }), rule: 'R16', says: /copy or has been used|belong to another message/ },
    ];
    for (const { by, who, change, rule, says } of ATTACKS) {
      it(`an approval by ${by} is refused by ${rule}`, async () => {
        let answer: Delivery | undefined;
        const events = await evil.audited(async () => (answer = await evil.press(approving(siege, who, change?.()))));
        assert.equal(answer?.status, 200);
        assert.match(textOf(answer), says);
        assert.deepEqual(events.filter(({ event }) => event.endsWith('.refused')).map((event) => event.rule), [rule], JSON.stringify(events));
        await stillWaits(siege);
      });
    }

    it('a disabled account is refused by R3', async () => {
      user('ben').accountEnabled = false;
      const events = await evil.audited(async () => assert.match(textOf(await evil.press(approving(siege, 'ben'))), /[Oo]nly enabled member accounts/));
      user('ben').accountEnabled = true;
      assert.deepEqual(events.map(({ rule }) => rule), ['R3']);
      await stillWaits(siege);
    });

    it('the target of the plan is refused by R7', async () => {
      const { plan } = await evil.plan(code);
      const key = plan.content.targets[0]?.key ?? '';
      user('ben').onPremisesImmutableId = isObjectGuid(key) ? anchorOfGuid(key) : assert.fail(key);
      const events = await evil.audited(async () => assert.match(textOf(await evil.press(approving(siege, 'ben'))), /your own account/));
      user('ben').onPremisesImmutableId = null;
      assert.deepEqual(events.map(({ rule }) => rule), ['R7']);
      await stillWaits(siege);
    });

    it('nobody is eligible while Graph fails, and a press of the person who asked is refused all the same', async () => {
      lab.graph.faults.add({ kind: 'fail', match: /checkMemberGroups/, times: 1000, status: 403, code: 'Authorization_RequestDenied', message: 'Insufficient privileges' });
      const events = await evil.audited(async () => assert.match(textOf(await evil.press(approving(siege, 'ben'))), /could not check/));
      lab.graph.faults.clear();
      assert.deepEqual(events.map(({ rule }) => rule), ['R9']);
      await stillWaits(siege);
    });

    it('taking back and undoing need a genuine button of the right person, too', async () => {
      const forged = { ...dataOf(card, 'cancel'), nonce: 'A'.repeat(22) };
      const events = await evil.audited(async () => {
        assert.match(textOf(await evil.press({ who: 'ana', message: card, data: forged })), /copy or has been used|belong to another message/);
        assert.match(textOf(await evil.press({ who: 'ben', message: card, data: dataOf(card, 'cancel') })), /Only the person who asked/);
        assert.match(textOf(await evil.press({ who: 'ana', message: card, data: { ...forged, verb: 'undo' } })), /copy or has been used|belong to another message/);
        assert.match(textOf(await evil.press({ who: 'ana', message: card, data: { ...dataOf(card, 'cancel'), verb: 'run' } })), /(?:does|did) not carry what/);
      });
      assert.deepEqual(events.map(({ rule }) => rule), ['R16', 'R5', 'R16', 'R15']);
      await stillWaits(siege);
    });
  });

  describe('by words', () => {
    const NO_CONSENT = ["don't approve CODE", 'do not approve CODE', 'approve CODE? no', 'approve CODE ? no', 'approve CODE no', 'approve CODE - no, wait', "approve CODE don't", 'approve CODE shall I?', 'approve CODE, not', '"approve CODE"', 'deny CODE', 'aprove CODE', 'approve', 'should we approve CODE'];
    for (const words of NO_CONSENT) {
      it(`"${words}" of an approver is no consent`, async () => {
        assert.equal((await lab.connector.deliver(evil.said('ben', thread, words.replace('CODE', code)))).status, 200);
        await quiet();
        await stillWaits(siege);
      });
    }

    it('the person who asked is refused by R5 in the channel, in the personal chat, and on another card', async () => {
      const personal: Spot = { place: 'personal', chatOf: 'ana' };
      const events = await evil.audited(async () => {
        await chat.say('ana', thread, `approve ${code}`);
        await chat.sees('ana', personal, /a different admin must/);
        await chat.say('ana', personal, `approve ${code}`);
        await chat.say('ana', personal, `plan ${code}`);
        const copy = await chat.sees('ana', personal, /Waiting for a second admin/);
        assert.equal((await chat.press('ana', copy, 'approve')).shows, 'message');
        await quiet();
      });
      assert.deepEqual(events.filter(({ event }) => event === 'decision.refused').map(({ rule }) => rule), ['R5', 'R5', 'R5']);
      for (const who of ['ben', 'hugo']) assert.ok(!lab.connector.seenBy(who).some((message) => /a different admin must/.test(wordsOf(message))), 'a refusal was told to everybody');
      await stillWaits(siege);
    });

    it('a guest reads nothing, by no command and no button', async () => {
      const why = await chat.sees('ana', thread, /Not synced/);
      const seen = await evil.audited(async () => {
        const spot = await chat.post('gil', 'pending');
        for (const words of [`plan ${code}`, 'history jsmith', 'status', 'agents', 'help', 'why jsmith', `approve ${code}`]) await chat.say('gil', spot, words);
        assert.match(textOf(await evil.press({ who: 'gil', message: why, data: dataOf(why, 'recheck') })), /[Oo]nly enabled member accounts/);
        await chat.sees('gil', { place: 'personal', chatOf: 'gil' }, /[Oo]nly enabled member accounts/);
        await quiet();
        const answers = lab.connector.seenBy('ana').filter((message) => message.author === 'bot' && message.rootId === (spot.place === 'channel' ? spot.rootId : ''));
        assert.deepEqual(answers.map(wordsOf), []);
      });
      assert.deepEqual(seen.map(({ rule }) => rule), Array.from({ length: 9 }, () => 'R3'));
      assert.ok(!lab.connector.seenBy('gil').some((message) => message.place === 'personal' && wordsOf(message).includes(code)), 'the guest has read the plan');
    });

    it('a button of an answer works in its own conversation only, and only for what it was made', async () => {
      const why = await chat.sees('ana', thread, /Not synced/);
      const data = dataOf(why, 'propose');
      assert.match(textOf(await evil.press({ who: 'ben', message: why, chatOf: 'ben', data })), /not known here/);
      assert.match(textOf(await evil.press({ who: 'ben', message: why, data: { ...data, verb: 'recheck' } })), /not known here/);
      assert.match(textOf(await evil.press({ who: 'ben', message: why, data: { ...data, ref: `${String(data['ref'])}x` } })), /not known here/);
    });
  });

  describe('at last', () => {
    it('an approval counts once, however often and wherever its press is sent again', async () => {
      const plan = await planned(chat, 'mlopez', /Waiting for 2 more admins/);
      const data = { ...dataOf(plan.card, 'approve'), approveComment: 'checked with HR' };
      const press: ForgedPress = { who: 'ben', message: plan.card, data };
      const events = await evil.audited(async () => {
        await chat.say('chloe', plan.thread, `approve ${plan.code}`);
        await chat.sees('chloe', { place: 'personal', chatOf: 'chloe' }, /button of its card only/);
        const first = evil.pressed(press);
        const answers = [await lab.connector.deliver(first), await lab.connector.deliver(first), await evil.press(press)];
        await new Promise((resolve) => setTimeout(resolve, 1_000));
        answers.push(await evil.press(press), await evil.press({ ...press, chatOf: 'ben' }));
        for (const answer of answers) assert.match(textOf(answer), /one more|Waiting for a second admin|waiting for a second admin/);
        assert.match(textOf(await evil.press({ ...press, data: { ...dataOf(plan.card, 'deny'), denyComment: 'changed my mind' } })), /counts once|already/);
        assert.match(textOf(await evil.press({ ...press, who: 'hugo', chatOf: 'hugo' })), /copy or has been used|belong to another message/);
      });
      assert.deepEqual(events.filter(({ event }) => event.startsWith('decision.')).map(({ event, rule }) => rule ?? event), ['R16', 'decision.accepted', 'R13', 'R16']);
      const { plan: now, decisions } = await evil.plan(plan.code);
      assert.deepEqual([now.state, decisions.length], ['pending', 1]);
      assert.equal(evil.directory(), directory);
      await chat.press('ana', plan.card, 'cancel');
      assert.equal((await evil.plan(plan.code)).plan.state, 'cancelled');
    });

    it('two approvers who race for a quorum of two both count, and the change is made once', async () => {
      const plan = await planned(chat, 'mlopez', /Waiting for 2 more admins/);
      const data = { ...dataOf(plan.card, 'approve'), approveComment: 'checked with HR' };
      const events = await evil.audited(async () => {
        await Promise.all(['ben', 'chloe', 'ben', 'chloe'].map((who) => evil.press({ who, message: plan.card, data })));
        await chat.sees('ana', plan.thread, /Done/);
      });
      assert.equal((await evil.plan(plan.code)).decisions.length, 2);
      assert.equal(events.filter(({ event }) => event === 'plan.running').length, 1);
      const started = secretIn(lab, 'relay/journal.jsonl').split('\n').map((line) => JSON.parse(line) as { what: string; planId: string; step: number }).filter(({ what }) => what === 'started');
      assert.equal(new Set(started.map(({ planId, step }) => `${planId} ${step}`)).size, started.length, 'a step was started twice');
      assert.ok(cloudPerson(lab.company, 'mlopez') !== undefined);
    });

    it('no name on a card or in an answer is a link or turns the line around', () => {
      const shown = CAST.flatMap(({ key }) => lab.connector.seenBy(key)).filter(({ author }) => author === 'bot');
      assert.ok(shown.some((message) => wordsOf(message).includes('U+202E')), 'the misleading names were never shown');
      for (const message of shown) {
        assert.doesNotMatch(JSON.stringify(message.card), /[\u202A-\u202E\u2066-\u2069]/u);
        for (const text of [message.text, ...markdownIn(message.card)]) assert.doesNotMatch(text, /(?<!\\)\]\(https:/u);
      }
      assert.match(adPerson(lab.company.ad, 'jsmith').values('displayName').join(), /evil/);
    });

    it('no answer over HTTP tells of an error, and no log of a secret', () => {
      tellsNoError(lab);
      const secrets = ['app.secret', 'ldap.secret', 'admin.token', 'relay/relay-key.pem', 'bot-key.pem'].map((name) => secretIn(lab, name));
      for (const log of ['bot.log', 'relay.log']) {
        const text = secretIn(lab, log);
        for (const secret of [...secrets, String(dataOf(card, 'approve')['nonce'])]) assert.ok(!text.includes(secret), `${log} has a secret`);
        assert.doesNotMatch(text, /eyJ[\w-]{10}|Bearer |PRIVATE KEY|"d":/);
      }
    });
  });
});
