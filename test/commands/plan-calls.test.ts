import assert from 'node:assert/strict';
import { recentlyMoved } from '../../src/commands/plan-outcomes.ts';
import { remindApprovers, reminderDue } from '../../src/commands/plan-reminders.ts';
import type { Plan, PlanState, Verification } from '../../src/model/plan.ts';
import { auditOf, minutes, personId, sampleDecision, samplePlan } from '../contracts/sample-plan.ts';
import { PLACE, pretendThread, type PretendThread } from './pretend-thread.ts';

const AFTER_A_RUN: readonly PlanState[] = ['done', 'failed', 'partly-done', 'unknown'];

describe('People are called', () => {
  let thread: PretendThread;

  beforeEach(async () => {
    thread = await pretendThread();
  });
  afterEach(() => thread.store.close());

  /** By way of the states that lie between. */
  const move = async (plan: Plan, state: PlanState, verification?: Verification): Promise<Plan> => {
    const before = state === 'running' ? ['approved' as const] : AFTER_A_RUN.includes(state) ? ['approved' as const, 'running' as const] : [];
    let at = plan;
    for (const step of plan.state === 'pending' ? before : []) at = await thread.store.movePlan(at, { state: step, stateSince: minutes(6).toISOString() }, auditOf('plan.moved', plan));
    return thread.store.movePlan(at, { state, stateSince: minutes(6).toISOString(), ...(verification === undefined ? {} : { verification }) }, auditOf('plan.moved', plan));
  };
  const repaint = async (plan: Plan): Promise<void> => {
    const board = thread.board();
    board.repaint(plan.content.planId);
    await board.settled();
  };

  describe('to a new plan', () => {
    it('once, whoever may approve and nobody else, not at repaints nor when it is shown again', async () => {
      const plan = await thread.keep(samplePlan(1));
      await thread.board().post(plan, thread.talk());
      await repaint(plan);
      await thread.board().post(plan, thread.talk());
      assert.deepEqual(thread.calls().map(({ names }) => names), [['Admin 2', 'Admin 3']]);
      assert.equal(thread.sent.length, 3, 'all three were drawn');
    });
    it('by the tag of the policy', async () => {
      thread.policy = { ...thread.policy, mention: { is: 'tag', id: 'MGQ4', name: 'Approvers' } };
      await thread.board().post(await thread.keep(samplePlan(1)), thread.talk());
      assert.deepEqual(thread.sent[0]?.reply.mentions, [{ is: 'tag', id: 'MGQ4', name: 'Approvers' }]);
    });
    it('not at all where the policy says nobody', async () => {
      thread.policy = { ...thread.policy, mention: { is: 'nobody' } };
      await thread.board().post(await thread.keep(samplePlan(1)), thread.talk());
      assert.deepEqual(thread.calls(), []);
    });
    it('five of them at most', async () => {
      thread.people.membersOf = () => Promise.resolve({ is: 'known', people: [2, 3, 4, 5, 6, 7, 8].map((n) => ({ oid: personId(n), displayName: `Admin ${n}` })) });
      await thread.board().post(await thread.keep(samplePlan(1)), thread.talk());
      assert.equal(thread.calls()[0]?.names.length, 5);
    });
    it('not in a personal chat, where they would not see it; the card says so', async () => {
      await thread.board().post(await thread.keep(samplePlan(1)), thread.talk({ conversationId: 'a:1', threadId: '', kind: 'personal' }));
      assert.deepEqual(thread.calls(), []);
      assert.match(thread.sent[0]?.reply.text ?? '', /Only you see this card/);
    });
    it('without the requester and the target, and by name of the policy without the requester’s other account', async () => {
      thread.people.membersOf = () => Promise.resolve({ is: 'known', people: [1, 2, 3].map((n) => ({ oid: personId(n), displayName: `Admin ${n}` })) });
      thread.policy = { ...thread.policy, accounts: [{ person: 'E1', ids: [personId(1), personId(2)] }] };
      await thread.board().post(await thread.keep(samplePlan(1)), thread.talk());
      assert.deepEqual(thread.calls()[0]?.names, ['Admin 3']);
    });
  });

  describe('to the outcome', () => {
    const waiting = { is: 'waiting', since: minutes(6).toISOString(), says: '' } as const;
    const OUTCOMES: readonly (readonly [state: PlanState, verification: Verification | undefined, says: RegExp])[] = [
      ['approved', undefined, /Approved by/], ['running', undefined, /Approved by.*The run starts now/s], ['denied', undefined, /Denied by/], ['expired', undefined, /Expired.*Ask why again/s], ['stale', undefined, /Out of date.*Ask why again/s],
      ['failed', undefined, /Failed, nothing was changed.*Read the result/s], ['partly-done', undefined, /Stopped half-way.*Decide whether to keep/s], ['unknown', undefined, /Not known whether.*Do not repeat/s],
      ['done', waiting, /Done, waiting for the next sync cycle/],
      ['done', { is: 'verified', at: minutes(9).toISOString(), says: 'It is there.' }, /Verified in Entra ID/],
      ['done', { is: 'not-verified', at: minutes(9).toISOString(), says: 'It is not there.' }, /does not show it yet.*Ask why again/s],
    ];
    for (const [state, verification, says] of OUTCOMES) {
      it(`the requester once, in the thread: ${state}${verification === undefined ? '' : `, ${verification.is}`}`, async () => {
        const plan = await move(await thread.keep(samplePlan(1)), state, verification);
        await Promise.all([repaint(plan), repaint(plan)]);
        await repaint(plan);
        const [call, ...more] = thread.calls();
        assert.deepEqual([call?.names, more.length], [['Admin 1'], 0], 'two processes and a restart say it once');
        assert.match(call?.text ?? '', says);
        assert.match(call?.text ?? '', new RegExp(plan.code));
        assert.deepEqual(thread.sent.find(({ reply }) => reply.mentions !== undefined)?.place, PLACE);
      });
    }
    it('nobody while it is pending, nor when the requester takes it back', async () => {
      await repaint(await thread.keep(samplePlan(1)));
      await repaint(await move(await thread.keep(samplePlan(2)), 'cancelled'));
      assert.deepEqual(thread.calls(), []);
    });
    it('the requester when an approver has taken it back', async () => {
      const plan = await thread.keep(samplePlan(1, { quorum: { approve: 2, deny: 1 } }));
      const decided = await thread.store.addDecision(plan, sampleDecision(plan, 2), null, auditOf('decision.accepted', plan));
      await repaint(await move(decided, 'cancelled'));
      assert.match(thread.calls()[0]?.text ?? '', /Withdrawn/);
    });
    it('the requester with the reason of a denial', async () => {
      const plan = await thread.keep(samplePlan(1));
      const denied = await thread.store.addDecision(plan, sampleDecision(plan, 2, 'deny'), { state: 'denied', stateSince: minutes(6).toISOString() }, auditOf('decision.accepted', plan));
      await repaint(denied);
      assert.match(thread.calls()[0]?.text ?? '', /Denied by Admin 2.*"not now"/s);
    });
    it('again at each further outcome', async () => {
      const unknown = await move(await thread.keep(samplePlan(1)), 'unknown');
      await repaint(unknown);
      await repaint(await move(unknown, 'failed'));
      assert.equal(thread.calls().length, 2);
    });
    it('is found again after a restart within the hour, not of older plans', async () => {
      const fresh = await move(await thread.keep(samplePlan(1)), 'denied');
      thread.now = minutes(60);
      assert.deepEqual((await recentlyMoved(thread.world)).map(({ code }) => code), [fresh.code]);
      thread.now = minutes(70);
      assert.deepEqual(await recentlyMoved(thread.world), []);
    });
    it('is not sought again after a restart once it was shown, for Teams takes 60 messages in half a minute', async () => {
      const [shown, hidden, moved] = [await move(await thread.keep(samplePlan(1)), 'denied'), await move(await thread.keep(samplePlan(2)), 'denied'), await move(await thread.keep(samplePlan(3)), 'unknown')];
      for (const plan of [shown, moved]) await repaint(plan);
      await move(moved, 'failed');
      assert.deepEqual((await recentlyMoved(thread.world)).map(({ code }) => code).toSorted(), [hidden.code, moved.code].toSorted());
    });
    it('is sought again while Teams refused to change a card of it', async () => {
      const plan = await thread.keep(samplePlan(1));
      await thread.board().post(plan, thread.talk());
      const denied = await move(plan, 'denied');
      const { amend } = thread.channel;
      Object.assign(thread.channel, { amend: () => Promise.reject(new Error('the connector answered 429')) });
      await repaint(denied);
      assert.equal((await recentlyMoved(thread.world)).length, 1);
      Object.assign(thread.channel, { amend });
      await repaint(denied);
      assert.deepEqual(await recentlyMoved(thread.world), []);
    });
  });

  describe('before a plan expires', () => {
    it('at half of the time and ten minutes before the end, each once, over two bots', async () => {
      await thread.keep(samplePlan(1));
      for (let at = 0; at <= 65; at += 1) {
        thread.now = minutes(at);
        await Promise.all([remindApprovers(thread.world), remindApprovers(thread.world)]);
      }
      assert.deepEqual(thread.calls().map(({ text }) => /expires in (\d+) minutes/.exec(text)?.[1]), ['30', '10']);
      assert.deepEqual(thread.calls()[0]?.names, ['Admin 2', 'Admin 3']);
    });
    it('only those who have not decided yet', async () => {
      const plan = await thread.keep(samplePlan(1, { quorum: { approve: 2, deny: 1 } }));
      await thread.store.addDecision(plan, sampleDecision(plan, 2), null, auditOf('decision.accepted', plan));
      thread.now = minutes(40);
      await remindApprovers(thread.world);
      assert.deepEqual(thread.calls().map(({ names }) => names), [['Admin 3']]);
    });
    it('not of a plan that is decided', async () => {
      await move(await thread.keep(samplePlan(1)), 'approved');
      thread.now = minutes(55);
      await remindApprovers(thread.world);
      assert.deepEqual(thread.sent, []);
    });
    for (const [window, at, due] of [[60, 29, null], [60, 30, 'half'], [60, 50, 'last'], [60, 61, null], [15, 8, 'half'], [15, 14, 'half'], [1440, 719, null], [1440, 720, 'half'], [1440, 1430, 'last']] as const) {
      it(`${due ?? 'nothing'} is due ${at} minutes into ${window}`, () => {
        assert.equal(reminderDue(samplePlan(1, { approveBy: minutes(window).toISOString() }), minutes(at)), due);
      });
    }
  });
});
