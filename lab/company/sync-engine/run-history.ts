import { randomUUID } from 'node:crypto';

export interface Step {
  readonly connector: string;
  readonly profile: string;
  readonly start: Date;
  /** Null while it runs. */
  readonly end: Date | null;
  readonly result: string;
  /** Counters that are not 0, e.g. `ExportAdd`. */
  readonly counts: Readonly<Record<string, number>>;
  readonly syncErrors: readonly { readonly dn: string; readonly csId: string; readonly type: string; readonly first: Date; readonly retries: number }[];
  /** XML of the attempts to connect. */
  readonly connectionLog?: string | undefined;
  readonly discoveryErrors?: string | undefined;
}

/** What Get-ADSyncRunProfileResult prints for one run. */
export type RunJson = ReturnType<typeof runJson>;

/** The runs of one sync server, newest first. */
export interface RunHistory {
  record(step: Step): void;
  newestFirst(): readonly RunJson[];
  lastStart(): Date | null;
  moveBack(milliseconds: number): void;
  clear(): void;
}

const KEPT = 60;

export function createRunHistory(connectorIds: Readonly<Record<string, string>>): RunHistory {
  let runs: { readonly number: number; readonly id: string; readonly step: Step }[] = [];
  return {
    record: (step) => {
      const number = 1 + runs.filter((run) => run.step.connector === step.connector).length;
      const latest = runs.find((run) => run.step.connector === step.connector)?.number ?? 0;
      runs = [{ number: Math.max(number, latest + 1), id: randomUUID(), step }, ...runs].slice(0, KEPT);
    },
    newestFirst: () => runs.map((run) => runJson(run, connectorIds[run.step.connector] ?? '')),
    lastStart: () => runs.find((run) => run.step.profile.endsWith('Import'))?.step.start ?? null,
    moveBack: (milliseconds) => {
      const earlier = (date: Date): Date => new Date(date.getTime() - milliseconds);
      runs = runs.map((run) => ({ ...run, step: { ...run.step, start: earlier(run.step.start), end: run.step.end === null ? null : earlier(run.step.end) } }));
    },
    clear: () => {
      runs = [];
    },
  };
}

function runJson(run: { readonly number: number; readonly id: string; readonly step: Step }, connectorId: string) {
  const { step } = run;
  const times = { StartDate: step.start.toISOString(), EndDate: step.end?.toISOString() ?? null };
  const told = { ConnectorConnectionInformationXml: step.connectionLog ?? null, ConnectorDiscoveryErrors: step.discoveryErrors ?? null };
  return {
    RunHistoryId: run.id, ConnectorId: connectorId, ConnectorName: step.connector, RunProfileName: step.profile, RunNumber: run.number,
    Username: String.raw`CORP\ADSyncMSA$`, IsRunComplete: step.end !== null, Result: step.result, CurrentStepNumber: 1, TotalSteps: 1, ...times,
    RunStepResults: [{ ...COUNTERS, ...step.counts, StepNumber: 1, StepResult: step.result, ...times, ...told, SyncErrors: { SyncErrorsXml: null, SyncErrorsList: step.syncErrors.map(syncErrorJson) } }],
  };
}

const COUNTERS = {
  StageNoChange: 0, StageAdd: 0, StageUpdate: 0, StageRename: 0, StageDelete: 0, StageDeleteAdd: 0, StageFailure: 0,
  DisconnectorFiltered: 0, DisconnectorJoinedNoFlow: 0, DisconnectorJoinedFlow: 0, DisconnectorProjectedNoFlow: 0, DisconnectorProjectedFlow: 0, DisconnectorRemains: 0,
  ConnectorFilteredRemoveMv: 0, ConnectorFilteredLeaveMv: 0, ConnectorFlow: 0, ConnectorNoFlow: 0, ConnectorDeleteRemoveMv: 0, ConnectorDeleteLeaveMv: 0,
  ExportAdd: 0, ExportUpdate: 0, ExportRename: 0, ExportDelete: 0, ExportDeleteAdd: 0, ExportFailure: 0, FlowFailure: 0,
};

const syncErrorJson = (error: Step['syncErrors'][number]) =>
  ({ ObjectDn: error.dn, ObjectDisplayName: null, CsGuid: error.csId, ErrorType: error.type, AlgorithmStep: null, FirstOccurred: error.first.toISOString(), RetryCount: error.retries });
