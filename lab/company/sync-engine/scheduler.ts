import type { CompanyClock } from '../clock.ts';
import type { SyncMachine } from './sync-machine.ts';

/** What Get-ADSyncScheduler prints. */
export interface SchedulerJson {
  readonly AllowedSyncCycleInterval: string;
  readonly CurrentlyEffectiveSyncCycleInterval: string;
  readonly CustomizedSyncCycleInterval: null;
  readonly NextSyncCyclePolicyType: 'Delta' | 'Initial';
  readonly NextSyncCycleStartTimeInUTC: string;
  readonly PurgeRunHistoryInterval: string;
  readonly SyncCycleEnabled: boolean;
  readonly MaintenanceEnabled: boolean;
  readonly StagingModeEnabled: boolean;
  readonly SchedulerSuspended: boolean;
  readonly SyncCycleInProgress: boolean;
}

export interface EngineScheduler {
  runCycle(): void;
  /** False when a cycle is running. */
  startCycle(): boolean;
  setEnabled(enabled: boolean): void;
  print(): SchedulerJson;
  start(): void;
  stop(): void;
}

interface SchedulerGiven {
  readonly clock: CompanyClock;
  readonly intervalMs: number;
  readonly cycleTakesMs: number;
  /** False while the service is stopped. */
  mayRun(): boolean;
  isStaging(): boolean;
  readonly machine: Pick<SyncMachine, 'isSuspended' | 'isMaintained' | 'historyRetention' | 'hangs'>;
  lastStart(): Date | null;
  firstHalf(start: Date): void;
  secondHalf(start: Date): void;
  /** Done at every interval, also when the scheduler is switched off. */
  eachTick(): void;
}

export function createScheduler(given: SchedulerGiven): EngineScheduler {
  const cycles = createCycles(given);
  let enabled = true;
  let ticking: NodeJS.Timeout | undefined;
  return {
    runCycle: () => cycles.runAtOnce(),
    startCycle: () => cycles.start(),
    setEnabled: (value) => {
      enabled = value;
    },
    print: () => printed(given, { enabled, inProgress: cycles.isRunning() }),
    start: () => {
      ticking ??= setInterval(() => {
        given.eachTick();
        if (enabled && !given.machine.isSuspended) cycles.start();
      }, given.intervalMs).unref();
    },
    stop: () => {
      clearInterval(ticking);
      ticking = undefined;
      cycles.abandon();
    },
  };
}

/** One cycle at a time; one that was started exports when its time is over. */
function createCycles(given: SchedulerGiven) {
  let ending: NodeJS.Timeout | undefined;
  return {
    isRunning: () => ending !== undefined || given.machine.hangs,
    runAtOnce: () => {
      if (!given.mayRun() || given.machine.hangs) return;
      const start = given.clock.now();
      given.firstHalf(start);
      given.secondHalf(start);
    },
    start: (): boolean => {
      if (ending !== undefined || !given.mayRun() || given.machine.hangs) return false;
      const start = given.clock.now();
      given.firstHalf(start);
      ending = setTimeout(() => {
        ending = undefined;
        given.secondHalf(start);
      }, given.cycleTakesMs).unref();
      return true;
    },
    abandon: () => {
      clearTimeout(ending);
      ending = undefined;
    },
  };
}

function printed(given: SchedulerGiven, state: { readonly enabled: boolean; readonly inProgress: boolean }): SchedulerJson {
  const interval = timeSpan(given.intervalMs);
  return {
    AllowedSyncCycleInterval: interval,
    CurrentlyEffectiveSyncCycleInterval: interval,
    CustomizedSyncCycleInterval: null,
    NextSyncCyclePolicyType: given.lastStart() === null ? 'Initial' : 'Delta',
    NextSyncCycleStartTimeInUTC: nextStart(given, state.enabled).toISOString(),
    PurgeRunHistoryInterval: given.machine.historyRetention,
    SyncCycleEnabled: state.enabled,
    MaintenanceEnabled: given.machine.isMaintained,
    StagingModeEnabled: given.isStaging(),
    SchedulerSuspended: given.machine.isSuspended,
    SyncCycleInProgress: state.inProgress,
  };
}

/** One interval after the last start; a scheduler that is switched off lets that time pass. */
function nextStart(given: SchedulerGiven, enabled: boolean): Date {
  const now = given.clock.now().getTime();
  const due = (given.lastStart()?.getTime() ?? now) + given.intervalMs;
  const missed = enabled && due < now ? Math.ceil((now - due) / given.intervalMs) : 0;
  return new Date(due + missed * given.intervalMs);
}

function timeSpan(milliseconds: number): string {
  const two = (value: number): string => String(Math.trunc(value)).padStart(2, '0');
  const seconds = milliseconds / 1000;
  return `${two(seconds / 3600)}:${two((seconds / 60) % 60)}:${two(seconds % 60)}`;
}
