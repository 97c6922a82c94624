import { cloudSyncScope } from '../../deduce/cloud-sync-scope.ts';
import { exportingServer } from '../../deduce/exporting-server.ts';
import { kindOfEntry } from '../../deduce/object-kind.ts';
import { knownOf } from '../../deduce/reading.ts';
import { isOut, scopeOf } from '../../deduce/scope.ts';
import { anchorsOf } from '../../deduce/source-anchor.ts';
import { inForestSpace } from '../../deduce/sync-server.ts';
import { carries } from '../../deduce/cloud-account.ts';
import type { AdObject, Evidence } from '../../model/exhibits.ts';
import { cannotTell, ruledOut } from '../../model/verdict.ts';
import { moveIntoScope } from '../move-into-scope.ts';
import { defineCause } from '../cause.ts';
import { inAd, onServer } from '../evidence-items.ts';

export const ouNotInScope = defineCause({
  id: 'ou-not-in-scope',
  area: 'scope',
  layer: 2,
  title: 'The OU is not selected',
  why: 'Entra Connect reads only the containers that are ticked in its wizard. An object elsewhere never enters the engine, and nobody logs an error.',
  checkYourself: ['Note the distinguished name of the object.', 'On the sync server open Synchronization Service, Connectors, the forest, Properties, Configure Directory Partitions, Containers.', 'Look for the nearest ticked or unticked container above the object.', 'If the OU is new: whether new OUs are taken in by themselves depends on the version and on how the OUs above it were ticked, so look and do not assume.'],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-sync-configure-filtering',
  fixAfter: [],
  byHand: 'Either move the object into a synchronised OU (its group policies and delegated rights change with it), or tick the OU in the Entra Connect wizard and run a full import and a full synchronisation. Count first how many other objects come along.',
  byHandRisk: { risk: 'medium', undo: 'full' },
  maskedBy: ['ou-renamed-or-moved'],
  kinds: ['user', 'group', 'contact', 'device'],
  about: 'ad-object',
  needs: ['directory.entries', 'syncServers.connectors'],
  mayUse: ['syncServers.csObjects', 'syncServers.globalSettings', 'entra.deletedUsers', 'entra.synchronizationJobs', 'directory.delegations', 'syncServers.scheduler'],

  judge({ 'directory.entries': entries, 'syncServers.connectors': connectors }, { subject: { ad }, also }) {
    const scope = scopeOf(ad.dn, connectors);
    if (scope.is === 'unknown') return cannotTell('syncServers.connectors');
    if (scope.is === 'in' && connectors.some((each) => each.staging === undefined && isOut(scopeOf(ad.dn, [each]))) && !isImported(ad, also)) return cannotTell('syncServers.scheduler');
    if (!isOut(scope)) return ruledOut(scope.is === 'in' ? `it lies in the selected container ${scope.because}` : 'its domain is not read at all, which is another cause');
    const jobs = knownOf(also['entra.synchronizationJobs']);
    if (jobs !== undefined && cloudSyncScope(ad.dn, jobs).is === 'covers') return ruledOut('Cloud Sync provisions it');
    const spaces = knownOf(also['syncServers.csObjects']);
    if (spaces === undefined) return cannotTell('syncServers.csObjects');
    if (isImported(ad, also)) return ruledOut('it is in the connector space: it was in scope at the last import');
    const anchors = anchorsOf(ad, also['syncServers.globalSettings']);
    if (kindOfEntry(ad) === 'user' && (knownOf(also['entra.deletedUsers']) ?? []).some((user) => carries(user, anchors))) return ruledOut('it was synchronised before and moved out, which is another cause');
    const standby = connectors.every(({ staging }) => staging === true);
    const facts = { move: moveIntoScope(ad, entries, knownOf(also['directory.delegations']) ?? [], connectors), server: exportingServer(also['syncServers.scheduler']), dn: ad.dn, by: scope.is === 'excluded' ? scope.by : null, included: scope.is === 'not-included' ? scope.included : [] };
    const lists = scope.is === 'excluded' ? onServer(scope.server, 'ContainerExclusionList', scope.by) : onServer(scope.server, 'ContainerInclusionList', scope.included.join(' | ') || '(empty)');
    return { is: 'confirmed', facts, evidenceClass: standby ? 'C' : 'B', evidence: [inAd(ad, 'distinguishedName', ad.dn), lists] };
  },

  explain: ({ dn, by }) => (by === null ? `${dn} lies below no selected container.` : `${dn} lies below ${by}, which is excluded.`),
});

/** Whether a sync server has the object in its connector space. */
const isImported = (ad: AdObject, also: Pick<Evidence, 'syncServers.csObjects'>): boolean => knownOf(also['syncServers.csObjects'])?.some(({ value }) => inForestSpace(value, ad) !== undefined) === true;
