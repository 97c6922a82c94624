import type { CsObject, RunProfileResult, RunSyncError } from '../model/evidence.ts';
import type { AdObject, Evidence, FromServer } from '../model/exhibits.ts';
import { sameDn } from '../model/distinguished-name.ts';
import { knownOf } from './reading.ts';
import { actionOf, newestRuns, type RunAction } from './run-results.ts';
import { anchorsOf } from './source-anchor.ts';
import { inEntraSpace, inForestSpace } from './sync-server.ts';
import { isoTime } from './times.ts';

/** An object of the subject in a connector space, on which side, and of which server. Standby servers are left out: their errors are stale. */
export interface SpaceObject {
  readonly server: string;
  readonly side: 'directory' | 'entra';
  readonly object: CsObject;
}

export function spaceObjectsOf(ad: AdObject, spaces: readonly FromServer<readonly CsObject[]>[], settings: Evidence['syncServers.globalSettings']): readonly SpaceObject[] {
  return spaces
    .filter(({ staging }) => staging !== true)
    .flatMap(({ server, value }): readonly SpaceObject[] => {
      const directory = inForestSpace(value, ad);
      const entra = inEntraSpace(value, anchorsOf(ad, settings)).map((object) => ({ server, side: 'entra' as const, object }));
      return directory === undefined ? entra : [{ server, side: 'directory', object: directory }, ...entra];
    });
}

/** Whether a clean run of this kind on the object's own connector has followed what was said at a time; then it is history. */
export function isOverrun({ server, object }: SpaceObject, said: string | null | undefined, { history, by }: { readonly history: Evidence['syncServers.runHistory']; readonly by: RunAction }): boolean {
  const time = isoTime(said);
  const runs = (knownOf(history) ?? []).find((each) => each.server === server)?.value ?? [];
  return time !== undefined && runs.some((run) => cleanAfter(run, time, { connector: object.ConnectorName, by }));
}

function cleanAfter(run: RunProfileResult, time: Date, { connector, by }: { readonly connector: string | null | undefined; readonly by: RunAction }): boolean {
  const start = isoTime(run.StartDate);
  return run.Result?.toLowerCase() === 'success' && actionOf(run) === by && run.ConnectorName?.toLowerCase() === connector?.toLowerCase() && start !== undefined && start > time;
}

/** What the newest runs list about one AD object: the error, and the run of which server. */
export function listedErrors(ad: AdObject, history: readonly FromServer<readonly RunProfileResult[]>[]): readonly { readonly server: string; readonly run: RunProfileResult; readonly error: RunSyncError }[] {
  return newestRuns(history.filter(({ staging }) => staging !== true)).flatMap(({ server, run }) =>
    (run.RunStepResults ?? []).flatMap((step) => (step.SyncErrors?.SyncErrorsList ?? []).filter((error) => sameDn(error.ObjectDn ?? '', ad.dn)).map((error) => ({ server, run, error }))),
  );
}
