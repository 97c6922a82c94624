import assert from 'node:assert/strict';
import { takeUpAgain } from '../../src/notify/blocked.ts';
import type { Trouble } from './pretend-teams.ts';
import { outboxRoom, type OutboxRoom } from './outbox-room.ts';
import { NOON, openIncident } from './told.ts';

const LATER = '2026-11-22T12:30:00.000Z';
const before = (is: 'unreachable' | 'refused' | 'too-large' | 'gone' | 'missing' | 'no-answer'): Trouble => ({ when: 'before', fault: { is } });
const throttled = (retryAfterMs: number | null = null): Trouble => ({ when: 'before', fault: { is: 'throttled', retryAfterMs } });
const resolved = (n = 1) => openIncident(n, { state: 'resolved', resolvedAt: LATER, version: 2 });

describe('The outbox', () => {
  let room: OutboxRoom;
  beforeEach(async () => {
    room = await outboxRoom();
  });
  afterEach(() => room.store.close());
  const cards = () => room.teams.messages.map(({ looks }) => looks.map(({ card, text }) => card ?? `text ${text.slice(0, 10)}`).join(' > '));
  const states = async () => (await room.store.notices({})).map(({ state }) => state);

  it('posts what is wanted once, in order, and knows the message', async () => {
    await room.look(openIncident(1), openIncident(2), openIncident(3));
    await room.rounds(20);
    await room.rounds(20);
    assert.deepEqual(room.teams.messages.map(({ looks }) => looks.map(({ text }) => /I-000\d/u.exec(text)?.[0])), [['I-0001'], ['I-0002'], ['I-0003']]);
    const { state, shown, activityId, attempts } = await room.notice();
    assert.deepEqual([state, shown, activityId, attempts], ['shown', 1, 'm-1', 0]);
  });

  it('changes the message as it stands when it is sent, so that many changes are one', async () => {
    await room.look(openIncident(1));
    await room.rounds(5);
    for (const count of [2, 3, 12]) await room.look(openIncident(1, { count, most: count, version: count }));
    await room.rounds(5);
    assert.deepEqual(cards(), ['incident > incident']);
    assert.match(room.teams.messages[0]?.looks[1]?.text ?? '', /12 objects/u);
    assert.deepEqual([(await room.notice()).wanted, (await room.notice()).shown], [12, 12]);
  });

  for (const [says, troubles, posted, state, requests] of [
    ['is posted when Teams has room again', [throttled(20_000), throttled()], ['incident'], 'shown', 3],
    ['is posted when Teams can be reached again', [before('unreachable'), before('unreachable'), before('unreachable')], ['incident'], 'shown', 4],
    ['is not posted again when it stands there and no answer came', [{ when: 'after' }], ['incident'], 'unsure', 1],
    ['is not posted again when no answer came, though it does not stand there', [before('no-answer')], [], 'unsure', 1],
    ['is said in words when Teams refuses the card', [before('refused')], ['text ✗ Open: Th'], 'shown', 2],
    ['is said in words when the card is too large', [before('too-large')], ['text ✗ Open: Th'], 'shown', 2],
    ['is given up when Teams refuses words too', [before('refused'), before('refused')], [], 'refused', 2],
    ['is not posted again when the words may stand there', [before('refused'), { when: 'after' }], ['text ✗ Open: Th'], 'unsure', 2],
  ] as const) {
    it(`a new message ${says}`, async () => {
      await room.look(openIncident(1, { severity: 'high' }));
      room.teams.troubles.push(...troubles);
      await room.rounds(30);
      await room.rounds(3);
      assert.deepEqual([cards(), await states(), room.teams.requests.length], [posted, [state], requests]);
    });
  }

  for (const [says, troubles, looks, state] of [
    ['is made when Teams has room again', [throttled(60_000)], 2, 'shown'],
    ['is made when Teams can be reached again', [before('unreachable')], 2, 'shown'],
    ['is made again when no answer came', [before('no-answer'), { when: 'after' }], 3, 'shown'],
    ['is made in words when Teams refuses the card', [before('refused')], 2, 'shown'],
    ['is given up when somebody deleted the message', [before('missing')], 1, 'refused'],
  ] as const) {
    it(`a change ${says}`, async () => {
      await room.look(openIncident(1));
      await room.rounds(5);
      await room.look(openIncident(1, { count: 2, version: 2 }));
      room.teams.troubles.push(...troubles);
      await room.rounds(30);
      assert.deepEqual([room.teams.messages.map((each) => each.looks.length), await states()], [[looks], [state]]);
    });
  }

  it('keeps the order when the first of two has to wait', async () => {
    await room.look(openIncident(1), openIncident(2));
    room.teams.troubles.push(throttled(120_000));
    await room.outbox.pass();
    room.clock.ahead(60_000);
    await room.outbox.pass();
    assert.equal(room.teams.messages.length, 0);
    await room.rounds(20);
    assert.deepEqual(room.teams.messages.map(({ looks }) => /I-000\d/u.exec(looks[0]?.text ?? '')?.[0]), ['I-0001', 'I-0002']);
  });

  it('says in the thread that it is resolved, and back', async () => {
    await room.look(openIncident(1));
    await room.rounds(5);
    room.clock.to(LATER);
    await room.look(resolved());
    await room.rounds(5);
    await room.look(openIncident(1, { reopened: [LATER], version: 3 }));
    await room.rounds(5);
    assert.deepEqual(room.teams.messages.map(({ place }) => place.threadId), ['', 'm-1', 'm-1']);
    assert.match(room.teams.messages[1]?.looks[0]?.text ?? '', /Resolved: The suffix is not verified \(1 object\): Resolved after 30 min/u);
    assert.match(room.teams.messages[2]?.looks[0]?.text ?? '', /Back again/u);
    assert.deepEqual(room.teams.messages[0]?.looks.length, 3);
  });

  it('says a resolution in the conversation where nobody knows whether the card stands there, or the thread is gone', async () => {
    await room.look(openIncident(1), openIncident(2));
    room.teams.troubles.push({ when: 'after' });
    await room.rounds(10);
    await room.look(resolved(1), resolved(2));
    room.teams.troubles.push(null, before('missing'));
    await room.rounds(10);
    assert.deepEqual(room.teams.messages.slice(2).map(({ place, looks }) => [place.threadId, looks[0]?.text.includes('Resolved: The suffix')]), [['', true], ['', true]]);
  });

  it('leaves out a turn that was overtaken', async () => {
    await room.look(openIncident(1));
    await room.rounds(5);
    await room.look(resolved());
    room.teams.troubles.push(throttled(60_000));
    await room.outbox.pass();
    await room.look(openIncident(1, { version: 3 }));
    await room.rounds(30);
    assert.equal(room.teams.messages.filter(({ looks }) => looks[0]?.text.startsWith('✓ Resolved')).length, 0);
    assert.match(room.teams.messages[0]?.looks.at(-1)?.text ?? '', /Open: /u);
  });

  it('does not post what was muted before it could be, and tells it when that ends', async () => {
    await room.look(openIncident(1));
    const muted = await room.store.moveSubscription(room.subscription, { mutes: [{ of: { is: 'cause', cause: 'upn-suffix-not-verified' }, until: LATER, by: 'Ana' }] }, null);
    assert.ok(muted !== null);
    await room.rounds(3);
    assert.deepEqual([cards(), await states()], [[], []]);
    room.clock.to(LATER);
    await room.look(openIncident(1));
    await room.rounds(3);
    assert.deepEqual(cards(), ['incident']);
  });

  it('drops what is about something that is forgotten', async () => {
    await room.look(...[1, 2, 3, 4, 5, 6].map((n) => openIncident(n)));
    const last = await room.store.lastPoll();
    await room.store.keepPoll({ poll: { n: (last?.n ?? 0) + 1, at: NOON, read: [], unread: [], memory: {} }, incidents: [], forgotten: [1, 2, 3, 4, 5, 6].map((n) => `incident-${n}`), members: [], left: [], events: [], notices: [] }, null);
    await room.rounds(3);
    assert.deepEqual([cards(), await states()], [[], []]);
  });

  it('leaves a conversation alone that Teams has closed, and tells what is open when it is spoken to there', async () => {
    await room.look(openIncident(1), openIncident(2));
    room.teams.troubles.push(before('gone'));
    await room.rounds(5);
    assert.equal(room.teams.requests.length, 1);
    assert.notEqual((await room.store.subscriptionIn(room.subscription.place.conversationId))?.blockedSince, null);
    await room.look(openIncident(3), resolved(2));
    await room.rounds(5);
    assert.equal(room.teams.requests.length, 1);
    await takeUpAgain(room.world, room.subscription.place.conversationId);
    await room.look();
    await room.rounds(10);
    assert.deepEqual(room.teams.messages.map(({ looks }) => /I-000\d/u.exec(looks[0]?.text ?? '')?.[0]), ['I-0001', 'I-0003']);
    assert.deepEqual((await room.store.auditTrail(0, 10)).map(({ event }) => event.event), ['subscription.made', 'subscription.blocked', 'subscription.taken-up']);
  });

  it('shows in the message of a storm how it stands when the conversation is open again', async () => {
    const six = [1, 2, 3, 4, 5, 6];
    await room.look(...six.map((n) => openIncident(n)));
    await room.rounds(5);
    await room.store.moveSubscription(room.subscription, { blockedSince: NOON }, null);
    await room.look(...six.map((n) => resolved(n)));
    await takeUpAgain(room.world, room.subscription.place.conversationId);
    await room.rounds(5);
    assert.deepEqual(room.teams.messages.map(({ looks }) => looks.map(({ text }) => text.split('\n')[0])), [['6 kinds of error at once, 6 open', 'All 6 errors that came at once are resolved']]);
  });

  it('takes who sent something for dead after a while only, and never posts it again', async () => {
    await room.look(openIncident(1));
    await room.store.moveNotice(await room.notice(), { state: 'sending', notBefore: '2026-11-22T12:01:30.000Z' });
    await room.outbox.pass();
    assert.deepEqual([await states(), cards()], [['sending'], []]);
    room.clock.to('2026-11-22T12:01:30.000Z');
    await room.rounds(5);
    assert.deepEqual([await states(), cards()], [['unsure'], []]);
  });

  it('believes who sent it even after it was taken for dead', async () => {
    await room.look(openIncident(1));
    const { channel } = room.teams;
    const post = channel.post.bind(channel);
    Object.assign(channel, { post: async (...asked: Parameters<typeof post>) => {
      const sent = await post(...asked);
      const notice = await room.notice();
      await room.store.moveNotice(notice, { state: 'unsure' });
      return sent;
    } });
    await room.outbox.pass();
    const { state, activityId } = await room.notice();
    assert.deepEqual([state, activityId], ['shown', 'm-1']);
  });
});

describe('What the outbox shows', () => {
  it('calls whoever is on call when something high opens, once', async () => {
    const room = await outboxRoom({ onCall: { is: 'tag', id: 'tag-1', name: 'On call' } });
    await room.look(openIncident(1, { severity: 'high' }), openIncident(2));
    await room.rounds(5);
    await room.look(openIncident(1, { severity: 'high', count: 3, version: 2 }));
    await room.rounds(5);
    assert.deepEqual(room.teams.messages.map(({ looks }) => looks.map(({ mentions }) => mentions?.length ?? 0)), [[1, 0], [0]]);
    await room.store.close();
  });
  for (const [who, audience] of [['guests', { is: 'known', guests: true, foreign: false }], ['other organisations', { is: 'known', guests: false, foreign: true }], ['nobody knows who', { is: 'unknown' }]] as const) {
    it(`names nobody where ${who} read along`, async () => {
      const room = await outboxRoom();
      room.teams.audience = audience;
      await room.look(openIncident(1, { sample: [{ dn: 'CN=Jane,OU=Sales,DC=x', name: 'Jane' }], assigned: null }));
      await room.rounds(5);
      assert.doesNotMatch(JSON.stringify(room.teams.messages), /Jane|OU=Sales/u);
      await room.store.close();
    });
  }
  it('keeps the same references behind the buttons of a card that changes', async () => {
    const room = await outboxRoom();
    await room.look(openIncident(1));
    await room.rounds(5);
    await room.look(openIncident(1, { count: 2, version: 2 }));
    await room.rounds(5);
    const [first, second] = (room.teams.messages[0]?.looks ?? []).map((look) => JSON.stringify([look.card === undefined ? null : look.data['diagnose'], look.card === undefined ? null : look.data['mutes']]));
    assert.equal(first, second);
    const ref = /"ref":"([\w-]+)"/u.exec(first ?? '')?.[1] ?? '';
    assert.deepEqual((await room.store.ref(ref))?.incidentId, 'incident-1');
    await room.store.close();
  });
});
