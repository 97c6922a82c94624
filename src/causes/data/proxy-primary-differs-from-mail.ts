import { bareAddress, isSmtp, proxyAddressesOf } from '../../deduce/addresses.ts';
import { firstOf, sameText } from '../../deduce/attributes.ts';
import { upnAttribute } from '../../deduce/source-anchor.ts';
import { ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inAd } from '../evidence-items.ts';

export const proxyPrimaryDiffersFromMail = defineCause({
  id: 'proxy-primary-differs-from-mail',
  area: 'data',
  layer: 5,
  title: 'mail and primary SMTP differ',
  why: 'Entra takes the primary address from the "SMTP:" value of proxyAddresses and does not look at mail then. People see another address than the E-mail field in AD shows. This is harmless by itself.',
  checkYourself: ['Open the object in Active Directory Users and Computers and look at the E-mail field on the General tab.', 'On the Attribute Editor tab find the value of proxyAddresses that begins with SMTP: in capitals.', 'Ask which of the two addresses is wanted.'],
  learnMore: 'https://learn.microsoft.com/troubleshoot/entra/entra-id/user-prov-sync/proxyaddresses-attribute-populate',
  fixAfter: ['proxy-missing-smtp-prefix', 'proxy-several-primaries', 'proxy-invalid-characters'],
  byHand: 'Decide which address is wanted and write it into both: mail, and proxyAddresses with SMTP: in front. Keep the other one as smtp: if mail still comes to it.',
  byHandRisk: { risk: 'low', undo: 'full' },
  whyByHand: 'Only people can say which of the two addresses is the wanted one.',
  arrives: true,
  kinds: ['user', 'group', 'contact'],
  about: 'ad-object',
  needs: ['directory.entries'],
  mayUse: ['syncServers.globalSettings'],

  judge(_, { subject: { ad }, also }) {
    const mail = firstOf(ad, 'mail');
    const primaries = proxyAddressesOf(ad).filter((each) => isSmtp(each) && each.primary);
    const [primary] = primaries;
    if (mail === undefined || primary === undefined) return ruledOut('mail or the primary address is empty');
    if (primaries.some(({ address }) => address === bareAddress(mail))) return ruledOut('mail equals the primary address');
    if (sameText(upnAttribute(also['syncServers.globalSettings']), 'mail')) return ruledOut('people sign in with mail, so it is no address to compare with');
    const facts = { dn: ad.dn, mail, primary: primary.address };
    return { is: 'confirmed', facts, evidenceClass: 'B', evidence: [inAd(ad, 'mail', mail), inAd(ad, 'proxyAddresses', primary.raw)] };
  },

  explain: ({ dn, mail, primary }) => `mail of ${dn} is ${mail}, but the primary address is ${primary}; Entra uses ${primary}.`,
});
