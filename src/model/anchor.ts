import { isObjectGuid, type ObjectGuid } from './ids.ts';

/**
 * The sourceAnchor of an object in the spelling of Graph's onPremisesImmutableId:
 * base64 of the 16 octets as LDAP returns them (.NET `Guid.ToByteArray()` order).
 * Source: learn.microsoft.com/entra/identity/hybrid/connect/plan-connect-design-concepts
 */
const ANCHOR = /^[A-Za-z0-9+/]{22}==$/;

export const isGuidAnchor = (text: string): boolean => ANCHOR.test(text) && Buffer.from(text, 'base64').length === 16;

/** base64 of 16 octets → GUID text; null when it is not an anchor made of a GUID. */
export function guidOfAnchor(anchor: string): ObjectGuid | null {
  if (!isGuidAnchor(anchor)) return null;
  const hex = Buffer.from(anchor, 'base64').toString('hex');
  const swapped = (from: number, to: number): string => (hex.slice(from, to).match(/../g) ?? []).reverse().join('');
  const text = `${swapped(0, 8)}-${swapped(8, 12)}-${swapped(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  return isObjectGuid(text) ? text : null;
}

/** GUID text → base64 of its octets in LDAP order. */
export function anchorOfGuid(guid: ObjectGuid): string {
  const [a = '', b = '', c = '', d = '', e = ''] = guid.split('-');
  const swapped = (part: string): string => (part.match(/../g) ?? []).reverse().join('');
  return Buffer.from(swapped(a) + swapped(b) + swapped(c) + d + e, 'hex').toString('base64');
}

/** DN of the object in the Entra connector space: upper-case hex of the ASCII characters of the anchor. */
export const connectorSpaceDnOfAnchor = (anchor: string): string =>
  `CN={${Buffer.from(anchor, 'ascii').toString('hex').toUpperCase()}}`;
