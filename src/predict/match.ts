import { primaryAddressOf, upnOf, cloudAddressesOf, cloudUpnOf } from '../deduce/addresses.ts';
import { sameText } from '../deduce/attributes.ts';
import { isCloudManaged } from '../deduce/cloud-account.ts';
import { knownOf } from '../deduce/reading.ts';
import { sidOf } from '../deduce/security-identifier.ts';
import { holdsRole } from '../deduce/takeover.ts';
import { mappingOf } from '../deduce/object-identifier.ts';
import type { CloudUser } from '../model/evidence.ts';
import type { AdObject, Evidence } from '../model/exhibits.ts';
import type { Course } from './course.ts';
import { evidenceOf } from './course.ts';
import { nameInLife } from './recycle-bin.ts';
import { holdersOf } from './uniqueness.ts';

/** An error that the engine keeps of the export of an object. */
export interface Refusal {
  readonly error: 'InvalidHardMatch' | 'AttributeUpdateNotAllowed' | 'AttributeValueMustBeUnique' | 'ObjectTypeMismatch' | 'DataValidationFailed' | 'LargeObject';
  /** Object id of the holder; undefined where the value is wrong by itself. */
  readonly holder: string | undefined;
  readonly attribute: string;
  readonly values: readonly string[];
}

/** What Entra finds for a user that it has not seen under this anchor. */
export type Match =
  | { readonly is: 'hard-match' | 'restored'; readonly user: CloudUser }
  | { readonly is: 'soft-match'; readonly user: CloudUser; readonly by: 'address' | 'sign-in name' }
  | { readonly is: 'new' }
  | { readonly is: 'refused'; readonly refusal: Refusal }
  | { readonly is: 'cannot-tell'; readonly because: string };

/**
 * The order of matching for an object that is new to Entra: anchor, primary address, sign-in name; with what blocks each.
 * Source: learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-install-existing-tenant
 */
export function matchOf(course: Course, ad: AdObject, anchor: string): Match {
  const { users = [], deletedUsers = [] } = course.document.entra ?? {};
  const evidence = evidenceOf(course);
  const live = users.find((user) => user.onPremisesImmutableId === anchor);
  if (live !== undefined) return hardMatch(evidence, { ad, user: live, anchor });
  const binned = deletedUsers.find((user) => user.onPremisesImmutableId === anchor);
  if (binned !== undefined) return restored(course, evidence, { user: binned, anchor });
  if (evidence['entra.users'].state === 'unknown' || evidence['entra.deletedUsers'].state === 'unknown') return { is: 'cannot-tell', because: 'The accounts in Entra and in its recycle bin could not all be read.' };
  return softMatch(evidence, { ad, anchor, users }) ?? (otherType(course, ad) ?? { is: 'new' });
}

interface Candidate {
  readonly ad: AdObject;
  readonly user: CloudUser;
  readonly anchor: string;
}

const flag = (evidence: Evidence, name: string): boolean | undefined => {
  const features = knownOf(evidence['entra.syncFeatures'])?.features;
  return features === undefined ? undefined : features[name] === true;
};

/** A match that stands already is none of these; every other takeover can be blocked. */
function hardMatch(evidence: Evidence, { ad, user, anchor }: Candidate): Match {
  if (user.onPremisesSyncEnabled === true) return { is: 'hard-match', user };
  if (isCloudManaged(evidence, user.id)) return { is: 'cannot-tell', because: `${nameOf(user)} is managed in the cloud.` };
  const refused = (error: Refusal['error']): Match => ({ is: 'refused', refusal: { error, holder: user.id, attribute: 'SourceAnchor', values: [anchor] } });
  if (flag(evidence, 'blockCloudObjectTakeoverThroughHardMatchEnabled') === true) return refused('InvalidHardMatch');
  const role = holdsRole(evidence, user.id);
  if (role === true) return refused('InvalidHardMatch');
  const mapped = mappingOf(user.id, ad, evidence);
  if (typeof mapped === 'object' && flag(evidence, 'allowOnPremUpdateOfOnPremisesObjectIdentifierEnabled') !== true) return refused('AttributeUpdateNotAllowed');
  return role === undefined ? { is: 'cannot-tell', because: `Whether ${nameOf(user)} holds a directory role could not be read.` } : { is: 'hard-match', user };
}

/** A privileged account in the recycle bin is not taken over from there; and one whose values somebody took meanwhile does not come back. */
function restored(course: Course, evidence: Evidence, { user, anchor }: Omit<Candidate, 'ad'>): Match {
  if (holdsRole(evidence, user.id) === true) return { is: 'refused', refusal: { error: 'InvalidHardMatch', holder: user.id, attribute: 'SourceAnchor', values: [anchor] } };
  const values = [nameInLife(user) ?? '', ...(user.proxyAddresses ?? []).filter((address) => /^smtp:/i.test(address))];
  const lost = values.find((value) => value !== '' && holdersOf(course, value, user).some(({ deletedDateTime }) => (deletedDateTime ?? '') === ''));
  return lost === undefined ? { is: 'restored', user } : { is: 'refused', refusal: { error: 'AttributeValueMustBeUnique', holder: user.id, attribute: 'ProxyAddresses', values: [lost] } };
}

function softMatch(evidence: Evidence, { ad, anchor, users }: Omit<Candidate, 'user'> & { readonly users: readonly CloudUser[] }): Match | null {
  const address = primaryAddressOf(ad);
  const byAddress = address === null ? undefined : users.find((user) => cloudAddressesOf(user).includes(address));
  const byName = users.find((user) => sameText(cloudUpnOf(user), upnOf(ad)));
  if (byAddress === undefined && byName === undefined) return null;
  const blocked = flag(evidence, 'blockSoftMatchEnabled');
  if (blocked === true) return { is: 'new' };
  if (byAddress !== undefined) return byAddressMatch(evidence, { ad, user: byAddress, anchor }, { address: address ?? '', blocked });
  if (byName === undefined || (byName.onPremisesImmutableId ?? '') !== '' || knownOf(evidence['entra.syncFeatures'])?.features?.['softMatchOnUpnEnabled'] === false) return { is: 'new' };
  return free(evidence, byName, blocked) ?? { is: 'soft-match', user: byName, by: 'sign-in name' };
}

function byAddressMatch(evidence: Evidence, { ad, user, anchor }: Candidate, { address, blocked }: { readonly address: string; readonly blocked: boolean | undefined }): Match {
  const other = user.onPremisesImmutableId ?? '';
  if (other === '') return free(evidence, user, blocked) ?? { is: 'soft-match', user, by: 'address' };
  if (other === anchor) return { is: 'hard-match', user };
  const sid = sidOf(ad);
  const same = sid !== undefined && sameText(user.onPremisesSecurityIdentifier, sid);
  return { is: 'refused', refusal: { error: 'AttributeValueMustBeUnique', holder: user.id, attribute: same ? 'OnPremiseSecurityIdentifier' : 'ProxyAddresses', values: [same ? sid : `SMTP:${address}`] } };
}

/** Null where nothing speaks against a soft match; a twin is made where the account may not be taken. */
function free(evidence: Evidence, user: CloudUser, blocked: boolean | undefined): Match | null {
  if (sameText(user.userType, 'Guest')) return { is: 'cannot-tell', because: `${nameOf(user)} is a guest; what Entra does with a guest is not documented.` };
  if (isCloudManaged(evidence, user.id)) return { is: 'new' };
  const role = holdsRole(evidence, user.id);
  if (role === true) return { is: 'new' };
  if (role === undefined) return { is: 'cannot-tell', because: `Whether ${nameOf(user)} holds a directory role could not be read.` };
  return blocked === undefined ? { is: 'cannot-tell', because: 'The settings of the synchronisation in Entra could not be read, so it is not known whether a match by address is allowed.' } : null;
}

/** The primary address of a new user leads to a group or a contact. */
function otherType({ document }: Course, ad: AdObject): Match | null {
  const address = primaryAddressOf(ad);
  const { groups = [], contacts = [] } = document.entra ?? {};
  const holder = address === null ? undefined : [...groups, ...contacts].find((object) => cloudAddressesOf(object).includes(address));
  return holder === undefined ? null : { is: 'refused', refusal: { error: 'ObjectTypeMismatch', holder: holder.id, attribute: 'ProxyAddresses', values: [`SMTP:${address ?? ''}`] } };
}

export const nameOf = (user: CloudUser): string => user.displayName ?? user.userPrincipalName ?? user.id;
