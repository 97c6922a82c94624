import type { Contoso } from '../../lab/company/contoso.ts';
import type { Foreseen } from '../../src/predict/predict.ts';

/** What the causes are after the plan, as it was predicted; a cause of which nothing could be told counts as a miss. */
export const predicted = ({ prediction }: Foreseen): readonly string[] =>
  prediction.causes.filter(({ becomes, title }) => becomes !== 'gone' && !/^(CN|OU)=/.test(title)).map(({ cause, becomes }) => (becomes === 'cannot-tell' ? `${cause}?` : cause)).toSorted();

/** The scheduler does its work, twice: what is written back comes in with the second cycle. */
export function cyclesFollow({ sync }: Contoso): void {
  const { SyncCycleEnabled, SchedulerSuspended, SyncCycleInProgress } = sync.scheduler();
  for (let cycle = 0; cycle < 2 && SyncCycleEnabled && !SchedulerSuspended && !SyncCycleInProgress; cycle += 1) {
    sync.runCycle();
    sync.healQuarantines();
  }
}
