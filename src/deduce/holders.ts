import type { CloudObject, CloudUser } from '../model/evidence.ts';
import type { AdObject, Evidence } from '../model/exhibits.ts';
import { bareAddress, cloudAddressesOf, cloudUpnOf, mailAddressesOf, proxyAddressesOf, upnOf } from './addresses.ts';
import { remembered } from '../model/remembered.ts';
import { firstOf, valuesOf } from './attributes.ts';
import { knownOf } from './reading.ts';

/** Everything of an AD object that must be unique in Entra: its addresses and its sign-in name, lower case. */
export function uniqueValuesOf(ad: AdObject): readonly string[] {
  const upn = upnOf(ad)?.toLowerCase();
  return [...new Set([...mailAddressesOf(ad), ...(upn === undefined ? [] : [upn])])];
}

/** All values of a cloud object that another object may not have. */
export const cloudValuesOf = remembered((cloud: CloudObject): readonly string[] => {
  const upn = cloudUpnOf(cloud);
  return [...new Set([...cloudAddressesOf(cloud), ...(upn === undefined ? [] : [upn])])];
});

const HOLDING = ['proxyAddresses', 'mail', 'targetAddress', 'userPrincipalName'] as const;

/** Every address an AD object holds in any of its attributes, lower case, without prefix. */
export const addressesHeldBy = remembered((ad: AdObject): ReadonlySet<string> => new Set(HOLDING.flatMap((name) => valuesOf(ad, name).flatMap((value) => bareAddress(value) ?? []))));

/** In which attributes an AD object holds an address. */
export function attributesHolding(ad: AdObject, address: string): readonly string[] {
  return HOLDING.filter((name) => valuesOf(ad, name).some((value) => bareAddress(value) === address));
}

/** The raw values of proxyAddresses that stand for an address. */
export const proxyValuesFor = (ad: AdObject, address: string): readonly string[] => proxyAddressesOf(ad).flatMap((each) => (bareAddress(each.raw) === address ? [each.raw] : []));

export const sameObject = (one: AdObject, other: AdObject): boolean => {
  const [guid, otherGuid] = [firstOf(one, 'objectGUID'), firstOf(other, 'objectGUID')];
  return guid !== undefined && otherGuid !== undefined ? guid === otherGuid : one.dn.toLowerCase() === other.dn.toLowerCase();
};

export type HolderSources = Pick<Evidence, 'directory.entries' | 'entra.users' | 'entra.groups' | 'entra.contacts' | 'entra.deletedUsers'>;

/**
 * Whether nobody but the object itself (and its own cloud account) holds an address, in AD or in Entra with its recycle bin.
 * `unknown` when one of the places was not read.
 */
export function freedomOf(address: string, self: { readonly ad: AdObject; readonly cloudId: string | undefined }, sources: HolderSources): 'free' | 'taken' | 'unknown' {
  const entries = knownOf(sources['directory.entries']);
  const clouds: readonly (readonly CloudObject[] | undefined)[] = [
    knownOf(sources['entra.users']), knownOf(sources['entra.groups']), knownOf(sources['entra.contacts']), knownOf(sources['entra.deletedUsers']),
  ];
  const inAd = (entries ?? []).some((other) => !sameObject(self.ad, other) && attributesHolding(other, address).length > 0);
  const inCloud = clouds.some((objects) => (objects ?? []).some((object) => object.id !== self.cloudId && cloudValuesOf(object).includes(address)));
  if (inAd || inCloud) return 'taken';
  return entries === undefined || clouds.includes(undefined) ? 'unknown' : 'free';
}

/** Whether somebody in Entra, live or in the recycle bin, already has one of these anchors. */
export const anchorTaken = (anchor: string, except: string, sources: Pick<Evidence, 'entra.users' | 'entra.deletedUsers'>): boolean | undefined => {
  const lists: readonly (readonly CloudUser[] | undefined)[] = [knownOf(sources['entra.users']), knownOf(sources['entra.deletedUsers'])];
  if (lists.some((users) => (users ?? []).some((user) => user.id !== except && user.onPremisesImmutableId === anchor))) return true;
  return lists.includes(undefined) ? undefined : false;
};
