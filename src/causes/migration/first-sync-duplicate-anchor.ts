import { boundUser } from '../../deduce/cloud-account.ts';
import { currentErrors } from '../../deduce/current-errors.ts';
import { knownOf } from '../../deduce/reading.ts';
import { activeServer } from '../../deduce/sync-server.ts';
import { DAY, isoTime } from '../../deduce/times.ts';
import type { DirectoryAudit } from '../../model/evidence.ts';
import { cannotTell, ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inEntra } from '../evidence-items.ts';

const REFUSED = /duplicate-?anchor|AttributeValueMustBeUnique/i;
const ANCHOR_PROPERTY = /ImmutableId|SourceAnchor/i;

export const firstSyncDuplicateAnchor = defineCause({
  id: 'first-sync-duplicate-anchor',
  area: 'migration',
  layer: 4,
  title: 'The first cycle after re-linking fails, the second works',
  why: 'Right after the immutable id of a cloud account was changed, the first export of its AD account may still be refused as a duplicate. The next cycle sees the new id and goes through.',
  checkYourself: ['Look at the export error of the object: it was tried once only.', 'Look in the audit log of Entra for the change of the immutable id today.', 'Wait for the next cycle, or start a delta cycle, and look again.'],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/tshoot-connect-sync-errors',
  fixAfter: [],
  byHand: 'Wait for one more cycle. Only if the error is there again is something else wrong.',
  byHandRisk: { risk: 'low', undo: 'none' },
  kinds: ['user'],
  about: 'ad-object',
  needs: [],
  mayUse: ['entra.directoryAudits', 'entra.users', 'syncServers.csObjects', 'syncServers.globalSettings', 'syncServers.runHistory', 'syncServers.runStatus', 'syncServers.scheduler'],

  judge(_, { subject: { ad }, also, now }) {
    const error = currentErrors(ad, also).find(({ text, retries }) => REFUSED.test(text) && retries === 0);
    const audits = knownOf(also['entra.directoryAudits']);
    if (error === undefined) {
      const linkedAnew = audits?.some((audit) => isRecent(audit, now) && changesAnchor(audit)) === true;
      return linkedAnew && also['syncServers.csObjects'].state === 'unknown' ? cannotTell('syncServers.csObjects') : ruledOut('the engine states no conflict that was tried once only');
    }
    if (audits === undefined) return cannotTell('entra.directoryAudits');
    const account = boundUser(ad, knownOf(also['entra.users']) ?? [], also['syncServers.globalSettings']);
    const ids = [account?.id, error.holderId].flatMap((id) => id ?? []);
    const change = audits.find((audit) => isRecent(audit, now) && changesAnchor(audit, ids));
    if (change === undefined) return ruledOut('the immutable id was not changed within a day');
    const evidence = [error.evidence, inEntra('directoryAudits: immutable id changed', change.activityDisplayName ?? 'Update user', change.activityDateTime ?? undefined)];
    return { is: 'confirmed', facts: { name: error.name, at: change.activityDateTime ?? '', dn: ad.dn, server: activeServer(also['syncServers.scheduler']), running: (knownOf(also['syncServers.runStatus']) ?? []).some(({ value }) => value.length > 0) }, evidenceClass: 'C', evidence };
  },

  explain: ({ name, at }) => `The export was refused once (${name}) after the immutable id was changed at ${at}. The next cycle will most likely go through.`,
});

function isRecent(audit: DirectoryAudit, now: Date): boolean {
  const at = isoTime(audit.activityDateTime);
  return at !== undefined && now.getTime() - at.getTime() <= DAY && !/^fail/i.test(audit.result ?? '');
}

const changesAnchor = (audit: DirectoryAudit, ids?: readonly string[]): boolean =>
  (audit.targetResources ?? []).some((target) => (ids === undefined || ids.includes(target.id ?? '')) && (target.modifiedProperties ?? []).some(({ displayName }) => ANCHOR_PROPERTY.test(displayName ?? '')));
