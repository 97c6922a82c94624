import { octetsOfGuid, sidOfOctets } from './anchor-octets.ts';
import { octets, text, texts, type ImportedObject } from './imported-object.ts';
import type { Wanted } from './wanted.ts';

/** The attribute flows from AD through the metaverse to what is exported. `members`: DN of a member → its anchor. */
export function wantedOf(object: ImportedObject, domain: string, members: ReadonlyMap<string, string>): Wanted {
  const shared = {
    anchor: anchorOf(object),
    dn: object.dn,
    displayName: text(object, 'displayName') ?? text(object, 'cn'),
    mail: text(object, 'mail'),
    mailNickname: text(object, 'mailNickname'),
    proxyAddresses: texts(object, 'proxyAddresses'),
  };
  if (object.kind === 'contact') return { ...shared, kind: 'contact' };
  if (object.kind === 'group') {
    const anchors = texts(object, 'member').flatMap((dn) => members.get(dn.toLowerCase()) ?? []);
    return { ...shared, kind: 'group', securityEnabled: (Number(text(object, 'groupType') ?? '0') & 0x80000000) !== 0, members: anchors };
  }
  const sam = text(object, 'sAMAccountName') ?? '';
  return {
    ...shared,
    kind: 'user',
    domain,
    sam,
    sid: sidOfOctets(octets(object, 'objectSid')),
    upn: text(object, 'userPrincipalName') ?? `${sam}@${domain}`,
    accountEnabled: (Number(text(object, 'userAccountControl') ?? '512') & 0x2) === 0,
    employeeId: text(object, 'employeeID'),
    usageLocation: text(object, 'msExchUsageLocation'),
  };
}

/** mS-DS-ConsistencyGuid for users, objectGUID where it is empty and for everything else. */
export function anchorOf(object: ImportedObject): string {
  const chosen = object.kind === 'user' ? octets(object, 'mS-DS-ConsistencyGuid') : undefined;
  return (chosen ?? octetsOfGuid(object.guid)).toString('base64');
}

export const needsAnchorWriteback = (object: ImportedObject): boolean =>
  object.kind === 'user' && octets(object, 'mS-DS-ConsistencyGuid') === undefined;
