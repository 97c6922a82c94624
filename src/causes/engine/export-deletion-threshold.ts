import { sameText } from '../../deduce/attributes.ts';
import { knownOf } from '../../deduce/reading.ts';
import { actionOf, isEntraConnectorName, isEntraRun, newestWithResult, spokenRun } from '../../deduce/run-results.ts';
import { anchorsOf } from '../../deduce/source-anchor.ts';
import { connectorSpaceDnOfAnchor } from '../../model/anchor.ts';
import type { PendingExport } from '../../model/evidence.ts';
import type { Evidence } from '../../model/exhibits.ts';
import type { Subject } from '../../model/subject.ts';
import { ruledOut, type EvidenceItem } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { onServer } from '../evidence-items.ts';

const RESULT = 'stopped-deletion-threshold-exceeded';

export const exportDeletionThreshold = defineCause({
  id: 'export-deletion-threshold',
  area: 'engine',
  layer: 1,
  title: 'Too many deletions, so the export was stopped',
  why: 'Entra Connect stops an export that would delete more objects than its limit, 500 by default, so that a mistake does not empty the tenant. Then the changes of other people wait too. The question is why so many deletions are pending: a renamed container, a deselected domain, a broken rule or a restored old server.',
  checkYourself: ['Look in Synchronization Service: the last export to Entra ended with stopped-deletion-threshold-exceeded, and event 116 of the source Directory Synchronization is logged.', 'Search the connector space of Entra for pending exports of the kind delete, and look whose accounts they are.', 'Look what was changed shortly before: selected containers and domains, filter rules, renamed containers, a restored server.'],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-sync-feature-prevent-accidental-deletes',
  fixAfter: ['ou-renamed-or-moved', 'domain-not-selected', 'filter-custom-rule'],
  byHand: 'Do not let the deletions through. List every pending delete with its owner and licences, find out why it is pending, and correct that reason (select the container or domain again, mend the rule); after the next import and synchronisation the deletions are gone and the export runs by itself. If the deletions are really wanted, the owner of the tenant decides that on the full list; see to it that the protection stands afterwards as before.',
  byHandRisk: { risk: 'high', undo: '30-days' },
  whyByHand: 'Whatever lets this export pass deletes accounts and mailboxes; only a human who has read the list of pending deletes may decide about that.',
  kinds: ['user', 'group', 'contact', 'device'],
  about: 'any',
  needs: ['syncServers.runHistory'],
  mayUse: ['syncServers.pendingExports', 'syncServers.statistics', 'syncServers.exportDeletionThreshold', 'syncServers.globalSettings'],

  judge({ 'syncServers.runHistory': history }, { subject, also }) {
    const [stopped] = newestWithResult(history.filter(({ staging }) => staging !== true), [RESULT]).filter(({ run }) => isEntraRun(run) && actionOf(run) === 'export');
    if (stopped === undefined) return ruledOut('the newest export to Entra was not stopped for its deletions');
    const pending = knownOf(also['syncServers.pendingExports'])?.flatMap(({ value }) => value).filter(isDeletion);
    const limit = knownOf(also['syncServers.exportDeletionThreshold'])?.find(({ server }) => server === stopped.server)?.value.ThresholdCount;
    const counted = knownOf(also['syncServers.statistics'])?.flatMap(({ value }) => value).find(({ ConnectorName }) => isEntraConnectorName(ConnectorName))?.ExportDeletes;
    const said = spokenRun(stopped.run);
    const deletes = Math.max(pending?.length ?? 0, counted ?? 0);
    const evidence: EvidenceItem[] = [onServer(stopped.server, said.what, said.value)];
    if (deletes > 0) evidence.push(onServer(stopped.server, 'pending deletes', String(deletes)));
    if (limit !== undefined && limit !== null) evidence.push(onServer(stopped.server, 'ThresholdCount', String(limit)));
    return { is: 'confirmed', facts: { server: stopped.server, deletes, itself: pending?.some((each) => isAbout(each, subject, also)) === true, asked: subject.asked }, evidenceClass: 'A', evidence };
  },

  explain: ({ server, deletes, itself, asked }) =>
    `The last export of ${server} to Entra was stopped because it would delete too many objects${deletes === 0 ? '' : ` (${String(deletes)} deletions are known to wait)`}. ${itself ? `${asked} is among those that would be deleted: find out why before anything else.` : 'Find out why they are to be deleted; until then the changes of everybody may wait.'}`,
});

const isDeletion = ({ Operation, ConnectorName }: PendingExport): boolean => /delete/i.test(Operation ?? '') && (ConnectorName === undefined || ConnectorName === null || isEntraConnectorName(ConnectorName));

/** A pending export names its object by the connector-space name made from the anchor, or by the id of the cloud object behind its kind. */
function isAbout(pending: PendingExport, { ad, cloud }: Subject, settings: Pick<Evidence, 'syncServers.globalSettings'>): boolean {
  const names = ad === undefined ? [] : anchorsOf(ad, settings['syncServers.globalSettings']).map(connectorSpaceDnOfAnchor);
  return names.some((name) => sameText(name, pending.DistinguishedName)) || (cloud !== undefined && pending.CloudAnchor?.toLowerCase().endsWith(`_${cloud.id.toLowerCase()}`) === true);
}
