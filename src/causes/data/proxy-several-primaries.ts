import { isSmtp, proxyAddressesOf } from '../../deduce/addresses.ts';
import { firstOf } from '../../deduce/attributes.ts';
import { FEW, firstFew } from '../../deduce/first-few.ts';
import { ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inAd } from '../evidence-items.ts';

export const proxySeveralPrimaries = defineCause({
  id: 'proxy-several-primaries',
  area: 'data',
  layer: 5,
  title: 'More than one "SMTP:" value',
  why: 'Only one address can be the primary one. When several carry the upper-case prefix "SMTP:", nobody can say which of them Entra makes primary, and it may change.',
  checkYourself: ['Open the object in Active Directory Users and Computers with advanced features on.', 'On the Attribute Editor tab open proxyAddresses and count the values that begin with SMTP: in capitals.', 'Compare them with the mail attribute and with the primary address in Entra.'],
  learnMore: 'https://learn.microsoft.com/troubleshoot/entra/entra-id/user-prov-sync/proxyaddresses-attribute-populate',
  fixAfter: [],
  byHand: 'Note all values first. Keep SMTP: on the address that equals the mail attribute and write smtp: in front of the others.',
  byHandRisk: { risk: 'low', undo: 'full' },
  whyByHand: 'What Entra does with several primary addresses is not documented, so a human must say which one is meant.',
  mark: 'unconfirmed',
  arrives: true,
  kinds: ['user', 'group', 'contact'],
  about: 'ad-object',
  needs: ['directory.entries'],
  mayUse: [],

  judge(_, { subject: { ad } }) {
    const primaries = proxyAddressesOf(ad).filter((each) => isSmtp(each) && each.primary);
    if (primaries.length < 2) return ruledOut(primaries.length === 1 ? 'exactly one address is marked as primary' : 'no address is marked as primary');
    const facts = { dn: ad.dn, primaries: primaries.map(({ raw }) => raw), mail: firstOf(ad, 'mail') };
    return { is: 'confirmed', facts, evidenceClass: 'B', evidence: primaries.slice(0, FEW).map(({ raw }) => inAd(ad, 'proxyAddresses', raw)) };
  },

  explain: ({ dn, primaries, mail }) => `${primaries.length} addresses of ${dn} are marked as primary: ${firstFew(primaries)}.${mail === undefined ? '' : ` The mail attribute is ${mail}.`}`,
});
