import { aboutPlan, auditEvent } from '../approve/approvals-world.ts';
import { timeOfDay } from '../approve/time-limits.ts';
import type { Diagnosis } from '../model/diagnosis.ts';
import type { PlanId } from '../model/ids.ts';
import { lanesDone, lanesOf } from '../model/lanes.ts';
import type { Plan, Verification } from '../model/plan.ts';
import type { Clock } from '../ports/clock.ts';
import { Conflict, type Store } from '../ports/store.ts';
import type { Tenant } from '../ports/tenant.ts';
import { createAbsence, type Absence } from './account-absence.ts';
import { causeGone } from './cause-gone.ts';
import { manyCured } from './many-cured.ts';
import { removedAccounts, whetherRemoved } from './whether-removed.ts';

interface CureWorld {
  readonly store: Store;
  /** The same question again, answered from fresh evidence. */
  readonly diagnose: (asked: string) => Promise<Diagnosis>;
  /** Where the accounts that a plan removes are looked for. */
  readonly tenant: Pick<Tenant, 'user' | 'deletedUser'>;
  readonly clock: Clock;
  /** Told when the verification moves, so that the card can be repainted; must not throw. */
  readonly onProgress: (plan: Plan) => void;
}

interface CureWatch {
  /** Asks again until the cause is gone or 90 minutes have passed; resolves with the plan as it then stands. */
  watch(planId: PlanId): Promise<Plan | null>;
  /** Goes on with every plan that was waiting when the process ended. */
  resumeAll(): Promise<void>;
}

const GIVE_UP_MINUTES = 90;
const FIRST_PAUSE = 15_000;
const LONGEST_PAUSE = 5 * 60_000;

export function createCureWatch(world: CureWorld): CureWatch {
  const watched = new Map<PlanId, Promise<Plan | null>>();
  const once = (planId: PlanId): Promise<Plan | null> => {
    const already = watched.get(planId);
    if (already !== undefined) return already;
    const watching = watch(world, planId).finally(() => watched.delete(planId));
    watched.set(planId, watching);
    return watching;
  };
  return {
    watch: once,
    async resumeAll() {
      const done = await world.store.plansIn(['done', 'partly-done']);
      await Promise.all(done.filter(({ verification }) => verification.is === 'waiting').map(({ content }) => once(content.planId)));
    },
  };
}

async function watch(world: CureWorld, planId: PlanId): Promise<Plan | null> {
  const seenSoFar: SeenSoFar = { cured: new Set(), absence: createAbsence(world.clock) };
  for (let pause = FIRST_PAUSE; ; pause = Math.min(LONGEST_PAUSE, pause * 2)) {
    const plan = await world.store.planById(planId);
    if (plan?.verification.is !== 'waiting') return plan;
    const seen = await look(world, plan, seenSoFar);
    const now = world.clock.now();
    const isLate = now.getTime() - Date.parse(plan.verification.since) >= GIVE_UP_MINUTES * 60_000;
    if (seen.isCured) return moved(world, plan, { is: 'verified', at: now.toISOString(), says: `Verified in Entra ID at ${timeOfDay(now)}: ${seen.says}` });
    if (isLate) return moved(world, plan, { is: 'not-verified', at: now.toISOString(), says: `Not verified within ${GIVE_UP_MINUTES} minutes. ${seen.says}` });
    if (seen.says !== plan.verification.says) await moved(world, plan, { ...plan.verification, says: seen.says });
    await world.clock.sleep(pause);
  }
}

interface SeenSoFar {
  /** Of a plan for many: those that need not be asked about again. */
  readonly cured: Set<string>;
  readonly absence: Absence;
}

/** The cause must be looked for and not be there: what could not be looked at is not cured. What the plan removed need not be found again by its name. */
async function look(world: CureWorld, plan: Plan, { cured, absence }: SeenSoFar): Promise<{ readonly isCured: boolean; readonly says: string }> {
  if (lanesOf(plan.content).length > 0) return manyCured(world.diagnose, lanesDone(plan, await world.store.journal(plan.content.planId)), { cause: plan.cause, cured });
  const { is, says, isNowhere } = await causeGone(world.diagnose, plan);
  const removed = isNowhere === true ? removedAccounts(plan) : [];
  return removed.length > 0 ? whetherRemoved(world.tenant, removed, absence) : { isCured: is === 'gone', says };
}

/** When somebody else has moved the plan on, theirs stands. */
async function moved(world: CureWorld, plan: Plan, verification: Verification): Promise<Plan | null> {
  const { planId } = plan.content;
  try {
    const audit = auditEvent(world, `cure.${verification.is}`, { actor: null, planId, facts: { ...aboutPlan(plan), cause: plan.cause, says: 'says' in verification ? verification.says : '' } });
    const after = await world.store.movePlan(plan, { verification, stateSince: plan.stateSince }, audit);
    world.onProgress(after);
    return after;
  } catch (error) {
    if (error instanceof Conflict) return world.store.planById(planId);
    throw error;
  }
}
