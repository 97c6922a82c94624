import { accountOf } from '../../deduce/cloud-account.ts';
import { isOverrun, listedErrors, spaceObjectsOf } from '../../deduce/object-errors.ts';
import { knownOf } from '../../deduce/reading.ts';
import { actionOf, isEntraRun } from '../../deduce/run-results.ts';
import type { CsObject, ExportError } from '../../model/evidence.ts';
import type { AdObject, Evidence } from '../../model/exhibits.ts';
import type { Subject } from '../../model/subject.ts';
import { ruledOut, type EvidenceItem } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { onServer } from '../evidence-items.ts';

const TYPE = 'permission-issue';
const DENIED = /\b8344\b|insufficient access rights/i;

export const writebackPermissionDenied = defineCause({
  id: 'writeback-permission-denied',
  area: 'engine',
  layer: 3,
  title: 'Connect may not write back to AD (8344)',
  why: 'Some features write values back to AD: the anchor, Exchange hybrid attributes, passwords, groups, devices. Where the connector account lacks the right, AD answers 8344, insufficient access rights. The way up to Entra is not touched by that.',
  checkYourself: ['Look in Synchronization Service at the last export to AD: permission-issue, with error 8344, for which object.', 'Open the pending export of the object: which attribute is to be written?', 'Look at the access list of the object in AD: is the inheritance broken (protected accounts), and has the connector account the right of that feature?'],
  learnMore: 'https://learn.microsoft.com/troubleshoot/entra/entra-id/user-prov-sync/troubleshoot-permission-issue-sync-service-manager',
  fixAfter: [],
  byHand: 'Give the connector account the rights of that feature with the cmdlet of the module ADSyncConfig that belongs to it (for example Set-ADSyncMsDsConsistencyGuidPermissions or Set-ADSyncExchangeHybridPermissions), on the containers in question. Where inheritance is blocked on a protected account, leave it blocked: grant the right on that object alone, or accept the error.',
  byHandRisk: { risk: 'medium', undo: 'full' },
  whyByHand: 'Rights in AD are given by the administrators of the domain; the product never changes access lists.',
  maskedBy: ['anchor-writeback-denied'],
  arrives: true,
  kinds: ['user', 'group', 'contact', 'device'],
  about: 'ad-object',
  needs: ['syncServers.csObjects'],
  mayUse: ['syncServers.globalSettings', 'syncServers.runHistory', 'entra.users'],

  judge({ 'syncServers.csObjects': spaces }, { subject, also }) {
    const { ad } = subject;
    const denied = spaceObjectsOf(ad, spaces, also['syncServers.globalSettings']).find(({ side, object }) => side === 'directory' && isDenied(object.HasExportError === false ? undefined : object.ExportError));
    const listed = listedOf(ad, also);
    if (denied === undefined && listed === undefined) return ruledOut('AD refused no writeback for it');
    const error = denied?.object.ExportError;
    const attributes = denied === undefined ? [] : pendingAttributes(denied.object, error);
    const stale = denied !== undefined && listed === undefined && isOverrun(denied, error?.LatestOccurrence, { history: also['syncServers.runHistory'], by: 'export' });
    const evidence: EvidenceItem[] = denied === undefined ? [] : [onServer(denied.server, 'ExportError', `${TYPE} ${error?.ErrorCode ?? ''} ${error?.ErrorLiteral ?? ''}`.trim())];
    if (listed !== undefined) evidence.push(onServer(listed.server, 'CdError', listed.said));
    const statedAt = error?.LatestOccurrence ?? listed?.at;
    return { is: 'confirmed', facts: { dn: ad.dn, attributes, stale }, evidenceClass: stale ? 'D' : 'A', layer: isMissing(subject, also) ? 6 : 3, statedAt, evidence };
  },

  explain: ({ dn, attributes, stale }) =>
    `Entra Connect may not write ${attributes.length === 0 ? 'back' : attributes.join(', ')} to ${dn} (8344, insufficient access rights). ${stale ? 'A clean export has followed, so this is history.' : 'That does not keep the object from arriving in Entra.'}`,
});

const isDenied = (error: ExportError | null | undefined): boolean => error?.ErrorType?.toLowerCase() === TYPE && DENIED.test(`${error.ErrorCode ?? ''} ${error.ErrorLiteral ?? ''}`);

function listedOf(ad: AdObject, also: Pick<Evidence, 'syncServers.runHistory'>): { readonly server: string; readonly said: string; readonly at: string | undefined } | undefined {
  const found = listedErrors(ad, knownOf(also['syncServers.runHistory']) ?? []).find(
    ({ run, error }) => !isEntraRun(run) && actionOf(run) === 'export' && error.ErrorType?.toLowerCase() === TYPE && DENIED.test(error.CdError ?? ''),
  );
  return found === undefined ? undefined : { server: found.server, said: found.error.CdError ?? '', at: found.error.DateOccurred ?? found.run.EndDate ?? undefined };
}

/** The attributes that the error names, or else those of the few that writeback features write. */
const pendingAttributes = (object: CsObject, error: ExportError | null | undefined): readonly string[] =>
  error?.conflict?.attributeName !== undefined ? [error.conflict.attributeName] : (object.Attributes ?? []).flatMap(({ Name, SyncRuleName }) => (typeof Name === 'string' && /^Out to AD\b/i.test(SyncRuleName ?? '') ? [Name] : []));

/** A user who is missing in the cloud is missing for another reason. */
const isMissing = (subject: Subject, also: Pick<Evidence, 'entra.users' | 'syncServers.globalSettings'>): boolean => subject.kind === 'user' && also['entra.users'].state === 'known' && accountOf(subject, also) === undefined;
