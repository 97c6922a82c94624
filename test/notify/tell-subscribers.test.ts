import assert from 'node:assert/strict';
import type { ChannelNotice } from '../../src/model/channel-notice.ts';
import { sampleNotice } from '../contracts/sample-incident.ts';
import { inWords, NOON, openIncident, plainSubscription, tell } from './told.ts';

const LATER = '2026-11-22T12:30:00.000Z';
const card = (n: number, change: Partial<ChannelNotice> = {}): ChannelNotice => sampleNotice(n, { topic: { is: 'incident', incidentId: `incident-${n}` }, state: 'shown', shown: 1, activityId: `m-${n}`, ...change });
const many = (count: number) => Array.from({ length: count }, (_, n) => openIncident(n + 1));

describe('A new error', () => {
  it('is told to each conversation that wants it, once', () => {
    const subscriptions = [plainSubscription(), plainSubscription({ filter: { causes: [], areas: [], below: [], least: 'high' } }, 2), plainSubscription({}, 3)];
    const told = tell({ now: [openIncident(1)], subscriptions });
    assert.deepEqual(told.map(({ subscriptionId, state, shown, notBefore }) => [subscriptionId, state, shown, notBefore]), [['subscription-1', 'waiting', 0, NOON], ['subscription-3', 'waiting', 0, NOON]]);
    assert.deepEqual(tell({ now: [openIncident(1)], subscriptions, notices: told }), []);
  });
  it('is told to nobody while it is only suspected, or when it is over before', () => {
    assert.deepEqual(tell({ now: [openIncident(1, { state: 'suspected' }), openIncident(2, { state: 'resolved', resolvedAt: NOON })] }), []);
  });
  it('that is graver comes first, and after what stands there', () => {
    const told = tell({ now: [openIncident(2), openIncident(3, { severity: 'high' }), openIncident(9)], before: [openIncident(9)], notices: [card(9, { order: 7 })] });
    assert.deepEqual(told.map(({ topic, order }) => [topic.is === 'incident' && topic.incidentId, order]), [['incident-3', 8], ['incident-2', 9]]);
  });
  it('is not told to a conversation that Teams has closed', () => assert.deepEqual(tell({ now: [openIncident(1)], subscriptions: [plainSubscription({ blockedSince: NOON })] }), []));
  it('is told when a mute has ended and it is still open', () => {
    const muted = plainSubscription({ mutes: [{ of: { is: 'everything' }, until: LATER, by: 'Ana' }] });
    assert.deepEqual(tell({ now: [openIncident(1)], subscriptions: [muted] }), []);
    assert.deepEqual(inWords(tell({ at: LATER, before: [openIncident(1)], now: [openIncident(1)], subscriptions: [muted] })), ['card incident-1 v1']);
  });
  it('is told when it grows into what the filter wants', () => {
    const subscriptions = [plainSubscription({ filter: { causes: [], areas: [], below: [], least: 'high' } })];
    assert.deepEqual(inWords(tell({ before: [openIncident(1)], now: [openIncident(1, { severity: 'high', version: 2 })], subscriptions })), ['card incident-1 v2']);
  });
  it('is told once more to nobody, whatever became of its message', () => {
    for (const state of ['waiting', 'sending', 'shown', 'unsure', 'refused'] as const) assert.deepEqual(tell({ before: [openIncident(1)], now: [openIncident(1)], notices: [card(1, { state })] }), []);
  });
  it('waits for the end of quiet hours, unless it is high', () => {
    const subscriptions = [plainSubscription({ quiet: { from: '11:00', to: '14:00', days: [7], timeZone: 'UTC' } })];
    const told = tell({ now: [openIncident(1), openIncident(2, { severity: 'high' })], subscriptions });
    assert.deepEqual(told.map(({ notBefore }) => notBefore), [NOON, '2026-11-22T14:00:00.000Z']);
  });
  it('is left to the digest where there is one, unless it is high', () => {
    const digest = { every: 'day', at: '08:00', day: 1, timeZone: 'UTC', instead: false } as const;
    const now = [openIncident(1), openIncident(2, { severity: 'high' })];
    assert.deepEqual(inWords(tell({ now, subscriptions: [plainSubscription({ digest })] })), ['card incident-2 v1']);
    assert.deepEqual(tell({ now, subscriptions: [plainSubscription({ digest: { ...digest, instead: true } })] }), []);
  });
});

describe('Many new errors at once', () => {
  it('are five messages as long as they are five', () => assert.equal(tell({ now: many(5) }).length, 5));
  it('are one message when they are six', () => assert.deepEqual(inWords(tell({ now: many(6) })), ['storm of 6']));
  it('are at most a handful of messages when they are 5,000', () => assert.deepEqual(inWords(tell({ now: many(5000) })), ['storm of 2000']));
  it('of a short while count together', () => {
    const notices = many(4).map((_, n) => card(n + 1));
    assert.deepEqual(inWords(tell({ before: many(4), now: many(6), notices })), ['storm of 2']);
    const long = many(4).map((each) => ({ ...each, openedAt: '2026-11-22T11:00:00.000Z' }));
    assert.deepEqual(inWords(tell({ before: long, now: [...long, openIncident(5), openIncident(6)], notices })), ['card incident-5 v1', 'card incident-6 v1']);
  });
  it('that wait for the end of quiet hours count together', () => {
    const long = many(5).map((each) => ({ ...each, openedAt: '2026-11-22T09:00:00.000Z' }));
    const notices = long.map((_, n) => card(n + 1, { state: 'waiting', shown: 0, activityId: null }));
    assert.deepEqual(inWords(tell({ before: long, now: [...long, openIncident(6)], notices })), ['storm of 1']);
  });
  const storm = (change: Partial<ChannelNotice> = {}): ChannelNotice => sampleNotice(1, { topic: { is: 'storm', incidentIds: ['incident-1', 'incident-2', 'incident-3', 'incident-4', 'incident-5', 'incident-6'], at: NOON }, wanted: 3, shown: 3, state: 'shown', activityId: 'm-1', ...change });
  it('take in what comes while they last, by a change of the message', () => {
    const [grown, ...others] = tell({ at: LATER, before: many(6), now: many(8), notices: [storm()] });
    assert.deepEqual([others.length, grown?.noticeId, grown?.wanted, grown?.state, grown?.topic.is === 'storm' && grown.topic.incidentIds.length], [0, 'notice-1', 4, 'waiting', 8]);
  });
  it('do not take in what comes an hour later', () => assert.deepEqual(inWords(tell({ at: '2026-11-22T13:00:00.000Z', before: many(6), now: [...many(6), openIncident(7, { openedAt: LATER })], notices: [storm()] })), ['card incident-7 v1']));
  it('hold back what comes while their message is on its way', () => assert.deepEqual(tell({ at: LATER, before: many(6), now: many(8), notices: [storm({ state: 'sending', shown: 0, activityId: null })] }), []));
  it('are told anew where it is not known whether their message stands there', () => assert.equal(tell({ at: LATER, before: many(6), now: many(8), notices: [storm({ state: 'unsure', shown: 0, activityId: null })] }).length, 2));
  it('are changed in place as they go on, and said to be over once', () => {
    const resolved = many(6).map((each) => ({ ...each, state: 'resolved', resolvedAt: LATER, version: 2 }) as const);
    const half = [...resolved.slice(0, 3), ...many(6).slice(3)];
    assert.deepEqual(inWords(tell({ at: LATER, before: many(6), now: half, notices: [storm()] })), ['storm of 6']);
    assert.deepEqual(inWords(tell({ at: LATER, before: half, now: resolved, notices: [storm()] })), ['storm of 6', 'resolved incident-4']);
    const [first, second, ...others] = resolved;
    assert.deepEqual(inWords(tell({ at: LATER, before: resolved, now: [first ?? assert.fail(), { ...(second ?? assert.fail()), state: 'open', version: 3 }, ...others], notices: [storm()] })), ['storm of 6', 'reopened incident-2']);
  });
});

describe('An error that goes on', () => {
  const open = openIncident(1);
  const resolved = openIncident(1, { state: 'resolved', resolvedAt: LATER, version: 2 });
  const turn = (which: 'resolved' | 'reopened', order: number, change: Partial<ChannelNotice> = {}): ChannelNotice => sampleNotice(order, { topic: { is: 'turn', incidentId: 'incident-1', turn: which, at: NOON }, order, state: 'shown', shown: 1, activityId: `m-${order}`, ...change });

  for (const [says, before, now, notices, wanted] of [
    ['changes its card', open, { ...open, count: 12, version: 2 }, [card(1)], ['card incident-1 v2']],
    ['leaves its card alone when nothing shows differently', open, open, [card(1)], []],
    ['changes a card that shows less than it should, whenever that was', { ...open, version: 4 }, { ...open, version: 4 }, [card(1)], ['card incident-1 v4']],
    ['changes no card that cannot be changed', open, { ...open, version: 2 }, [card(1, { activityId: null })], []],
    ['changes no card of which nobody knows whether it stands there', open, { ...open, version: 2 }, [card(1, { state: 'unsure', shown: 0, activityId: null })], []],
    ['is said to be resolved in its thread', open, resolved, [card(1)], ['card incident-1 v2', 'resolved incident-1']],
    ['is said to be resolved where nobody knows whether its card stands there', open, resolved, [card(1, { state: 'unsure', shown: 0, activityId: null })], ['resolved incident-1']],
    ['is said to be resolved by its card alone where that is still to be posted', open, resolved, [card(1, { state: 'waiting', shown: 0, activityId: null })], ['card incident-1 v2']],
    ['is said to be back', resolved, { ...open, version: 3 }, [card(1, { wanted: 2, shown: 2 }), turn('resolved', 2)], ['card incident-1 v3', 'reopened incident-1']],
    ['is not said to be resolved twice', resolved, { ...resolved, says: 'other', version: 3 }, [card(1, { wanted: 2 }), turn('resolved', 2)], ['card incident-1 v3']],
    ['is not said to turn while it comes and goes', { ...open, flapping: true }, { ...resolved, flapping: true }, [card(1)], ['card incident-1 v2']],
    ['is said to be resolved when it has come and gone and stays away', { ...resolved, flapping: true }, { ...resolved, version: 3 }, [card(1, { wanted: 2 })], ['card incident-1 v3', 'resolved incident-1']],
    ['is not said to be back when it has come and gone and stays, and nobody was told otherwise', { ...open, flapping: true }, { ...open, version: 3 }, [card(1)], ['card incident-1 v3']],
    ['is said to be back when it has come and gone and stays, and it was said to be over', { ...open, flapping: true }, { ...open, version: 3 }, [card(1), turn('resolved', 2)], ['card incident-1 v3', 'reopened incident-1']],
    ['is not said to be back where it was not said yet that it is over', resolved, { ...open, version: 3 }, [card(1, { wanted: 2, shown: 2 }), turn('resolved', 2, { state: 'waiting', shown: 0, activityId: null })], ['card incident-1 v3']],
    ['is told nobody again who was never told', open, resolved, [], []],
  ] as const) {
    it(says, () => assert.deepEqual(inWords(tell({ at: LATER, before: [before], now: [now], notices })), wanted));
  }
  it('is changed at once in quiet hours too, for a change wakes nobody', () => {
    const subscriptions = [plainSubscription({ quiet: { from: '11:00', to: '14:00', days: [7], timeZone: 'UTC' } })];
    assert.deepEqual(tell({ at: LATER, before: [open], now: [resolved], notices: [card(1)], subscriptions }).map(({ notBefore }) => notBefore), [LATER, '2026-11-22T14:00:00.000Z']);
  });
  it('is said to be resolved by its card alone when many are at once', () => {
    const told = tell({ at: LATER, before: many(9), now: many(9).map((each) => ({ ...each, state: 'resolved', version: 2 }) as const), notices: many(9).map((_, n) => card(n + 1)) });
    assert.equal(told.length, 9);
    assert.ok(told.every(({ topic }) => topic.is === 'incident'));
  });
  it('does not put off what waits for its next try', () => {
    const [raised] = tell({ at: LATER, before: [open], now: [{ ...open, version: 2 }], notices: [card(1, { state: 'waiting', attempts: 3, notBefore: '2026-11-22T13:00:00.000Z' })] });
    assert.deepEqual([raised?.wanted, raised?.attempts, raised?.notBefore], [2, 3, '2026-11-22T13:00:00.000Z']);
  });
});
