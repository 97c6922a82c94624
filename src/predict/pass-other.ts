import { cloudAddressesOf, mailAddressesOf } from '../deduce/addresses.ts';
import { firstOf, sameText, valuesOf } from '../deduce/attributes.ts';
import { domainOf } from '../deduce/domain-of.ts';
import { kindOfEntry } from '../deduce/object-kind.ts';
import { sidOf } from '../deduce/security-identifier.ts';
import { anchorsOf, objectGuidOf } from '../deduce/source-anchor.ts';
import type { CloudObject } from '../model/evidence.ts';
import type { AdObject } from '../model/exhibits.ts';
import { ownMember } from '../model/own-member.ts';
import { boundCloud, keptError } from './bound-cloud.ts';
import { evidenceOf, later, type Course } from './course.ts';
import { entriesOf, onEntra } from './edit-document.ts';
import { isKnown } from './is-known.ts';
import type { Passing } from './passing.ts';
import { writeSpaces, type Standing } from './spaces.ts';
import { tell } from './tell.ts';
import { isTaken } from './uniqueness.ts';

/** Groups and contacts: matched by an address where they have one, never by an anchor. */
export function passOther(course: Course, { ad, server, judgedAnew, exports }: Passing, { standing, kind }: { readonly standing: Standing; readonly kind: 'group' | 'contact' }): void {
  const section = kind === 'group' ? 'groups' : 'contacts';
  const objects = course.document.entra?.[section];
  if (objects === undefined) return void course.doubts.add(`The ${section} in Entra could not be read.`);
  const sid = sidOf(ad);
  const synced = objects.filter(({ onPremisesSyncEnabled }) => onPremisesSyncEnabled === true);
  const bound = boundCloud(course, ad, standing) ?? synced.find((each) => sid !== undefined && sameText(each.onPremisesSecurityIdentifier, sid)) ?? (kind === 'contact' ? synced.find((each) => cloudAddressesOf(each).some((address) => mailAddressesOf(ad).includes(address))) : undefined);
  const matched = bound ?? objects.find((each) => each.onPremisesSyncEnabled !== true && cloudAddressesOf(each).some((address) => mailAddressesOf(ad).includes(address)));
  if (bound !== undefined && ownMember(course.document.entra?.syncBehavior, bound.id)?.isCloudManaged === true) return;
  const kept = keptError(course, { judgedAnew }, standing);
  const anchor = firstOf(ad, 'objectGUID') ?? null;
  if (!exports) return writeSpaces(course, server.name, { ad, anchor, cloudId: bound?.id ?? null, keptOut: null, refusal: standing.exporting?.ExportError ?? null, syncError: null });
  if (kept !== null) return writeSpaces(course, server.name, { ad, anchor, cloudId: bound?.id ?? null, keptOut: null, refusal: kept, syncError: null });
  if (matched === undefined && !isKnown(course, ad, standing)) return;
  const id = matched?.id ?? `predicted-${objectGuidOf(ad) ?? ad.dn}`;
  const after = otherValues(course, ad, { ...matched, id });
  course.document = onEntra(course, (entra) => ({ ...entra, [section]: [...objects.filter((each) => each.id !== id), after], ...members(course, { ad, id, kind }) }));
  course.moved.add(id);
  tell(course, ad.dn, bound === undefined ? (matched === undefined ? `The cycle makes a new ${kind} of ${ad.dn} in Entra.` : `The cycle matches ${ad.dn} with ${matched.displayName ?? matched.id} by its address.`) : `The cycle carries the values of ${ad.dn} to Entra.`);
  writeSpaces(course, server.name, { ad, anchor, cloudId: id, keptOut: null, refusal: null, syncError: null });
}

function otherValues(course: Course, ad: AdObject, object: CloudObject): CloudObject {
  const wanted = valuesOf(ad, 'proxyAddresses').filter((value) => /^[a-z0-9]+:/i.test(value) && !/^x400:/i.test(value) && !/[.@]onmicrosoft\.com$/i.test(value));
  const mail = firstOf(ad, 'mail');
  const all = wanted.length > 0 || mail === undefined ? wanted : [`SMTP:${mail}`];
  const held = all.filter((value) => /^smtp:/i.test(value) && isTaken(course, value, object));
  const errors = held.map((value) => (object.onPremisesProvisioningErrors ?? []).find((error) => error.value === value) ?? { category: 'PropertyConflict', occurredDateTime: later(course, 2), propertyCausingError: 'ProxyAddresses', value });
  const granted = all.filter((value) => !held.includes(value));
  return {
    ...object, displayName: firstOf(ad, 'displayName') ?? firstOf(ad, 'cn') ?? object.displayName, mail: granted.find((value) => value.startsWith('SMTP:'))?.slice(5) ?? mail ?? null, mailNickname: firstOf(ad, 'mailNickname') ?? object.mailNickname,
    proxyAddresses: granted, onPremisesSyncEnabled: true, onPremisesSecurityIdentifier: sidOf(ad) ?? null, onPremisesProvisioningErrors: errors, onPremisesLastSyncDateTime: later(course, 2),
    ...(kindOfEntry(ad) === 'group' ? { onPremisesSamAccountName: firstOf(ad, 'sAMAccountName'), onPremisesDomainName: domainOf(ad.dn) } : {}),
  };
}

/** Members that have arrived in Entra; others stay as they were. */
function members(course: Course, { ad, id, kind }: { readonly ad: AdObject; readonly id: string; readonly kind: 'group' | 'contact' }): { readonly groupMembers?: Readonly<Record<string, readonly string[]>> } {
  const known = course.document.entra?.groupMembers;
  if (kind !== 'group' || known === undefined) return {};
  const settings = evidenceOf(course)['syncServers.globalSettings'];
  const dns = new Set(valuesOf(ad, 'member').map((dn) => dn.toLowerCase()));
  const anchors = new Set(entriesOf(course).filter(({ dn }) => dns.has(dn.toLowerCase())).flatMap((entry) => anchorsOf(entry, settings)));
  const arrived = (course.document.entra?.users ?? []).filter((user) => user.onPremisesSyncEnabled === true && anchors.has(user.onPremisesImmutableId ?? '')).map((user) => user.id);
  const readUsers = new Set(entriesOf(course).flatMap((entry) => anchorsOf(entry, settings)));
  const unread = (known[id] ?? []).filter((member) => !(course.document.entra?.users ?? []).some((user) => user.id === member && readUsers.has(user.onPremisesImmutableId ?? '')));
  return { groupMembers: { ...known, [id]: [...new Set([...unread, ...arrived])] } };
}
