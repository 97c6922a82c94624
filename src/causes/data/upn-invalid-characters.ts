import { sameText } from '../../deduce/attributes.ts';
import { suffixOf } from '../../deduce/addresses.ts';
import { presenceOf, type Presence } from '../../deduce/cloud-presence.ts';
import { exportingServer } from '../../deduce/exporting-server.ts';
import { quoted, signInNameFaults } from '../../deduce/legal-characters.ts';
import { currentExportErrors, refusedAttribute, statedError } from '../../deduce/stated-error.ts';
import { suggestedAddress, suggestionSays } from '../../deduce/suggestion.ts';
import { UPN_SOURCES, upnInputsOf } from '../../deduce/upn-inputs.ts';
import { onInitialDomain } from '../../deduce/verified-domains.ts';
import type { Evidence } from '../../model/exhibits.ts';
import { ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inAd, inEntra } from '../evidence-items.ts';
import { repairOf } from '../repair.ts';
import { ownAddressAsName } from '../own-address-as-name.ts';

export const upnInvalidCharacters = defineCause({
  id: 'upn-invalid-characters',
  area: 'data',
  layer: 5,
  title: 'UPN has characters Entra refuses',
  why: 'Entra allows letters without accents, digits and \' . - _ ! # ^ ~ in a sign-in name, with exactly one @, and no dot or & at the end. With anything else it refuses the object (IdentityDataValidationFailed) or rewrites the name to the initial onmicrosoft.com domain.',
  checkYourself: ['Print userPrincipalName between quotes, so that a blank at the end shows.', 'Look for accents, blanks, a second @ and a dot in front of the @. An apostrophe, # and _ are allowed.', 'Compare it with the sign-in name in Entra, and look at the export errors of the object in Synchronization Service.'],
  learnMore: 'https://learn.microsoft.com/microsoft-365/enterprise/prepare-for-directory-synchronization',
  fixAfter: [],
  byHand: 'Choose a legal name that nobody holds in AD, in Entra and in its recycle bin, and write it into userPrincipalName. The name for signing in to AD changes with it: tell the person first.',
  byHandRisk: { risk: 'medium', undo: 'full' },
  kinds: ['user'],
  about: 'ad-object',
  needs: ['directory.entries'],
  mayUse: [...UPN_SOURCES, 'entra.deletedUsers', 'syncServers.csObjects', 'syncServers.runHistory', 'directory.entries', 'syncServers.scheduler'],

  judge(_, { subject, also }) {
    const { attribute, wanted, cloudName } = upnInputsOf(subject, also);
    if (wanted === undefined) return ruledOut(`${attribute} is empty, which is another cause`);
    const faults = signInNameFaults(wanted);
    if (faults.length === 0) return ruledOut('every character of the sign-in name is allowed');
    const stated = statedError(currentExportErrors(subject.ad, also), /IdentityDataValidationFailed/i);
    const about = stated === undefined ? null : refusedAttribute(stated.error);
    const refused = stated !== undefined && (about === null || sameText(about, 'userPrincipalName') || sameText(about, attribute)) ? stated : undefined;
    if (refused === undefined && sameText(cloudName, wanted)) return ruledOut('Entra has the name as it stands in AD');
    const presence = presenceOf(subject, also);
    if (presence.is === 'there' && presence.cloudManaged) return ruledOut('it is managed in Entra, so the name in AD does not count');
    const facts = { repair: sameText(attribute, 'userPrincipalName') ? repairOf(subject.ad, ownAddressAsName(subject, also), exportingServer(also['syncServers.scheduler'])) : null, wanted, faults, cloudName, suggestion: suggestedAddress(wanted, subject, also) };
    const evidence = [inAd(subject.ad, attribute, quoted(wanted)), ...(cloudName === undefined ? [] : [inEntra('userPrincipalName', cloudName)]), ...(refused === undefined ? [] : [refused.evidence])];
    return { is: 'confirmed', facts, evidenceClass: refused === undefined ? 'B' : 'A', layer: refused === undefined ? layerOf(presence, cloudName, also) : 4, evidence, statedAt: refused?.statedAt };
  },

  explain: ({ wanted, faults, cloudName, suggestion }) => `${quoted(wanted)} has ${faults.join(', ')}.${cloudName === undefined ? '' : ` In Entra the account is called ${cloudName}.`}${suggestionSays(suggestion)}`,
});

/** Rewritten to the initial domain: wrong in the cloud; absent or still with an earlier name: the export is refused. */
function layerOf(presence: Presence, cloudName: string | undefined, evidence: Pick<Evidence, 'entra.domains' | 'entra.organization'>): 4 | 5 {
  if (presence.is === 'not-read') return 5;
  return cloudName !== undefined && onInitialDomain(suffixOf(cloudName), evidence) ? 5 : 4;
}
