import type { CloudDevice, CloudObject } from '../model/evidence.ts';
import type { AdObject, Evidence, ExhibitName } from '../model/exhibits.ts';
import type { Subject, SubjectKind } from '../model/subject.ts';
import { accountOf } from './cloud-account.ts';
import { cloudAddressesOf, mailAddressesOf } from './addresses.ts';
import { firstOf, sameText } from './attributes.ts';
import { knownOf } from './reading.ts';
import { sidOf } from './security-identifier.ts';
import { objectGuidOf } from './source-anchor.ts';

type Sources = Pick<Evidence, 'entra.users' | 'entra.groups' | 'entra.contacts' | 'syncServers.globalSettings'> & Partial<Pick<Evidence, 'entra.devices'>>;

/** Where Entra keeps the live objects of a kind. */
export const CLOUD_SECTION = { user: 'entra.users', group: 'entra.groups', contact: 'entra.contacts', device: 'entra.devices' } as const satisfies Readonly<Record<SubjectKind, ExhibitName>>;

/**
 * The live cloud object of a subject. A device is known by its deviceId, which is the objectGUID of the computer. Graph shows no anchor
 * of groups and contacts: a synchronised group is known by its SID, a synchronised contact by an address, both else by their display name.
 */
export function cloudObjectOf(subject: Subject, evidence: Sources): CloudObject | undefined {
  if (subject.kind === 'user') return accountOf(subject, evidence);
  const { ad } = subject;
  const objects = objectsOf(subject.kind, evidence);
  if (ad === undefined) return objects.find((each) => each.id === subject.cloud?.id);
  return subject.kind === 'device' ? joinedDevice(ad, objects) : nameBearer(ad, objects);
}

function objectsOf(kind: Exclude<SubjectKind, 'user'>, evidence: Sources): readonly CloudObject[] {
  const reading = evidence[CLOUD_SECTION[kind]];
  return reading === undefined ? [] : (knownOf(reading) ?? []);
}

/** The device whose deviceId is the objectGUID of an AD computer. */
export function joinedDevice(ad: AdObject, devices: readonly CloudDevice[]): CloudDevice | undefined {
  const guid = objectGuidOf(ad);
  return devices.find(({ deviceId }) => sameText(deviceId, guid));
}

/** A synchronised object with the SID of another AD object is another object, whatever its name. */
function nameBearer(ad: AdObject, objects: readonly CloudObject[]): CloudObject | undefined {
  const sid = sidOf(ad);
  const synced = objects.filter((each) => each.onPremisesSyncEnabled === true);
  const own = synced.find((each) => sid !== undefined && sameText(each.onPremisesSecurityIdentifier, sid));
  if (own !== undefined) return own;
  const free = synced.filter(({ onPremisesSecurityIdentifier: other }) => sid === undefined || other === null || other === undefined || other === '');
  const addresses = mailAddressesOf(ad);
  return free.find((each) => cloudAddressesOf(each).some((address) => addresses.includes(address))) ?? free.find((each) => sameText(each.displayName, firstOf(ad, 'displayName') ?? firstOf(ad, 'cn')));
}
