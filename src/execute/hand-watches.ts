import { auditEvent } from '../approve/approvals-world.ts';
import type { Diagnosis } from '../model/diagnosis.ts';
import type { StoredWatch } from '../model/stored-watch.ts';
import type { Clock } from '../ports/clock.ts';
import type { Random } from '../ports/random.ts';
import { Conflict, type Store } from '../ports/store.ts';
import { causeGone } from './cause-gone.ts';
import { lookForArrival, type ArrivalEnd } from './look-for-arrival.ts';

/** How a watch ended. */
export type WatchEnd =
  | { readonly is: 'gone'; readonly at: string }
  /** Gone, but something else is found now. */
  | { readonly is: 'another-cause'; readonly at: string; readonly titles: readonly string[] }
  | { readonly is: 'not-gone'; readonly says: string }
  | ArrivalEnd;

interface WatchesWorld {
  readonly store: Store;
  readonly clock: Clock;
  readonly random: Random;
  /** The same question again, answered from fresh evidence. */
  readonly diagnose: (asked: string) => Promise<Diagnosis>;
  /** How many cycles have brought changes to Entra since then; null where nobody can tell. */
  readonly cyclesSince: (since: Date) => Promise<number | null>;
  /** Says in the thread what became of it. */
  readonly tell: (watch: StoredWatch, end: WatchEnd) => Promise<void>;
}

export type BegunWatch = { readonly is: 'begun'; readonly watch: StoredWatch } | { readonly is: 'already'; readonly name: string } | { readonly is: 'too-many' };

/** Things that people do by hand, without a plan, and accounts that somebody waits for: the bot asks again with growing pauses and tells once what became of it. */
export interface HandWatches {
  begin(wish: Pick<StoredWatch, 'by' | 'place' | 'asked' | 'cause' | 'title'> & { readonly hours: number }): Promise<BegunWatch>;
  open(conversationId: string): Promise<readonly StoredWatch[]>;
  /** False when no open watch of the conversation has this name. */
  end(conversationId: string, name: string, by: StoredWatch['by']): Promise<boolean>;
  /** Looks at everything that is due. Whoever closes a watch in the store tells of it, so that of two bots one does; a message that Teams refuses is not said again. */
  lookAtDue(): Promise<void>;
}

const MOST_OPEN = 30;
const FIRST_PAUSE = 60_000;
const LONGEST_PAUSE = 30 * 60_000;

export function createHandWatches(world: WatchesWorld): HandWatches {
  const { store } = world;
  let looking: Promise<void> | null = null;
  return {
    begin: (wish) => begin(world, wish),
    open: (conversationId) => store.openWatches(conversationId),
    async end(conversationId, name, by) {
      const watch = (await store.openWatches(conversationId)).find((each) => each.name.toLowerCase() === name.trim().toLowerCase());
      return watch !== undefined && store.moveWatch(watch, { closed: true, says: `${by.name} ended it.` }, auditEvent(world, 'watch.ended', { actor: by.oid, planId: null, facts: factsOf(watch) }));
    },
    lookAtDue() {
      looking ??= lookAtDue(world).finally(() => {
        looking = null;
      });
      return looking;
    },
  };
}

async function lookAtDue(world: WatchesWorld): Promise<void> {
  const due = (await world.store.openWatches(null)).filter(({ nextLook }) => Date.parse(nextLook) <= world.clock.now().getTime());
  for (const watch of due) await look(world, watch);
}

async function begin({ store, clock, random }: WatchesWorld, { hours, ...wish }: Parameters<HandWatches['begin']>[0]): Promise<BegunWatch> {
  const now = clock.now();
  const { conversationId } = wish.place;
  if ((await store.openWatches(conversationId)).length >= MOST_OPEN) return { is: 'too-many' };
  const at = (milliseconds: number): string => new Date(now.getTime() + milliseconds).toISOString();
  const watch: StoredWatch = { ...wish, watchId: random.uuid(), name: nameOf(wish), since: now.toISOString(), until: at(hours * 60 * 60_000), nextLook: at(FIRST_PAUSE), says: '', version: 1 };
  try {
    await store.addWatch(watch, auditEvent({ clock }, 'watch.begun', { actor: wish.by.oid, planId: null, facts: factsOf(watch) }));
    return { is: 'begun', watch };
  } catch (error) {
    if (error instanceof Conflict) return { is: 'already', name: watch.name };
    throw error;
  }
}

/** One object may be watched for several causes. */
const nameOf = ({ asked, cause }: Pick<StoredWatch, 'asked' | 'cause'>): string => `${asked} ${cause}`.trim();

const factsOf = ({ asked, cause, since, until }: StoredWatch): Readonly<Record<string, unknown>> => ({ asked, cause, since, until });

async function look(world: WatchesWorld, watch: StoredWatch): Promise<void> {
  if (watch.cause === '') return lookAtArrival(world, watch);
  const { store, clock } = world;
  const { is, says: seen, others } = await causeGone(world.diagnose, watch);
  // It may be said where names are not shown; the title of a cause names nobody.
  const says = is === 'still-there' ? seen : is === 'gone' ? '' : 'I could not see clearly enough to say whether it is gone.';
  const now = clock.now();
  const isOver = now.getTime() >= Date.parse(watch.until);
  if (is !== 'gone' && !isOver) {
    const pause = Math.min(LONGEST_PAUSE, Math.max(FIRST_PAUSE, (now.getTime() - Date.parse(watch.since)) / 10));
    await store.moveWatch(watch, { nextLook: new Date(Math.min(now.getTime() + pause, Date.parse(watch.until))).toISOString(), says }, null);
    return;
  }
  const at = now.toISOString();
  await close(world, watch, { says, end: is !== 'gone' ? { is: 'not-gone', says } : others.length === 0 ? { is: 'gone', at } : { is: 'another-cause', at, titles: others } });
}

/** A cycle may come at any minute. */
async function lookAtArrival(world: WatchesWorld, watch: StoredWatch): Promise<void> {
  const seen = await lookForArrival(world, watch);
  if (seen.is === 'over') return close(world, watch, { says: '', end: seen.end });
  await world.store.moveWatch(watch, { nextLook: new Date(world.clock.now().getTime() + FIRST_PAUSE).toISOString(), says: seen.says }, null);
}

/** Whoever closes it tells of it. */
async function close(world: WatchesWorld, watch: StoredWatch, { says, end }: { readonly says: string; readonly end: WatchEnd }): Promise<void> {
  const isMine = await world.store.moveWatch(watch, { closed: true, says }, auditEvent(world, 'watch.told', { actor: null, planId: null, facts: { ...factsOf(watch), end: end.is } }));
  if (isMine) await world.tell(watch, end);
}
