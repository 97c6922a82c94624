import { digestReply } from '../cards/digest.ts';
import type { NoticeTopic } from '../model/channel-notice.ts';
import { begunAt, type Incident } from '../model/incident.ts';
import type { Reply } from '../model/reply.ts';
import type { Subscription } from '../model/subscription.ts';
import { objectsOf, type OutboxWorld } from './outbox-world.ts';
import { muteOf, passes } from './who-is-told.ts';

interface Wanted {
  readonly subscription: Subscription;
  readonly topic: Extract<NoticeTopic, { readonly is: 'digest' }>;
  readonly isNamed: boolean;
}

/** Null where there is nothing to tell: a day on which all is well is not worth a message, a week is. */
export async function digestDraft(world: Pick<OutboxWorld, 'store' | 'clock'>, { subscription, topic, isNamed }: Wanted): Promise<Reply | null> {
  const at = world.clock.now().toISOString();
  const [incidents, poll] = await Promise.all([heardHere(world, subscription, at), world.store.lastPoll()]);
  const open = incidents.filter(({ state }) => state === 'open');
  const fresh = open.filter((incident) => (begunAt(incident) ?? '') > topic.from);
  const resolved = incidents.filter(({ state, resolvedAt }) => state === 'resolved' && resolvedAt !== null && resolvedAt > topic.from);
  const unread = poll?.unread.map(({ what }) => what) ?? [];
  const every = subscription.digest?.every ?? 'day';
  if (every === 'day' && open.length + resolved.length + unread.length === 0) return null;
  return digestReply({ every, from: topic.from, to: topic.to, fresh, older: open.filter((each) => !fresh.includes(each)), resolved, unread, isNamed, at });
}

const GRAVITY = { low: 0, medium: 1, high: 2 } as const;

async function heardHere(world: Pick<OutboxWorld, 'store'>, subscription: Subscription, at: string): Promise<readonly Incident[]> {
  const told = (await world.store.incidents()).filter(({ state }) => state !== 'suspected');
  const needsObjects = subscription.filter.below.length > 0 || subscription.mutes.some(({ of }) => of.is === 'object');
  const objects = await Promise.all(told.map(({ incidentId }) => (needsObjects ? objectsOf(world, incidentId) : [])));
  const heard = told.filter((incident, n) => {
    const each = { incident, objects: objects[n] ?? [] };
    return passes(subscription.filter, each) && muteOf(subscription, each, at) === null;
  });
  return heard.toSorted((one, other) => GRAVITY[other.severity] - GRAVITY[one.severity] || other.most - one.most || one.code.localeCompare(other.code));
}
