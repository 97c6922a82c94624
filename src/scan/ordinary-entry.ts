import type { AdEntry } from '../model/evidence.ts';
import { LONGEST } from '../deduce/legal-characters.ts';
import { addAddress } from './entry-keys.ts';
import { addKey, SPACES } from './keys.ts';
import { LikenessSum } from './likeness.ts';
import type { Likeness } from './scan-side.ts';

/** What makes a domain of an address one of the tenant's own. */
export interface OrdinaryFacts {
  /** Lower case, managed and verified; undefined where the domains were not read, so that nothing can be said against any. */
  readonly ownDomains: ReadonlySet<string> | undefined;
}

/**
 * What Entra should hold of a user in whom nothing stands out, or null where anything does. This is no judgement: it is stricter than any cause of the
 * catalogue, and whoever is not ordinary is judged by them. So it may call too little ordinary, never too much.
 */
export function ordinaryEntry(entry: AdEntry, facts: OrdinaryFacts): Likeness | null {
  const { attributes, dn } = entry;
  if (dn.includes('\\') || dn.includes('\n')) return null;
  for (const name in attributes) {
    const check = CHECKS.get(name);
    if (check === undefined || !check(attributes[name] ?? [], facts)) return null;
  }
  return hasAll(attributes) && agrees(attributes) ? likenessOf(attributes) : null;
}

type Attributes = AdEntry['attributes'];
type Check = (values: readonly string[], facts: OrdinaryFacts) => boolean;

const CLASSES = new Set(['top', 'person', 'organizationalPerson', 'user']);
const anything: Check = () => true;
const empty: Check = (values) => values.length === 0;
const matching = (pattern: RegExp): Check => (values) => values.length === 1 && pattern.test(values[0] ?? '');
const plainText = (longest: number): Check => (values) => values.length === 1 && isPlain(values[0] ?? '', longest);
const plainAddress: Check = (values, facts) => values.length === 1 && isPlainAddress(values[0] ?? '', 0, facts);
/** Letters of any script, digits and few signs; no blank at an end. */
const isPlain = (text: string, longest: number): boolean => text.length <= longest && /^[\p{L}\p{N}](?:[\p{L}\p{N} .,'&()/+-]*[\p{L}\p{N}.)])?$/u.test(text);

const CHECKS: ReadonlyMap<string, Check> = new Map<string, Check>([
  ['objectClass', (values) => values.includes('user') && values.every((name) => CLASSES.has(name))],
  ['objectGUID', matching(/^[A-Za-z0-9+/]{22}==$/)],
  ['mS-DS-ConsistencyGuid', matching(/^[A-Za-z0-9+/]{22}==$/)],
  ['sAMAccountName', matching(/^(?!aad_|msol_|cas_|support_)[A-Za-z0-9._-]{1,20}$/i)],
  ['userPrincipalName', plainAddress],
  ['mail', plainAddress],
  ['proxyAddresses', (values, facts) => values.length <= 50 && values.every((value) => (value.startsWith('smtp:') || value.startsWith('SMTP:')) && (isRouting(value) || isPlainAddress(value, 5, facts))) && values.filter((value) => value.startsWith('SMTP:')).length === 1],
  ['mailNickname', matching(/^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,62}[A-Za-z0-9])?$/)],
  ['displayName', plainText(LONGEST.displayName)],
  ['givenName', plainText(LONGEST.givenName)],
  ['userAccountControl', matching(/^(?:512|66048|514|66050)$/)],
  ['pwdLastSet', matching(/^[1-9]\d*$/)],
  ['accountExpires', matching(/^(?:0|9223372036854775807)$/)],
  ['primaryGroupID', matching(/^513$/)],
  ['msExchRecipientTypeDetails', matching(/^(?:1|128|2147483648)$/)], ['msExchRemoteRecipientType', matching(/^[14]$/)], ['msExchRecipientDisplayType', anything], ['legacyExchangeDN', anything],
  ['targetAddress', (values) => values.length === 1 && /^SMTP:/.test(values[0] ?? '') && isRouting(values[0] ?? '')],
  ...Array.from({ length: 15 }, (_, at): [string, Check] => [`extensionAttribute${at + 1}`, plainText(64)]),
  ['adminDescription', empty], ['isCriticalSystemObject', empty], ['adminCount', empty],
  ...['title', 'department', 'company', 'sn', 'employeeID'].map((name): [string, Check] => [name, plainText(64)]),
  ...['cn', 'name', 'objectSid', 'memberOf', 'manager', 'whenCreated', 'whenChanged', 'uSNChanged', 'lastLogonTimestamp', 'sAMAccountType', 'lockoutTime', 'countryCode', 'c', 'preferredLanguage', 'employeeType', 'msDS-ExternalDirectoryObjectId'].map((name): [string, Check] => [name, anything]),
]);

const MUST = ['objectClass', 'objectGUID', 'sAMAccountName', 'userPrincipalName', 'displayName', 'mail', 'proxyAddresses'] as const;

const hasAll = (attributes: Attributes): boolean => MUST.every((name) => (attributes[name]?.length ?? 0) > 0);

/** The mail attribute is the primary address, and what Exchange has added has the alias that it needs. */
function agrees(attributes: Attributes): boolean {
  const { mail, proxyAddresses } = attributes;
  if (attributes['mailNickname'] === undefined && Object.keys(attributes).some((name) => /^(?:msExch|extensionAttribute|targetAddress|legacyExchangeDN)/.test(name))) return false;
  const primary = proxyAddresses?.find((value) => value.startsWith('SMTP:'));
  return primary !== undefined && mail?.[0] !== undefined && primary.length === mail[0].length + 5 && primary.toLowerCase().endsWith(mail[0].toLowerCase());
}

const ADDRESS = /^(?:smtp:)?[A-Za-z0-9](?:[A-Za-z0-9_-]|[.](?=[A-Za-z0-9])){0,62}@([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)$/i;

function isPlainAddress(text: string, from: number, { ownDomains }: OrdinaryFacts): boolean {
  const suffix = ADDRESS.exec(text)?.[1];
  if (suffix === undefined || text.length - from > 113 || suffix.length > 48 || /\.onmicrosoft\.com$/i.test(suffix)) return false;
  return ownDomains === undefined || ownDomains.has(suffix) || ownDomains.has(suffix.toLowerCase());
}

/** The address by which a hybrid Exchange reaches a mailbox in the cloud, never the primary one. */
const isRouting = (text: string): boolean => /^(?:smtp:[A-Za-z0-9._-]{1,64}|SMTP:[A-Za-z0-9._-]{1,64})@[A-Za-z0-9-]+\.mail\.onmicrosoft\.com$/.test(text);

/** What passes unchanged into Entra, with the name that it has there. */
function likenessOf(attributes: Attributes): Likeness {
  const sum = new LikenessSum();
  const first = (name: string): string => attributes[name]?.[0] ?? '';
  for (const value of attributes['proxyAddresses'] ?? []) if (!isRouting(value)) addAddress(sum, value);
  addLikeness(sum, {
    signInName: first('userPrincipalName'), mail: first('mail'), accountName: first('sAMAccountName'), enabled: (Number(first('userAccountControl')) & 2) === 0,
    texts: [first('displayName'), first('givenName'), first('sn'), first('title'), first('department'), first('company'), first('employeeID')],
  });
  return sum;
}

/** The rest of what both sides must agree in. */
export interface Told {
  readonly signInName: string;
  readonly mail: string;
  readonly accountName: string;
  readonly enabled: boolean;
  /** Display name, given name, surname, title, department, company, employee number; empty for none. */
  readonly texts: readonly string[];
}

export function addLikeness(sum: LikenessSum, { signInName, mail, accountName, enabled, texts }: Told): void {
  addKey(sum, SPACES.signInName, signInName);
  addKey(sum, SPACES.mail, mail);
  addKey(sum, SPACES.accountName, accountName);
  addKey(sum, SPACES.other, enabled ? 'enabled' : 'disabled');
  for (let at = 0; at < texts.length; at += 1) addKey(sum, SPACES.told + at, texts[at] ?? '');
}
