import type { AdState } from '../ad-state.ts';
import type { CompanyClock } from '../clock.ts';
import type { TenantState } from '../tenant-state.ts';
import type { ContainerScope } from './container-scope.ts';
import { ENTRA_CONNECTOR_ID, type Engine } from './engine.ts';
import { defaultRules } from './default-rules.ts';
import { describeServer, type ServerJson } from './describe-server.ts';
import { createEventLog } from './event-log.ts';
import { exportAll } from './export-all.ts';
import { importAndSync } from './import-and-sync.ts';
import { cloudSideOf } from './provisioning.ts';
import { createRunHistory, type RunJson } from './run-history.ts';
import { sendPasswordHash, synchronizeObject, type ObjectSummary } from './single-object.ts';
import { DEFAULT_SETTINGS, type ServerSettings } from './server-settings.ts';
import { createSyncMachine, type SyncMachine } from './sync-machine.ts';
import { createScheduler, type EngineScheduler, type SchedulerJson } from './scheduler.ts';

/** A pretend Entra Connect server: imports, filters, joins and exports like the real one, and prints like its cmdlets. */
export interface PretendSyncServer {
  readonly name: string;
  /** What people and chance may do to the machine below it. */
  readonly machine: SyncMachine;
  /** A whole delta cycle, at once, whatever the scheduler says. */
  runCycle(): void;
  /** Start-ADSyncSyncCycle: returns at once. Throws `CycleInProgress`. */
  startDelta(): void;
  /** The same with policy type Initial: everything is imported and synchronised anew. */
  startFull(): void;
  /** Invoke-ADSyncSingleObjectSync, without its own checks of the scheduler. */
  synchronizeObject(dn: string): ObjectSummary;
  /** Invoke-ADSyncCSObjectPasswordHashSync; false for an object that the connector space does not hold. */
  sendPasswordHash(dn: string): boolean;
  /** A delta cycle begins and does not come to an end; no other can begin. */
  hang(): void;
  setCycleEnabled(enabled: boolean): void;
  setStaging(staging: boolean): void;
  scope(): ContainerScope;
  /** Stops or starts the Windows service; a stopped one runs no cycle and answers no question about its engine. */
  setRunning(isRunning: boolean): void;
  /** As many pending deletions, or more, stop the export; 500 at first. */
  setDeletionThreshold(count: number): void;
  /** Ticks and unticks containers, as the wizard does; the next cycle is a full one. */
  setScope(scope: ContainerScope): void;
  /** Changes what the wizard or the rules editor can set; the next cycle is a full one. */
  configure(change: Partial<ServerSettings>): void;
  scheduler(): SchedulerJson;
  recentRuns(): readonly RunJson[];
  describe(about: { readonly dns: readonly string[]; readonly anchors: readonly string[] }): ServerJson;
  /** The hourly cloud task that gives quarantined values back. Returns how many objects changed. */
  healQuarantines(): number;
  /** The server was installed anew: connector spaces, metaverse and run history start empty, settings stay. */
  reinstall(): void;
  /** Makes all runs so far look older, for companies with a past. */
  moveHistoryBack(milliseconds: number): void;
  /** Runs cycles by the clock until `stop`. */
  startScheduler(): void;
  stop(): void;
}

export class CycleInProgress extends Error {
  constructor() {
    super('A sync cycle is already running.');
    this.name = 'CycleInProgress';
  }
}

interface SyncServerGiven {
  readonly name: string;
  readonly ad: AdState;
  readonly tenant: TenantState;
  readonly clock: CompanyClock;
  /** May be a fraction; the scheduler reports what it is. */
  readonly cycleMinutes: number;
  /** How long a cycle takes that was started by the scheduler or by `startDelta`; default 0. */
  readonly cycleTakesMs?: number | undefined;
  readonly scope?: ContainerScope | undefined;
}

export function createSyncServer(given: SyncServerGiven): PretendSyncServer {
  const engine = createEngine(given);
  const scheduler = schedulerOf(engine, given);
  return {
    name: given.name,
    machine: engine.machine,
    runCycle: () => scheduler.runCycle(),
    startDelta: () => {
      if (!scheduler.startCycle()) throw new CycleInProgress();
    },
    startFull: () => {
      if (scheduler.print().SyncCycleInProgress) throw new CycleInProgress();
      engine.fullDue = true;
      if (!scheduler.startCycle()) throw new CycleInProgress();
    },
    synchronizeObject: (dn) => synchronizeObject(engine, dn),
    sendPasswordHash: (dn) => sendPasswordHash(engine, dn),
    hang: () => hang(engine),
    setCycleEnabled: (enabled) => scheduler.setEnabled(enabled),
    setStaging: (staging) => {
      engine.staging = staging;
      engine.quietSince = staging ? engine.clock.now() : null;
    },
    setRunning: (isRunning) => setRunning(engine, isRunning),
    setDeletionThreshold: (count) => {
      engine.deletionThreshold = count;
    },
    scope: () => engine.scope,
    setScope: (scope) => {
      Object.assign(engine, { scope, configuredAt: engine.clock.now(), fullDue: true });
    },
    configure: (change) => {
      Object.assign(engine, { settings: { ...engine.settings, ...change }, configuredAt: engine.clock.now(), fullDue: true });
    },
    scheduler: () => scheduler.print(),
    recentRuns: () => engine.history.newestFirst(),
    describe: (about) => describeServer(engine, { ...about, scheduler: scheduler.print() }),
    healQuarantines: () => engine.cloud.heal(),
    reinstall: () => forget(engine),
    moveHistoryBack: (milliseconds) => {
      engine.history.moveBack(milliseconds);
      engine.events.moveBack(milliseconds);
    },
    startScheduler: () => scheduler.start(),
    stop: () => scheduler.stop(),
  };
}

const schedulerOf = (engine: Engine, given: SyncServerGiven): EngineScheduler =>
  createScheduler({
    clock: given.clock,
    intervalMs: given.cycleMinutes * 60_000,
    cycleTakesMs: given.cycleTakesMs ?? 0,
    mayRun: () => engine.isRunning,
    isStaging: () => engine.staging,
    machine: engine.machine,
    lastStart: () => engine.history.lastStart(),
    firstHalf: (start) => importAndSync(engine, start),
    secondHalf: (start) => {
      if (!engine.staging) exportAll(engine, start);
    },
    eachTick: () => engine.cloud.heal(),
  });

function setRunning(engine: Engine, isRunning: boolean): void {
  if (engine.isRunning === isRunning) return;
  Object.assign(engine, { isRunning, quietSince: isRunning ? null : engine.clock.now() });
  engine.events.write({ source: 'ADSync', id: isRunning ? 2001 : 2002, level: 'Information', message: `The service was ${isRunning ? 'started' : 'stopped'} successfully.` });
}

function hang(engine: Engine): void {
  engine.machine.hangs = true;
  engine.history.record({ connector: engine.adConnector, profile: 'Delta Import', start: engine.clock.now(), end: null, result: 'in-progress', counts: {}, syncErrors: [] });
}

function forget(engine: Engine): void {
  engine.objects.clear();
  engine.events.clear();
  engine.history.clear();
}

function createEngine({ name, ad, tenant, clock, scope }: SyncServerGiven): Engine {
  const adConnector = ad.domain;
  const entraConnector = `${tenant.initialDomain} - AAD`;
  return {
    name, ad, tenant, clock, adConnector, adConnectorId: AD_CONNECTOR_ID, entraConnector, entraConnectorId: ENTRA_CONNECTOR_ID,
    rules: defaultRules({ adConnectorId: AD_CONNECTOR_ID, entraConnectorId: ENTRA_CONNECTOR_ID }),
    events: createEventLog(clock),
    installedAt: daysBefore(clock, 300), configuredAt: daysBefore(clock, 300), fullDue: false, isRunning: true, quietSince: null, deletionThreshold: 500,
    cloud: cloudSideOf(tenant, clock), machine: createSyncMachine(), login: LOGIN, syncAccount: `Sync_${name}_0d2f4c6b8a10@${tenant.initialDomain}`,
    objects: new Map(),
    history: createRunHistory({ [adConnector]: AD_CONNECTOR_ID, [entraConnector]: ENTRA_CONNECTOR_ID }),
    scope: scope ?? { include: [ad.baseDn], exclude: [] },
    settings: DEFAULT_SETTINGS,
    staging: false,
    heartbeat: (at) => {
      tenant.organization['onPremisesLastSyncDateTime'] = at.toISOString();
    },
  };
}

const daysBefore = (clock: CompanyClock, days: number): Date => new Date(clock.now().getTime() - days * 86_400_000);

/** The account that the wizard made in AD for reading it. */
const LOGIN = 'MSOL_0d2f4c6b8a10';

const AD_CONNECTOR_ID = '2d9a4f7e-61c3-4b58-9c0e-7f1d5a3b8e42';
