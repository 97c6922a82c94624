import type { Clock } from '../../ports/clock.ts';
import { TenantError } from '../../ports/tenant.ts';

/** Lets reports through at the pace that Graph allows an application in a tenant. */
export interface ReportQueue {
  /** Does the work when its turn comes; rejects with a throttled `TenantError` at once when that is further away than `patience` milliseconds. */
  run<Value>(work: () => Promise<Value>, patience: number): Promise<Value>;
}

/** Reports (audits, sign-ins) are the tightest budget of Graph: 5 requests in 10 seconds for each application and tenant. */
const AT_ONCE = 5;
const WINDOW_MS = 10_000;

export function createReportQueue(clock: Clock): ReportQueue {
  let turns: readonly number[] = [];
  return {
    async run(work, patience) {
      const now = clock.now().getTime();
      const turn = Math.max(now, (turns.at(-AT_ONCE) ?? Number.NEGATIVE_INFINITY) + WINDOW_MS);
      if (turn - now > patience) throw new TenantError('throttled', 'Too many questions want the audit and sign-in logs at the moment: Microsoft Graph allows 5 such requests in 10 seconds');
      turns = [...turns.slice(-AT_ONCE), turn];
      if (turn > now) await clock.sleep(turn - now);
      return work();
    },
  };
}
