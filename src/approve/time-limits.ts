import type { Decision } from '../model/approval.ts';
import type { Plan } from '../model/plan.ts';

/** Clocks of several hosts may differ by this much without being wrong. */
const SKEW = 5 * 60_000;
const MINUTE = 60_000;
/** Longest time to decide, and to start after the last approval, whatever a plan or a policy says. */
export const MOST_APPROVE_MINUTES = 24 * 60;
export const MOST_EXECUTE_MINUTES = 4 * 60;

export const addMinutes = (from: Date | string, minutes: number): Date => new Date(new Date(from).getTime() + minutes * MINUTE);

/** A clock that stands before what has already happened cannot be trusted to judge a time limit. */
export function clockStandsBack(plan: Plan, decisions: readonly Decision[], now: Date): boolean {
  const known = [plan.content.createdAt, plan.stateSince, ...decisions.map(({ at }) => at)].map((at) => Date.parse(at));
  return now.getTime() < Math.max(...known) - SKEW;
}

/** Until when the plan can be decided; an invalid date when the plan has none, and then it is too late. */
export const approveBy = ({ content }: Pick<Plan, 'content'>): Date =>
  new Date(Math.min(Date.parse(content.approveBy), addMinutes(content.createdAt, MOST_APPROVE_MINUTES).getTime()));

/** False for a limit that is no date. */
export const isWithin = (limit: Date, now: Date): boolean => now.getTime() <= limit.getTime();

/** Judged when it matters, never by a clean-up job. */
export const approvalIsTooLate = (plan: Plan, decisions: readonly Decision[], now: Date): boolean => !isWithin(approveBy(plan), now) || clockStandsBack(plan, decisions, now);

export const approvalsOf = (plan: Plan, decisions: readonly Decision[]): readonly Decision[] =>
  decisions.filter(({ verdict, planHash, decider }) => verdict === 'approve' && planHash === plan.hash && decider.oid !== plan.content.requester.oid);

/** Until when the run must have started: counted from the last approval. */
export function startBy(plan: Plan, decisions: readonly Decision[]): Date {
  const last = Math.max(...approvalsOf(plan, decisions).map(({ at }) => Date.parse(at)));
  return Number.isFinite(last) ? addMinutes(new Date(last), Math.min(plan.content.executeWithinMinutes, MOST_EXECUTE_MINUTES)) : new Date(plan.content.createdAt);
}

/** `09:05 UTC` */
export const timeOfDay = (at: Date | string): string => {
  const date = new Date(at);
  return Number.isFinite(date.getTime()) ? `${date.toISOString().slice(11, 16)} UTC` : 'a time that is not known';
};
