import type { ApprovalPolicy } from '../model/approval.ts';
import type { AuditEventName } from '../model/audit-events.ts';
import type { CloudSnapshot } from '../model/cloud-snapshot.ts';
import type { PersonId, PlanId } from '../model/ids.ts';
import type { Observation } from '../model/journal.ts';
import type { Plan, PlanStep } from '../model/plan.ts';
import type { RelayState } from '../model/relay-job.ts';
import type { Clock } from '../ports/clock.ts';
import type { People } from '../ports/people.ts';
import type { Random } from '../ports/random.ts';
import type { AuditEvent, Store } from '../ports/store.ts';

/** What approvals are handed. */
export interface ApprovalsWorld {
  readonly store: Store;
  readonly people: People;
  /** The relays that could be given the steps, with the seals that their sites ask for. */
  readonly relays: () => Promise<readonly RelayState[]>;
  /** The policy as it stands now. */
  readonly policy: () => ApprovalPolicy;
  readonly clock: Pick<Clock, 'now'>;
  readonly random: Random;
  readonly tenantId: string;
  /** The relay group that plans are sent to. */
  readonly agentGroup: string;
  /** Everything that hangs on a cloud account; rejects with `TenantError`. Absent where nobody can ask Entra: then no account is taken away. */
  readonly snapshot?: ((userId: string) => Promise<CloudSnapshot>) | undefined;
  /** How an executed step stands now, read only; null when nobody can look. Absent where nothing was executed. */
  readonly lookAt?: ((plan: Plan, step: PlanStep) => Promise<Observation | null>) | undefined;
}

export interface Told {
  readonly actor: PersonId | null;
  readonly planId: PlanId | null;
  readonly rule?: string | undefined;
  readonly facts?: Readonly<Record<string, unknown>> | undefined;
}

/** What every event about a plan tells of it: who asked is never only implied by who acts. */
export const aboutPlan = ({ code, hash, content }: Plan): Readonly<Record<'code' | 'planHash' | 'requester', string>> => ({ code, planHash: hash, requester: content.requester.oid });

export const auditEvent = (world: Pick<ApprovalsWorld, 'clock'>, event: AuditEventName, told: Told): AuditEvent => ({
  event,
  at: world.clock.now().toISOString(),
  actor: told.actor,
  planId: told.planId,
  rule: told.rule ?? null,
  facts: told.facts ?? {},
});
