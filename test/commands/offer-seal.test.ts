import assert from 'node:assert/strict';
import type { SealAsk, Sealing, SealOffer } from '../../src/approve/sealing.ts';
import { offerSeal } from '../../src/commands/offer-seal.ts';
import { samplePlan } from '../contracts/sample-plan.ts';
import { CHANNEL, pretendTalk, requestBy } from './pretend-talk.ts';

const OFFER: SealOffer = { is: 'offered', says: 'Sign in with the link.', url: 'https://bot.test/seal/start?ticket=secret-ticket', expiresAt: '2026-11-21T09:10:00.000Z' };
const COMMAND: SealOffer = { is: 'offered', says: 'Run the command.', command: 'syncwhy approve CODE --ticket secret-ticket', expiresAt: '2026-11-21T09:10:00.000Z' };
const plan = samplePlan(1, {}, { seal: 'sign-in' });

function sealingWith(offer: SealOffer, asked: SealAsk[] = []): Sealing {
  const unused = () => Promise.reject(new Error('not of the chat'));
  return { offer: (ask) => { asked.push(ask); return Promise.resolve(offer); }, start: unused, finishWithCode: unused, view: unused, finishWithToken: unused };
}

describe('Signing in for a sealed plan', () => {
  for (const [name, offer] of [['the link', OFFER], ['the command', COMMAND]] as const) {
    it(`is offered with ${name} to that person alone, never in the thread nor as the answer of a press`, async () => {
      const { talk, posted, told, aside } = pretendTalk();
      const asked: SealAsk[] = [];
      await offerSeal({ sealing: sealingWith(offer, asked) }, { request: requestBy('button'), talk }, { plan, role: 'approver', comment: 'seen' });
      assert.match(aside[0] ?? '', /secret-ticket/);
      for (const text of [...posted, ...told]) assert.doesNotMatch(text, /secret-ticket/);
      assert.match(told[0] ?? '', /nothing was counted yet/);
      assert.deepEqual(asked.map(({ role, comment, conversationId, activityId }) => ({ role, comment, conversationId, activityId })), [{ role: 'approver', comment: 'seen', conversationId: CHANNEL.conversationId, activityId: 'act-1' }]);
    });
  }
  it('is refused where the bot is not set up for it', async () => {
    const { talk, told } = pretendTalk();
    await offerSeal({ sealing: null }, { request: requestBy('button'), talk }, { plan, role: 'approver', comment: '' });
    assert.match(told[0] ?? '', /not set up for signing in[\s\S]*Rule R22/);
  });
  it('says why it cannot be done now', async () => {
    const { talk, told, aside } = pretendTalk();
    await offerSeal({ sealing: sealingWith({ is: 'cannot', says: 'The request is not sealed yet.' }) }, { request: requestBy('button'), talk }, { plan, role: 'approver', comment: '' });
    assert.deepEqual(aside, []);
    assert.match(told[0] ?? '', /The request is not sealed yet/);
  });
  it('keeps the link to itself where there is no chat with the person', async () => {
    const { talk, posted, told } = pretendTalk(CHANNEL, { mayTalkAside: false });
    await offerSeal({ sealing: sealingWith(OFFER) }, { request: requestBy('text'), talk }, { plan, role: 'requester', comment: '' });
    for (const text of [...posted, ...told]) assert.doesNotMatch(text, /secret-ticket/);
    assert.match(told[0] ?? '', /Open a chat with me first/);
  });
});
