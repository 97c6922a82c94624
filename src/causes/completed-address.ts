import { bareAddress, isSmtp, proxyAddressesOf } from '../deduce/addresses.ts';
import { firstOf } from '../deduce/attributes.ts';
import { freedomOf, type HolderSources } from '../deduce/holders.ts';
import type { SubjectInAd } from './cause.ts';
import { addressesTo, valuesTo, type AdChange } from './repair.ts';

/** What is read for it beside the object. */
export const COMPLETING = ['directory.entries', 'entra.deletedUsers', 'syncServers.scheduler'] as const;

/** An address that stands in only one of mail and proxyAddresses, written into the other; null where neither has one, or anything in Entra has it: the object itself is not there. */
export function completedAddress(subject: SubjectInAd, also: HolderSources): AdChange | null {
  const { ad } = subject;
  const mail = firstOf(ad, 'mail')?.trim();
  const smtp = proxyAddressesOf(ad).filter(isSmtp);
  const primary = smtp.find((each) => each.primary);
  const address = mail ?? primary?.raw.slice('SMTP:'.length).trim();
  const bare = bareAddress(address);
  if (address === undefined || bare === null || !/^[^@\s:]+@[^@\s:]+$/.test(address) || freedomOf(bare, { ad, cloudId: undefined }, also) !== 'free') return null;
  if (mail === undefined) return valuesTo(ad, 'mail', [address]);
  return smtp.length > 0 ? null : addressesTo(ad, { remove: [], add: [`SMTP:${address}`] });
}
