import type { RunProfileResult, Scheduler } from '../../src/model/evidence.ts';
import type { ServiceState, SyncServer } from '../../src/ports/sync-server.ts';

interface MemorySyncServer extends SyncServer {
  state: Scheduler;
  serviceState: ServiceState;
  readonly runs: RunProfileResult[];
  readonly writes: string[];
  /** Called before each method with its name; whatever it throws, the method rejects with. */
  before: (method: keyof SyncServer) => void;
  /** What a started cycle leaves behind, and when. */
  onStart: () => void;
}

/** A sync server with one AD and one Entra connector whose cycle is over as soon as it was started. */
export function memorySyncServer(name: string, now: () => Date): MemorySyncServer {
  const ask = <Value>(method: keyof SyncServer, answer: () => Value): Promise<Value> =>
    Promise.resolve().then(() => {
      server.before(method);
      return answer();
    });
  const server: MemorySyncServer = {
    name,
    state: { SyncCycleEnabled: true, StagingModeEnabled: false, SyncCycleInProgress: false, SchedulerSuspended: false },
    serviceState: { status: 'Running', startedAt: '2026-11-20T06:00:00.000Z', databaseFull: false },
    runs: [],
    writes: [],
    before: () => undefined,
    onStart: () => server.runs.unshift(...CONNECTORS.map((ConnectorName) => finishedRun(ConnectorName, now()))),
    describe: () => ask('describe', () => ({ name, scheduler: server.state, connectors: CONNECTORS.map((Name) => ({ Name, Partitions: [{ ConnectorPartitionScope: { ContainerInclusionList: ['OU=Staff,DC=corp,DC=contoso,DC=com'] } }] })), runHistory: server.runs })),
    scheduler: () => ask('scheduler', () => server.state),
    recentRuns: () => ask('recentRuns', () => [...server.runs]),
    setCycleEnabled: (enabled) =>
      ask('setCycleEnabled', () => {
        server.writes.push('setCycleEnabled');
        server.state = { ...server.state, SyncCycleEnabled: enabled };
      }),
    startDelta: () =>
      ask('startDelta', () => {
        server.writes.push('startDelta');
        server.onStart();
      }),
    service: () => ask('service', () => server.serviceState),
    restartService: () =>
      ask('restartService', () => {
        server.writes.push('restartService');
        server.serviceState = { ...server.serviceState, status: 'Running', startedAt: now().toISOString() };
      }),
  };
  return server;
}

export const CONNECTORS = ['corp.contoso.com', 'contoso.onmicrosoft.com - AAD'] as const;

export const finishedRun = (ConnectorName: string, at: Date, Result = 'success'): RunProfileResult => ({
  ConnectorName, RunProfileName: 'Delta Import', RunNumber: 1, Result, IsRunComplete: true, StartDate: at.toISOString(), EndDate: at.toISOString(),
});
