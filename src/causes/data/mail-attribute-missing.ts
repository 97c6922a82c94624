import { bareAddress, proxyAddressesOf, suffixOf, upnOf } from '../../deduce/addresses.ts';
import { firstOf } from '../../deduce/attributes.ts';
import { boundUser } from '../../deduce/cloud-account.ts';
import { exchangeLicence } from '../../deduce/licences.ts';
import { knownOf } from '../../deduce/reading.ts';
import { onInitialDomain, verifiedDomains } from '../../deduce/verified-domains.ts';
import { cannotTell, ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inAd, inEntra } from '../evidence-items.ts';

export const mailAttributeMissing = defineCause({
  id: 'mail-attribute-missing',
  area: 'data',
  layer: 5,
  title: 'No mail in AD, primary becomes onmicrosoft',
  why: 'The account has an Exchange licence but neither mail nor a primary address in AD. Entra then takes the onmicrosoft.com address as the primary one. The account itself does arrive.',
  checkYourself: ['Open the user in Active Directory Users and Computers.', 'Look at the E-mail field on the General tab, and at proxyAddresses for a value beginning with SMTP:.', 'Look at the licences of the user in the Entra admin center.'],
  learnMore: 'https://learn.microsoft.com/troubleshoot/entra/entra-id/user-prov-sync/proxyaddresses-attribute-populate',
  fixAfter: ['proxy-missing-smtp-prefix', 'upn-suffix-not-verified'],
  byHand: 'Write the wanted address into the mail attribute, and with SMTP: in front into proxyAddresses, after making sure that nobody else holds it.',
  byHandRisk: { risk: 'low', undo: 'full' },
  whyByHand: 'Which address is wanted only people can say, and it becomes visible to everybody who gets mail.',
  arrives: true,
  kinds: ['user'],
  about: 'ad-object',
  needs: ['directory.entries'],
  mayUse: ['entra.users', 'entra.domains', 'entra.organization', 'entra.subscribedSkus', 'syncServers.globalSettings'],

  judge(_, { subject: { ad }, also }) {
    if (firstOf(ad, 'mail') !== undefined) return ruledOut('the mail attribute has a value');
    if (proxyAddressesOf(ad).some((each) => each.primary)) return ruledOut('proxyAddresses has a primary address');
    const users = knownOf(also['entra.users']);
    if (users === undefined) return cannotTell('entra.users');
    const account = boundUser(ad, users, also['syncServers.globalSettings']);
    if (account === undefined) return ruledOut('the account is not in Entra, so it has no licence there');
    const licence = exchangeLicence(account, knownOf(also['entra.subscribedSkus']));
    if (licence === 'not-licensed') return ruledOut('the account has no Exchange licence');
    const upn = upnOf(ad);
    const verified = verifiedDomains(also);
    if (upn !== undefined && verified?.includes(suffixOf(upn)) === true && !onInitialDomain(suffixOf(upn), also)) return ruledOut('the suffix of the sign-in name is verified, so that name is used as address');
    if (licence === 'unknown') return cannotTell('entra.subscribedSkus');
    if (verified === undefined) return cannotTell('entra.domains');
    const facts = { dn: ad.dn, mail: account.mail ?? bareAddress(account.userPrincipalName) ?? 'none' };
    return { is: 'confirmed', facts, evidenceClass: 'B', evidence: [inAd(ad, 'mail', '(empty)'), inAd(ad, 'proxyAddresses', 'no value with SMTP:'), inEntra('mail', facts.mail, account.id)] };
  },

  explain: ({ dn, mail }) => `${dn} has neither mail nor a primary address; the cloud account uses ${mail}.`,
});
