import { upnOf } from '../../deduce/addresses.ts';
import { firstOf, sameText } from '../../deduce/attributes.ts';
import { isSent, softTargets, twinOf } from '../../deduce/match-targets.ts';
import { knownOf } from '../../deduce/reading.ts';
import { anchorsOf } from '../../deduce/source-anchor.ts';
import { inEntraSpace } from '../../deduce/sync-server.ts';
import { ruledOut, type EvidenceItem } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inEntra, onServer } from '../evidence-items.ts';
import { SECOND_ACCOUNT_SOURCES, secondAccount } from '../second-account.ts';

export const matchNeverRetriedForExistingObject = defineCause({
  id: 'match-never-retried-for-existing-object',
  area: 'matching',
  layer: 4,
  title: 'The fix was made after the object was already created in the cloud',
  why: 'Entra matches an AD account once, when it arrives for the first time. This one has already made an account of its own in the cloud; correcting address or name now joins it to no other account, however often the cycle runs.',
  checkYourself: ['Read onPremisesImmutableId of both cloud accounts: the second one has the anchor of the AD account.', 'Look in Synchronization Service Manager: the object of Entra is joined to the second account.', 'Wait an hour after a correction: values held back come back, but two accounts are never merged.'],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-install-existing-tenant',
  fixAfter: ['proxy-missing-smtp-prefix', 'proxy-no-primary', 'duplicate-proxy-two-ad-objects', 'soft-match-blocked-by-tenant', 'soft-match-blocked-admin-role', 'soft-match-on-upn-disabled'],
  byHand: 'Note data, licences and groups of both cloud accounts. Take the AD account out of scope and run a cycle, remove the second account from the recycle bin for good, write the anchor of the AD account into the wanted account (or leave it empty for the match by address), bring the AD account back into scope, and run a cycle.',
  byHandRisk: { risk: 'high', undo: 'none' },
  kinds: ['user'],
  about: 'ad-object',
  needs: ['entra.users'],
  mayUse: ['entra.deletedUsers', ...SECOND_ACCOUNT_SOURCES, 'syncServers.connectors', 'syncServers.csObjects'],

  judge(_, { subject: { ad }, also }) {
    const twin = twinOf(ad, also);
    if (twin === undefined || !isSent(ad, also)) return ruledOut('the AD account has made no account of its own in the cloud');
    const wanted = softTargets(ad, also).find(({ user }) => sameText(user.displayName, firstOf(ad, 'displayName')) || (typeof user.displayName !== 'string' && sameText(user.userPrincipalName, upnOf(ad))));
    if (wanted === undefined) return ruledOut('no account made in the cloud waits for it');
    const spaces = knownOf(also['syncServers.csObjects']) ?? [];
    const connected = spaces.flatMap(({ server, value }): readonly EvidenceItem[] => inEntraSpace(value, anchorsOf(ad, also['syncServers.globalSettings'])).map((object) => onServer(server, 'Entra connector space', object.DistinguishedName ?? '')));
    const evidence = [inEntra('onPremisesImmutableId', twin.onPremisesImmutableId ?? '', twin.id), inEntra('onPremisesImmutableId', 'empty', wanted.user.id), ...connected];
    return { is: 'confirmed', facts: { twin: twin.userPrincipalName ?? twin.id, wanted: wanted.user.userPrincipalName ?? wanted.user.id, by: wanted.by, second: secondAccount(ad, { earlier: wanted.user, made: twin }, also) }, evidenceClass: 'B', evidence };
  },

  explain: ({ twin, wanted, by }) => `${wanted} has the same ${by} and would match, but the AD account is already bound to ${twin}: a match is tried for new objects only.`,
});
