import type { RunProfileResult, Scheduler, SyncServerDocument } from '../../src/model/evidence.ts';
import type { ObjectSynchronization, ServiceState, SyncServer } from '../../src/ports/sync-server.ts';

interface MemorySyncServer extends SyncServer {
  state: Scheduler;
  serviceState: ServiceState;
  readonly runs: RunProfileResult[];
  readonly writes: string[];
  /** Called before each method with its name; whatever it throws, the method rejects with. */
  before: (method: keyof SyncServer) => void;
  /** What a started cycle leaves behind, and when. */
  onStart: () => void;
  /** More than the server says of itself by default, or other than that. */
  readonly said: { -readonly [Section in keyof SyncServerDocument]?: SyncServerDocument[Section] };
  synchronization: ObjectSynchronization;
  /** What the work on one object leaves behind. */
  onObject: () => void;
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
    said: {},
    onObject: () => undefined,
    synchronization: { status: 'success', errorCode: null, reason: null, steps: [] },
    describe: () => ask('describe', () => ({ name, scheduler: server.state, connectors: CONNECTED, statistics: [{ ConnectorName: CONNECTORS[1], ExportDeletes: 0 }], runHistory: server.runs, ...server.said })),
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
    startFull: () =>
      ask('startFull', () => {
        server.writes.push('startFull');
        server.onStart();
      }),
    setMaintenance: (enabled) =>
      ask('setMaintenance', () => {
        server.writes.push('setMaintenance');
        server.state = { ...server.state, MaintenanceEnabled: enabled };
      }),
    setHistoryRetention: (span) =>
      ask('setHistoryRetention', () => {
        server.writes.push('setHistoryRetention');
        server.state = { ...server.state, PurgeRunHistoryInterval: span };
      }),
    synchronizeObject: () =>
      ask('synchronizeObject', () => {
        server.writes.push('synchronizeObject');
        server.onObject();
        return server.synchronization;
      }),
    sendPasswordHash: () =>
      ask('sendPasswordHash', () => {
        server.writes.push('sendPasswordHash');
        server.onObject();
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

const SCOPE = { ConnectorPartitionScope: { ContainerInclusionList: ['OU=Staff,DC=corp,DC=contoso,DC=com'] } };
const CONNECTED = [{ Name: CONNECTORS[0], Type: 'AD', Partitions: [{ DN: 'DC=corp,DC=contoso,DC=com', ...SCOPE }] }, { Name: CONNECTORS[1], Type: 'Extensible2', Partitions: [SCOPE] }];

export const finishedRun = (ConnectorName: string, at: Date, Result = 'success'): RunProfileResult => ({
  ConnectorName, RunProfileName: 'Delta Import', RunNumber: 1, Result, IsRunComplete: true, StartDate: at.toISOString(), EndDate: at.toISOString(),
});
