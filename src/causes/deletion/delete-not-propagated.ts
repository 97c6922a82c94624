import { accountOf, isCloudManaged } from '../../deduce/cloud-account.ts';
import { sameText } from '../../deduce/attributes.ts';
import { isHomeRead, isSourceOf } from '../../deduce/forest-read.ts';
import { knownOf } from '../../deduce/reading.ts';
import { newestWithResult } from '../../deduce/run-results.ts';
import { inEntraSpace } from '../../deduce/sync-server.ts';
import { connectorSpaceDnOfAnchor } from '../../model/anchor.ts';
import type { CloudUser, PendingExport } from '../../model/evidence.ts';
import type { Evidence } from '../../model/exhibits.ts';
import { cannotTell, notApplicable, ruledOut, type EvidenceItem } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inEntra, onServer } from '../evidence-items.ts';
import { inCloud } from '../second-account.ts';
import { settledBy } from '../standing.ts';

export const deleteNotPropagated = defineCause({
  id: 'delete-not-propagated',
  area: 'deletion',
  layer: 5,
  title: 'Deleted in AD, still active in the cloud',
  why: 'The AD account is gone, but its deletion never reached Entra, for example because the sync server was set up anew in between. Nothing removes the cloud account any more: it stays active, keeps its licences, and perhaps its owner can still sign in.',
  checkYourself: ['Search AD, with deleted objects, for the octets of onPremisesImmutableId.', 'Search the connector space of Entra for the account on the active sync server.', 'Check that no export is held back by the limit of deletions, and that every forest was searched.'],
  learnMore: 'https://learn.microsoft.com/troubleshoot/entra/entra-id/user-prov-sync/object-deletions-not-sync',
  fixAfter: ['export-deletion-threshold'],
  byHand: 'Ask the owner of the account and of the mailbox. Note licences, groups and holds. Then delete the user in Entra (Remove-MgUser), which works for a synchronised account too and can be undone for 30 days. Block the sign-in at once where the person has left.',
  byHandRisk: { risk: 'high', undo: '30-days' },
  kinds: ['user'],
  about: 'any',
  needs: ['directory.entries', 'entra.users'],
  mayUse: ['directory.deleted', 'directory.forests', 'entra.subscribedSkus', 'entra.syncBehavior', 'syncServers.connectors', 'syncServers.csObjects', 'syncServers.globalSettings', 'syncServers.pendingExports', 'syncServers.runHistory'],

  judge({ 'directory.entries': entries }, { subject, also }) {
    if (subject.ad !== undefined) return ruledOut('its AD account is alive');
    const account = accountOf(subject, also);
    if (account === undefined || account.onPremisesSyncEnabled !== true || isCloudManaged(also, account.id)) return notApplicable('there is no live account that counts as synchronised');
    const anchor = account.onPremisesImmutableId ?? '';
    if (anchor === '') return cannotTell('entra.users');
    if (isSourceOf(entries, anchor, also['syncServers.globalSettings'])) return ruledOut('an AD account has its anchor');
    if (!isHomeRead(account, also)) return cannotTell('directory.entries');
    const history = knownOf(also['syncServers.runHistory']) ?? [];
    if (newestWithResult(history, ['stopped-deletion-threshold-exceeded']).length > 0) return ruledOut('the limit of deletions holds the export back: the deletion waits, it is not lost');
    const spaces = knownOf(also['syncServers.csObjects']);
    const pending = pendingDelete(account, also);
    if (pending === undefined && spaces === undefined) return cannotTell('syncServers.csObjects');
    const held = (spaces ?? []).some(({ value }) => inEntraSpace(value, [anchor]).length > 0);
    if (pending === undefined && held) return ruledOut('the engine still holds the account; the deletion comes with the next cycle');
    const deleted = (knownOf(also['directory.deleted']) ?? []).find((entry) => isSourceOf([entry], anchor, also['syncServers.globalSettings']));
    const evidence: readonly EvidenceItem[] = [
      inEntra('onPremisesImmutableId', anchor, account.id), inEntra('onPremisesSyncEnabled', 'true', account.id),
      pending === undefined ? onServer('connector space', 'csObjects', 'no object with this anchor') : onServer(pending.server, 'pendingExports: Operation', pending.item.Operation ?? 'Delete'),
      ...(deleted === undefined ? [] : [{ from: 'directory' as const, what: 'isDeleted', value: 'TRUE', at: deleted.dn }]),
    ];
    const facts = { account: inCloud(account, also), name: account.userPrincipalName ?? account.id, enabled: account.accountEnabled !== false, pending: pending !== undefined, inAdBin: deleted !== undefined };
    return { is: 'confirmed', facts, evidenceClass: settledBy(spaces ?? []), evidence };
  },

  explain: ({ name, enabled, pending, inAdBin }) =>
    `${name} still counts as synchronised${enabled ? ' and is active' : ''}, but no living AD account has its anchor${inAdBin ? ' (it lies in the AD recycle bin)' : ''}. ${pending ? 'Its deletion waits on the sync server and has not been exported.' : 'The sync server does not know it any more, so no cycle will remove it.'}`,
});

function pendingDelete(account: CloudUser, also: Pick<Evidence, 'syncServers.pendingExports'>): { readonly server: string; readonly item: PendingExport } | undefined {
  const anchor = account.onPremisesImmutableId ?? '';
  return (knownOf(also['syncServers.pendingExports']) ?? [])
    .flatMap(({ server, value }) => value.map((item) => ({ server, item })))
    .find(({ item }) => sameText(item.Operation, 'delete') && (item.CloudAnchor?.includes(account.id) === true || item.CloudAnchor === anchor || sameText(item.DistinguishedName, connectorSpaceDnOfAnchor(anchor))));
}
