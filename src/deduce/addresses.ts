import type { AdEntry, CloudObject, CloudUser } from '../model/evidence.ts';
import { remembered, rememberedText } from '../model/remembered.ts';
import { firstOf, valuesOf } from './attributes.ts';

/** One value of proxyAddresses. `type` is null when there is no prefix. */
export interface ProxyAddress {
  readonly raw: string;
  readonly type: string | null;
  /** Without prefix, lower case, for comparing. */
  readonly address: string;
  readonly primary: boolean;
}

const PREFIX = /^\s*([^@:\s]+)\s*:/;

export const proxyAddress = rememberedText((raw): ProxyAddress => {
  const type = PREFIX.exec(raw)?.[1] ?? null;
  const address = (type === null ? raw : raw.replace(PREFIX, '')).trim().toLowerCase();
  return { raw, type, address, primary: raw.startsWith('SMTP:') };
});

export const isSmtp = (address: ProxyAddress): boolean => address.type?.toLowerCase() === 'smtp';

export const proxyAddressesOf = remembered((ad: AdEntry): readonly ProxyAddress[] => valuesOf(ad, 'proxyAddresses').map(proxyAddress));

/** An address without its `smtp:` prefix, lower case; null for other types and for text without `@`. */
export function bareAddress(text: string | null | undefined): string | null {
  if (text === null || text === undefined) return null;
  const parsed = proxyAddress(text);
  return parsed.address.includes('@') && (parsed.type === null || isSmtp(parsed)) ? parsed.address : null;
}

/** What Entra takes as the primary address of an incoming object: the `SMTP:` value, or mail when there are no addresses at all. */
export function primaryAddressOf(ad: AdEntry): string | null {
  const proxies = proxyAddressesOf(ad);
  const primary = proxies.find((each) => each.primary);
  if (primary !== undefined) return primary.address;
  return proxies.some(isSmtp) ? null : bareAddress(firstOf(ad, 'mail'));
}

/** E-mail addresses of an AD object: SMTP values of proxyAddresses, and mail. */
export const mailAddressesOf = remembered((ad: AdEntry): readonly string[] => {
  const proxies = proxyAddressesOf(ad).filter((each) => isSmtp(each) && each.address.includes('@'));
  return distinct([...proxies.map((each) => each.address), bareAddress(firstOf(ad, 'mail'))]);
});

export const upnOf = (ad: AdEntry): string | undefined => firstOf(ad, 'userPrincipalName')?.trim();

export const suffixOf = (name: string): string => name.slice(name.lastIndexOf('@') + 1).toLowerCase();

/** Addresses of a cloud object: proxyAddresses of type SMTP, and mail. */
export const cloudAddressesOf = remembered((cloud: CloudObject): readonly string[] =>
  distinct([...(cloud.proxyAddresses ?? []).filter((each) => proxyAddress(each).type !== null).map(bareAddress), bareAddress(cloud.mail)]),
);

function distinct(values: readonly (string | null)[]): readonly string[] {
  return [...new Set(values.filter((value) => value !== null))];
}

/** The sign-in name; of a soft-deleted user without the object id that Entra puts in front. */
export function cloudUpnOf(user: CloudUser): string | undefined {
  const name = user.userPrincipalName?.toLowerCase();
  if (name === undefined) return undefined;
  const mark = user.id.replaceAll('-', '').toLowerCase();
  return name.startsWith(mark) ? name.slice(mark.length) : name;
}
