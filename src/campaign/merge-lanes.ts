import type { RemedyOffer } from '../model/diagnosis.ts';
import { isCycle } from '../model/operations.ts';
import type { PlanTarget, StepDraft } from '../model/plan.ts';
import { mergePredictions } from './merge-predictions.ts';

/** The fix of one object. */
export interface OneFix {
  readonly target: PlanTarget;
  readonly offer: Pick<RemedyOffer, 'risk' | 'undo' | 'steps' | 'prediction' | 'checklist' | 'snapshotOf'>;
}

export type Merged = Pick<RemedyOffer, 'title' | 'risk' | 'undo' | 'steps' | 'prediction'>;

/**
 * One plan of the fixes of many: each object is a lane of its own, so that a failure ends only that lane. Cycles are taken out of the lanes and run once
 * at the end, whatever became of the lanes; a scheduler is paused once, and always resumed. Takes only fixes that `whyNotTogether` has nothing against.
 */
export function mergeLanes(title: string, fixes: readonly OneFix[]): Merged {
  const all = fixes.flatMap(({ offer }) => offer.steps);
  const pauses = eachServer(all.filter((step) => step.operation === 'sync.set-scheduler' && !step.params.after));
  const resumes = eachServer(all.filter((step) => step.operation === 'sync.set-scheduler' && step.params.after));
  const cycles = eachServer(all.filter(({ operation }) => isCycle(operation)).toSorted((one, other) => Number(other.operation === 'sync.start-full') - Number(one.operation === 'sync.start-full')));
  return {
    title,
    risk: RISKS.find((risk) => fixes.some(({ offer }) => offer.risk === risk)) ?? 'low',
    undo: fixes.some(({ offer }) => offer.undo === '30-days') ? '30-days' : 'full',
    steps: [
      ...pauses,
      ...fixes.flatMap(({ target, offer }) => offer.steps.filter(({ operation }) => !isOfAll(operation)).map((step): StepDraft => ({ ...step, lane: target.key }))),
      ...cycles.map((step): StepDraft => ({ ...forAll(step, fixes.length), always: true })),
      ...resumes.map((step): StepDraft => ({ ...step, always: true })),
    ],
    prediction: mergePredictions(fixes.flatMap(({ offer }) => (offer.prediction === undefined ? [] : [offer.prediction])), fixes.length),
  };
}

const RISKS = ['high', 'medium', 'low'] as const;

/** Steps about the server, which a plan for many has once. */
const isOfAll = (operation: StepDraft['operation']): boolean => isCycle(operation) || operation === 'sync.set-scheduler';

/** The first step about each server. */
function eachServer(steps: readonly StepDraft[]): readonly StepDraft[] {
  const servers = new Map<string, StepDraft>();
  for (const step of steps) if ('server' in step.params && !servers.has(step.params.server.toLowerCase())) servers.set(step.params.server.toLowerCase(), step);
  return [...servers.values()];
}

const forAll = (step: StepDraft, count: number): StepDraft =>
  step.operation === 'sync.start-delta' || step.operation === 'sync.start-full' ? { ...step, params: { ...step.params, reason: `a plan for ${count} ${count === 1 ? 'object' : 'objects'}` } } : step;

/**
 * Why the fix of one object must not be in a plan for many; null when nothing speaks against it. `canBeUndone` tells of each step.
 * What deletes, what cannot be undone and what needs a person is one object for each plan, whatever the policy says.
 */
export function whyNotTogether(offer: OneFix['offer'], canBeUndone: (step: StepDraft) => boolean): string | null {
  const own = offer.steps.filter(({ operation }) => !isOfAll(operation));
  if (own.some(({ operation }) => operation === 'entra.delete-user')) return 'it deletes an account, and that is one object for each plan';
  if (offer.checklist !== undefined || offer.snapshotOf !== undefined) return 'items must be confirmed for it one by one';
  if (own.some(({ operation }) => operation === 'people.do')) return 'a person has to do a part of it';
  if (own.some(({ operation }) => operation.startsWith('sync.'))) return 'it is about a sync server and not about one object';
  if (own.length === 0) return 'a cycle alone mends it; type: sync now';
  if (offer.undo === 'none' || own.some((step) => !canBeUndone(step))) return 'it cannot be undone, and that is one object for each plan';
  return cyclesBetween(offer.steps) ? 'it needs a cycle between its steps' : null;
}

function cyclesBetween(steps: readonly StepDraft[]): boolean {
  const first = steps.findIndex(({ operation }) => isCycle(operation));
  return first >= 0 && steps.slice(first).some(({ operation }) => !isOfAll(operation));
}
