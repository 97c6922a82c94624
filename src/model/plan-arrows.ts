import type { PlanState } from './plan.ts';

/** Every move that a plan may make; the stores refuse all others. No arrow goes back, and from a final state none goes anywhere. */
export const PLAN_ARROWS = {
  'pending': ['approved', 'denied', 'expired', 'cancelled', 'stale'],
  'approved': ['running', 'cancelled', 'expired', 'stale'],
  'running': ['done', 'failed', 'partly-done', 'unknown', 'stale'],
  'unknown': ['done', 'failed', 'partly-done'],
  'done': [],
  'failed': [],
  'partly-done': [],
  'denied': [],
  'expired': [],
  'cancelled': [],
  'superseded': [],
  'stale': [],
} as const satisfies Readonly<Record<PlanState, readonly PlanState[]>>;

/** How a run can end; after `unknown`, another look may end it for good. */
export const RUN_ENDS = PLAN_ARROWS.running;
export type RunEnd = (typeof RUN_ENDS)[number];

/** Whether a plan may come from one state into the other; to stay where it is, it may always. */
export function mayMove(from: PlanState, to: PlanState): boolean {
  const arrows: readonly PlanState[] = PLAN_ARROWS[from];
  return from === to || arrows.includes(to);
}
