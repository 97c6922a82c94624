import { bareAddress, isSmtp, proxyAddressesOf, upnOf } from '../../deduce/addresses.ts';
import { firstOf, sameText } from '../../deduce/attributes.ts';
import { exportingServer } from '../../deduce/exporting-server.ts';
import { freedomOf, type HolderSources } from '../../deduce/holders.ts';
import { presenceOf, type PresenceSources } from '../../deduce/cloud-presence.ts';
import { upnAttribute } from '../../deduce/source-anchor.ts';
import { ruledOut } from '../../model/verdict.ts';
import { defineCause, type SubjectInAd } from '../cause.ts';
import { inAd } from '../evidence-items.ts';
import { addressesTo, repairOf, valuesTo, type AdChange } from '../repair.ts';

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
  arrives: true,
  kinds: ['user', 'group', 'contact'],
  about: 'ad-object',
  needs: ['directory.entries'],
  mayUse: ['entra.users', 'entra.groups', 'entra.contacts', 'entra.deletedUsers', 'entra.syncBehavior', 'syncServers.globalSettings', 'syncServers.scheduler'],

  judge(_, { subject, also }) {
    const { ad } = subject;
    const mail = firstOf(ad, 'mail');
    const primaries = proxyAddressesOf(ad).filter((each) => isSmtp(each) && each.primary);
    const [primary] = primaries;
    if (mail === undefined || primary === undefined) return ruledOut('mail or the primary address is empty');
    if (primaries.some(({ address }) => address === bareAddress(mail))) return ruledOut('mail equals the primary address');
    if (sameText(upnAttribute(also['syncServers.globalSettings']), 'mail')) return ruledOut('people sign in with mail, so it is no address to compare with');
    const facts = { repair: primaries.length > 1 ? null : repairOf(ad, aligned(subject, also), exportingServer(also['syncServers.scheduler'])), dn: ad.dn, mail, primary: primary.address };
    return { is: 'confirmed', facts, evidenceClass: 'B', evidence: [inAd(ad, 'mail', mail), inAd(ad, 'proxyAddresses', primary.raw)] };
  },

  explain: ({ dn, mail, primary }) => `mail of ${dn} is ${mail}, but the primary address is ${primary}; Entra uses ${primary}.`,
});

/**
 * The sign-in name says which of the two is meant: it becomes mail and primary address, the other primary stays as a further address.
 * Nothing where it is neither of them, or the address is not this object's alone.
 */
function aligned(subject: SubjectInAd, also: PresenceSources & HolderSources): readonly AdChange[] {
  const { ad } = subject;
  const name = upnOf(ad);
  const presence = presenceOf(subject, also);
  const primary = proxyAddressesOf(ad).find((each) => isSmtp(each) && each.primary);
  if (name === undefined || primary === undefined || freedomOf(name.toLowerCase(), { ad, cloudId: presence.is === 'there' ? presence.object.id : undefined }, also) !== 'free') return [];
  if (sameText(name, primary.address)) return [valuesTo(ad, 'mail', [primary.raw.slice('SMTP:'.length)])];
  if (!sameText(name, bareAddress(firstOf(ad, 'mail')))) return [];
  const further = proxyAddressesOf(ad).filter((each) => isSmtp(each) && !each.primary && sameText(each.address, name)).map(({ raw }) => raw);
  const change = addressesTo(ad, { remove: [primary.raw, ...further], add: [`SMTP:${name}`, `smtp:${primary.raw.slice('SMTP:'.length)}`] });
  return change === null ? [] : [change];
}
