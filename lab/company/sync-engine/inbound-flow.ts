import { octetsOfGuid, sidOfOctets } from './anchor-octets.ts';
import { decidingRule } from './custom-rules.ts';
import { octets, text, texts, type ImportedObject } from './imported-object.ts';
import { knows } from './same-name.ts';
import type { ServerSettings } from './server-settings.ts';
import type { Wanted } from './wanted.ts';

/** The attribute flows from AD through the metaverse to what is exported. `members`: DN of a member → its anchor. */
export function wantedOf(object: ImportedObject, { domain, members, settings }: { readonly domain: string; readonly members: ReadonlyMap<string, string>; readonly settings: ServerSettings }): Wanted {
  const shared = {
    anchor: anchorOf(object, settings),
    dn: object.dn,
    displayName: decidingRule(settings.customRules, object, 'displayName')?.sets.value ?? text(object, 'displayName') ?? text(object, 'cn'),
    mail: text(object, 'mail'),
    mailNickname: text(object, 'mailNickname'),
    proxyAddresses: texts(object, 'proxyAddresses'),
  };
  if (object.kind === 'contact') return { ...shared, kind: 'contact' };
  if (object.kind === 'group') {
    const anchors = texts(object, 'member').flatMap((dn) => members.get(dn.toLowerCase()) ?? []);
    return { ...shared, kind: 'group', domain, sam: text(object, 'sAMAccountName'), sid: sidOfOctets(octets(object, 'objectSid')), securityEnabled: (Number(text(object, 'groupType') ?? '0') & 0x80000000) !== 0, members: anchors };
  }
  const sam = text(object, 'sAMAccountName') ?? '';
  const sent = (attribute: string): string | null => (knows(settings.withheldAttributes, attribute) ? null : text(object, attribute));
  return {
    ...shared,
    kind: 'user',
    domain,
    sam,
    sid: sidOfOctets(octets(object, 'objectSid')),
    upn: text(object, 'userPrincipalName') ?? `${sam}@${domain}`,
    accountEnabled: (Number(text(object, 'userAccountControl') ?? '512') & 0x2) === 0,
    employeeId: sent('employeeID'),
    usageLocation: sent('msExchUsageLocation'),
    sip: (text(object, 'msRTCSIP-PrimaryUserAddress') ?? shared.proxyAddresses.find((value) => /^sip:/i.test(value)))?.replace(/^sip:/i, '') ?? null,
    plain: Object.fromEntries(PLAIN.flatMap(([attribute, name]) => named(name, sent(attribute)))),
    extensions: shared.mailNickname === null ? {} : Object.fromEntries(EXTENSIONS.flatMap((name) => named(name, sent(name)))),
  };
}

const named = (name: string, value: string | null): readonly (readonly [string, string])[] => (value === null ? [] : [[name, value]]);

/** Names in AD and in Graph. */
const PLAIN = [['givenName', 'givenName'], ['sn', 'surname'], ['title', 'jobTitle'], ['department', 'department'], ['company', 'companyName'], ['physicalDeliveryOfficeName', 'officeLocation'], ['co', 'country'], ['mobile', 'mobilePhone']] as const;
const EXTENSIONS = Array.from({ length: 15 }, (_, at) => `extensionAttribute${at + 1}`);

/** The chosen attribute for users, objectGUID where it is empty and for everything else. Text goes as it is, octets as base64. */
export function anchorOf(object: ImportedObject, { anchorAttribute }: ServerSettings): string {
  if (object.kind === 'user' && anchorAttribute === 'employeeID') return text(object, 'employeeID') ?? octetsOfGuid(object.guid).toString('base64');
  const chosen = object.kind === 'user' && anchorAttribute === 'mS-DS-ConsistencyGuid' ? octets(object, 'mS-DS-ConsistencyGuid') : undefined;
  return (chosen ?? octetsOfGuid(object.guid)).toString('base64');
}

export const needsAnchorWriteback = (object: ImportedObject): boolean =>
  object.kind === 'user' && octets(object, 'mS-DS-ConsistencyGuid') === undefined;
