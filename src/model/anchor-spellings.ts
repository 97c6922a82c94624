import { anchorOfGuid, connectorSpaceDnOfAnchor, guidOfAnchor, isGuidAnchor } from './anchor.ts';
import { isObjectGuid } from './ids.ts';

/** One anchor in every spelling that people meet. */
export interface AnchorSpellings {
  /** How the given value was understood. */
  readonly readAs: 'GUID' | 'immutable id (base64)' | 'octets (hex)' | 'LDAP filter' | 'connector space DN' | 'text';
  /** As PowerShell and ADUC show it; null when the anchor is not made of a GUID. */
  readonly guid: string | null;
  /** onPremisesImmutableId. */
  readonly immutableId: string;
  /** The octets as LDAP returns them; null as above. */
  readonly octets: string | null;
  /** Escaped for an LDAP filter; null as above. */
  readonly ldapFilter: string | null;
  /** Name of the object in the connector space of Entra. */
  readonly connectorSpaceDn: string;
}

const HEX_32 = /^[0-9a-f]{32}$/i;
const SPACE_DN = /^CN=\{((?:[0-9A-F]{2})+)\}(?:,.*)?$/i;
const ESCAPED = /^(?:\\[0-9a-f]{2}){16}$/i;
const BARE_GUID = /^\{?([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\}?$/i;

/**
 * Every way in which a value can be meant: 32 hexadecimal digits may be the octets of LDAP or a GUID without its dashes, so both are told.
 * Empty for text that can be no anchor at all (60 characters or more, or with `@`, `_` or `$`).
 * Source: learn.microsoft.com/entra/identity/hybrid/connect/plan-connect-design-concepts
 */
export function anchorSpellings(value: string): readonly AnchorSpellings[] {
  const given = value.trim().replace(/^(?:immutableid|objectguid|ms-ds-consistencyguid|sourceanchor)\s*[:=]+\s*/i, '').replace(/^["'](.*)["']$/, '$1');
  const guid = BARE_GUID.exec(given)?.[1]?.toLowerCase();
  if (guid !== undefined && isObjectGuid(guid)) return [spelt('GUID', anchorOfGuid(guid))];
  const inDn = SPACE_DN.exec(given)?.[1];
  if (inDn !== undefined) return fromText('connector space DN', Buffer.from(inDn, 'hex').toString('latin1'));
  if (ESCAPED.test(given)) return [spelt('LDAP filter', base64(given.replaceAll('\\', '')))];
  const hex = given.replace(/^0x/i, '').replace(/[\s:-]/g, '');
  if (HEX_32.test(hex)) return [spelt('octets (hex)', base64(hex)), ...dashed(hex)];
  return fromText(isGuidAnchor(given) ? 'immutable id (base64)' : 'text', given);
}

function fromText(readAs: AnchorSpellings['readAs'], text: string): readonly AnchorSpellings[] {
  const isPossible = text !== '' && text.length < 60 && !/[@_$]/.test(text) && /^[\x20-\x7e]+$/.test(text);
  return isPossible ? [spelt(readAs, text)] : [];
}

function dashed(hex: string): readonly AnchorSpellings[] {
  const guid = hex.toLowerCase().replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  return isObjectGuid(guid) ? [spelt('GUID', anchorOfGuid(guid))] : [];
}

function spelt(readAs: AnchorSpellings['readAs'], immutableId: string): AnchorSpellings {
  const octets = isGuidAnchor(immutableId) ? Buffer.from(immutableId, 'base64').toString('hex') : null;
  return {
    readAs,
    guid: guidOfAnchor(immutableId),
    immutableId,
    octets,
    ldapFilter: octets === null ? null : `(objectGUID=${octets.replace(/../g, '\\$&')})`,
    connectorSpaceDn: connectorSpaceDnOfAnchor(immutableId),
  };
}

const base64 = (hex: string): string => Buffer.from(hex, 'hex').toString('base64');
