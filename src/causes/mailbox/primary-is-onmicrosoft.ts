import { proxyAddress, suffixOf } from '../../deduce/addresses.ts';
import { addressInputsOf, ADDRESS_SOURCES } from '../../deduce/address-inputs.ts';
import { presenceOf } from '../../deduce/cloud-presence.ts';
import { primaryAddress, type AddressInputs } from '../../deduce/proxy-calculation.ts';
import { onInitialDomain } from '../../deduce/verified-domains.ts';
import type { CloudUser } from '../../model/evidence.ts';
import { notApplicable, ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inAd, inEntra } from '../evidence-items.ts';

export const primaryIsOnmicrosoft = defineCause({
  id: 'primary-is-onmicrosoft',
  area: 'mailbox',
  layer: 6,
  title: 'The primary address became onmicrosoft.com',
  why: 'Entra works out the primary address from proxyAddresses, then mail, then the sign-in name. Where none of them gives an address it can take, it uses the one on the first domain of the tenant. Mail sent by the person then shows that address.',
  checkYourself: ['Read proxyAddresses, mail and userPrincipalName of the AD account: is there exactly one value with SMTP: in capitals.', 'Check that the domain of that address is verified in the tenant.', 'Look whether a licence with Exchange was taken away: the address made from the sign-in name goes with it.'],
  learnMore: 'https://learn.microsoft.com/troubleshoot/entra/entra-id/user-prov-sync/proxyaddresses-attribute-populate',
  fixAfter: ['licence-missing', 'upn-suffix-not-verified'],
  byHand: 'Write the wanted address with SMTP: in front into proxyAddresses, and into mail, after making sure that nobody else holds it and that its domain is verified. Run a delta cycle. Where a licence was taken away, assign it again.',
  byHandRisk: { risk: 'low', undo: 'full' },
  whyByHand: 'Which address is wanted only people can say, and it becomes visible to everybody who gets mail.',
  maskedBy: ['proxy-missing-smtp-prefix', 'proxy-no-primary', 'proxy-invalid-characters', 'proxy-domain-not-verified', 'quarantined-proxy', 'mail-attribute-missing', 'mailbox-lost-with-licence'],
  arrives: true,
  kinds: ['user'],
  about: 'ad-object',
  needs: ['directory.entries', 'entra.users'],
  mayUse: ADDRESS_SOURCES,

  judge(_, { subject, also }) {
    const presence = presenceOf(subject, also);
    if (presence.is !== 'there' || presence.user === undefined) return notApplicable('it has no account in Entra');
    if (presence.user.onPremisesSyncEnabled !== true || presence.cloudManaged) return notApplicable('its account is not synchronised');
    const primary = primaryOf(presence.user);
    if (primary === undefined || !onInitialDomain(suffixOf(primary), also)) return ruledOut('its primary address is not on the initial domain');
    const inputs = addressInputsOf(subject, also);
    const wanted = wantedAddress(inputs, (address) => onInitialDomain(suffixOf(address), also));
    if (wanted === undefined) return ruledOut('AD asks for no other address');
    const calculated = primaryAddress(inputs);
    const explained = calculated.from === 'initial-domain' || calculated.from === 'none';
    const facts = { name: presence.user.userPrincipalName ?? presence.user.id, primary, wanted, because: explained ? calculated.says : 'Nothing in AD explains it; the calculation in Entra can lag behind the synchronisation.' };
    const evidence = [inEntra('proxyAddresses: SMTP', primary, presence.user.id), inAd(subject.ad, 'mail', inputs.mail ?? '(empty)'), inAd(subject.ad, 'proxyAddresses', inputs.proxyAddresses.join(', ') || '(empty)')];
    return { is: 'confirmed', facts, evidenceClass: explained ? 'B' : 'D', evidence };
  },

  explain: ({ name, primary, wanted, because }) => `${name} has ${primary} as its primary address instead of ${wanted}. ${because}`,
});

const primaryOf = ({ proxyAddresses, mail }: CloudUser): string | undefined => proxyAddresses?.map(proxyAddress).find(({ primary }) => primary)?.address ?? mail?.toLowerCase();

/** The address a reader of AD would expect: the one marked as primary, then mail, then any of proxyAddresses, then the sign-in name. */
const wantedAddress = ({ proxyAddresses, mail, userPrincipalName }: AddressInputs, isInitial: (address: string) => boolean): string | undefined => {
  const addresses = proxyAddresses.map(proxyAddress);
  const candidates = [addresses.find(({ primary }) => primary)?.address, mail?.trim().toLowerCase(), ...addresses.filter(({ type }) => type === null || type.toLowerCase() === 'smtp').map(({ address }) => address), userPrincipalName?.trim().toLowerCase()];
  const wanted = candidates.find((address) => address !== undefined && address.includes('@'));
  return wanted === undefined || isInitial(wanted) ? undefined : wanted;
};
