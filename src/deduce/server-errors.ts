import type { ErrorKind, ListedError } from '../model/error-list.ts';
import type { RunProfileResult, RunSyncError, SyncServerDocument, Unread } from '../model/evidence.ts';
import { anchorSpellings } from '../model/anchor-spellings.ts';
import { actionOf, didItsWork, endedRuns, isEntraRun, type ServerRun } from './run-results.ts';
import { isStandby } from './server-standing.ts';

/** The longest list of errors that one step of a run gives. */
const LONGEST_LIST = 500;

interface ServerErrors {
  readonly errors: readonly ListedError[];
  /** What cannot be told, in the words of the evidence. */
  readonly unread: readonly Unread[];
}

/**
 * Every error that stands on the sync servers: those of the newest run of each connector and action that did its work. Whatever an older
 * run said and a newer one does not repeat is history; a run that never got to its objects puts nothing right.
 */
export function serverErrors(servers: readonly SyncServerDocument[]): ServerErrors {
  const each = servers.map(errorsOf);
  const isOnlyStaging = servers.length > 0 && servers.every((server) => isStandby(server) === true);
  const nobody: readonly Unread[] = isOnlyStaging ? [{ what: 'syncServers.active', why: 'failed', detail: 'Only servers in staging mode answered; the errors of the one that exports are missing' }] : [];
  return { errors: each.flatMap(({ errors }) => errors), unread: [...each.flatMap(({ unread }) => unread), ...nobody] };
}

function errorsOf(server: SyncServerDocument): ServerErrors {
  const { name, runHistory } = server;
  if (runHistory === undefined) return { errors: [], unread: [] };
  const standby = isStandby(server);
  const runs = newestSpeaking([{ server: name, staging: standby, value: runHistory }]);
  const errors = runs.flatMap((run) => listed(run));
  const doubts = [
    ...(standby === undefined ? ['whether it is in staging mode could not be read, so its errors may be of a server that exports nothing'] : []),
    ...(standby === true || runs.some(({ run }) => isEntraRun(run) && actionOf(run) === 'export') ? [] : ['its history has no finished export to Entra, so its export errors cannot be told']),
    ...(runs.some(({ run }) => isCut(run)) ? [`a run gives no more than the first ${LONGEST_LIST} of its errors`] : []),
  ];
  return { errors, unread: doubts.map((detail) => ({ what: `syncServers.${name}.errors`, why: 'failed', detail: `${name}: ${detail}` })) };
}

/** The newest run of each connector and action that got to its objects. */
function newestSpeaking(history: Parameters<typeof endedRuns>[0]): readonly ServerRun[] {
  const seen = new Set<string>();
  return endedRuns(history).filter(({ run }) => {
    const key = `${run.ConnectorName?.toLowerCase() ?? ''}\n${actionOf(run)}`;
    return (didItsWork(run) || errorsIn(run).length > 0) && !seen.has(key) && seen.add(key).size > 0;
  });
}

const errorsIn = (run: RunProfileResult): readonly RunSyncError[] => (run.RunStepResults ?? []).flatMap((step) => step.SyncErrors?.SyncErrorsList ?? []);

const isCut = (run: RunProfileResult): boolean => (run.RunStepResults ?? []).some((step) => (step.SyncErrors?.SyncErrorsList ?? []).length >= LONGEST_LIST);

const listed = ({ server, standby, run }: ServerRun): readonly ListedError[] =>
  errorsIn(run).map((error) => ({
    source: server, standby, kind: kindOf(run),
    type: said(error.ErrorType) ?? 'error without a name',
    text: [error.ErrorType, error.ExtensionErrorInfo, error.CdError].flatMap((each) => said(each) ?? []).join(' '),
    object: { ...objectOf(error), name: said(error.ObjectDisplayName) },
    firstSeen: said(error.FirstOccurred),
    lastSeen: said(error.DateOccurred) ?? said(run.EndDate) ?? said(run.StartDate),
  }));

const said = (text: string | null | undefined): string | undefined => (text === null || text === undefined || text.trim() === '' ? undefined : text.trim());

function kindOf(run: RunProfileResult): ErrorKind {
  const action = actionOf(run);
  if (action === 'export') return isEntraRun(run) ? 'export' : 'write-back';
  return action === 'import' ? 'import' : 'synchronisation';
}

/** In the connector space of Entra an object is named by the octets of its anchor. */
function objectOf({ ObjectDn, CsGuid }: RunSyncError): { readonly dn?: string | undefined; readonly anchor?: string | undefined } {
  const dn = said(ObjectDn);
  if (dn === undefined) return { dn: said(CsGuid) };
  const spelt = /^CN=\{[0-9A-F]+\}/i.test(dn) ? anchorSpellings(dn)[0] : undefined;
  return spelt === undefined ? { dn } : { anchor: spelt.immutableId };
}
