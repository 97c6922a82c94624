import { cloudAddressesOf, upnOf } from '../deduce/addresses.ts';
import { firstOf, isTrue, sameText, valuesOf } from '../deduce/attributes.ts';
import { MOST_ADDRESSES } from '../deduce/legal-characters.ts';
import { sidOf } from '../deduce/security-identifier.ts';
import { anchorsOf, objectGuidOf } from '../deduce/source-anchor.ts';
import type { AdObject } from '../model/exhibits.ts';
import { evidenceOf, type Course } from './course.ts';
import { entriesOf } from './edit-document.ts';
import type { Refusal } from './match.ts';

/**
 * What refuses an export whether it is new or an update: a value that is wrong by itself, or one that is never put aside.
 * Source: learn.microsoft.com/entra/identity/hybrid/connect/tshoot-connect-sync-errors
 */
export function refusedValue(course: Course, ad: AdObject, self: { readonly id: string | undefined; readonly anchor: string }): Refusal | null {
  return impossible(ad) ?? neverPutAside(course, ad, self);
}

function impossible(ad: AdObject): Refusal | null {
  const wrong = (error: Refusal['error'], attribute: string, values: readonly string[] = []): Refusal => ({ error, holder: undefined, attribute, values });
  const location = firstOf(ad, 'msExchUsageLocation');
  if (location !== undefined && !/^[A-Za-z]{2}$/.test(location)) return wrong('DataValidationFailed', 'UsageLocation', [location]);
  if (valuesOf(ad, 'proxyAddresses').length > MOST_ADDRESSES) return wrong('LargeObject', 'ProxyAddresses');
  return null;
}

function neverPutAside(course: Course, ad: AdObject, self: { readonly id: string | undefined; readonly anchor: string }): Refusal | null {
  const { users = [] } = course.document.entra ?? {};
  const others = users.filter((user) => user.id !== self.id && user.onPremisesImmutableId !== self.anchor);
  const sip = (firstOf(ad, 'msRTCSIP-PrimaryUserAddress') ?? '').replace(/^sip:/i, '').toLowerCase();
  const caller = sip === '' ? undefined : others.find(({ imAddresses }) => (imAddresses ?? []).some((address) => address.toLowerCase() === sip));
  if (caller !== undefined) return { error: 'AttributeValueMustBeUnique', holder: caller.id, attribute: 'SipProxyAddress', values: [`sip:${sip}`] };
  if (sip !== '' && callsItself(course, ad, { sip, id: self.id })) return { error: 'AttributeValueMustBeUnique', holder: undefined, attribute: 'SipProxyAddress', values: [`sip:${sip}`] };
  return self.id === undefined ? null : heldByGroup(course, ad);
}

/** Another AD account has the address for calls, whose cloud account was not read, and our own one does not hold it. */
function callsItself(course: Course, ad: AdObject, { sip, id }: { readonly sip: string; readonly id: string | undefined }): boolean {
  const { users = [], deletedUsers = [] } = course.document.entra ?? {};
  const own = users.find((user) => user.id === id);
  if ((own?.imAddresses ?? []).some((address) => address.toLowerCase() === sip)) return false;
  const rivals = entriesOf(course).filter((other) => objectGuidOf(other) !== objectGuidOf(ad) && !isTrue(other, 'isDeleted') && (firstOf(other, 'msRTCSIP-PrimaryUserAddress') ?? '').replace(/^sip:/i, '').toLowerCase() === sip);
  return rivals.some((rival) => ![...users, ...deletedUsers].some((user) => anchorsOf(rival, evidenceOf(course)['syncServers.globalSettings']).includes(user.onPremisesImmutableId ?? '')));
}

/** A sign-in name that a group has as its address is never put aside. */
export function heldByGroup({ document }: Course, ad: AdObject): Refusal | null {
  const upn = upnOf(ad)?.toLowerCase();
  const group = upn === undefined ? undefined : (document.entra?.groups ?? []).find((object) => cloudAddressesOf(object).includes(upn));
  return group === undefined ? null : { error: 'AttributeValueMustBeUnique', holder: group.id, attribute: 'UserPrincipalName', values: [upn ?? ''] };
}

/** Another live account came from an AD account with this SID. */
export function takenSid(course: Course, ad: AdObject, anchor: string): Refusal | null {
  const sid = sidOf(ad);
  const holder = (course.document.entra?.users ?? []).find((user) => sid !== undefined && sameText(user.onPremisesSecurityIdentifier, sid) && user.onPremisesImmutableId !== anchor && user.onPremisesSyncEnabled === true);
  return holder === undefined || sid === undefined ? null : { error: 'AttributeValueMustBeUnique', holder: holder.id, attribute: 'OnPremiseSecurityIdentifier', values: [sid] };
}
