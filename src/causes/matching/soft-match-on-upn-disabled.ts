import { cloudAddressesOf, primaryAddressOf } from '../../deduce/addresses.ts';
import { isNewToEntra, isSent, softTargets, twinOf } from '../../deduce/match-targets.ts';
import { knownOf } from '../../deduce/reading.ts';
import { takesTheNameOf } from '../../deduce/twin.ts';
import { cannotTell, ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inAd, inEntra } from '../evidence-items.ts';
import { HOLDER_MATCH_SOURCES, holderMatch } from '../holder-match.ts';
import { SECOND_ACCOUNT_SOURCES, secondAccount } from '../second-account.ts';

export const softMatchOnUpnDisabled = defineCause({
  id: 'soft-match-on-upn-disabled',
  area: 'matching',
  layer: 4,
  title: 'UPN matching is not switched on (old tenant)',
  why: 'A tenant that has been synchronised since before 30 March 2016 matches by the primary address alone unless the match by sign-in name was switched on. Here only the sign-in name is equal, so a second account is made.',
  checkYourself: ['Read softMatchOnUpnEnabled of the on-premises synchronisation features with Graph.', 'Compare userPrincipalName of the AD account and of the account made in the cloud.', 'Compare the SMTP: address of the AD account with the addresses of that account.'],
  learnMore: 'https://learn.microsoft.com/troubleshoot/entra/entra-id/user-prov-sync/use-upn-matching-identity-sync',
  fixAfter: ['proxy-missing-smtp-prefix', 'proxy-no-primary'],
  byHand: 'Easiest: give the AD account the primary address of the cloud account as SMTP: value (a licensed account of the cloud has one), then run a delta cycle. Else an administrator switches the match by sign-in name on, which cannot be switched off again. A second account made meanwhile must go first.',
  byHandRisk: { risk: 'medium', undo: 'full' },
  kinds: ['user'],
  about: 'ad-object',
  needs: ['entra.users'],
  mayUse: [...SECOND_ACCOUNT_SOURCES, ...HOLDER_MATCH_SOURCES, 'syncServers.connectors'],

  judge(_, { subject: { ad }, also }) {
    const targets = softTargets(ad, also);
    const named = targets.find(({ by }) => by === 'sign-in name');
    if (named === undefined || targets.some(({ by }) => by === 'address')) return ruledOut('the match does not depend on the sign-in name alone');
    if (!isSent(ad, also)) return ruledOut('it is not in scope, so nothing is matched');
    const twin = twinOf(ad, also);
    if (twin === undefined ? !isNewToEntra(ad, also) : !takesTheNameOf(twin, named.user)) return ruledOut('it has been in the cloud before, and only new objects are matched');
    const feature = knownOf(also['entra.syncFeatures'])?.features?.['softMatchOnUpnEnabled'];
    if (feature === undefined || feature === null) return cannotTell('entra.syncFeatures');
    if (feature) return ruledOut('the tenant matches by sign-in name');
    const primary = primaryAddressOf(ad) ?? 'none';
    const evidence = [inEntra('syncFeatures: softMatchOnUpnEnabled', 'false'), inEntra('userPrincipalName', named.user.userPrincipalName ?? '', named.user.id), inAd(ad, 'primary address', primary)];
    const cures = { second: twin === undefined ? null : secondAccount(ad, { earlier: named.user, made: twin }, also), match: twin === undefined ? holderMatch(ad, named.user, also) : null };
    return { is: 'confirmed', facts: { name: named.user.userPrincipalName ?? named.user.id, primary, addresses: cloudAddressesOf(named.user).join(', ') || 'none', twin: twin?.userPrincipalName ?? null, ...cures }, evidenceClass: 'B', evidence };
  },

  explain: ({ name, primary, addresses, twin }) =>
    `${name} was made in the cloud and has the same sign-in name, but this tenant matches by address only: AD has ${primary}, the cloud account ${addresses}.${twin === null ? '' : ` The AD account made ${twin} instead.`}`,
});
