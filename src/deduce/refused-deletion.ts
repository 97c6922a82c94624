import { connectorSpaceDnOfAnchor } from '../model/anchor.ts';
import type { ExportError } from '../model/evidence.ts';
import type { Evidence } from '../model/exhibits.ts';
import type { Subject } from '../model/subject.ts';
import type { EvidenceItem } from '../model/verdict.ts';
import { sameText } from './attributes.ts';
import { knownOf } from './reading.ts';
import { isEntraRun, newestRuns } from './run-results.ts';
import { anchorsOf } from './source-anchor.ts';
import { isOutdated } from './sync-clock.ts';
import { exportErrorsOf } from './sync-server.ts';

/** Entra will not have an object deleted by the synchronisation because it is mastered in the cloud. */
export interface RefusedDeletion {
  readonly statedAt: string | undefined;
  readonly evidence: EvidenceItem;
}

type Sources = Pick<Evidence, 'syncServers.csObjects' | 'syncServers.runHistory' | 'syncServers.globalSettings'>;

/** 0x8023134a alone tells nothing: every object error of the connector carries it. */
const NAMED = /DeletingCloudOnlyObjectNotAllowed|operation,? *delete,? *is not valid/i;

/** What active servers say so of a subject and no later clean export has put right. */
export function refusedDeletion(subject: Subject, sources: Sources): RefusedDeletion | undefined {
  const anchors = anchorsOfSubject(subject, sources);
  const history = (knownOf(sources['syncServers.runHistory']) ?? []).filter(({ staging }) => staging !== true);
  const runs = history.flatMap(({ value }) => value);
  const stated = exportErrorsOf(knownOf(sources['syncServers.csObjects']) ?? [], anchors).find(({ standby, error }) => !standby && speaksOfIt(error) && !isOutdated(error, runs));
  if (stated !== undefined) {
    const { server, error } = stated;
    const at = error.LatestOccurrence ?? undefined;
    return { statedAt: at, evidence: { from: 'sync-server', what: 'ExportError', value: error.ErrorName ?? error.ErrorType ?? error.ErrorCode ?? 'Delete is not valid', at: `${server}, ${at ?? 'time unknown'}` } };
  }
  return listed(anchors, history);
}

/** 114 is the number under which the engine lists this refusal; as a number alone it stands only in the field of the type or the code. */
const speaksOfIt = (error: ExportError): boolean =>
  [error.ErrorName, error.ErrorType, error.ErrorCode, error.ErrorLiteral, error.ErrorExtraDetails].some((text) => NAMED.test(text ?? '')) || [error.ErrorType, error.ErrorCode].some((text) => text?.trim() === '114');

function listed(anchors: readonly string[], history: Parameters<typeof newestRuns>[0]): RefusedDeletion | undefined {
  const names = anchors.map(connectorSpaceDnOfAnchor);
  const found = newestRuns(history).filter(({ run }) => isEntraRun(run)).flatMap(({ server, run }) =>
    (run.RunStepResults ?? []).flatMap((step) => (step.SyncErrors?.SyncErrorsList ?? []).filter((error) => names.some((name) => sameText(name, error.ObjectDn)) && [error.ErrorType, error.CdError, error.ExtensionErrorInfo].some((text) => NAMED.test(text ?? ''))).map((error) => ({ server, run, error }))));
  const [first] = found;
  if (first === undefined) return undefined;
  const at = first.error.DateOccurred ?? first.run.StartDate ?? undefined;
  return { statedAt: at, evidence: { from: 'sync-server', what: 'SyncErrors', value: first.error.ErrorType ?? 'Delete is not valid', at: `${first.server}, ${at ?? 'time unknown'}` } };
}

function anchorsOfSubject({ ad, cloud }: Subject, sources: Sources): readonly string[] {
  const inCloud = cloud !== undefined && 'onPremisesImmutableId' in cloud ? cloud.onPremisesImmutableId : undefined;
  const own = ad === undefined ? [] : anchorsOf(ad, sources['syncServers.globalSettings']);
  return typeof inCloud === 'string' && inCloud !== '' ? [...new Set([...own, inCloud])] : own;
}
