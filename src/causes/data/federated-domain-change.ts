import { suffixOf } from '../../deduce/addresses.ts';
import { sameText } from '../../deduce/attributes.ts';
import { isFederated } from '../../deduce/cloud-account.ts';
import { currentExportErrors, statedError } from '../../deduce/stated-error.ts';
import { UPN_SOURCES, upnInputsOf } from '../../deduce/upn-inputs.ts';
import { cannotTell, ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inAd, inEntra } from '../evidence-items.ts';

export const federatedDomainChange = defineCause({
  id: 'federated-domain-change',
  area: 'data',
  layer: 4,
  title: 'UPN moved from one federated domain to another',
  why: 'Older tenants refused to move a sign-in name directly from one federated domain to another. Since March 2019 the direct change works; where this error still appears, it comes from an old log or an old setting of the tenant.',
  checkYourself: ['In Synchronization Service open the export error of the object and read its name and time.', 'Compare the domain of userPrincipalName in AD with that of the sign-in name in Entra.', 'In the Entra admin center look whether both domains are federated.'],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/tshoot-connect-sync-errors',
  fixAfter: [],
  byHand: 'Give the account a name on the initial onmicrosoft.com domain first, let it synchronise, then write the wanted name and let it synchronise again. The person cannot sign in with the usual name in between.',
  byHandRisk: { risk: 'medium', undo: 'full' },
  whyByHand: 'Today the direct change works, so the error must first be understood; the way round interrupts the sign-in.',
  mark: 'historic',
  kinds: ['user'],
  about: 'ad-object',
  needs: ['directory.entries'],
  mayUse: [...UPN_SOURCES, 'syncServers.csObjects', 'syncServers.runHistory'],

  judge(_, { subject, also }) {
    const { attribute, wanted, cloudName } = upnInputsOf(subject, also);
    if (wanted === undefined) return ruledOut('there is no sign-in name in AD');
    if (sameText(cloudName, wanted)) return ruledOut('Entra has the name of AD');
    if (isFederated(also, wanted) === false) return ruledOut('the new domain is not federated');
    if (cloudName !== undefined && (isFederated(also, cloudName) === false || sameText(suffixOf(cloudName), suffixOf(wanted)))) return ruledOut('the name does not move from one federated domain to another');
    if (also['syncServers.csObjects'].state === 'unknown') return cannotTell('syncServers.csObjects');
    const stated = statedError(currentExportErrors(subject.ad, also), /Federated ?Domain ?Change|FederatedUser\.UserPrincipalName/i);
    if (stated === undefined) return ruledOut('the engine states no such error');
    if (cloudName === undefined) return also['entra.users'].state === 'unknown' ? cannotTell('entra.users') : ruledOut('there is no account in Entra whose name could move');
    if (isFederated(also, wanted) === undefined) return cannotTell('entra.domains');
    return { is: 'confirmed', facts: { wanted, cloudName }, evidenceClass: 'A', evidence: [stated.evidence, inAd(subject.ad, attribute, wanted), inEntra('userPrincipalName', cloudName)], statedAt: stated.statedAt };
  },

  explain: ({ wanted, cloudName }) => `The change from ${cloudName} to ${wanted} is refused because both domains are federated.`,
});
