import { aboutPlan, auditEvent } from '../approve/approvals-world.ts';
import type { JournalEntry } from '../model/journal.ts';
import { lanesOf } from '../model/lanes.ts';
import type { RunEnd } from '../model/plan-arrows.ts';
import type { Plan, Verification } from '../model/plan.ts';
import type { ExecutorWorld } from './executor-world.ts';
import type { Run } from './run.ts';
import type { Writing } from './run-journal.ts';

interface End {
  readonly as: RunEnd;
  readonly says: string;
  readonly rule?: string | undefined;
}

/** Writes the end into the journal; the plan follows in the next move, also after a crash in between. */
export const closeRun = ({ journal }: Pick<Run, 'journal'>, end: End): Promise<void> => journal.write((entries) => closing(entries, end));

/** The entry that ends the run. */
export function closing(entries: readonly JournalEntry[], { as, says, rule }: End): Writing {
  const last = entries.at(-1);
  const hasDrifted = last?.what === 'ended' && last.result.is === 'drifted';
  return { entry: { what: 'closed', as, says }, rule: rule ?? (hasDrifted ? 'R18' : undefined) };
}

/** Moves the plan to where its journal has ended. */
export async function finishRun(world: ExecutorWorld, plan: Plan, { as, says }: End): Promise<Plan> {
  const stateSince = world.clock.now().toISOString();
  const { planId } = plan.content;
  // Of many, those that were changed are looked at even where others were not.
  const isCured = as === 'done' || (as === 'partly-done' && lanesOf(plan.content).length > 0);
  const verification = isCured ? firstVerification(plan, stateSince) : plan.verification;
  const audit = auditEvent(world, `plan.${as}`, { actor: null, planId, facts: { ...aboutPlan(plan), says } });
  const moved = await world.store.movePlan(plan, { state: as, says, verification, stateSince }, audit);
  world.onProgress(moved);
  return moved;
}

/** An undo brings the old state back; there is no cure to wait for. */
const firstVerification = (plan: Plan, since: string): Verification =>
  plan.undoes !== null || plan.cause === '' ? plan.verification : { is: 'waiting', since, says: 'Waiting for the next synchronization cycle to bring the change to Entra ID.' };
