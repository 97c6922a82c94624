import assert from 'node:assert/strict';
import type { ChannelNotice } from '../../src/model/channel-notice.ts';
import { Conflict, type Store } from '../../src/ports/store.ts';
import { sampleIncident, sampleNotice, samplePoll, sampleSubscription } from './sample-incident.ts';
import { auditOf, MADE, minutes } from './sample-plan.ts';

/** The part of the contract of `Store` about subscriptions and their messages; `openTwo` gives two stores on one empty database. */
export function describeStoreNotices(name: string, openTwo: () => Promise<readonly [Store, Store]>): void {
  describe(`subscriptions and notices in the store ${name}`, () => {
    let one: Store;
    let two: Store;
    beforeEach(async () => {
      [one, two] = await openTwo();
    });
    afterEach(() => Promise.all([one.close(), two.close()]));
    const later = minutes(5).toISOString();
    const audits = async () => (await one.auditTrail(0, 100)).map(({ event }) => event.event);
    const subscribed = async (n = 1) => {
      await one.addSubscription(sampleSubscription(n), auditOf('subscription.made'));
      return sampleSubscription(n);
    };
    let polls = 0;
    beforeEach(() => {
      polls = 0;
    });
    const wanted = async (...notices: readonly ChannelNotice[]) => {
      polls += 1;
      assert.equal(await one.keepPoll(samplePoll(polls, { notices }), null), true);
    };
    const noticeNow = async (n = 1) => (await two.notices({})).find(({ noticeId }) => noticeId === `notice-${n}`) ?? assert.fail();
    const ids = (notices: readonly ChannelNotice[]) => notices.map(({ noticeId }) => noticeId);

    it('gives back a subscription exactly, and has one in a conversation', async () => {
      const [first, second] = [sampleSubscription(1, { since: later }), sampleSubscription(2, { quiet: null, digest: null, onCall: null, mutes: [], lastDigest: MADE, blockedSince: later })];
      for (const each of [first, second]) await one.addSubscription(each, auditOf('subscription.made'));
      assert.deepEqual(await two.subscriptions(), [second, first]);
      assert.deepEqual(await two.subscriptionIn('19:ops1@thread.tacv2'), first);
      assert.equal(await two.subscriptionIn('nowhere'), null);
      await assert.rejects(two.addSubscription({ ...first, subscriptionId: 'other' }, auditOf('subscription.made')), Conflict);
      assert.deepEqual(await audits(), ['subscription.made', 'subscription.made']);
    });

    it('lets one of many that have read the same change a subscription', async () => {
      const given = await subscribed();
      const moved = await Promise.all(Array.from({ length: 10 }, (_, n) => (n % 2 === 0 ? one : two).moveSubscription(given, { lastDigest: minutes(n).toISOString() }, auditOf('subscription.changed'))));
      const [winner, ...others] = moved.filter((each) => each !== null);
      assert.equal(others.length, 0);
      assert.deepEqual(await two.subscriptionIn(given.place.conversationId), winner);
      assert.equal(winner?.version, 2);
      assert.deepEqual(await audits(), ['subscription.made', 'subscription.changed']);
    });

    it('drops a subscription with its messages, when it has not moved on', async () => {
      const given = await subscribed();
      await subscribed(2);
      await wanted(sampleNotice(1), sampleNotice(2, { subscriptionId: 'subscription-2' }));
      assert.equal(await two.dropSubscription({ ...given, version: 7 }, auditOf('subscription.ended')), false);
      assert.deepEqual((await Promise.all([one, two, one].map((store) => store.dropSubscription(given, auditOf('subscription.ended'))))).filter(Boolean), [true]);
      assert.deepEqual((await two.subscriptions()).map(({ subscriptionId }) => subscriptionId), ['subscription-2']);
      assert.deepEqual(ids(await two.notices({})), ['notice-2']);
      assert.equal((await audits()).at(-1), 'subscription.ended');
      await wanted(sampleNotice(3));
      assert.deepEqual(ids(await two.notices({})), ['notice-2'], 'nothing is wanted where nobody is told');
    });

    it('gives back the messages that a look wants, of one incident, one subscription or all', async () => {
      await subscribed();
      await subscribed(2);
      const notices = [
        sampleNotice(1), sampleNotice(2, { topic: { is: 'turn', incidentId: 'incident-1', turn: 'resolved', at: MADE }, activityId: 'a', state: 'shown', shown: 1 }),
        sampleNotice(3, { topic: { is: 'storm', incidentIds: ['incident-1', 'incident-2'], at: MADE }, subscriptionId: 'subscription-2', place: sampleSubscription(2).place }), sampleNotice(4, { topic: { is: 'digest', from: MADE, to: later }, state: 'unsure', attempts: 2 }),
      ];
      await wanted(...notices);
      assert.deepEqual((await two.notices({})).toSorted((a, b) => a.order - b.order), notices);
      assert.deepEqual(ids(await two.notices({ incidentId: 'incident-1' })), ['notice-1', 'notice-2', 'notice-3']);
      assert.deepEqual(ids(await two.notices({ incidentId: 'incident-2' })), ['notice-3']);
      assert.deepEqual(ids(await two.notices({ subscriptionId: 'subscription-1' })), ['notice-1', 'notice-2', 'notice-4']);
      assert.deepEqual(ids(await two.notices({ subscriptionId: 'subscription-1', incidentId: 'incident-2' })), []);
    });

    it('forgets the messages about an incident alone with it, and others when asked', async () => {
      await subscribed();
      await wanted(sampleNotice(1), sampleNotice(2, { topic: { is: 'turn', incidentId: 'incident-1', turn: 'resolved', at: MADE } }), sampleNotice(3, { topic: { is: 'storm', incidentIds: ['incident-1'], at: MADE } }), sampleNotice(4, { topic: { is: 'incident', incidentId: 'incident-2' } }));
      await one.keepPoll(samplePoll(2, { forgotten: ['incident-1'] }), null);
      assert.deepEqual(ids(await two.notices({})), ['notice-3', 'notice-4']);
      await two.dropNotices(['notice-3', 'notice-99']);
      assert.deepEqual(ids(await one.notices({})), ['notice-4']);
      await two.dropNotices([]);
    });

    it('gives the messages that are due or under way, in the order of their conversation', async () => {
      await subscribed();
      await subscribed(2);
      const there = { subscriptionId: 'subscription-2', place: { conversationId: '0', threadId: '', kind: 'channel' } } as const;
      await wanted(sampleNotice(5), sampleNotice(4), sampleNotice(3, { notBefore: later }), sampleNotice(2, { state: 'sending', notBefore: later }), sampleNotice(1, { state: 'shown' }), sampleNotice(6, there), sampleNotice(7, { state: 'unsure' }), sampleNotice(8, { state: 'refused' }));
      assert.deepEqual(ids(await two.dueNotices(MADE)), ['notice-6', 'notice-2', 'notice-4', 'notice-5']);
      assert.deepEqual(ids(await two.dueNotices(later)), ['notice-6', 'notice-2', 'notice-3', 'notice-4', 'notice-5']);
    });

    it('lets one of many begin to send a message', async () => {
      await subscribed();
      await wanted(sampleNotice(1));
      const moved = await Promise.all(Array.from({ length: 20 }, (_, n) => (n % 2 === 0 ? one : two).moveNotice(sampleNotice(1), { state: 'sending', attempts: n })));
      const [winner, ...others] = moved.filter((each) => each !== null);
      assert.equal(others.length, 0);
      assert.deepEqual(await noticeNow(), winner);
      assert.deepEqual([winner?.state, winner?.version], ['sending', 2]);
      assert.equal(await two.moveNotice(sampleNotice(77), { state: 'sending' }), null);
    });

    it('replaces what was wanted while its message has not moved on', async () => {
      await subscribed();
      await wanted(sampleNotice(1));
      const storm = sampleNotice(1, { topic: { is: 'storm', incidentIds: ['incident-3'], at: MADE }, wanted: 4, notBefore: later });
      await wanted(storm);
      assert.deepEqual(await noticeNow(), { ...storm, version: 2 });
      assert.deepEqual(ids(await two.notices({ incidentId: 'incident-3' })), ['notice-1']);
      assert.deepEqual(ids(await two.notices({ incidentId: 'incident-1' })), []);
    });

    it('raises only what is wanted of a message that has moved on, and has it changed again where it shows less', async () => {
      await subscribed();
      await wanted(sampleNotice(1));
      const sending = await one.moveNotice(sampleNotice(1), { state: 'sending' }) ?? assert.fail();
      await one.moveNotice(sending, { state: 'shown', shown: 1, activityId: 'posted' });
      await wanted(sampleNotice(1, { wanted: 3, notBefore: later }));
      assert.deepEqual(await noticeNow(), sampleNotice(1, { state: 'waiting', wanted: 3, shown: 1, activityId: 'posted', notBefore: later, version: 4 }));
      await wanted(sampleNotice(1, { wanted: 2 }));
      assert.equal((await noticeNow()).wanted, 3, 'what is wanted never falls');
    });

    it('leaves a message alone that is under way, and loses nothing that is wanted meanwhile', async () => {
      await subscribed();
      await wanted(sampleNotice(1));
      const sending = await one.moveNotice(sampleNotice(1), { state: 'sending', attempts: 1 }) ?? assert.fail();
      await wanted({ ...sending, state: 'waiting', wanted: 2, attempts: 0 });
      assert.deepEqual(await noticeNow(), { ...sending, wanted: 2 });
      const shown = await two.moveNotice(sending, { state: 'shown', shown: 1, activityId: 'posted', attempts: 0 });
      assert.deepEqual(shown, sampleNotice(1, { state: 'waiting', wanted: 2, shown: 1, activityId: 'posted', version: 3 }));
      const again = await two.moveNotice(shown ?? assert.fail(), { state: 'shown', shown: 2 });
      assert.equal(again?.state, 'shown');
    });

    it('loses no edit when looks and sends meet', async () => {
      await subscribed();
      await wanted(sampleNotice(1));
      const send = async () => {
        for (let n = 0; n < 60; n += 1) {
          const [due] = await two.dueNotices(later);
          const sending = due?.state === 'waiting' ? await two.moveNotice(due, { state: 'sending' }) : due;
          if (sending !== undefined && sending !== null) assert.notEqual(await two.moveNotice(sending, { state: 'shown', shown: sending.wanted, activityId: 'posted' }), null);
        }
      };
      const look = async () => {
        for (let n = 2; n <= 40; n += 1) await wanted({ ...await noticeNow(), wanted: n, state: 'waiting' });
      };
      await Promise.all([send(), look()]);
      await send();
      const { wanted: last, shown, state } = await noticeNow();
      assert.deepEqual([last, shown, state], [40, 40, 'shown']);
    });

    it('adds messages that follow from no look together with the move of the subscription, or not at all', async () => {
      const given = await subscribed();
      const digest = sampleNotice(1, { topic: { is: 'digest', from: MADE, to: later } });
      const moved = await Promise.all(Array.from({ length: 10 }, (_, n) => (n % 2 === 0 ? one : two).addNotices(given, { lastDigest: later }, [{ ...digest, noticeId: `digest-${n}` }])));
      assert.equal(moved.filter((each) => each !== null).length, 1);
      assert.deepEqual(ids(await two.notices({})), [`digest-${moved.findIndex((each) => each !== null)}`]);
      assert.deepEqual(await two.subscriptionIn(given.place.conversationId), { ...given, lastDigest: later, version: 2 });
    });

    it('counts what was sent in a conversation, also in the same moment, for a day', async () => {
      for (const at of [MADE, later, later]) await one.noteSent('c', at);
      await two.noteSent('elsewhere', later);
      assert.deepEqual(await two.sentSince('c', MADE), [MADE, later, later]);
      assert.deepEqual(await two.sentSince('c', later), [later, later]);
      const tomorrow = minutes(24 * 60 + 4).toISOString();
      await two.noteSent('c', tomorrow);
      assert.deepEqual(await one.sentSince('c', ''), [later, later, tomorrow]);
    });

    it('keeps messages and what they tell of in one transaction', async () => {
      await subscribed();
      await one.keepPoll(samplePoll(1, { incidents: [sampleIncident(1)] }), null);
      assert.equal(await one.keepPoll(samplePoll(1, { notices: [sampleNotice(1)] }), null), false);
      assert.deepEqual(await two.notices({}), []);
    });
  });
}
