import type { Decision } from '../model/approval.ts';
import type { Plan } from '../model/plan.ts';

/** Clocks of several hosts may differ by this much without being wrong. */
const SKEW = 5 * 60_000;
const MINUTE = 60_000;

export const addMinutes = (from: Date | string, minutes: number): Date => new Date(new Date(from).getTime() + minutes * MINUTE);

/** A clock that stands before what has already happened cannot be trusted to judge a time limit. */
export function clockStandsBack(plan: Plan, decisions: readonly Decision[], now: Date): boolean {
  const known = [plan.content.createdAt, plan.stateSince, ...decisions.map(({ at }) => at)].map((at) => Date.parse(at));
  return now.getTime() < Math.max(...known) - SKEW;
}

/** Judged when it matters, never by a clean-up job. */
export const approvalIsTooLate = (plan: Plan, decisions: readonly Decision[], now: Date): boolean =>
  now.getTime() > Date.parse(plan.content.approveBy) || clockStandsBack(plan, decisions, now);

export const approvalsOf = (plan: Plan, decisions: readonly Decision[]): readonly Decision[] =>
  decisions.filter(({ verdict, planHash, decider }) => verdict === 'approve' && planHash === plan.hash && decider.oid !== plan.content.requester.oid);

/** Until when the run must have started: counted from the last approval. */
export function startBy(plan: Plan, decisions: readonly Decision[]): Date {
  const last = Math.max(...approvalsOf(plan, decisions).map(({ at }) => Date.parse(at)));
  return Number.isFinite(last) ? addMinutes(new Date(last), plan.content.executeWithinMinutes) : new Date(plan.content.createdAt);
}

/** `09:05 UTC` */
export const timeOfDay = (at: Date | string): string => `${new Date(at).toISOString().slice(11, 16)} UTC`;
