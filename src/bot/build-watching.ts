import { createDigests } from '../notify/digests.ts';
import { createOutbox } from '../notify/outbox.ts';
import { createReceivers } from '../notify/tell-receivers.ts';
import type { ApprovalPolicy } from '../model/approval.ts';
import type { Channel } from '../ports/channel.ts';
import type { Clock } from '../ports/clock.ts';
import type { EventReceiver } from '../ports/event-receiver.ts';
import type { Log } from '../ports/log.ts';
import type { OwnIdentity } from '../ports/own-identities.ts';
import type { Random } from '../ports/random.ts';
import type { RelayLink } from '../ports/relay-link.ts';
import type { Store } from '../ports/store.ts';
import type { Tenant } from '../ports/tenant.ts';
import type { TenantLists } from '../ports/tenant-lists.ts';
import { createPoll } from '../watch/poll-everything.ts';
import { createWatcher } from '../watch/watcher.ts';

interface WatchingWorld {
  readonly store: Store;
  readonly relayLink: RelayLink;
  readonly tenant: Tenant;
  readonly lists: TenantLists;
  readonly channel: Channel;
  policy(): ApprovalPolicy;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly identities: () => readonly OwnIdentity[];
  readonly receivers: readonly EventReceiver[];
  readonly everyMilliseconds: number;
}

/** What the bot does without being asked: it looks, tells the conversations that subscribe, and those outside. */
export interface Watching {
  /** Until the signal aborts; resolves when everything has come to rest. */
  until(signal: AbortSignal): Promise<void>;
  /** Sentences for `status`, as of the last minute. */
  warnings(): readonly string[];
}

const BETWEEN_ROUNDS_MS = 60_000;

export function buildWatching(world: WatchingWorld): Watching {
  const { store, clock, log } = world;
  const outbox = createOutbox(world);
  const digests = createDigests(world);
  const receivers = createReceivers(world);
  let warnings: readonly string[] = [];
  const guarded = (what: string, work: Promise<unknown>): Promise<void> =>
    work.then(() => undefined, (error: unknown) => log.error('background.failed', { what, error: error instanceof Error ? error.message : 'unknown' }));
  const outside = async (): Promise<void> => {
    await receivers.tellDue();
    warnings = await receivers.warnings();
  };
  const wake = (): void => {
    outbox.wake();
    void guarded('webhooks', outside());
  };
  const watcher = createWatcher({ store, poll: createPoll(world), clock, random: world.random, log, everyMilliseconds: world.everyMilliseconds, wake });
  const rounds = async (signal: AbortSignal): Promise<void> => {
    while (!signal.aborted) {
      await guarded('digests', digests.pass().then((wanted) => (wanted > 0 ? outbox.wake() : undefined)));
      await guarded('webhooks', outside());
      await clock.sleep(BETWEEN_ROUNDS_MS, signal);
    }
  };
  return {
    until: async (signal) => void (await Promise.all([watcher.until(signal), outbox.until(signal), rounds(signal)])),
    warnings: () => warnings,
  };
}
