import type { AdEntry, CloudUser } from '../model/evidence.ts';
import { proxyAddressesOf } from './addresses.ts';
import { valuesOf } from './attributes.ts';

const SIP = 'msRTCSIP-PrimaryUserAddress';

/** SIP addresses of an AD object, without `sip:`, lower case, and the attribute each stands in. */
export function sessionAddressesOf(ad: AdEntry): readonly { readonly attribute: string; readonly address: string }[] {
  const primary = valuesOf(ad, SIP).map((value) => ({ attribute: SIP, address: bare(value) }));
  const proxies = proxyAddressesOf(ad).filter(({ type }) => type?.toLowerCase() === 'sip').map(({ address }) => ({ attribute: 'proxyAddresses', address }));
  return [...primary, ...proxies].filter(({ address }) => address.includes('@'));
}

/** SIP addresses of a cloud user: imAddresses, and proxyAddresses of that type. */
export const cloudSessionAddressesOf = (user: CloudUser): readonly string[] =>
  [...(user.imAddresses ?? []), ...(user.proxyAddresses ?? []).filter((value) => /^sip:/i.test(value))].map(bare).filter((address) => address.includes('@'));

const bare = (value: string): string => value.trim().toLowerCase().replace(/^sip:/, '');
