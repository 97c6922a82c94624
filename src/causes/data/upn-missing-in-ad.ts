import { firstOf, sameText } from '../../deduce/attributes.ts';
import { suffixOf } from '../../deduce/addresses.ts';
import { presenceOf } from '../../deduce/cloud-presence.ts';
import { UPN_SOURCES, upnInputsOf } from '../../deduce/upn-inputs.ts';
import { onInitialDomain } from '../../deduce/verified-domains.ts';
import { ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inAd, inEntra } from '../evidence-items.ts';

export const upnMissingInAd = defineCause({
  id: 'upn-missing-in-ad',
  area: 'data',
  layer: 5,
  title: 'No userPrincipalName in AD',
  why: 'Without a userPrincipalName the default rule is said to make a sign-in name of sAMAccountName and the DNS name of the AD domain. That domain is often not verified, so Entra rewrites the name to the initial onmicrosoft.com domain.',
  checkYourself: ['Open the user in Active Directory Users and Computers and look at the User logon name on the Account tab.', 'Look at userPrincipalName on the Attribute Editor tab: it must not be <not set>.', 'Compare it with the sign-in name of the account in Entra.'],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/plan-connect-userprincipalname',
  fixAfter: [],
  byHand: 'Write a userPrincipalName with a verified suffix, after making sure that nobody holds the name in AD, in Entra and in its recycle bin.',
  byHandRisk: { risk: 'medium', undo: 'full' },
  whyByHand: 'What the synchronisation makes of the gap is not documented, and which name is wanted only people can say.',
  mark: 'unconfirmed',
  maskedBy: ['object-class-not-synced', 'replication-conflict-object'],
  kinds: ['user'],
  about: 'ad-object',
  needs: ['directory.entries'],
  mayUse: [...UPN_SOURCES],

  judge(_, { subject, also }) {
    if (firstOf(subject.ad, 'userPrincipalName') !== undefined) return ruledOut('userPrincipalName has a value');
    const { attribute, wanted, cloudName } = upnInputsOf(subject, also);
    if (!sameText(attribute, 'userPrincipalName') && wanted !== undefined) return ruledOut(`people sign in with ${attribute}, which has a value`);
    const presence = presenceOf(subject, also);
    if (cloudName !== undefined && !onInitialDomain(suffixOf(cloudName), also)) return ruledOut('the account in Entra has a sign-in name on a domain of its own');
    if (presence.is === 'there' && presence.cloudManaged) return ruledOut('it is managed in Entra, so the name in AD does not count');
    const evidence = [inAd(subject.ad, 'userPrincipalName', '(empty)'), ...(cloudName === undefined ? [] : [inEntra('userPrincipalName', cloudName)])];
    return { is: 'confirmed', facts: { dn: subject.ad.dn, cloudName }, evidenceClass: 'B', evidence };
  },

  explain: ({ dn, cloudName }) => `${dn} has no userPrincipalName.${cloudName === undefined ? '' : ` In Entra the account is called ${cloudName}.`}`,
});
