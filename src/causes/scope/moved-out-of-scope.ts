import { carries } from '../../deduce/cloud-account.ts';
import { isDisabled } from '../../deduce/attributes.ts';
import { isPasswordSyncOn } from '../../deduce/password-loop.ts';
import { knownOf } from '../../deduce/reading.ts';
import { isOut, scopeOf } from '../../deduce/scope.ts';
import { anchorsOf } from '../../deduce/source-anchor.ts';
import { activeServer } from '../../deduce/sync-server.ts';
import { holdsRole } from '../../deduce/takeover.ts';
import { DAY, isoTime, RECYCLE_BIN_DAYS, spoken } from '../../deduce/times.ts';
import { ancestorDns, parentDn, sameDn } from '../../model/distinguished-name.ts';
import { cannotTell, ruledOut } from '../../model/verdict.ts';
import { adTarget } from '../address-repair.ts';
import { defineCause } from '../cause.ts';
import { inAd, inEntra } from '../evidence-items.ts';

export const movedOutOfScope = defineCause({
  id: 'moved-out-of-scope',
  area: 'scope',
  layer: 2,
  title: 'The account was moved out of the synced OUs (then deleted in the cloud)',
  why: 'When an account leaves the synchronised containers, Entra Connect deletes its cloud account. It stays in the cloud recycle bin for 30 days and returns with its data when the AD account comes back into scope.',
  checkYourself: ['Look for the user under Deleted users in the Entra admin center.', 'Compare its on-premises distinguished name with where the AD account stands now.', 'Check which containers Entra Connect reads.'],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-sync-configure-filtering',
  fixAfter: [],
  byHand: 'Move the AD account back into a synchronised OU within 30 days and run a delta cycle. A cloud account with a directory role must be restored in Entra first.',
  byHandRisk: { risk: 'medium', undo: 'full' },
  maskedBy: ['ou-renamed-or-moved'],
  kinds: ['user'],
  about: 'ad-object',
  needs: ['directory.entries', 'syncServers.connectors'],
  mayUse: ['entra.deletedUsers', 'entra.roleAssignments', 'entra.roleEligibilitySchedules', 'syncServers.globalSettings', 'syncServers.scheduler', 'syncServers.companyFeatures', 'syncServers.passwordSync', 'entra.syncFeatures'],

  judge({ 'directory.entries': entries, 'syncServers.connectors': connectors }, { subject: { ad }, also, now }) {
    const scope = scopeOf(ad.dn, connectors);
    if (scope.is === 'unknown') return cannotTell('syncServers.connectors');
    if (!isOut(scope)) return ruledOut('it does not stand outside the selected containers');
    const deleted = knownOf(also['entra.deletedUsers']);
    if (deleted === undefined) return cannotTell('entra.deletedUsers');
    const anchors = anchorsOf(ad, also['syncServers.globalSettings']);
    const twin = deleted.find((user) => carries(user, anchors));
    if (twin === undefined) return also['syncServers.globalSettings'].state === 'unknown' && anchors.length > 1 ? cannotTell('syncServers.globalSettings') : ruledOut('the cloud recycle bin does not hold its anchor');
    const home = parentDn(twin.onPremisesDistinguishedName ?? '');
    const there = home !== null && [...entries.map(({ dn }) => dn), ...entries.flatMap(({ dn }) => ancestorDns(dn))].some((dn) => sameDn(dn, home));
    const deletedAt = isoTime(twin.deletedDateTime);
    const endsAt = deletedAt === undefined ? undefined : new Date(deletedAt.getTime() + RECYCLE_BIN_DAYS * DAY);
    const facts = {
      object: adTarget(ad), sendsHash: isPasswordSyncOn(also) === true && !isDisabled(ad), dn: ad.dn, from: parentDn(ad.dn), home,
      homeIsGood: there && home !== null && scopeOf(home, connectors).is === 'in',
      inTime: endsAt === undefined || endsAt > now,
      privileged: holdsRole(also, twin.id) !== false,
      server: activeServer(also['syncServers.scheduler']), returnsUntil: endsAt === undefined ? null : spoken(endsAt),
    };
    const evidence = [inAd(ad, 'distinguishedName', ad.dn), inEntra('deletedItems: onPremisesImmutableId', twin.onPremisesImmutableId ?? '', twin.id), inEntra('deletedItems: deletedDateTime', twin.deletedDateTime ?? 'unknown', twin.id)];
    return { is: 'confirmed', facts, evidenceClass: connectors.every(({ staging }) => staging === true) ? 'C' : 'B', evidence };
  },

  explain: ({ dn, home, returnsUntil }) =>
    `${dn} lies outside the selected containers, and its cloud account is in the recycle bin${returnsUntil === null ? '' : ` until ${returnsUntil}`}.${home === null ? '' : ` It used to stand in ${home}.`}`,
});
