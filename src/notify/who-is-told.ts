import { isAtOrBelow } from '../model/distinguished-name.ts';
import type { ErrorObject } from '../model/error-list.ts';
import type { Incident } from '../model/incident.ts';
import { SEVERITIES } from '../model/sighting.ts';
import type { Mute, Subscription, SubscriptionFilter } from '../model/subscription.ts';

/** An incident with the objects that it has now. */
export interface ToldOf {
  readonly incident: Incident;
  readonly objects: readonly ErrorObject[];
}

/** Whether a conversation wants to hear of it. What is about no object, or about objects of which nobody says where they are, passes every container. */
export function passes(filter: SubscriptionFilter, { incident, objects }: ToldOf): boolean {
  if (SEVERITIES.indexOf(incident.severity) < SEVERITIES.indexOf(filter.least)) return false;
  // Who names causes and areas wants both: the two lists are one wish.
  const isNamed = (incident.cause !== null && filter.causes.includes(incident.cause)) || filter.areas.includes(incident.area);
  if (filter.causes.length + filter.areas.length > 0 && !isNamed) return false;
  return filter.below.length === 0 || isBelow(filter.below, objects);
}

function isBelow(containers: readonly string[], objects: readonly ErrorObject[]): boolean {
  const dns = objects.flatMap(({ dn }) => (dn === undefined ? [] : [dn]));
  return dns.length === 0 || dns.some((dn) => containers.some((container) => isAtOrBelow(dn, container)));
}

/** The mute that holds an incident back now, that which ends last; null when none does. */
export function muteOf({ mutes }: Pick<Subscription, 'mutes'>, told: ToldOf, now: string): Mute | null {
  const holding = mutes.filter((mute) => mute.until > now && isMuted(mute, told));
  return holding.toSorted((one, other) => other.until.localeCompare(one.until))[0] ?? null;
}

function isMuted({ of }: Mute, { incident, objects }: ToldOf): boolean {
  switch (of.is) {
    case 'everything':
      return true;
    case 'cause':
      return incident.cause === of.cause;
    case 'incident':
      return incident.incidentId === of.incidentId;
    case 'object':
      // One muted name among others keeps nothing from anybody.
      return objects.length > 0 && objects.every((object) => goesBy(object, of.name));
  }
}

/** Whether people may mean this object by a name: its DN, its common name, an id, or what it is shown or asked by. */
export function goesBy({ dn, anchor, entraId, name, ask }: ErrorObject, asked: string): boolean {
  const wanted = asked.trim().toLowerCase();
  const common = dn === undefined ? undefined : /^[^=,]+=((?:\\.|[^,\\])*)/.exec(dn)?.[1]?.replaceAll('\\', '');
  const account = ask?.split('@')[0];
  return [dn, anchor, entraId, name, ask, common, account].some((each) => each?.toLowerCase() === wanted);
}
