import { openSqliteStore } from '../../src/adapters/sqlite/open-sqlite-store.ts';
import { createPlanBoard, type PlanBoard } from '../../src/commands/plan-board.ts';
import type { ApprovalPolicy } from '../../src/model/approval.ts';
import type { Plan } from '../../src/model/plan.ts';
import type { Reply } from '../../src/model/reply.ts';
import type { Channel, Place } from '../../src/ports/channel.ts';
import type { Store } from '../../src/ports/store.ts';
import type { Talk } from '../../src/ports/talk.ts';
import { pretendPeople, type PretendPeople } from '../approve/pretend-people.ts';
import { pretendPolicy, ruleFor } from '../approve/pretend-policy.ts';
import { auditOf, minutes } from '../contracts/sample-plan.ts';

export const PLACE: Place = { conversationId: '19:ops@thread.tacv2', threadId: '1700000000000', kind: 'channel' };

interface Sent {
  readonly how: 'post' | 'amend';
  readonly place: Place | null;
  readonly reply: Reply;
}

/** A thread of a channel in which a board shows plans; everything sent is kept. */
export interface PretendThread {
  readonly store: Store;
  readonly people: PretendPeople;
  readonly sent: Sent[];
  readonly channel: Channel;
  policy: ApprovalPolicy;
  now: Date;
  /** Another process with the same store has its own. */
  board(): PlanBoard;
  talk(place?: Place): Talk;
  keep(plan: Plan): Promise<Plan>;
  /** Texts of the new messages that mention somebody, with whom. */
  calls(): readonly { readonly text: string; readonly names: readonly string[] }[];
  readonly world: { readonly store: Store; readonly people: PretendPeople; policy(): ApprovalPolicy; readonly channel: Channel; readonly clock: { now(): Date; sleep(): Promise<void> }; readonly log: typeof QUIET };
}

const QUIET = { info: () => undefined, warn: () => undefined, error: () => undefined };

export async function pretendThread(): Promise<PretendThread> {
  const store = await openSqliteStore({ file: ':memory:', clock: { now: () => minutes(0), sleep: () => Promise.resolve() } });
  const clock = { now: () => thread.now, sleep: () => Promise.resolve() };
  const sent: Sent[] = [];
  const people = pretendPeople();
  const answer = (how: Sent['how'], place: Place | null, reply: Reply) => Promise.resolve(void sent.push({ how, place, reply }));
  const channel: Channel = {
    post: async (place, reply) => {
      await answer('post', place, reply);
      return { conversationId: place.conversationId, activityId: `m-${sent.length}` };
    },
    amend: (_message, reply) => answer('amend', null, reply),
    audienceOf: () => Promise.resolve({ is: 'known', guests: false, foreign: false }),
  };
  let nonces = 0;
  const world = { store, people, policy: () => thread.policy, channel, clock, log: QUIET };
  const thread: PretendThread = {
    store, people, sent, channel, world,
    policy: pretendPolicy({ approvers: [ruleFor(['group-approvers'])], mention: { is: 'people' } }),
    now: minutes(5),
    board: () => createPlanBoard({ ...world, random: { uuid: () => 'none', nonce: () => `nonce-${(nonces += 1)}` } }),
    talk: (place = PLACE) => {
      const talk: Talk = { place, post: (reply) => channel.post(place, reply), amend: (message, reply) => channel.amend(message, reply), tell: (reply) => answer('post', null, reply), aside: () => Promise.resolve(talk) };
      return talk;
    },
    async keep(plan) {
      await store.addPlan(plan, auditOf('plan.created', plan));
      return plan;
    },
    calls: () => sent.filter(({ how, reply }) => how === 'post' && (reply.mentions ?? []).length > 0).map(({ reply }) => ({ text: reply.text, names: (reply.mentions ?? []).map(({ name }) => name) })),
  };
  await store.putConversation({ conversationId: PLACE.conversationId, kind: 'channel', tenantId: 't', serviceUrl: 'https://teams.test', botId: 'b', updatedAt: minutes(0).toISOString() });
  return thread;
}
