import { connectorSpaceDnOfAnchor } from '../model/anchor.ts';
import type { CloudObject } from '../model/evidence.ts';
import type { Evidence } from '../model/exhibits.ts';
import type { Subject } from '../model/subject.ts';
import { cloudAddressesOf, mailAddressesOf, upnOf } from './addresses.ts';
import { firstOf, sameText } from './attributes.ts';
import { isCloudManaged, matchingUsers } from './cloud-account.ts';
import { cloudObjectOf } from './cloud-object.ts';
import { knownOf } from './reading.ts';
import { sidOf, sidText } from './security-identifier.ts';
import { eventsLike, type SeenEvent } from './server-events.ts';
import { anchorsOf, objectGuidOf } from './source-anchor.ts';
import { DAY } from './times.ts';

/** The exhibits that tell whether an object of Entra was moved to cloud management. */
export const AUTHORITY_SOURCES = ['entra.users', 'entra.groups', 'entra.contacts', 'entra.syncBehavior', 'syncServers.events', 'syncServers.globalSettings'] as const;
type Sources = Pick<Evidence, (typeof AUTHORITY_SOURCES)[number]>;

/** Every object of Entra that can be the one of a subject. A cloud-managed object no longer counts as synchronised, so names and addresses must do where no anchor or SID binds it. */
export function possibleCloudObjects(subject: Subject, sources: Sources): readonly CloudObject[] {
  const { ad, cloud } = subject;
  const own = cloudObjectOf(subject, sources);
  const found: readonly (CloudObject | undefined)[] = [own, cloud, ...(ad === undefined ? [] : subject.kind === 'user' ? matchingUsers(ad, knownOf(sources['entra.users']) ?? []).map(({ user }) => user) : alike(subject, sources))];
  return [...new Map(found.filter((each) => each !== undefined).map((each) => [each.id, each])).values()];
}

function alike({ kind, ad }: Subject, sources: Sources): readonly CloudObject[] {
  if (ad === undefined) return [];
  const objects: readonly CloudObject[] = (kind === 'group' ? knownOf(sources['entra.groups']) : kind === 'contact' ? knownOf(sources['entra.contacts']) : undefined) ?? [];
  const sid = sidOf(ad);
  const addresses = mailAddressesOf(ad);
  return objects.filter((each) => (sid !== undefined && sid === sidText(each.onPremisesSecurityIdentifier ?? undefined)) || cloudAddressesOf(each).some((address) => addresses.includes(address)) || sameText(each.displayName, firstOf(ad, 'displayName') ?? firstOf(ad, 'cn')));
}

export const managedInCloud = (subject: Subject, sources: Sources): CloudObject | undefined => possibleCloudObjects(subject, sources).find(({ id }) => isCloudManaged(sources, id));

/** Event 6956 of the last week that names the subject: the engine left it out because its source of authority is the cloud. */
export function skippedByAuthority(subject: Subject, sources: Sources, now: Date): SeenEvent | undefined {
  const names = namesOf(subject, sources).map((name) => name.toLowerCase());
  const events = eventsLike(knownOf(sources['syncServers.events']) ?? [], { source: 'ADSync', ids: [6956], says: /./s, since: new Date(now.getTime() - 7 * DAY) });
  return events.find(({ standby, event }) => !standby && names.some((name) => event.message?.toLowerCase().includes(name) === true));
}

function namesOf({ ad, cloud }: Subject, sources: Sources): readonly string[] {
  if (ad === undefined) return cloud === undefined ? [] : [cloud.id];
  const anchors = anchorsOf(ad, sources['syncServers.globalSettings']);
  const names = [...anchors, ...anchors.map(connectorSpaceDnOfAnchor), ad.dn, objectGuidOf(ad) ?? '', upnOf(ad) ?? '', cloud?.id ?? ''];
  return names.filter((name) => name !== '');
}
