import assert from 'node:assert/strict';
import { openSqliteStore } from '../../src/adapters/sqlite/open-sqlite-store.ts';
import type { ToldIncident } from '../../src/model/told-incident.ts';
import { createReceivers } from '../../src/notify/tell-receivers.ts';
import { NotReceived, type EventReceiver } from '../../src/ports/event-receiver.ts';
import type { Store } from '../../src/ports/store.ts';
import { sampleIncident, samplePoll } from '../contracts/sample-incident.ts';
import { MADE } from '../contracts/sample-plan.ts';
import { pretendClock } from '../execute/pretend-world.ts';

const LOG = { info: () => undefined, warn: () => undefined, error: () => undefined };

describe('Receivers outside', () => {
  let store: Store;
  let clock: ReturnType<typeof pretendClock>;
  let polls: number;
  beforeEach(async () => {
    clock = pretendClock();
    store = await openSqliteStore({ file: ':memory:', clock });
    polls = 0;
  });
  afterEach(() => store.close());

  const happen = async (count: number): Promise<void> => {
    for (let n = 1; n <= count; n += 1) {
      polls += 1;
      assert.equal(await store.keepPoll(samplePoll(polls, { events: [{ at: MADE, turn: 'opened', incident: sampleIncident(1) }] }), null), true);
    }
  };
  const later = (minutes: number): void => {
    clock.at = new Date(clock.at.getTime() + minutes * 60_000);
  };
  const receiver = (name: string, deliver: (event: ToldIncident) => void): EventReceiver => ({ name, names: false, deliver: async (event) => deliver(event) });
  const world = (...receivers: readonly EventReceiver[]) => createReceivers({ store, receivers, clock, log: LOG });

  it('are told every turn in order, once, and nothing from before they were set up', async () => {
    await happen(3);
    const told: number[] = [];
    const outside = world(receiver('pager', ({ seq }) => told.push(seq)));
    await outside.tellDue();
    assert.deepEqual(told, []);
    await happen(60);
    await outside.tellDue();
    await outside.tellDue();
    assert.deepEqual(told, Array.from({ length: 60 }, (_, at) => at + 4));
    await outside.tellDue();
    assert.equal(told.length, 60);
  });

  it('are told again what they did not take, after pauses that grow to an hour, and `status` says since when', async () => {
    const tried: number[] = [];
    let isUp = false;
    const outside = world(receiver('pager', ({ seq }) => {
      tried.push(seq);
      if (!isUp) throw new NotReceived('it answered 503');
    }));
    await outside.tellDue();
    await happen(2);
    for (let minute = 0; minute < 8 * 60; minute += 1) {
      await outside.tellDue();
      later(1);
    }
    assert.ok(tried.length > 10 && tried.length < 20, String(tried.length));
    assert.deepEqual([...new Set(tried)], [1]);
    assert.deepEqual(await outside.warnings(), ['The webhook pager takes nothing since 2026-11-21 09:06 UTC: it answered 503.']);
    isUp = true;
    later(61);
    await outside.tellDue();
    assert.deepEqual(tried.slice(-2), [1, 2]);
    assert.deepEqual(await outside.warnings(), []);
  });

  it('do not wait for one another', async () => {
    const told: number[] = [];
    const outside = world(receiver('broken', () => { throw new Error('a bug'); }), receiver('pager', ({ seq }) => told.push(seq)));
    await outside.tellDue();
    await happen(2);
    await outside.tellDue();
    assert.deepEqual(told, [1, 2]);
    assert.match((await outside.warnings()).join(), /broken takes nothing .*: it failed\./);
  });

  it('are told by one of two bots at a time, and the other one goes on after a death', async () => {
    const told: string[] = [];
    const bot = (name: string) => world(receiver('pager', ({ seq }) => told.push(`${name} ${seq}`)));
    const dying = createReceivers({ store: { ...bound(store), moveReceiver: () => Promise.reject(new Error('killed')) }, receivers: [receiver('pager', ({ seq }) => told.push(`dead ${seq}`))], clock, log: LOG });
    const [one, two] = [bot('one'), bot('two')];
    await one.tellDue();
    await happen(5);
    await Promise.all([one.tellDue(), two.tellDue()]);
    assert.deepEqual(told.map((each) => each.split(' ')[1]), ['1', '2', '3', '4', '5']);
    await happen(1);
    await assert.rejects(dying.tellDue(), /killed/);
    await two.tellDue();
    assert.deepEqual(told.slice(5), ['two 6']);
  });

  it('are not named anybody unless they may read names', async () => {
    const bodies: string[] = [];
    const outside = world(receiver('pager', (event) => bodies.push(JSON.stringify(event))), { ...receiver('siem', (event) => bodies.push(JSON.stringify(event))), names: true });
    await outside.tellDue();
    await happen(1);
    await outside.tellDue();
    assert.deepEqual(bodies.map((body) => /P1|OU=Sales/.test(body)).toSorted(), [false, true]);
  });
});

const bound = (store: Store) => ({
  receiver: (name: string) => store.receiver(name), addReceiver: store.addReceiver.bind(store), incidentEvents: store.incidentEvents.bind(store), newestIncidentEvents: store.newestIncidentEvents.bind(store),
});
