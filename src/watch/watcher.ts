import { followPoll } from '../incidents/follow-poll.ts';
import type { ErrorObject } from '../model/error-list.ts';
import type { IncidentMember } from '../model/incident.ts';
import type { Poll } from '../model/sighting.ts';
import { tellSubscribers } from '../notify/tell-subscribers.ts';
import type { Clock } from '../ports/clock.ts';
import type { PollOutcome } from '../ports/incident-store.ts';
import type { Log } from '../ports/log.ts';
import type { Random } from '../ports/random.ts';
import type { Store } from '../ports/store.ts';

interface WatcherWorld {
  readonly store: Pick<Store, 'lastPoll' | 'keepPoll' | 'incidents' | 'incidentMembers' | 'subscriptions' | 'notices'>;
  readonly poll: () => Promise<Poll>;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly everyMilliseconds: number;
  /** Something may be wanted in a conversation, or outside, that was not before. */
  readonly wake: () => void;
}

/** Looks at everything that is watched, again and again; of several bots one at a time. */
export interface Watcher {
  /** Looks when it is time to; resolves with whether this bot has looked and what it found was kept. Rejects only where the store cannot be reached. */
  lookIfDue(): Promise<boolean>;
  until(signal: AbortSignal): Promise<void>;
}

/** How often it is asked whether it is time. */
const BETWEEN_MS = 15_000;

export function createWatcher(world: WatcherWorld): Watcher {
  const { store, clock, log, everyMilliseconds } = world;
  const watcher: Watcher = {
    async lookIfDue() {
      const last = await store.lastPoll();
      if (last !== null && Math.abs(clock.now().getTime() - Date.parse(last.at)) < everyMilliseconds) return false;
      const outcome = await outcomeOf(world, await world.poll());
      // Another bot has looked meanwhile: what follows was worked out against an older state.
      if (!(await store.keepPoll(outcome, null))) return false;
      if (outcome.notices.length > 0 || outcome.events.length > 0) world.wake();
      log.info('watch.looked', { n: outcome.poll.n, incidents: outcome.incidents.length, turns: outcome.events.length, notices: outcome.notices.length, unread: outcome.poll.unread.length });
      return true;
    },
    async until(signal) {
      while (!signal.aborted) {
        await watcher.lookIfDue().catch((error: unknown) => log.error('background.failed', { what: 'watch', error: error instanceof Error ? error.message : 'unknown' }));
        await clock.sleep(Math.min(BETWEEN_MS, everyMilliseconds / 4), signal);
      }
    },
  };
  return watcher;
}

/** What follows from a look, and what is told of it to whom: one change of the store. */
async function outcomeOf({ store, random }: WatcherWorld, seen: Poll): Promise<PollOutcome> {
  // Before everything else: should another bot keep a look in between, this one is not kept.
  const poll = await store.lastPoll();
  const [before, kept, subscriptions, standing] = await Promise.all([store.incidents(), store.incidentMembers(null), store.subscriptions(), store.notices({})]);
  const { now, ...followed } = followPoll({ poll, incidents: before, members: kept }, seen);
  const objects = objectsAfter(kept, followed);
  const notices = tellSubscribers({ at: followed.poll.at, before, now, objectsOf: (incidentId) => objects.get(incidentId) ?? [], subscriptions, notices: standing, newId: () => random.uuid() });
  return { ...followed, poll: { ...followed.poll, memory: poll?.memory ?? {} }, notices };
}

function objectsAfter(kept: readonly IncidentMember[], { members, left, forgotten }: Pick<PollOutcome, 'members' | 'left' | 'forgotten'>): ReadonlyMap<string, readonly ErrorObject[]> {
  const key = ({ incidentId, subject }: Pick<IncidentMember, 'incidentId' | 'subject'>): string => `${incidentId}\n${subject}`;
  const gone = new Set([...left.map(key), ...forgotten]);
  const all = new Map([...kept, ...members].map((member) => [key(member), member]));
  const objects = new Map<string, ErrorObject[]>();
  for (const member of all.values()) {
    if (member.object === null || gone.has(key(member)) || gone.has(member.incidentId)) continue;
    const others = objects.get(member.incidentId);
    if (others === undefined) objects.set(member.incidentId, [member.object]);
    else others.push(member.object);
  }
  return objects;
}
