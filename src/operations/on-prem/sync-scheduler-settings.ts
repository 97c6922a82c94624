import type { Scheduler } from '../../model/evidence.ts';
import type { Observation } from '../../model/journal.ts';
import type { OperationParams } from '../../model/plan.ts';
import { SyncServerError } from '../../ports/sync-server.ts';
import { CHANGES } from '../changes.ts';
import { defineOperation, NotApplied } from '../operation.ts';
import { beforeCommand, commanding, type SyncWorld } from './sync-server-doubt.ts';

/** Switches the scheduler of an active sync server; a server in staging mode is left alone. */
export const syncSetScheduler = defineOperation({
  name: 'sync.set-scheduler',
  version: 1,
  ...CHANGES['sync.set-scheduler'],

  look: async ({ syncServer }: SyncWorld, params) => switched(await syncServer(params.server).scheduler(), params),

  async apply(world: SyncWorld, params): Promise<void> {
    await change(world, params, { seen: (scheduler) => switched(scheduler, params), write: (server) => server.setCycleEnabled(params.after) });
  },
});

/** Switches the maintenance tasks of the scheduler, on an active server or in staging mode. */
export const syncSetMaintenance = defineOperation({
  name: 'sync.set-maintenance',
  version: 1,
  ...CHANGES['sync.set-maintenance'],

  look: async ({ syncServer }: SyncWorld, params) => maintained(await syncServer(params.server).scheduler(), params),

  async apply(world: SyncWorld, params): Promise<void> {
    await change(world, params, { seen: (scheduler) => maintained(scheduler, params), write: (server) => server.setMaintenance(params.after) });
  },
});

/** Sets after how long runs leave the history. */
export const syncSetHistoryRetention = defineOperation({
  name: 'sync.set-history-retention',
  version: 1,
  ...CHANGES['sync.set-history-retention'],

  look: async ({ syncServer }: SyncWorld, params) => kept(await syncServer(params.server).scheduler(), params),

  async apply(world: SyncWorld, params): Promise<void> {
    await change(world, params, { seen: (scheduler) => kept(scheduler, params), write: (server) => server.setHistoryRetention(params.after) });
  },
});

interface Setting {
  readonly seen: (scheduler: Scheduler) => Observation;
  readonly write: (server: ReturnType<SyncWorld['syncServer']>) => Promise<void>;
}

async function change({ syncServer }: SyncWorld, { server: name }: { readonly server: string }, { seen, write }: Setting): Promise<void> {
  const server = await beforeCommand(async () => syncServer(name));
  const now = seen(await beforeCommand(() => server.scheduler()));
  if (now.stands !== 'before') throw new NotApplied(now.says);
  await commanding(write(server));
}

function switched(scheduler: Scheduler, params: OperationParams['sync.set-scheduler']): Observation {
  const now = flagged(scheduler, params, 'SyncCycleEnabled');
  const { StagingModeEnabled: staging } = scheduler;
  if (staging !== false) return { ...now, stands: 'other', says: staging === true ? `${params.server} is in staging mode` : `${params.server} did not say whether it is in staging mode` };
  return now;
}

const maintained = (scheduler: Scheduler, params: OperationParams['sync.set-maintenance']): Observation => flagged(scheduler, params, 'MaintenanceEnabled');

const NAMES = { SyncCycleEnabled: 'scheduler', MaintenanceEnabled: 'maintenance' } as const;

function flagged(scheduler: Scheduler, { server, before, after }: { readonly server: string; readonly before: boolean; readonly after: boolean }, field: keyof typeof NAMES): Observation {
  const is = scheduler[field];
  const what = NAMES[field];
  if (typeof is !== 'boolean') throw new SyncServerError('failed', `${server} did not say whether its ${what} is on`);
  const found = { [field]: [String(is)] };
  if (is === after) return { stands: 'after', found, says: `the ${what} of ${server} is ${onOrOff(is)}, as wanted` };
  if (is === before) return { stands: 'before', found, says: `the ${what} of ${server} is ${onOrOff(is)}` };
  return { stands: 'other', found, says: `the ${what} of ${server} is ${onOrOff(is)}, but the plan was made for ${onOrOff(before)}` };
}

function kept({ PurgeRunHistoryInterval: span }: Scheduler, { server, before, after }: OperationParams['sync.set-history-retention']): Observation {
  if (typeof span !== 'string') throw new SyncServerError('failed', `${server} did not say how long it keeps its run history`);
  const found = { PurgeRunHistoryInterval: [span] };
  if (sameSpan(span, after)) return { stands: 'after', found, says: `${server} keeps its run history for ${span}, as wanted` };
  if (sameSpan(span, before)) return { stands: 'before', found, says: `${server} keeps its run history for ${span}` };
  return { stands: 'other', found, says: `${server} keeps its run history for ${span}, but the plan was made for ${before}` };
}

/** `1.00:00:00` and `24:00:00` are one. */
const sameSpan = (one: string, other: string): boolean => one === other || secondsOf(one) === secondsOf(other);

function secondsOf(span: string): number {
  const [, days = '0', hours = '', minutes = '', seconds = ''] = /^(?:(\d+)\.)?(\d+):(\d+):(\d+)/.exec(span) ?? [];
  return ((Number(days) * 24 + Number(hours || NaN)) * 60 + Number(minutes)) * 60 + Number(seconds);
}

const onOrOff = (enabled: boolean): string => (enabled ? 'on' : 'off');
