import { bareAddress, isSmtp, proxyAddressesOf } from '../../deduce/addresses.ts';
import { firstOf, valuesOf } from '../../deduce/attributes.ts';
import { boundUser, isCloudManaged } from '../../deduce/cloud-account.ts';
import { FEW, firstFew } from '../../deduce/first-few.ts';
import { freedomOf } from '../../deduce/holders.ts';
import { quoted } from '../../deduce/legal-characters.ts';
import { knownOf } from '../../deduce/reading.ts';
import { activeServer } from '../../deduce/sync-server.ts';
import { ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inAd } from '../evidence-items.ts';
import { adTarget, type AddressRepair } from '../address-repair.ts';

export const proxyMissingSmtpPrefix = defineCause({
  id: 'proxy-missing-smtp-prefix',
  area: 'data',
  layer: 5,
  title: 'E-mail address stored without "SMTP:"',
  why: 'Entra takes only values with a type from proxyAddresses. An address without "SMTP:" or "smtp:" in front is dropped without any error, so the account loses the address and cannot be matched by it.',
  checkYourself: ['Open the object in Active Directory Users and Computers with advanced features on.', 'On the Attribute Editor tab open proxyAddresses.', 'Every e-mail address must begin with SMTP: (the primary one) or smtp: (all others).'],
  learnMore: 'https://learn.microsoft.com/troubleshoot/entra/entra-id/user-prov-sync/proxyaddresses-attribute-populate',
  fixAfter: [],
  byHand: 'Replace the value in proxyAddresses by the same address with smtp: in front, or with SMTP: when it is the one in the mail attribute and there is no other SMTP: value. First make sure that nobody else holds the address, in AD, in Entra and in its recycle bin.',
  byHandRisk: { risk: 'low', undo: 'full' },
  arrives: true,
  kinds: ['user', 'group', 'contact'],
  about: 'ad-object',
  needs: ['directory.entries'],
  mayUse: ['entra.users', 'entra.groups', 'entra.contacts', 'entra.deletedUsers', 'entra.syncBehavior', 'syncServers.globalSettings', 'syncServers.scheduler'],

  judge(_, { subject: { ad }, also }) {
    const bare = proxyAddressesOf(ad).filter((each) => each.type === null && each.raw.includes('@'));
    if (bare.length === 0) return ruledOut('every e-mail address in proxyAddresses has a type');
    const account = boundUser(ad, knownOf(also['entra.users']) ?? [], also['syncServers.globalSettings']);
    const free = bare.every(({ address }) => freedomOf(address, { ad, cloudId: account?.id }, also) === 'free');
    const facts: AddressRepair = {
      object: adTarget(ad),
      before: valuesOf(ad, 'proxyAddresses'),
      ...repaired(ad, bare.map(({ raw }) => raw)),
      free: free && bare.every(({ address }) => /^[^@\s:]+@[^@\s:]+$/.test(address)),
      masteredInAd: account === undefined || !isCloudManaged(also, account.id),
      server: activeServer(also['syncServers.scheduler']),
      dn: ad.dn,
      wrong: bare.map(({ raw }) => raw),
    };
    const missing = knownOf(also['entra.users']) !== undefined && account === undefined && subjectIsUser(ad);
    return { is: 'confirmed', facts, evidenceClass: 'B', layer: missing ? 4 : 5, evidence: bare.slice(0, FEW).map(({ raw }) => inAd(ad, 'proxyAddresses', raw)) };
  },

  explain: ({ wrong, dn }) => `proxyAddresses of ${dn} holds ${firstFew(wrong.map(quoted))} without a type in front. Entra ignores such a value.`,
});

const subjectIsUser = (ad: Parameters<typeof valuesOf>[0]): boolean => valuesOf(ad, 'objectClass').some((name) => name.toLowerCase() === 'user');

/** Each bare value becomes SMTP: when it is mail and there is no primary yet, else smtp:; one that is there already with a type only goes. */
function repaired(ad: Parameters<typeof valuesOf>[0], bare: readonly string[]): { readonly remove: readonly string[]; readonly add: readonly string[] } {
  const typed = proxyAddressesOf(ad).filter(isSmtp);
  const mail = bareAddress(firstOf(ad, 'mail'));
  const add = bare.flatMap((raw) => {
    const address = raw.trim();
    if (typed.some((each) => each.address === address.toLowerCase())) return [];
    const primary = !typed.some((each) => each.primary) && address.toLowerCase() === mail;
    return [`${primary ? 'SMTP' : 'smtp'}:${address}`];
  });
  return { remove: bare, add };
}

