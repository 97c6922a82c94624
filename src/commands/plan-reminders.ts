import { noticeReply } from '../cards/notice.ts';
import type { Plan } from '../model/plan.ts';
import type { CardReply, Mentioned } from '../model/reply.ts';
import type { Channel } from '../ports/channel.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import { approversToCall, onceKey } from './plan-calls.ts';
import { placeOf } from './plan-place.ts';
import { planViewOf, type PlanViewWorld } from './plan-view.ts';

interface ReminderWorld extends PlanViewWorld {
  readonly channel: Channel;
  readonly clock: Clock;
  readonly log: Log;
}

/** Calls those who may decide when half of the time has passed, and again ten minutes before its end; each once, however many bots look. */
export async function remindApprovers(world: ReminderWorld): Promise<void> {
  for (const plan of await world.store.plansIn(['pending'])) {
    const due = reminderDue(plan, world.clock.now());
    if (due !== null) await remind(world, plan, due).catch((error: unknown) => world.log.warn('plan.reminder-unsent', { code: plan.code, error: error instanceof Error ? error.message : 'unknown' }));
  }
}

const MINUTE_MS = 60_000;
const LAST_MS = 10 * MINUTE_MS;

/** After a pause of the bot only the later one is due. No last call where it would come before half of the time. */
export function reminderDue({ content: { createdAt, approveBy } }: Pick<Plan, 'content'>, now: Date): 'half' | 'last' | null {
  const [from, until, at] = [Date.parse(createdAt), Date.parse(approveBy), now.getTime()];
  const half = from + (until - from) / 2;
  if (at > until) return null;
  if (until - LAST_MS > half && at >= until - LAST_MS) return 'last';
  return at >= half ? 'half' : null;
}

async function remind(world: ReminderWorld, plan: Plan, due: 'half' | 'last'): Promise<void> {
  const { view, eligible } = await planViewOf(world, plan);
  const place = await placeOf(world.store, plan);
  if (place === null || place.kind === 'personal') return;
  const now = world.clock.now();
  if (!(await world.store.claimActivity(onceKey('reminder', plan, due), now.toISOString()))) return;
  const missing = plan.content.quorum.approve - view.decisions.filter(({ verdict }) => verdict === 'approve').length;
  await world.channel.post(place, reminderReply(plan, { missing, mentions: approversToCall(world.policy(), eligible, place), minutes: minutesLeft(plan, now) }));
}

export const minutesLeft = ({ content }: Plan, now: Date): number => Math.max(0, Math.ceil((Date.parse(content.approveBy) - now.getTime()) / MINUTE_MS));

function reminderReply(plan: Plan, { missing, minutes, mentions }: { readonly missing: number; readonly minutes: number; readonly mentions: readonly Mentioned[] }): CardReply {
  const notice = noticeReply({
    tone: 'warning',
    headline: `A plan still waits for ${missing === 1 ? 'an approval' : `${missing} approvals`}`,
    happened: `${plan.title}. It expires in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'} if nobody decides.`,
    effect: 'Nothing has been changed yet.',
    advice: `Use the buttons of its card; plan ${plan.code} opens a fresh one.`,
    reference: `plan ${plan.code}`,
  });
  return { ...notice, mentions };
}
