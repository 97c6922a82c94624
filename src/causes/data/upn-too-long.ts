import { sameText } from '../../deduce/attributes.ts';
import { suffixOf } from '../../deduce/addresses.ts';
import { presenceOf } from '../../deduce/cloud-presence.ts';
import { LONGEST_UPN, signInNameLengthFaults } from '../../deduce/legal-characters.ts';
import { UPN_SOURCES, upnInputsOf } from '../../deduce/upn-inputs.ts';
import { exportingServer } from '../../deduce/exporting-server.ts';
import { onInitialDomain } from '../../deduce/verified-domains.ts';
import { ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inAd, inEntra } from '../evidence-items.ts';
import { repairOf } from '../repair.ts';
import { ownAddressAsName } from '../own-address-as-name.ts';

export const upnTooLong = defineCause({
  id: 'upn-too-long',
  area: 'data',
  layer: 4,
  title: 'UPN over 113 / 64 / 48',
  why: `A sign-in name may have ${LONGEST_UPN.whole} characters in all, ${LONGEST_UPN.name} in front of the @ and ${LONGEST_UPN.suffix} behind it. Entra refuses a longer one or rewrites it to the initial domain. Tools that count only the whole length miss the other two limits.`,
  checkYourself: ['Count the characters of userPrincipalName in all.', 'Count those in front of the @ and those behind it.', 'Compare the name with the sign-in name in Entra.'],
  learnMore: 'https://learn.microsoft.com/microsoft-365/enterprise/prepare-for-directory-synchronization',
  fixAfter: [],
  byHand: 'Choose a shorter name that nobody holds in AD, in Entra and in its recycle bin, and write it into userPrincipalName. The name for signing in to AD changes with it: tell the person first.',
  byHandRisk: { risk: 'medium', undo: 'full' },
  kinds: ['user'],
  about: 'ad-object',
  needs: ['directory.entries'],
  mayUse: [...UPN_SOURCES, 'directory.entries', 'entra.deletedUsers', 'syncServers.scheduler'],

  judge(_, { subject, also }) {
    const { attribute, wanted, cloudName } = upnInputsOf(subject, also);
    const faults = wanted === undefined ? [] : signInNameLengthFaults(wanted);
    if (wanted === undefined || faults.length === 0) return ruledOut('the sign-in name is short enough');
    if (sameText(cloudName, wanted)) return ruledOut('Entra has the name as it stands in AD');
    const presence = presenceOf(subject, also);
    if (presence.is === 'there' && presence.cloudManaged) return ruledOut('it is managed in Entra, so the name in AD does not count');
    const evidence = [inAd(subject.ad, attribute, wanted), ...(cloudName === undefined ? [] : [inEntra('userPrincipalName', cloudName)])];
    return { is: 'confirmed', facts: { repair: sameText(attribute, 'userPrincipalName') ? repairOf(subject.ad, ownAddressAsName(subject, also), exportingServer(also['syncServers.scheduler'])) : null, wanted, faults }, evidenceClass: 'B', layer: cloudName !== undefined && onInitialDomain(suffixOf(cloudName), also) ? 5 : 4, evidence };
  },

  explain: ({ wanted, faults }) => `${wanted} is too long: ${faults.join('; ')}.`,
});
