import { firstOf, sameText } from '../../deduce/attributes.ts';
import { presenceOf } from '../../deduce/cloud-presence.ts';
import { accountNameFaults, quoted, signInNameFaults } from '../../deduce/legal-characters.ts';
import { knownOf } from '../../deduce/reading.ts';
import { suggestedName, suggestionSays } from '../../deduce/suggestion.ts';
import { ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inAd, inEntra } from '../evidence-items.ts';

export const samaccountnameInvalid = defineCause({
  id: 'samaccountname-invalid',
  area: 'data',
  layer: 5,
  title: 'sAMAccountName illegal or > 20',
  why: 'A sAMAccountName may hold 20 characters (users) and none of [ ] \\ " | , / : < > + = ; ? *. Entra does not take over a bad one. With a legal sign-in name the user is created all the same, so this is seldom the reason why somebody is missing.',
  checkYourself: ['Look at the pre-Windows 2000 logon name on the Account tab and count its characters.', 'Compare it with onPremisesSamAccountName of the account in Entra.', 'Check that userPrincipalName is legal: then the account arrives in spite of it.'],
  learnMore: 'https://learn.microsoft.com/microsoft-365/enterprise/prepare-for-directory-synchronization',
  fixAfter: ['upn-missing-in-ad', 'upn-invalid-characters'],
  byHand: 'Choose a legal name that no other object of the domain has. The logon to Windows with DOMAIN\\name changes with it: tell the person, and look for services and scripts that use the old name.',
  byHandRisk: { risk: 'high', undo: 'full' },
  whyByHand: 'The name is how people and services log on in the house; changing it can break them.',
  arrives: true,
  kinds: ['user', 'group'],
  about: 'ad-object',
  needs: ['directory.entries'],
  mayUse: ['entra.users', 'entra.groups', 'entra.contacts', 'entra.syncBehavior', 'syncServers.globalSettings', 'entra.deletedUsers'],

  judge(_, { subject, also }) {
    const { ad, kind } = subject;
    const name = firstOf(ad, 'sAMAccountName');
    const faults = name === undefined ? [] : accountNameFaults(name, kind === 'user');
    if (name === undefined || faults.length === 0) return ruledOut('sAMAccountName is legal');
    const upn = firstOf(ad, 'userPrincipalName');
    const goodUpn = upn !== undefined && signInNameFaults(upn).length === 0;
    if (goodUpn && accountNameFaults(name.replaceAll("'", ''), kind === 'user').length === 0) return ruledOut('an apostrophe does no harm beside a legal sign-in name');
    const presence = presenceOf(subject, also);
    const now = presence.is !== 'there' ? undefined : kind === 'user' ? presence.user?.onPremisesSamAccountName : knownOf(also['entra.groups'])?.find(({ id }) => id === presence.object.id)?.onPremisesSamAccountName;
    if (presence.is === 'there' && (now === undefined || sameText(now, name))) return ruledOut('the object is in Entra all the same');
    const facts = { name, faults, goodUpn, suggestion: suggestedName('sAMAccountName', name, { ad, evidence: also }) };
    return { is: 'confirmed', facts, evidenceClass: 'B', evidence: [inAd(ad, 'sAMAccountName', quoted(name)), ...(typeof now === 'string' ? [inEntra('onPremisesSamAccountName', now)] : [])] };
  },

  explain: ({ name, faults, goodUpn, suggestion }) => `sAMAccountName ${quoted(name)} has ${faults.join(', ')}.${goodUpn ? ' The sign-in name is legal, so the account arrives all the same.' : ''}${suggestionSays(suggestion)}`,
});
