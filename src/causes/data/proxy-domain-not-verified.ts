import { ADDRESS_SOURCES, addressInputsOf } from '../../deduce/address-inputs.ts';
import { suffixOf } from '../../deduce/addresses.ts';
import { firstOf } from '../../deduce/attributes.ts';
import { presenceOf } from '../../deduce/cloud-presence.ts';
import { FEW, firstFew } from '../../deduce/first-few.ts';
import { addressOutcomes } from '../../deduce/proxy-calculation.ts';
import { cannotTell, ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inAd, inEntra } from '../evidence-items.ts';

export const proxyDomainNotVerified = defineCause({
  id: 'proxy-domain-not-verified',
  area: 'data',
  layer: 5,
  title: 'Address belongs to a domain the tenant has not verified',
  why: 'A mailbox in Exchange Online may only have addresses of verified domains. For an account with an Exchange licence, or with msExchRemoteRecipientType set, Entra leaves the other addresses out without any error.',
  checkYourself: ['List the domains behind the @ in proxyAddresses.', 'Compare them with the verified domains in the Entra admin center under Settings, Domain names.', 'Look at the licences of the user and at msExchRemoteRecipientType: without a mailbox such an address is kept.'],
  learnMore: 'https://learn.microsoft.com/troubleshoot/entra/entra-id/user-prov-sync/proxyaddresses-attribute-populate',
  fixAfter: [],
  byHand: 'Add the domain to the tenant and verify it, if it is yours. Otherwise remove the address from proxyAddresses, after noting it.',
  byHandRisk: { risk: 'low', undo: 'full' },
  whyByHand: 'Verifying a domain needs a record in the public DNS, and only people can say whether the domain is theirs.',
  arrives: true,
  kinds: ['user'],
  about: 'ad-object',
  needs: ['directory.entries'],
  mayUse: [...ADDRESS_SOURCES],

  judge(_, { subject, also }) {
    const presence = presenceOf(subject, also);
    if (presence.is === 'absent') return ruledOut('the account is not in Entra yet, so no address was left out');
    if (presence.is === 'there' && presence.cloudManaged) return ruledOut('it is managed in Entra, so the addresses of AD do not count');
    const outcomes = addressOutcomes(addressInputsOf(subject, also)).filter(({ fate }) => fate !== 'arrived');
    const wrong = outcomes.filter(({ reason }) => reason === 'unverified-domain');
    const [first] = wrong;
    if (first === undefined) {
      if (outcomes.some(({ reason }) => reason === 'domains-unknown')) return cannotTell('entra.domains');
      if (outcomes.some(({ reason }) => reason === 'licences-unknown')) return cannotTell(presence.is === 'not-read' ? presence.section : 'entra.subscribedSkus');
      return ruledOut('no address of an unverified domain is missing');
    }
    if (presence.is === 'not-read' || presence.object.proxyAddresses === undefined) return cannotTell(presence.section);
    const remote = firstOf(subject.ad, 'msExchRemoteRecipientType');
    const facts = { suffixes: [...new Set(wrong.map(({ address }) => suffixOf(address)))], addresses: wrong.map(({ address }) => address), remote };
    return { is: 'confirmed', facts, evidenceClass: 'B', evidence: [...wrong.slice(0, FEW).map(({ raw }) => inAd(subject.ad, 'proxyAddresses', raw)), ...(remote === undefined ? [] : [inAd(subject.ad, 'msExchRemoteRecipientType', remote)]), inEntra('proxyAddresses', firstFew(presence.object.proxyAddresses) || '(empty)', presence.object.id)] };
  },

  explain: ({ suffixes, addresses, remote }) =>
    `${firstFew(suffixes)} ${suffixes.length === 1 ? 'is not a verified domain' : 'are not verified domains'} of the tenant, so ${remote === undefined ? 'the licensed account' : 'the account, which AD marks as a mailbox in the cloud,'} does not get ${firstFew(addresses)}.`,
});
