import assert from 'node:assert/strict';
import type { DigestTimes, Subscription } from '../../src/model/subscription.ts';
import { createDigests } from '../../src/notify/digests.ts';
import { samplePoll } from '../contracts/sample-incident.ts';
import { outboxRoom, QUIET, type OutboxRoom } from './outbox-room.ts';
import { NOON, openIncident } from './told.ts';

const DAILY: DigestTimes = { every: 'day', at: '14:00', day: 1, timeZone: 'UTC', instead: true };
const AT_TWO = '2026-11-22T14:00:00.000Z';

describe('A digest', () => {
  let room: OutboxRoom;
  afterEach(() => room.store.close());
  const digests = () => {
    let n = 0;
    return createDigests({ store: room.store, clock: room.clock, log: QUIET, random: { uuid: () => `digest-${(n += 1)}-${room.clock.now().getTime()}`, nonce: () => 'none' } });
  };
  const open = async (digest: DigestTimes, change: Partial<Subscription> = {}) => {
    room = await outboxRoom({ digest, since: NOON, ...change });
  };
  const looked = (unread: readonly string[]) => room.store.keepPoll({ ...samplePoll(1), poll: { n: 1, at: NOON, read: [], unread: unread.map((what) => ({ what, why: 'failed', since: NOON })), memory: {} }, incidents: [openIncident(1, { openedAt: '2026-11-22T12:30:00.000Z' }), openIncident(2, { openedAt: '2026-11-22T12:30:00.000Z', severity: 'high', title: 'A second one' }), openIncident(3, { state: 'suspected' }), openIncident(4, { state: 'resolved', resolvedAt: '2026-11-22T13:00:00.000Z', title: 'A third one' })] }, null);

  it('is posted once a day by whichever bot is first, in place of single posts, and tells what is open and what was resolved', async () => {
    await open(DAILY);
    await looked([]);
    await digests().pass();
    assert.equal((await room.store.notices({})).length, 0, 'not before its time');
    room.clock.to(AT_TWO);
    assert.deepEqual((await Promise.all([digests().pass(), digests().pass(), digests().pass()])).toSorted(), [0, 0, 1]);
    await room.rounds(5);
    await digests().pass();
    await room.rounds(5);
    assert.equal(room.teams.messages.length, 1);
    const text = room.teams.messages[0]?.looks[0]?.text ?? '';
    assert.match(text, /Sync errors of the day: 2 open, 1 resolved[\s\S]*2 new, 0 open from before[\s\S]*A second one[\s\S]*The suffix[\s\S]*Resolved\n✓ A third one/u);
    assert.doesNotMatch(text, /I-0003/u);
    room.clock.to('2026-11-23T14:00:00.000Z');
    assert.equal(await digests().pass(), 1);
    await room.rounds(5);
    assert.match(room.teams.messages[1]?.looks[0]?.text ?? '', /0 new, 2 open from before, 0 resolved/u);
  });
  it('of a day on which all is well is not posted; of a week it is', async () => {
    await open(DAILY);
    room.clock.to(AT_TWO);
    await digests().pass();
    await room.rounds(5);
    assert.deepEqual([room.teams.messages.length, (await room.store.notices({})).length], [0, 0]);
    await room.store.close();
    await open({ ...DAILY, every: 'week', day: 7 });
    room.clock.to(AT_TWO);
    await digests().pass();
    await room.rounds(5);
    assert.match(room.teams.messages[0]?.looks[0]?.text ?? '', /Sync errors of the week: 0 open, 0 resolved/u);
  });
  it('does not take for well what could not be looked at', async () => {
    await open(DAILY);
    await room.store.keepPoll({ ...samplePoll(1), poll: { n: 1, at: NOON, read: [], unread: [{ what: 'SYNC01', why: 'failed', since: NOON }], memory: {} } }, null);
    room.clock.to(AT_TWO);
    await digests().pass();
    await room.rounds(5);
    assert.match(room.teams.messages[0]?.looks[0]?.text ?? '', /Not seen: SYNC01, so there may be more/u);
  });
  it('leaves out what the conversation does not want to hear, or has muted', async () => {
    await open(DAILY, { filter: { causes: [], areas: [], below: [], least: 'high' } });
    await looked([]);
    room.clock.to(AT_TWO);
    await digests().pass();
    await room.rounds(5);
    assert.match(room.teams.messages[0]?.looks[0]?.text ?? '', /1 open, 0 resolved/u);
  });
  it('is not wanted in a conversation that Teams has closed, and is forgotten after a week', async () => {
    await open(DAILY, { blockedSince: NOON });
    await looked([]);
    room.clock.to(AT_TWO);
    assert.equal(await digests().pass(), 0);
    await room.store.close();
    await open(DAILY);
    await looked([]);
    room.clock.to(AT_TWO);
    await digests().pass();
    await room.rounds(5);
    room.clock.to('2026-11-29T13:00:00.000Z');
    await digests().pass();
    await room.rounds(5);
    const kept = (await room.store.notices({})).length;
    room.clock.to('2026-11-29T14:00:01.000Z');
    await digests().pass();
    assert.deepEqual([kept, (await room.store.notices({})).filter(({ state }) => state === 'shown').length], [2, 1]);
  });
});
