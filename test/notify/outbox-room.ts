import { openSqliteStore } from '../../src/adapters/sqlite/open-sqlite-store.ts';
import type { ChannelNotice } from '../../src/model/channel-notice.ts';
import type { Incident } from '../../src/model/incident.ts';
import type { Subscription } from '../../src/model/subscription.ts';
import { createOutbox, type Outbox } from '../../src/notify/outbox.ts';
import type { OutboxWorld } from '../../src/notify/outbox-world.ts';
import { tellSubscribers } from '../../src/notify/tell-subscribers.ts';
import type { Store } from '../../src/ports/store.ts';
import { samplePoll } from '../contracts/sample-incident.ts';
import { leapingClock, pretendTeams, type LeapingClock, type PretendTeams } from './pretend-teams.ts';
import { NOON, plainSubscription } from './told.ts';

/** One store, one Teams, and as many outboxes as need be. */
export interface OutboxRoom {
  readonly store: Store;
  readonly clock: LeapingClock;
  readonly teams: PretendTeams;
  readonly world: OutboxWorld;
  readonly outbox: Outbox;
  readonly subscription: Subscription;
  /** A look in which these are new or changed: kept with what follows for the conversations. */
  look(...incidents: readonly Incident[]): Promise<readonly ChannelNotice[]>;
  /** Rounds, a while apart, until nothing is left to do (at most so many). */
  rounds(most: number, outbox?: Outbox): Promise<void>;
  notice(n?: number): Promise<ChannelNotice>;
}

export const QUIET = { info: () => undefined, warn: () => undefined, error: () => undefined };

export async function outboxRoom(change: Partial<Subscription> = {}, file = ':memory:'): Promise<OutboxRoom> {
  const clock = leapingClock(NOON);
  const store = await openSqliteStore({ file, clock });
  const teams = pretendTeams(clock);
  const world: OutboxWorld = { store, channel: teams.channel, policy: () => ({ conversations: [] }), clock, log: QUIET };
  const subscription = plainSubscription(change);
  await store.addSubscription(subscription, { event: 'subscription.made', at: NOON, actor: null, planId: null, rule: null, facts: {} });
  const outbox = createOutbox(world);
  let ids = 0;
  const room: OutboxRoom = {
    store, clock, teams, world, outbox, subscription,
    async look(...incidents) {
      const before = await store.incidents();
      const now = [...before.filter(({ incidentId }) => !incidents.some((each) => each.incidentId === incidentId)), ...incidents];
      const notices = tellSubscribers({ at: clock.now().toISOString(), before, now, objectsOf: () => [], subscriptions: await store.subscriptions(), notices: await store.notices({}), newId: () => `n-${(ids += 1)}` });
      const last = await store.lastPoll();
      await store.keepPoll(samplePoll((last?.n ?? 0) + 1, { incidents, notices }), null);
      return notices;
    },
    async rounds(most, its = outbox) {
      for (let round = 0; round < most; round += 1) {
        await its.pass();
        if (!(await store.notices({})).some(({ state }) => state === 'waiting' || state === 'sending')) return;
        clock.ahead(15_000);
      }
    },
    async notice(n = 1) {
      const found = (await store.notices({})).find(({ noticeId }) => noticeId === `n-${n}`);
      if (found === undefined) throw new Error(`there is no notice ${n}`);
      return found;
    },
  };
  return room;
}
