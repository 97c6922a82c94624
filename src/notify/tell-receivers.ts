import { toldIncident } from '../model/told-incident.ts';
import type { Clock } from '../ports/clock.ts';
import { NotReceived, type EventReceiver } from '../ports/event-receiver.ts';
import type { Log } from '../ports/log.ts';
import type { ReceiverStanding } from '../ports/receiver-store.ts';
import type { Store } from '../ports/store.ts';

interface ReceiversWorld {
  readonly store: Pick<Store, 'receiver' | 'addReceiver' | 'moveReceiver' | 'incidentEvents' | 'newestIncidentEvents'>;
  readonly receivers: readonly EventReceiver[];
  readonly clock: Clock;
  readonly log: Log;
}

/** Everybody outside who is told of incidents: each in order, at least once, and none waits for another. */
export interface Receivers {
  /** Tells each one what it has not been told yet; a failure is tried again with growing pauses, for as long as the event is kept. Never rejects for a receiver. */
  tellDue(): Promise<void>;
  /** Who takes nothing at present; for `status`. */
  warnings(): Promise<readonly string[]>;
}

/** Whoever has moved `nextAt` this far has the turn; longer than one delivery may take. */
const TURN_MS = 60_000;
const AT_ONCE = 50;
const FIRST_PAUSE_MS = 30_000;
const LONGEST_PAUSE_MS = 60 * 60_000;

export function createReceivers(world: ReceiversWorld): Receivers {
  return {
    tellDue: async () => {
      await Promise.all(world.receivers.map((receiver) => tell(world, receiver)));
    },
    warnings: async () => {
      const standings = await Promise.all(world.receivers.map(({ name }) => world.store.receiver(name)));
      return standings.flatMap((standing) => (standing === null || standing.failingSince === null ? [] : [`The webhook ${standing.name} takes nothing since ${standing.failingSince.slice(0, 16).replace('T', ' ')} UTC: ${standing.says}.`]));
    },
  };
}

async function tell(world: ReceiversWorld, receiver: EventReceiver): Promise<void> {
  const known = (await world.store.receiver(receiver.name)) ?? (await begin(world, receiver.name));
  const mine = known === null || Date.parse(known.nextAt) > world.clock.now().getTime() ? null : await world.store.moveReceiver(known, { nextAt: inMilliseconds(world, TURN_MS) });
  if (mine !== null) await tellAll(world, receiver, mine);
}

/** What was before somebody was set up is not told. */
async function begin({ store, clock }: ReceiversWorld, name: string): Promise<ReceiverStanding | null> {
  const [newest] = await store.newestIncidentEvents(1);
  return store.addReceiver({ name, seq: newest?.seq ?? 0, nextAt: clock.now().toISOString(), failingSince: null, failures: 0, says: '', version: 1 });
}

async function tellAll(world: ReceiversWorld, receiver: EventReceiver, mine: ReceiverStanding): Promise<void> {
  let standing = mine;
  for (const event of await world.store.incidentEvents(standing.seq, AT_ONCE)) {
    const refused = await receiver.deliver(toldIncident(event, receiver)).then(() => null, (error: unknown) => (error instanceof NotReceived ? error.message : 'it failed'));
    const moved = refused === null ? await world.store.moveReceiver(standing, { seq: event.seq, nextAt: inMilliseconds(world, TURN_MS), failingSince: null, failures: 0, says: '' }) : await putOff(world, standing, refused);
    // Another bot has the turn: it goes on from what is kept.
    if (moved === null || refused !== null) return;
    standing = moved;
  }
  await world.store.moveReceiver(standing, { nextAt: world.clock.now().toISOString() });
}

async function putOff(world: ReceiversWorld, standing: ReceiverStanding, says: string): Promise<ReceiverStanding | null> {
  const failures = standing.failures + 1;
  world.log.warn('webhook.refused', { name: standing.name, says, failures });
  return world.store.moveReceiver(standing, { failures, says, failingSince: standing.failingSince ?? world.clock.now().toISOString(), nextAt: inMilliseconds(world, Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (failures - 1))) });
}

const inMilliseconds = ({ clock }: ReceiversWorld, milliseconds: number): string => new Date(clock.now().getTime() + milliseconds).toISOString();
