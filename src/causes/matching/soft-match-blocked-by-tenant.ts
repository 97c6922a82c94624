import { isNewToEntra, isSent, softTargets, twinOf } from '../../deduce/match-targets.ts';
import { knownOf } from '../../deduce/reading.ts';
import { takesTheNameOf } from '../../deduce/twin.ts';
import { cannotTell, ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inEntra } from '../evidence-items.ts';
import { HOLDER_MATCH_SOURCES, holderMatch } from '../holder-match.ts';
import { SECOND_ACCOUNT_SOURCES, secondAccount } from '../second-account.ts';

export const softMatchBlockedByTenant = defineCause({
  id: 'soft-match-blocked-by-tenant',
  area: 'matching',
  layer: 4,
  title: 'The tenant forbids soft match',
  why: 'A new AD account normally takes over an account made in the cloud that has the same primary address or sign-in name. A setting of this tenant forbids that, so Entra makes a second account whose name or address is held back.',
  checkYourself: ['Read blockSoftMatchEnabled of the on-premises synchronisation features with Graph.', 'Look for an account with the same address or sign-in name that was made in the cloud.', 'Check that it has no onPremisesImmutableId: with one, the anchor is the cause.'],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-syncservice-features',
  fixAfter: ['proxy-missing-smtp-prefix', 'proxy-no-primary', 'duplicate-proxy-two-ad-objects'],
  byHand: 'For one user: bind the two by the anchor (hard match), either in mS-DS-ConsistencyGuid or in the cloud account. For many: an administrator opens the setting, twins that exist are removed, one delta cycle runs, and the setting is closed again. Note both accounts with licences and groups first.',
  byHandRisk: { risk: 'high', undo: 'none' },
  kinds: ['user'],
  about: 'ad-object',
  needs: ['entra.users'],
  mayUse: [...SECOND_ACCOUNT_SOURCES, ...HOLDER_MATCH_SOURCES, 'syncServers.connectors'],

  judge(_, { subject: { ad }, also }) {
    const [target] = softTargets(ad, also);
    if (target === undefined) return ruledOut('no account of the cloud without an anchor has its address or sign-in name');
    if (!isSent(ad, also)) return ruledOut('it is not in scope, so nothing is matched');
    const twin = twinOf(ad, also);
    if (twin === undefined ? !isNewToEntra(ad, also) : !takesTheNameOf(twin, target.user)) return ruledOut('it has been in the cloud before, and only new objects are matched');
    const flag = knownOf(also['entra.syncFeatures'])?.features?.['blockSoftMatchEnabled'];
    if (flag === undefined || flag === null) return cannotTell('entra.syncFeatures');
    if (!flag) return ruledOut('the tenant allows soft match');
    const { user, by } = target;
    const evidence = [inEntra('syncFeatures: blockSoftMatchEnabled', 'true'), inEntra(by === 'address' ? 'proxyAddresses' : 'userPrincipalName', by === 'address' ? (user.proxyAddresses ?? []).join(', ') : (user.userPrincipalName ?? ''), user.id)];
    const cures = { second: twin === undefined ? null : secondAccount(ad, { earlier: user, made: twin }, also), match: twin === undefined ? holderMatch(ad, user, also) : null };
    return { is: 'confirmed', facts: { name: user.userPrincipalName ?? user.id, id: user.id, by, twin: twin === undefined ? null : (twin.userPrincipalName ?? twin.id), ...cures }, evidenceClass: twin === undefined ? 'B' : 'C', evidence };
  },

  explain: ({ name, by, twin }) =>
    `${name} was made in the cloud and has the same ${by}, but the tenant forbids soft match, so the AD account ${twin === null ? 'will make a second account' : `made the second account ${twin}`}.`,
});
