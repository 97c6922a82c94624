import { adFit, bestFits } from '../../deduce/name-match.ts';
import { valuesOf, firstOf } from '../../deduce/attributes.ts';
import { deletedAs, formerEntry, isRecycled } from '../../deduce/deleted-object.ts';
import { knownOf } from '../../deduce/reading.ts';
import { isOutside, scopeOf } from '../../deduce/scope.ts';
import { carriesAnchor } from '../../deduce/source-anchor.ts';
import { activeServer } from '../../deduce/sync-server.ts';
import { generalizedTime, spoken } from '../../deduce/times.ts';
import type { AdObject, Evidence } from '../../model/exhibits.ts';
import type { Subject } from '../../model/subject.ts';
import { cannotTell, ruledOut, type EvidenceItem } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { deletedTarget, type DeletedTarget } from '../deleted-target.ts';

export const adObjectDeleted = defineCause({
  id: 'ad-object-deleted',
  area: 'scope',
  layer: 2,
  title: 'The AD account is in the AD recycle bin',
  why: 'A deleted AD object is no longer read, and Entra Connect takes its cloud object away at the next cycle. Restored from the AD recycle bin it keeps its GUID and so finds its cloud object again; an account made anew does not.',
  checkYourself: [
    'Run Get-ADObject -Filter "samAccountName -eq \'NAME\'" -IncludeDeletedObjects -Properties lastKnownParent, whenChanged.',
    'Look into Deleted Objects in the Active Directory Administrative Center.',
    'Look under Deleted users in the Entra admin center: the cloud account stays there for 30 days.',
  ],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-sync-recycle-bin',
  fixAfter: [],
  byHand: 'Ask why it was deleted. If it is to come back, run Restore-ADObject with its GUID, check that its OU is synchronised, and start a delta cycle. Do not create a new account in its place: that one would have another anchor.',
  byHandRisk: { risk: 'medium', undo: 'full' },
  aboutIdentity: true,
  maskedBy: ['synced-group-deleted'],
  kinds: ['user', 'group', 'contact', 'device'],
  about: 'any',
  needs: ['directory.entries'],
  mayUse: ['directory.deleted', 'syncServers.connectors', 'syncServers.scheduler'],

  judge({ 'directory.entries': entries }, { subject, also }) {
    if (subject.ad !== undefined) return ruledOut(`${subject.ad.dn} is alive`);
    if (bestFits(entries, (entry) => adFit(entry, subject.asked)).length > 0) return ruledOut('a living object bears the name');
    const deleted = knownOf(also['directory.deleted']);
    if (deleted === undefined) return cannotTell('directory.deleted');
    const bound = boundTo(subject, deleted);
    const found = bound.length > 0 ? bound : deletedAs(subject.asked, deleted);
    const [first] = found;
    if (first === undefined) return ruledOut('the AD recycle bin holds no such object');
    const when = generalizedTime(firstOf(first, 'whenChanged'));
    const facts = {
      name: firstOf(formerEntry(first), 'cn') ?? first.dn, dn: first.dn, parent: firstOf(first, 'lastKnownParent') ?? null,
      when: when === undefined ? null : spoken(when), recycled: found.every(isRecycled), several: found.length > 1, ...restoring(found, also),
    };
    const stranger = bound.length === 0 && subject.cloud !== undefined && subject.cloud.onPremisesSyncEnabled !== true;
    return { is: 'confirmed', facts, evidenceClass: stranger ? 'D' : 'B', evidence: found.flatMap(shown) };
  },

  explain: ({ name, dn, parent, when, recycled, several }) => {
    const where = `${name} was deleted in AD${when === null ? '' : ` (last changed ${when})`} and lies in the recycle bin as ${dn}${parent === null ? '' : `; it used to stand in ${parent}`}.`;
    if (recycled) return `${where} It is already stripped and cannot be restored from there, only from a backup.`;
    return several ? `${where} There are more deleted objects of that name: compare their GUIDs.` : where;
  },
});

/** Deleted objects whose anchor the cloud account in question carries. */
function boundTo({ cloud }: Subject, deleted: readonly AdObject[]): readonly AdObject[] {
  const anchor = cloud !== undefined && 'onPremisesImmutableId' in cloud ? cloud.onPremisesImmutableId : undefined;
  return typeof anchor === 'string' && anchor !== '' ? deleted.filter((entry) => carriesAnchor(entry, anchor)) : [];
}

const shown = (entry: AdObject): readonly EvidenceItem[] => [
  { from: 'directory', what: 'isDeleted', value: valuesOf(entry, 'isDeleted')[0] ?? 'TRUE', at: entry.dn },
  ...(['lastKnownParent', 'whenChanged', 'isRecycled'] as const).flatMap((what): readonly EvidenceItem[] => {
    const value = firstOf(entry, what);
    return value === undefined ? [] : [{ from: 'directory', what, value, at: entry.dn }];
  }),
];

/** The one object to bring back, where its place is synchronised; with several of the name it is for people to choose. */
function restoring([only, another]: readonly AdObject[], also: Pick<Evidence, 'syncServers.connectors' | 'syncServers.scheduler'>): { readonly restore: DeletedTarget | null; readonly server: string | null } {
  const target = only === undefined || another !== undefined ? null : deletedTarget(only);
  const connectors = knownOf(also['syncServers.connectors']);
  const isSynced = target !== null && connectors !== undefined && !isOutside(scopeOf(`${target.rdn},${target.to}`, connectors));
  return { restore: isSynced ? target : null, server: activeServer(also['syncServers.scheduler']) };
}
