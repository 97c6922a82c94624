import { anchorOfGuid } from '../model/anchor.ts';
import { sameDn } from '../model/distinguished-name.ts';
import type { AdEntry, CloudObject, CloudUser } from '../model/evidence.ts';
import { isObjectGuid } from '../model/ids.ts';
import { bareAddress, cloudUpnOf } from './addresses.ts';
import { firstOf, valuesOf } from './attributes.ts';

/** How well a name fits, best first. Names that identify win over names that people merely bear. */
export const FITS = ['identity', 'account', 'sign-in', 'mail', 'address', 'display-name', 'common-name', 'prefix', 'words'] as const;
export type Fit = (typeof FITS)[number];

/** How an AD object answers to what was typed; null when not at all. */
export function adFit(entry: AdEntry, asked: string): Fit | null {
  const name = asked.trim().toLowerCase();
  if (name === '') return null;
  if ((name.includes('=') && sameDn(entry.dn, name)) || [asked.trim(), asGuid(asked)].includes(firstOf(entry, 'objectGUID') ?? '')) return 'identity';
  const is = (attribute: string): boolean => valuesOf(entry, attribute).some((value) => value.trim().toLowerCase() === name);
  if (is('sAMAccountName') || qualified(entry, name)) return 'account';
  if (is('userPrincipalName')) return 'sign-in';
  const address = bareAddress(name);
  if (address !== null && valuesOf(entry, 'mail').some((value) => bareAddress(value) === address)) return 'mail';
  if (address !== null && valuesOf(entry, 'proxyAddresses').some((value) => bareAddress(value) === address)) return 'address';
  if (is('displayName')) return 'display-name';
  if (is('cn') || is('name')) return 'common-name';
  if (prefixOf(firstOf(entry, 'userPrincipalName')) === name || prefixOf(firstOf(entry, 'mail')) === name || is('mailNickname')) return 'prefix';
  return hasWords([firstOf(entry, 'displayName'), firstOf(entry, 'cn'), firstOf(entry, 'givenName'), firstOf(entry, 'sn')], name) ? 'words' : null;
}

/** How a cloud object answers to what was typed. */
export function cloudFit(object: CloudObject & Pick<CloudUser, 'userPrincipalName' | 'onPremisesImmutableId'>, asked: string): Fit | null {
  const name = asked.trim().toLowerCase();
  if (name === '') return null;
  const upn = cloudUpnOf(object);
  if (object.id.toLowerCase() === name || (typeof object.onPremisesImmutableId === 'string' && object.onPremisesImmutableId !== '' && object.onPremisesImmutableId === asked.trim())) return 'identity';
  if (upn === name || object.userPrincipalName?.toLowerCase() === name) return 'sign-in';
  const address = bareAddress(name);
  if (address !== null && bareAddress(object.mail) === address) return 'mail';
  if (address !== null && (object.proxyAddresses ?? []).some((value) => bareAddress(value) === address)) return 'address';
  if (object.displayName?.trim().toLowerCase() === name) return 'display-name';
  if (prefixOf(upn) === name || object.mailNickname?.toLowerCase() === name) return 'prefix';
  return hasWords([object.displayName ?? undefined], name) ? 'words' : null;
}

/** What was typed as the base64 of a GUID, where it is one, with or without braces. */
function asGuid(asked: string): string | null {
  const text = asked.trim().toLowerCase().replace(/^\{(.*)\}$/, '$1');
  return isObjectGuid(text) ? anchorOfGuid(text) : null;
}

const prefixOf = (name: string | undefined): string | undefined => name?.split('@')[0]?.toLowerCase();

/** `CORP\jsmith`: the name behind the backslash, when the domain is one of the object's. */
function qualified(entry: AdEntry, name: string): boolean {
  const [domain, account, more] = name.split('\\');
  if (domain === undefined || account === undefined || more !== undefined) return false;
  return firstOf(entry, 'sAMAccountName')?.toLowerCase() === account && new RegExp(`dc=${domain.replace(/[^a-z0-9-]/g, '')}(,|$)`, 'i').test(entry.dn);
}

function hasWords(names: readonly (string | undefined)[], asked: string): boolean {
  const words = asked.split(/[\s,]+/).filter((word) => word.length > 1);
  const there = names.flatMap((name) => name?.toLowerCase().split(/[\s,.()-]+/) ?? []);
  return words.length > 0 && words.every((word) => there.includes(word));
}

/** The objects that fit best: all of the best rank that any object has. */
export function bestFits<Item>(items: readonly Item[], fit: (item: Item) => Fit | null): readonly Item[] {
  let best: number = FITS.length;
  let found: Item[] = [];
  for (const item of items) {
    const its = fit(item);
    const rank = its === null ? FITS.length : FITS.indexOf(its);
    if (rank < best) [best, found] = [rank, []];
    if (rank === best && its !== null) found.push(item);
  }
  return found;
}
