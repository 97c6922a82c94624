import type { StepDraft } from '../model/plan.ts';
import { defineRemedy } from './remedy.ts';

interface Full {
  readonly server: string;
  readonly runs: boolean;
  readonly maintained: boolean | null;
  readonly retention: string | null;
}

/** As Microsoft advises for a full LocalDB. Source: learn.microsoft.com/entra/identity/hybrid/connect/tshoot-connect-recover-from-localdb-10gb-limit */
const TWO_DAYS = '2.00:00:00';

/** The maintenance purges the run history, so it has to be on. The service is never restarted: it would not start again. */
export const keepLessHistory = defineRemedy<Full>({
  id: 'keep-less-history',
  title: 'Keep less of the run history',
  risk: 'medium',
  undo: 'full',
  notTogetherWith: ['sync-service-stopped'],
  says: ({ server, maintained, retention }) =>
    `${maintained === false ? `Switch the maintenance of ${server} on, and let` : 'Let'} it keep the run history for two days instead of ${retention ?? ''}, so that the next cycle frees the room. Copy ADSync.mdf and ADSync_log.ldf first, and do not restart the service.`,
  steps({ server, runs, maintained, retention }) {
    if (!runs || maintained === null || retention === null || !isLonger(retention)) return null;
    const maintain: readonly StepDraft[] = maintained ? [] : [{ operation: 'sync.set-maintenance', params: { server, before: false, after: true }, says: `Switch the maintenance of ${server} on` }];
    return [...maintain, { operation: 'sync.set-history-retention', params: { server, before: retention, after: TWO_DAYS }, says: `Keep the run history of ${server} for two days instead of ${retention}` }];
  },
});

/** A .NET TimeSpan of more than two days, in whole seconds, as a step may name it. */
const isLonger = (span: string): boolean => Number(/^(\d{1,4})\.\d{2}:\d{2}:\d{2}$/.exec(span)?.[1] ?? '0') > 2;
