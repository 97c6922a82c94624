import type { AdObject, Evidence } from '../model/exhibits.ts';
import type { Subject } from '../model/subject.ts';
import { bareAddress } from './addresses.ts';
import { firstOf, valuesOf } from './attributes.ts';
import { presenceOf, type Presence, type PresenceSources } from './cloud-presence.ts';
import { exchangeLicence } from './licences.ts';
import type { AddressInputs } from './proxy-calculation.ts';
import { provisioningErrors } from './provisioning-errors.ts';
import { knownOf } from './reading.ts';
import { initialDomain, verifiedDomains } from './verified-domains.ts';

export type AddressSources = PresenceSources & Pick<Evidence, 'entra.domains' | 'entra.organization' | 'entra.subscribedSkus'>;
/** The exhibits that the calculation of addresses reads beside the AD object. */
export const ADDRESS_SOURCES = ['entra.users', 'entra.groups', 'entra.contacts', 'entra.syncBehavior', 'entra.domains', 'entra.organization', 'entra.subscribedSkus', 'syncServers.globalSettings'] as const;

/** What is known for the calculation of the addresses of one object of AD. */
export function addressInputsOf(subject: Subject & { readonly ad: AdObject }, evidence: AddressSources): AddressInputs {
  const { ad } = subject;
  const presence = presenceOf(subject, evidence);
  return {
    proxyAddresses: valuesOf(ad, 'proxyAddresses').filter((raw) => raw.trim() !== ''),
    mail: firstOf(ad, 'mail'),
    mailNickname: firstOf(ad, 'mailNickname'),
    userPrincipalName: firstOf(ad, 'userPrincipalName'),
    inCloud: presence.is === 'there' ? presence.object.proxyAddresses : undefined,
    verifiedDomains: verifiedDomains(evidence),
    initialDomain: initialDomain(evidence),
    mailboxLike: subject.kind !== 'user' ? false : firstOf(ad, 'msExchRemoteRecipientType') !== undefined ? true : licensed(presence, evidence),
    quarantined: presence.is === 'there' ? (provisioningErrors(presence.object, 'ProxyAddresses') ?? []).flatMap(({ value }) => bareAddress(value) ?? []) : [],
  };
}

function licensed(presence: Presence, evidence: AddressSources): boolean | undefined {
  if (presence.is === 'absent') return false;
  if (presence.is === 'not-read' || presence.user === undefined) return undefined;
  const licence = exchangeLicence(presence.user, knownOf(evidence['entra.subscribedSkus']));
  return licence === 'unknown' ? undefined : licence === 'licensed';
}
