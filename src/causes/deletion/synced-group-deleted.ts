import { firstOf, sameText } from '../../deduce/attributes.ts';
import { deletedAs, formerEntry, isRecycled } from '../../deduce/deleted-object.ts';
import { adFit, bestFits } from '../../deduce/name-match.ts';
import { kindOfEntry } from '../../deduce/object-kind.ts';
import { knownOf } from '../../deduce/reading.ts';
import { isOutside, scopeOf } from '../../deduce/scope.ts';
import { sidOf, sidText } from '../../deduce/security-identifier.ts';
import { activeServer } from '../../deduce/sync-server.ts';
import type { CloudGroup } from '../../model/evidence.ts';
import type { AdObject } from '../../model/exhibits.ts';
import type { Subject } from '../../model/subject.ts';
import { cannotTell, notApplicable, ruledOut, type EvidenceItem } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { deletedTarget } from '../deleted-target.ts';
import { inEntra } from '../evidence-items.ts';

export const syncedGroupDeleted = defineCause({
  id: 'synced-group-deleted',
  area: 'deletion',
  layer: 5,
  title: 'A synced group was deleted',
  why: 'The group was deleted in AD, and the next cycle took its copy in Entra away. Unlike a user, a synchronised group does not lie in the recycle bin of Entra, so it cannot be restored there. Whatever was given to the group, such as licences, roles of applications and access, went with it.',
  checkYourself: ['Look into Deleted Objects in the Active Directory Administrative Center.', 'Open Deleted groups in the Entra admin center: it lists Microsoft 365 groups and cloud groups, not synchronised ones.', 'Look in the audit log of Entra for "Delete group" and what was assigned to it.'],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-sync-recycle-bin',
  fixAfter: [],
  byHand: 'Restore the group from the AD recycle bin (Restore-ADObject), members included, and run a delta cycle. The group may get a new object id in Entra: assign licences, applications and roles to it again.',
  byHandRisk: { risk: 'medium', undo: 'full' },
  aboutIdentity: true,
  kinds: ['user', 'group'],
  about: 'any',
  needs: [],
  mayUse: ['directory.entries', 'directory.deleted', 'entra.groups', 'entra.deletedGroups', 'syncServers.connectors', 'syncServers.scheduler'],

  judge(_, { subject, also }) {
    if (subject.ad !== undefined || (subject.kind === 'user' && subject.cloud !== undefined)) return notApplicable('what is asked about is there and no deleted group');
    const entries = knownOf(also['directory.entries']);
    if (entries === undefined) return cannotTell('directory.entries');
    if (bestFits(entries, (entry) => adFit(entry, subject.asked)).length > 0) return ruledOut('a living object bears the name');
    const deleted = knownOf(also['directory.deleted']);
    if (deleted === undefined) return cannotTell('directory.deleted');
    const group = deletedGroup(subject, deleted.filter((entry) => kindOfEntry(entry) === 'group'));
    if (group === undefined) return ruledOut('the AD recycle bin holds no such group');
    const former = formerEntry(group);
    const connectors = knownOf(also['syncServers.connectors']);
    if (connectors !== undefined && isOutside(scopeOf(former.dn, connectors))) return ruledOut('the group stood outside the selected containers and was not synchronised');
    const bin = knownOf(also['entra.deletedGroups']);
    if (bin === undefined) return cannotTell('entra.deletedGroups');
    const kept = bin.find((each) => isCopyOf(group, each));
    if (kept !== undefined) return ruledOut('the cloud recycle bin holds it');
    const live = knownOf(also['entra.groups'])?.find((each) => each.onPremisesSyncEnabled === true && isCopyOf(group, each));
    const facts = { name: firstOf(former, 'cn') ?? group.dn, dn: group.dn, recycled: isRecycled(group), live: live !== undefined, restore: deletedTarget(group), server: activeServer(also['syncServers.scheduler']) };
    const evidence: readonly EvidenceItem[] = [{ from: 'directory', what: 'isDeleted', value: firstOf(group, 'isDeleted') ?? 'TRUE', at: group.dn }, inEntra('deletedItems: groups', 'no such group'), ...(live === undefined ? [] : [inEntra('onPremisesSyncEnabled', 'true', live.id)])];
    return { is: 'confirmed', facts, evidenceClass: 'B', evidence };
  },

  explain: ({ name, dn, recycled, live }) =>
    `The group ${name} was deleted in AD (${dn}), and ${live ? 'its copy in Entra is still there, but goes with the next cycle' : 'the recycle bin of Entra does not hold a copy'}. ${recycled ? 'AD has stripped it already, so only a backup brings it back.' : 'The AD recycle bin can bring it back.'}`,
});

const deletedGroup = ({ asked, cloud }: Subject, groups: readonly AdObject[]): AdObject | undefined =>
  groups.find((entry) => cloud !== undefined && isSid(entry, cloud)) ?? deletedAs(asked, groups)[0];

const isCopyOf = (entry: AdObject, group: CloudGroup): boolean => isSid(entry, group) || (typeof group.onPremisesSecurityIdentifier !== 'string' && sameText(group.displayName, firstOf(entry, 'displayName') ?? firstOf(formerEntry(entry), 'cn')));

const isSid = (entry: AdObject, { onPremisesSecurityIdentifier }: Pick<CloudGroup, 'onPremisesSecurityIdentifier'>): boolean => sidOf(entry) !== undefined && sidOf(entry) === sidText(onPremisesSecurityIdentifier ?? undefined);
