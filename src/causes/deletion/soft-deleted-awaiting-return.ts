import { generalizedTime, spoken } from '../../deduce/times.ts';
import { firstOf } from '../../deduce/attributes.ts';
import { currentErrors } from '../../deduce/current-errors.ts';
import { isSent } from '../../deduce/match-targets.ts';
import { knownOf } from '../../deduce/reading.ts';
import { binnedAccount, BIN_SOURCES, type InBin } from '../../deduce/recycle-bin.ts';
import { endedRuns, actionOf, didItsWork, isEntraRun } from '../../deduce/run-results.ts';
import { anchorsOf } from '../../deduce/source-anchor.ts';
import { activeServer, inEntraSpace } from '../../deduce/sync-server.ts';
import { isoTime } from '../../deduce/times.ts';
import { takeoverObstacle } from '../../deduce/takeover.ts';
import type { AdObject, Evidence } from '../../model/exhibits.ts';
import { cannotTell, ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inAd, inEntra } from '../evidence-items.ts';

export const softDeletedAwaitingReturn = defineCause({
  id: 'soft-deleted-awaiting-return',
  area: 'deletion',
  layer: 5,
  title: 'The cloud account is in the recycle bin and will return by itself',
  why: 'The cloud account was deleted less than 30 days ago and still carries the anchor of this AD account, which is in scope. The next cycle that exports it brings the same account back, with its mailbox and its object id. Nothing has to be made anew.',
  checkYourself: ['Open Deleted users in the Entra admin center and note the day of the deletion.', 'Compare onPremisesImmutableId of the deleted account with the anchor of the AD account.', 'After the next cycle look whether the account is back under the same object id.'],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-sync-recycle-bin',
  fixAfter: ['restore-conflict'],
  byHand: 'Run a delta cycle, or restore the account in Entra first and then run it. Do not purge the deleted account and do not create another one: both would lose the mailbox.',
  byHandRisk: { risk: 'low', undo: 'none' },
  maskedBy: [
    'hard-match-blocked-by-tenant', 'hard-match-blocked-privileged-target', 'hard-match-blocked-object-identifier',
    'filter-admindescription', 'filter-custom-rule', 'group-filter-not-direct-member', 'connector-cannot-read-object', 'matching-attribute-empty', 'linked-mailbox-waiting-for-master',
  ],
  kinds: ['user'],
  about: 'ad-object',
  needs: ['directory.entries'],
  mayUse: [
    ...BIN_SOURCES, 'entra.roleAssignments', 'entra.roleEligibilitySchedules', 'entra.syncFeatures', 'entra.objectIdentifiers', 'entra.syncBehavior',
    'syncServers.connectors', 'syncServers.csObjects', 'syncServers.runHistory', 'syncServers.runStatus', 'syncServers.scheduler',
  ],

  judge(_, { subject, also, now }) {
    const { ad } = subject;
    const bin = binnedAccount(subject, also);
    if (bin.is === 'not-read') return also['entra.users'].state === 'unknown' ? cannotTell('entra.users', 'entra.deletedUsers') : cannotTell('entra.deletedUsers');
    if (bin.is !== 'in-bin') return ruledOut('the cloud recycle bin does not hold its account');
    if (bin.purgedAt !== undefined && bin.purgedAt <= now) return ruledOut('30 days are over: the account comes back new and empty');
    if (also['syncServers.connectors'].state === 'unknown') return cannotTell('syncServers.connectors');
    if (!isSent(ad, also)) return ruledOut('it is not in scope, so no cycle brings it back');
    const obstacle = takeoverObstacle(also, bin.user.id, ad);
    if (obstacle !== null) return ruledOut(`it does not return by itself: ${obstacle}`);
    if (currentErrors(ad, also).length > 0) return ruledOut('its export is refused, so it does not return by itself');
    const facts = {
      dn: ad.dn, name: bin.user.displayName ?? bin.user.id, id: bin.user.id, purgedAt: bin.purgedAt === undefined ? null : spoken(bin.purgedAt),
      server: activeServer(also['syncServers.scheduler']), running: (knownOf(also['syncServers.runStatus']) ?? []).some(({ value }) => value.length > 0),
    };
    const evidence = [
      inEntra('deletedItems: onPremisesImmutableId', bin.user.onPremisesImmutableId ?? '', bin.user.id), inEntra('deletedItems: deletedDateTime', bin.user.deletedDateTime ?? 'unknown', bin.user.id), inAd(ad, 'distinguishedName', ad.dn),
    ];
    const unseen = also['entra.roleAssignments'].state === 'unknown' || also['entra.syncFeatures'].state === 'unknown';
    return { is: 'confirmed', facts, evidenceClass: hasExported(ad, bin, also) ? 'D' : 'B', ...(unseen ? { certainty: 'likely' as const } : {}), evidence };
  },

  explain: ({ dn, name, id, purgedAt }) => `${dn} is in scope, and its cloud account ${name} (${id}) lies in the recycle bin${purgedAt === null ? '' : ` until ${purgedAt}`}. The next export brings it back with the same object id.`,
});

/** A clean export has followed both the deletion and the last change in AD while the engine held the object, and the account is not back: then something else keeps it. */
function hasExported(ad: AdObject, { deletedAt }: InBin, also: Pick<Evidence, 'syncServers.csObjects' | 'syncServers.runHistory' | 'syncServers.globalSettings'>): boolean {
  const changed = generalizedTime(firstOf(ad, 'whenChanged'));
  const since = Math.max(changed?.getTime() ?? 0, deletedAt?.getTime() ?? 0);
  const held = knownOf(also['syncServers.csObjects'])?.some(({ value }) => inEntraSpace(value, anchorsOf(ad, also['syncServers.globalSettings'])).length > 0) !== false;
  const exports = endedRuns(knownOf(also['syncServers.runHistory']) ?? []).filter(({ run, standby }) => !standby && isEntraRun(run) && actionOf(run) === 'export' && didItsWork(run));
  return held && since > 0 && exports.some(({ run }) => (isoTime(run.StartDate)?.getTime() ?? 0) > since);
}
