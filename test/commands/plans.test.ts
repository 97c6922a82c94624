import assert from 'node:assert/strict';
import { pending, plan } from '../../src/commands/plans.ts';
import type { CommandWorld } from '../../src/commands/world.ts';
import type { AnswerForm } from '../../src/model/approval.ts';
import type { Audience } from '../../src/ports/channel.ts';
import { samplePlan } from '../contracts/sample-plan.ts';
import { CHANNEL, pretendTalk, requestBy } from './pretend-talk.ts';
import { pretendThread, type PretendThread } from './pretend-thread.ts';

const US: Audience = { is: 'known', guests: false, foreign: false };

const PLACES: readonly { readonly where: string; readonly audience: Audience; readonly answers?: AnswerForm; readonly isShared?: boolean; readonly alone: boolean }[] = [
  { where: 'a channel of our own', audience: US, alone: false },
  { where: 'a channel with a guest', audience: { is: 'known', guests: true, foreign: false }, alone: true },
  { where: 'a channel with people of another organisation', audience: { is: 'known', guests: false, foreign: true }, alone: true },
  { where: 'a shared channel', audience: US, isShared: true, alone: true },
  { where: 'a channel whose members cannot be read', audience: { is: 'unknown' }, alone: true },
  { where: 'a conversation that the policy wants redacted', audience: US, answers: 'redacted', alone: true },
  { where: 'a conversation that the policy wants private', audience: US, answers: 'private', alone: true },
];

describe('Plans that are asked for', () => {
  let thread: PretendThread;
  const waiting = samplePlan(1);

  beforeEach(async () => {
    thread = await pretendThread();
    await thread.keep(waiting);
  });
  afterEach(() => thread.store.close());

  for (const { where, audience, answers, isShared = false, alone } of PLACES) {
    it(`are shown ${alone ? 'to the asker alone' : 'to everybody'} in ${where}`, async () => {
      const { talk, posted, told, aside } = pretendTalk();
      if (answers !== undefined) thread.policy = { ...thread.policy, conversations: [{ id: CHANNEL.conversationId, answers }] };
      const world = { ...thread.world, board: thread.board(), sealing: null, approvals: { tidy: () => Promise.resolve([]) }, audienceOf: () => Promise.resolve(audience) } as unknown as CommandWorld;
      const request = requestBy('text', { isShared });
      await plan.run(world, request, talk, { code: waiting.code, words: '' });
      await pending.run(world, request, talk, {});
      const [shown, elsewhere] = alone ? [aside, [...posted, ...told]] : [posted, [...aside, ...told]];
      assert.equal(shown.filter((text) => text.includes(waiting.title)).length, 2, shown.join('\n'));
      for (const text of elsewhere) assert.ok(!text.includes(waiting.title) && !text.includes(waiting.content.requester.upn), text);
      const [card] = await thread.store.planCards(waiting.content.planId);
      assert.equal(card?.place.kind, alone ? 'personal' : 'channel', 'its buttons belong to where it stands');
    });
  }
  it('are shown nowhere when the asker cannot be written to', async () => {
    const { talk, posted, told } = pretendTalk(CHANNEL, { mayTalkAside: false });
    const world = { ...thread.world, board: thread.board(), sealing: null, approvals: { tidy: () => Promise.resolve([]) }, audienceOf: () => Promise.resolve({ is: 'unknown' }) } as unknown as CommandWorld;
    await plan.run(world, requestBy('text'), talk, { code: waiting.code, words: '' });
    await pending.run(world, requestBy('text'), talk, {});
    assert.deepEqual([posted, told.length], [[], 2]);
    assert.deepEqual(await thread.store.planCards(waiting.content.planId), []);
  });
});
