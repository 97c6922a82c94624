import type { Scheduler } from '../../model/evidence.ts';
import type { Observation } from '../../model/journal.ts';
import type { OperationParams } from '../../model/plan.ts';
import { SyncServerError } from '../../ports/sync-server.ts';
import { CHANGES } from '../changes.ts';
import { defineOperation, NotApplied } from '../operation.ts';
import { beforeCommand, commanding, type SyncWorld } from './sync-server-doubt.ts';

type Params = OperationParams['sync.set-scheduler'];

/** Switches the scheduler of an active sync server; a server in staging mode is left alone. */
export const syncSetScheduler = defineOperation({
  name: 'sync.set-scheduler',
  version: 1,
  ...CHANGES['sync.set-scheduler'],

  async look({ syncServer }: SyncWorld, params: Params): Promise<Observation> {
    return observed(await syncServer(params.server).scheduler(), params);
  },

  async apply({ syncServer }: SyncWorld, params: Params): Promise<void> {
    const server = await beforeCommand(async () => syncServer(params.server));
    const now = observed(await beforeCommand(() => server.scheduler()), params);
    if (now.stands !== 'before') throw new NotApplied(now.says);
    await commanding(server.setCycleEnabled(params.after));
  },
});

function observed(scheduler: Scheduler, { server, before, after }: Params): Observation {
  const { SyncCycleEnabled: enabled, StagingModeEnabled: staging } = scheduler;
  if (typeof enabled !== 'boolean') throw new SyncServerError('failed', `${server} did not say whether its scheduler is on`);
  const found = { SyncCycleEnabled: [String(enabled)] };
  if (staging !== false) return { stands: 'other', found, says: staging === true ? `${server} is in staging mode` : `${server} did not say whether it is in staging mode` };
  if (enabled === after) return { stands: 'after', found, says: `the scheduler of ${server} is ${onOrOff(enabled)}, as wanted` };
  if (enabled === before) return { stands: 'before', found, says: `the scheduler of ${server} is ${onOrOff(enabled)}` };
  return { stands: 'other', found, says: `the scheduler of ${server} is ${onOrOff(enabled)}, but the plan was made for ${onOrOff(before)}` };
}

const onOrOff = (enabled: boolean): string => (enabled ? 'on' : 'off');
