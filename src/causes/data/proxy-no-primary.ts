import { bareAddress, isSmtp, proxyAddressesOf } from '../../deduce/addresses.ts';
import { firstOf, valuesOf } from '../../deduce/attributes.ts';
import { boundUser, isCloudManaged } from '../../deduce/cloud-account.ts';
import { FEW } from '../../deduce/first-few.ts';
import { freedomOf } from '../../deduce/holders.ts';
import { kindOfEntry } from '../../deduce/object-kind.ts';
import { knownOf } from '../../deduce/reading.ts';
import { activeServer } from '../../deduce/sync-server.ts';
import { ruledOut } from '../../model/verdict.ts';
import { adTarget, type AddressRepair } from '../address-repair.ts';
import { defineCause } from '../cause.ts';
import { inAd } from '../evidence-items.ts';

export const proxyNoPrimary = defineCause({
  id: 'proxy-no-primary',
  area: 'data',
  layer: 5,
  title: 'All addresses are lower-case "smtp:"',
  why: 'The address with the upper-case prefix "SMTP:" is the primary one. Without it Entra makes the onmicrosoft.com address primary, and an existing cloud account is not matched by address.',
  checkYourself: ['Open proxyAddresses on the Attribute Editor tab.', 'Look for a value that begins with SMTP: in capitals.', 'Do not search for it: LDAP filters ignore case.'],
  learnMore: 'https://learn.microsoft.com/troubleshoot/entra/entra-id/user-prov-sync/proxyaddresses-attribute-populate',
  fixAfter: ['proxy-missing-smtp-prefix', 'proxy-invalid-characters', 'duplicate-proxy-two-ad-objects', 'duplicate-held-by-cloud-only-user', 'duplicate-held-by-soft-deleted-user'],
  byHand: 'Decide which address shall be the primary one and write its prefix in capitals: SMTP:. It should be the address in the mail attribute.',
  byHandRisk: { risk: 'low', undo: 'full' },
  arrives: true,
  kinds: ['user', 'group', 'contact'],
  about: 'ad-object',
  needs: ['directory.entries'],
  mayUse: ['entra.users', 'entra.groups', 'entra.contacts', 'entra.deletedUsers', 'entra.syncBehavior', 'syncServers.globalSettings', 'syncServers.scheduler'],

  judge(_, { subject: { ad }, also }) {
    const addresses = proxyAddressesOf(ad).filter(isSmtp);
    if (addresses.length === 0) return ruledOut('it has no SMTP address that could be primary');
    if (addresses.some((each) => each.primary)) return ruledOut('one address has the prefix SMTP: in capitals');
    const account = boundUser(ad, knownOf(also['entra.users']) ?? [], also['syncServers.globalSettings']);
    const mail = bareAddress(firstOf(ad, 'mail'));
    const chosen = addresses.filter((each) => each.address === mail);
    const [first] = chosen;
    const facts: AddressRepair = {
      object: adTarget(ad),
      dn: ad.dn,
      before: valuesOf(ad, 'proxyAddresses'),
      remove: chosen.length === 1 && first !== undefined ? [first.raw] : [],
      add: chosen.length === 1 && first !== undefined ? [first.raw.replace(/^\s*[^:]*:/, 'SMTP:')] : [],
      wrong: addresses.map(({ raw }) => raw),
      free: mail !== null && freedomOf(mail, { ad, cloudId: account?.id }, also) === 'free',
      masteredInAd: account === undefined || !isCloudManaged(also, account.id),
      server: activeServer(also['syncServers.scheduler']),
    };
    const missing = kindOfEntry(ad) === 'user' && knownOf(also['entra.users']) !== undefined && account === undefined;
    return { is: 'confirmed', facts, evidenceClass: 'B', layer: missing ? 4 : 5, evidence: addresses.slice(0, FEW).map(({ raw }) => inAd(ad, 'proxyAddresses', raw)) };
  },

  explain: ({ dn, wrong, add }) => `${wrong.length === 1 ? `The only SMTP address of ${dn} is not` : `None of the ${wrong.length} SMTP addresses of ${dn} is`} marked as primary.${add[0] === undefined ? ' None equals the mail attribute, so a human must choose.' : ` ${add[0].slice(5)} equals the mail attribute and should be it.`}`,
});
