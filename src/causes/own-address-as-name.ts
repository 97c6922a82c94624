import { bareAddress, isSmtp, primaryAddressOf, proxyAddressesOf, suffixOf } from '../deduce/addresses.ts';
import { firstOf } from '../deduce/attributes.ts';
import { presenceOf, type PresenceSources } from '../deduce/cloud-presence.ts';
import { freedomOf, type HolderSources } from '../deduce/holders.ts';
import { signInNameFaults, signInNameLengthFaults } from '../deduce/legal-characters.ts';
import { onInitialDomain, verifiedDomains } from '../deduce/verified-domains.ts';
import type { Evidence } from '../model/exhibits.ts';
import type { SubjectInAd } from './cause.ts';
import { addressesTo, valuesTo, type AdChange } from './repair.ts';

type Sources = PresenceSources & HolderSources & Pick<Evidence, 'entra.domains' | 'entra.organization'>;

/**
 * The primary address of the account as its sign-in name, and written into mail and proxyAddresses where it stands in only one of them, so that all three are
 * the same: an address that it holds already was searched for everywhere, a name made up was not. Nothing where that is no legal name on a verified domain of the company, where mail and primary address differ, or where somebody else has it.
 */
export function ownAddressAsName(subject: SubjectInAd, also: Sources): readonly AdChange[] {
  const { ad } = subject;
  const name = primaryAddressOf(ad);
  const mail = bareAddress(firstOf(ad, 'mail'));
  const verified = verifiedDomains(also);
  if (name === null || (mail !== null && mail !== name) || verified?.includes(suffixOf(name)) !== true || onInitialDomain(suffixOf(name), also)) return [];
  if (signInNameFaults(name).length + signInNameLengthFaults(name).length > 0) return [];
  const presence = presenceOf(subject, also);
  if (presence.is === 'not-read' || freedomOf(name, { ad, cloudId: presence.is === 'there' ? presence.object.id : undefined }, also) !== 'free') return [];
  const primary = proxyAddressesOf(ad).some(isSmtp) ? null : addressesTo(ad, { remove: [], add: [`SMTP:${name}`] });
  return [valuesTo(ad, 'userPrincipalName', [name]), ...(mail === null ? [valuesTo(ad, 'mail', [name])] : []), ...(primary === null ? [] : [primary])];
}
