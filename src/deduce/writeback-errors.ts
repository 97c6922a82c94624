import { sameDn } from '../model/distinguished-name.ts';
import type { AdEntry, RunProfileResult } from '../model/evidence.ts';
import type { Evidence } from '../model/exhibits.ts';
import type { EvidenceItem } from '../model/verdict.ts';
import { knownOf } from './reading.ts';
import { inForestSpace } from './sync-server.ts';
import { isoTime } from './times.ts';

/** A refused write of an object in AD: `permission-issue`, code 8344. */
export interface WritebackError {
  readonly server: string;
  readonly text: string;
  readonly statedAt: string | undefined;
  readonly evidence: EvidenceItem;
}

const DENIED = /permission-issue|\b8344\b|INSUFF_ACCESS_RIGHTS|insufficient access rights/i;

type Words = readonly (string | null | undefined)[];

/** Refused writes of active servers: of the object in the connector space of its forest and of the newest export to AD. */
export function writebackErrors(ad: AdEntry, sources: Pick<Evidence, 'syncServers.csObjects' | 'syncServers.runHistory'>): readonly WritebackError[] {
  const active = <Item extends { readonly staging: boolean | undefined }>(items: readonly Item[] | undefined): readonly Item[] => (items ?? []).filter(({ staging }) => staging !== true);
  const runs = active(knownOf(sources['syncServers.runHistory']));
  const inSpace = active(knownOf(sources['syncServers.csObjects'])).flatMap(({ server, value }) => {
    const object = inForestSpace(value, ad);
    const error = object?.ExportError;
    if (error === null || error === undefined || object?.HasExportError === false) return [];
    const newest = newestExport(runs.find((each) => each.server === server)?.value ?? [], object?.ConnectorName);
    if (followedByCleanExport(newest, error.LatestOccurrence)) return [];
    return denied(server, [error.ErrorName, error.ErrorType, error.ErrorCode, error.ErrorLiteral, error.ErrorExtraDetails], error.LatestOccurrence);
  });
  const inRuns = runs.flatMap(({ server, value }) => errorsIn(value, ad).flatMap(({ words, at }) => denied(server, words, at)));
  return [...inSpace, ...inRuns];
}

function denied(server: string, words: Words, at: string | null | undefined): readonly WritebackError[] {
  const text = words.filter((each) => each !== null && each !== undefined).join(' ');
  return DENIED.test(text) ? [{ server, text, statedAt: at ?? undefined, evidence: { from: 'sync-server', what: 'ExportError (to AD)', value: text, at: `${server}, ${at ?? 'time unknown'}` } }] : [];
}

const isExportToAd = (run: RunProfileResult): boolean => /export/i.test(run.RunProfileName ?? '') && !/( - AAD$|onmicrosoft\.com)/i.test(run.ConnectorName ?? '');

const newestOf = (runs: readonly RunProfileResult[]): RunProfileResult | undefined =>
  [...runs].sort((one, other) => (isoTime(other.StartDate)?.getTime() ?? 0) - (isoTime(one.StartDate)?.getTime() ?? 0))[0];

const newestExport = (runs: readonly RunProfileResult[], connector: string | null | undefined): RunProfileResult | undefined =>
  newestOf(runs.filter((run) => isExportToAd(run) && (connector === null || connector === undefined || run.ConnectorName?.toLowerCase() === connector.toLowerCase())));

function followedByCleanExport(newest: RunProfileResult | undefined, said: string | null | undefined): boolean {
  const [start, at] = [isoTime(newest?.StartDate), isoTime(said)];
  return newest?.Result?.toLowerCase() === 'success' && start !== undefined && at !== undefined && start > at;
}

function errorsIn(runs: readonly RunProfileResult[], ad: AdEntry): readonly { readonly words: Words; readonly at: string | null | undefined }[] {
  const connectors = new Set(runs.filter(isExportToAd).map((run) => run.ConnectorName ?? ''));
  const newest = [...connectors].flatMap((connector) => newestExport(runs, connector) ?? []);
  return newest
    .flatMap((run) => (run.RunStepResults ?? []).flatMap((step) => step.SyncErrors?.SyncErrorsList ?? []))
    .filter((error) => sameDn(error.ObjectDn ?? '', ad.dn))
    .map((error) => ({ words: [error.ErrorType, error.ExtensionErrorInfo, error.CdError], at: error.DateOccurred }));
}
