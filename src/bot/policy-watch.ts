import { openPolicyFile } from '../adapters/system/policy-file.ts';
import { approverWarnings } from '../approve/enough-approvers.ts';
import { policyWarnings, type PolicyReading } from '../boundary/approval-policy.ts';
import type { ApprovalPolicy } from '../model/approval.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { People } from '../ports/people.ts';

interface PolicyWatchOptions {
  readonly file: string;
  readonly people: Pick<People, 'accountsIn'>;
  readonly clock: Clock;
  readonly log: Log;
}

/** The policy in force, and what is wrong with it or with the people behind it. */
export interface PolicyWatch {
  policy(): ApprovalPolicy;
  /** Sentences for `status`; those about people as they were counted last. */
  warnings(): readonly string[];
  /** Notices a changed file also while nobody asks, and counts the people again now and then, until the signal aborts. */
  until(signal: AbortSignal): Promise<void>;
}

const BETWEEN_LOOKS_MS = 30_000;
const COUNT_AGAIN_MS = 10 * 60_000;

export function watchPolicy({ file, people, clock, log }: PolicyWatchOptions): PolicyWatch {
  let counted: { readonly version: string; readonly at: number; readonly warnings: readonly string[] } | null = null;

  const count = async (policy: ApprovalPolicy): Promise<void> => {
    const warnings = await approverWarnings(people, policy);
    for (const says of warnings.filter((each) => counted?.version !== policy.version || !counted.warnings.includes(each))) log.warn('policy.warning', { says });
    counted = { version: policy.version, at: clock.now().getTime(), warnings };
  };
  const changed = (reading: PolicyReading): void => {
    log.info('policy.read', { version: reading.policy.version, file });
    for (const says of policyWarnings(reading)) log.warn('policy.warning', { says });
  };
  const source = openPolicyFile({ file, clock, changed });

  return {
    policy: () => source.reading().policy,
    warnings() {
      const reading = source.reading();
      return [...policyWarnings(reading), ...(counted?.version === reading.policy.version ? counted.warnings : [])];
    },
    async until(signal) {
      while (!signal.aborted) {
        const { policy } = source.reading();
        const isDue = counted?.version !== policy.version || clock.now().getTime() - counted.at >= COUNT_AGAIN_MS;
        if (isDue) await count(policy).catch((error: unknown) => log.error('background.failed', { what: 'policy', error: error instanceof Error ? error.message : 'unknown' }));
        await clock.sleep(BETWEEN_LOOKS_MS, signal);
      }
    },
  };
}
