import type { ApprovalPolicy } from '../model/approval.ts';
import type { Plan } from '../model/plan.ts';
import type { Clock } from '../ports/clock.ts';
import type { People } from '../ports/people.ts';
import type { Random } from '../ports/random.ts';
import type { RelayLink } from '../ports/relay-link.ts';
import type { Store } from '../ports/store.ts';
import type { CloudSteps } from './cloud-steps.ts';

/** What the executor is handed. */
export interface ExecutorWorld {
  readonly store: Store;
  readonly relayLink: Pick<RelayLink, 'step'>;
  readonly cloud: CloudSteps;
  readonly people: People;
  /** The policy as it stands now. */
  readonly policy: () => ApprovalPolicy;
  /** Whether the cause that the plan cures is still there, asked live; an undo cures none and is always needed. */
  readonly isStillNeeded: (plan: Plan) => Promise<'yes' | 'no' | 'unknown'>;
  readonly clock: Clock;
  readonly random: Random;
  /** Told after every move, so that the card can be repainted; must not throw. */
  readonly onProgress: (plan: Plan) => void;
}
