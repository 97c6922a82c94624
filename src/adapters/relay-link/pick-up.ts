import type { RelayState } from '../../model/relay-job.ts';
import type { Clock } from '../../ports/clock.ts';
import type { JobDesk, Ticket } from '../../ports/job-desk.ts';
import type { Patience, RelayLinkOptions } from './relay-link-options.ts';

export interface LinkWorld {
  readonly options: RelayLinkOptions;
  readonly desk: JobDesk;
  readonly patience: Patience;
}

/** Without a reason of ours, an error with a stack would be made each time. */
const ENOUGH = 'enough';

/** A relay that leases is heard of at least every 25 seconds. */
const HEARD_LATELY_MS = 60_000;

/** Waits for a relay to take the job; a job that nobody takes is withdrawn for good. Which relays there are is asked only when none takes it soon. */
export async function pickedUp({ options, patience }: LinkWorld, ticket: Ticket): Promise<boolean> {
  const soon = Math.min(patience.pickUpFromNobody, patience.pickUp);
  if ((await within(options.clock, soon, ticket.taken)) !== 'late') return true;
  const wait = (await heardLately(options)).length > 0 ? patience.pickUp : patience.pickUpFromNobody;
  const taken = await within(options.clock, wait - soon, ticket.taken);
  return taken !== 'late' || !(await ticket.withdraw());
}

export async function heardLately(options: RelayLinkOptions): Promise<readonly RelayState[]> {
  return (await relayStates(options)).filter(({ lastSeen }) => options.clock.now().getTime() - Date.parse(lastSeen) < HEARD_LATELY_MS);
}

export async function within<Value>(clock: Clock, milliseconds: number, promise: Promise<Value>): Promise<Value | 'late'> {
  const stop = new AbortController();
  try {
    return await Promise.race([promise, clock.sleep(milliseconds, stop.signal).then((): 'late' => 'late')]);
  } finally {
    stop.abort(ENOUGH);
  }
}

export async function relayStates({ store, group }: RelayLinkOptions): Promise<readonly RelayState[]> {
  const relays = (await store.relays()).filter((relay) => relay.group === group && relay.revokedAt === null && relay.confirmedAt !== null);
  return relays.map(({ relayId, host, version, policyHash, readOnly, seals, lastSeen, enrolledAt }) => ({
    relayId, host, version: version ?? '', policyHash: policyHash ?? '', readOnly, seals, lastSeen: lastSeen ?? enrolledAt,
  }));
}

/** `where` is the place that a relay would have to serve, in words. */
export async function whoIsMissing(options: RelayLinkOptions, where = ''): Promise<string> {
  const relays = await relayStates(options);
  if (relays.length === 0) return (await options.store.relays()).some(({ group, revokedAt }) => group === options.group && revokedAt === null) ? 'the relay has not been confirmed by two approvers yet; type agents to see it' : 'no relay is enrolled';
  const nobody = where === '' ? 'no relay answers' : `no relay that serves ${where} answers`;
  return `${nobody}; ${relays.map(({ host, lastSeen }) => `${host} was last heard of at ${lastSeen}`).join(', ')}`;
}
