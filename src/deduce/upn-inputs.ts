import type { AdObject, Evidence } from '../model/exhibits.ts';
import type { Subject } from '../model/subject.ts';
import { firstOf, sameText, valuesOf } from './attributes.ts';
import { isFederated } from './cloud-account.ts';
import { presenceOf, type PresenceSources } from './cloud-presence.ts';
import { provisioningErrors } from './provisioning-errors.ts';
import { knownOf } from './reading.ts';
import { upnAttribute } from './source-anchor.ts';
import type { UpnInputs } from './upn-calculation.ts';
import { initialDomain, verifiedDomains } from './verified-domains.ts';

export type UpnSources = PresenceSources & Pick<Evidence, 'entra.domains' | 'entra.organization' | 'entra.syncFeatures'>;
/** The exhibits that the calculation of the sign-in name reads beside the AD object. */
export const UPN_SOURCES = ['entra.users', 'entra.groups', 'entra.contacts', 'entra.syncBehavior', 'entra.domains', 'entra.organization', 'entra.syncFeatures', 'syncServers.globalSettings'] as const;

/** What is known for the calculation of the sign-in name of one user of AD. */
export function upnInputsOf(subject: Subject & { readonly ad: AdObject }, evidence: UpnSources): UpnInputs {
  const { ad } = subject;
  const presence = presenceOf(subject, evidence);
  const user = presence.is === 'there' ? presence.user : undefined;
  const attribute = upnAttribute(evidence['syncServers.globalSettings']) ?? 'userPrincipalName';
  const wanted = firstOf(ad, attribute);
  const licences = user?.assignedLicenses;
  return {
    attribute,
    wanted,
    mailNickname: firstOf(ad, 'mailNickname'),
    mail: firstOf(ad, 'mail'),
    proxyAddresses: valuesOf(ad, 'proxyAddresses'),
    verifiedDomains: verifiedDomains(evidence),
    initialDomain: initialDomain(evidence),
    cloudName: user?.userPrincipalName ?? undefined,
    conflict: (user === undefined ? undefined : provisioningErrors(user, 'UserPrincipalName'))?.find(({ value }) => sameText(value, wanted?.trim()))?.value ?? undefined,
    followsChanges: knownOf(evidence['entra.syncFeatures'])?.features?.['synchronizeUpnForManagedUsersEnabled'] ?? undefined,
    licensed: licences === undefined ? undefined : licences.length > 0,
    federated: isFederated(evidence, user?.userPrincipalName),
  };
}
