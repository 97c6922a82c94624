import type { AdEntry, CsObject, RunProfileResult, SynchronizationError } from '../model/evidence.ts';
import type { Evidence } from '../model/exhibits.ts';
import type { EvidenceItem } from '../model/verdict.ts';
import { knownOf } from './reading.ts';
import { anchorsOf } from './source-anchor.ts';
import { isOutdated } from './sync-clock.ts';
import { exportErrorsOf, inEntraSpace, inForestSpace } from './sync-server.ts';
import { isoTime } from './times.ts';

/** What the engine says against an object and no later clean run has put right. */
export interface CurrentError {
  readonly server: string;
  readonly name: string;
  /** Everything the engine says, for searching. */
  readonly text: string;
  readonly statedAt: string | undefined;
  readonly retries: number | undefined;
  /** Entra object id of the holder, and the attribute in conflict, where the error names them. */
  readonly holderId: string | undefined;
  readonly attribute: string | undefined;
  readonly evidence: EvidenceItem;
}

export type ErrorSources = Pick<Evidence, 'syncServers.globalSettings' | 'syncServers.csObjects' | 'syncServers.runHistory'>;

/** Export errors of an object towards Entra, of active servers. */
export function currentErrors(ad: AdEntry, sources: ErrorSources): readonly CurrentError[] {
  const runs = (knownOf(sources['syncServers.runHistory']) ?? []).flatMap(({ value }) => value);
  return exportErrorsOf(knownOf(sources['syncServers.csObjects']) ?? [], anchorsOf(ad, sources['syncServers.globalSettings']))
    .filter(({ standby, error }) => !standby && !isOutdated(error, runs))
    .map(({ server, error }) => {
      const name = error.ErrorName ?? error.ErrorType ?? error.ErrorCode ?? 'error';
      const text = [error.ErrorName, error.ErrorType, error.ErrorCode, error.ErrorLiteral, error.ErrorExtraDetails].filter((each) => each !== null && each !== undefined).join(' ');
      const { conflict } = error;
      return {
        server, name, text, statedAt: error.LatestOccurrence ?? undefined, retries: error.RetryCount ?? undefined, holderId: conflict?.objectIdInConflict, attribute: conflict?.attributeName,
        evidence: { from: 'sync-server', what: 'ExportError', value: conflict?.attributeName === undefined ? name : `${name} (${conflict.attributeName})`, at: `${server}, ${error.LatestOccurrence ?? 'time unknown'}` },
      };
    });
}

/** An error of the rules for one object, from the connector space or from the newest run of a connector. */
export interface RuleError {
  readonly text: string;
  readonly statedAt: string | undefined;
  readonly evidence: EvidenceItem;
}

/** Synchronisation errors of an object on active servers: of its two objects in the connector spaces and of the newest run of each connector. */
export function ruleErrors(ad: AdEntry, sources: ErrorSources): readonly RuleError[] {
  const spaces = (knownOf(sources['syncServers.csObjects']) ?? []).filter(({ staging }) => staging !== true);
  const anchors = anchorsOf(ad, sources['syncServers.globalSettings']);
  const inSpaces = spaces.flatMap(({ server, value }) => {
    const forest = inForestSpace(value, ad);
    return [...(forest === undefined ? [] : [forest]), ...inEntraSpace(value, anchors)].flatMap((object) => ofObject(server, object));
  });
  const names = spaces.flatMap(({ value }) => [inForestSpace(value, ad), ...inEntraSpace(value, anchors)].flatMap((object) => object?.DistinguishedName?.toLowerCase() ?? []));
  const dns = [ad.dn.toLowerCase(), ...names];
  const inRuns = (knownOf(sources['syncServers.runHistory']) ?? []).filter(({ staging }) => staging !== true).flatMap(({ server, value }) => ofRuns(server, newestSynchronisations(value), dns));
  return [...inSpaces, ...inRuns];
}

function ofObject(server: string, { SynchronizationError: error, HasSyncError: flagged }: CsObject): readonly RuleError[] {
  if (error === null || error === undefined || flagged === false) return [];
  return [ruleError(server, [error.ErrorType, error.ErrorText], error.LatestOccurrence ?? error.InitialOccurrence)];
}

function ruleError(server: string, words: readonly SynchronizationError['ErrorType'][], at: string | null | undefined): RuleError {
  const text = words.filter((each) => each !== null && each !== undefined).join(' ');
  return { text, statedAt: at ?? undefined, evidence: { from: 'sync-server', what: 'SynchronizationError', value: text, at: `${server}, ${at ?? 'time unknown'}` } };
}

const ofRuns = (server: string, runs: readonly RunProfileResult[], dns: readonly string[]): readonly RuleError[] =>
  runs
    .flatMap((run) => (run.RunStepResults ?? []).flatMap((step) => step.SyncErrors?.SyncErrorsList ?? []))
    .filter((error) => dns.includes(error.ObjectDn?.toLowerCase() ?? ''))
    .map((error) => ruleError(server, [error.ErrorType, error.ExtensionErrorInfo, error.CdError], error.DateOccurred));

/** The newest run of a synchronisation profile of each connector: older ones have been repeated since. */
function newestSynchronisations(runs: readonly RunProfileResult[]): readonly RunProfileResult[] {
  const newest = new Map<string, RunProfileResult>();
  for (const run of runs.filter((each) => /synchroni[sz]ation/i.test(each.RunProfileName ?? ''))) {
    const before = newest.get(run.ConnectorName ?? '');
    if (before === undefined || (isoTime(run.StartDate)?.getTime() ?? 0) > (isoTime(before.StartDate)?.getTime() ?? 0)) newest.set(run.ConnectorName ?? '', run);
  }
  return [...newest.values()];
}
