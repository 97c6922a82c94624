import { utcTime } from '../cards/look.ts';
import { eligibleSays } from '../cards/plan.ts';
import type { Plan } from '../model/plan.ts';
import { minutesLeft } from './plan-reminders.ts';
import { planViewOf } from './plan-view.ts';
import type { CommandWorld } from './world.ts';

/** One line of `pending`: what waits for how many, for how long, and who may help. */
export async function openLine(world: CommandWorld, plan: Plan): Promise<string> {
  if (plan.state !== 'pending') return parts(plan, [plan.title, `${plan.state} since ${utcTime(plan.stateSince)}`, askedBy(plan)]);
  const { view } = await planViewOf(world, plan);
  const approved = view.decisions.filter(({ verdict }) => verdict === 'approve').length;
  const missing = plan.content.quorum.approve - approved;
  return parts(plan, [
    plan.title,
    `${approved} of ${plan.content.quorum.approve} approvals, ${missing} missing`,
    timeLeft(minutesLeft(plan, world.clock.now())),
    askedBy(plan),
    plan.seal === 'none' ? '' : 'sealed',
    `may approve: ${eligibleSays(view.approvers)}`,
  ]);
}

/** One line of `history`: what became of it, and through whom. */
export async function pastLine({ store }: CommandWorld, plan: Plan): Promise<string> {
  const decisions = await store.decisions(plan.content.planId);
  const by = (verdict: 'approve' | 'deny'): string => decisions.filter((decision) => decision.verdict === verdict).map(({ decider }) => decider.name).join(', ');
  const [approved, denied] = [by('approve'), by('deny')];
  return parts(plan, [plan.title, `${plan.state} since ${utcTime(plan.stateSince)}`, askedBy(plan), approved === '' ? '' : `approved by ${approved}`, denied === '' ? '' : `denied by ${denied}`, plan.undoes === null ? '' : `takes back ${plan.undoes}`, plan.reason === '' ? '' : `reason: ${plan.reason.slice(0, 120)}`]);
}

const parts = (plan: Plan, told: readonly string[]): string => [plan.code, ...told, plan.ticket === null ? '' : `ticket ${plan.ticket}`].filter((each) => each !== '').join(' · ');

const askedBy = ({ content }: Plan): string => `asked by ${content.requester.upn}`;

const timeLeft = (minutes: number): string => (minutes >= 120 ? `${Math.floor(minutes / 60)} hours left` : `${minutes} ${minutes === 1 ? 'minute' : 'minutes'} left`);
