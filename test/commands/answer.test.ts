import assert from 'node:assert/strict';
import { answer, type Asking } from '../../src/commands/answer.ts';
import type { Request } from '../../src/commands/command.ts';
import { isOutOfPlace } from '../../src/commands/shared-place.ts';
import { workingReply } from '../../src/cards/working.ts';
import type { AnswerForm } from '../../src/model/approval.ts';
import type { Audience, Place } from '../../src/ports/channel.ts';
import type { AuditEvent } from '../../src/ports/store.ts';
import type { Asked } from '../../src/commands/world.ts';
import { pretendPolicy } from '../approve/pretend-policy.ts';
import { minutes } from '../contracts/sample-plan.ts';
import { CHANNEL, pretendTalk, requestBy } from './pretend-talk.ts';

const US: Audience = { is: 'known', guests: false, foreign: false };
const GUESTS: Audience = { is: 'known', guests: true, foreign: false };

const askedAbout = (name: string): Asked => ({
  diagnosis: { format: 'syncwhy-diagnosis/1', subject: { asked: name }, verdict: 'synced', summary: name, findings: [], cannotTell: [], chain: [], unread: [], candidates: [] },
  subject: null,
  document: { format: 'syncwhy-evidence/1', takenAt: minutes(0).toISOString(), unread: [] },
});

function worldWith(audience: Audience, answers: AnswerForm | null = null) {
  return {
    audienceOf: () => Promise.resolve(audience),
    policy: () => pretendPolicy({ conversations: answers === null ? [] : [{ id: CHANNEL.conversationId, answers }] }),
    ask: (about: string) => Promise.resolve(askedAbout(about)),
    askRedacted: () => Promise.resolve(askedAbout('kfwqz')),
  };
}

const SECRET = /jsmith/;
const compose = async ({ ask, note }: Asking) => ({ text: `${(await ask('jsmith')).diagnosis.summary} does not sync. ${note}` });
const working = workingReply({ doing: 'Looking', sources: [] });

describe('The answer to a question', () => {
  const asking = (by: Request['by'], isShared = false) => ({ request: requestBy(by, { isShared }), redactable: true });

  it('stands in the thread where only our own people read', async () => {
    const { talk, posted, aside } = pretendTalk();
    await answer(worldWith(US), { request: requestBy('text'), talk }, { working, redactable: true, compose });
    assert.match(posted.at(-1) ?? '', SECRET);
    assert.equal(posted.length, 2, 'a sign of work first');
    assert.deepEqual(aside, []);
  });
  for (const [name, world, by, isShared] of [['a guest', worldWith(GUESTS), 'text', false], ['a guest, although the policy opens it', worldWith(GUESTS, 'in-full'), 'text', false], ['nobody knows who', worldWith({ is: 'unknown' }), 'text', false], ['the policy wants it private', worldWith(US, 'private'), 'text', false], ['another organisation', worldWith(US), 'text', true], ['a guest, when it is a button', worldWith(GUESTS), 'button', false]] as const) {
    it(`goes to the asker alone where there is ${name}, and nothing of it into the thread`, async () => {
      const { talk, posted, told, aside } = pretendTalk();
      const { request, redactable } = asking(by, isShared);
      await answer(world, { request, talk }, { working, redactable, compose });
      assert.match(aside.at(-1) ?? '', SECRET);
      for (const text of [...posted, ...told]) assert.doesNotMatch(text, SECRET);
      assert.equal(posted.length, by === 'text' ? 1 : 0, 'one line for everybody');
      assert.equal(told.length, by === 'button' ? 1 : 0, 'the press is answered');
    });
  }
  it('says how to get it where there is no chat with the asker, and nothing else', async () => {
    const { talk, posted, told } = pretendTalk(CHANNEL, { mayTalkAside: false });
    await answer(worldWith(GUESTS), { request: requestBy('text'), talk }, { working, redactable: true, compose });
    assert.deepEqual([posted, told.length], [[], 1]);
    assert.doesNotMatch(told[0] ?? '', SECRET);
  });
  it('has its names replaced where the policy wants that, and says so', async () => {
    const { talk, posted, aside } = pretendTalk();
    await answer(worldWith(US, 'redacted'), { request: requestBy('text'), talk }, { working, redactable: true, compose });
    assert.deepEqual([posted.at(-1), aside], ['kfwqz does not sync. Names and addresses are replaced in this conversation.', []]);
  });
  it('goes to the asker alone where names should be replaced and cannot be', async () => {
    const none = async ({ ask, note }: Asking) => (note === '' ? { text: (await ask('jsmith')).diagnosis.summary } : null);
    for (const [redactable, composed] of [[false, compose], [true, none]] as const) {
      const { talk, posted, aside } = pretendTalk();
      await answer(worldWith(US, 'redacted'), { request: requestBy('text'), talk }, { working, redactable, compose: composed });
      assert.match(aside.at(-1) ?? '', SECRET);
      assert.match(posted.at(-1) ?? '', /the answer is in your chat with me/);
      for (const text of posted) assert.doesNotMatch(text, SECRET);
    }
  });
});

describe('A request or a decision', () => {
  const FOREIGN: Audience = { is: 'known', guests: false, foreign: true };
  const PERSONAL: Place = { conversationId: 'a:1', threadId: '', kind: 'personal' };
  const PLACES: readonly (readonly [name: string, place: Place, audience: Audience, isShared: boolean, refused: boolean])[] = [
    ['a channel of our own', CHANNEL, US, false, false],
    ['a channel with a guest', CHANNEL, GUESTS, false, false],
    ['a shared channel', CHANNEL, US, true, true],
    ['a channel that turns out to have people of another tenant', CHANNEL, FOREIGN, false, true],
    ['a group chat with people of another tenant', { ...CHANNEL, kind: 'group' }, FOREIGN, false, true],
    ['a channel whose members cannot be read', CHANNEL, { is: 'unknown' }, false, false],
    ['the personal chat', PERSONAL, FOREIGN, false, false],
  ];
  for (const [name, place, audience, isShared, refused] of PLACES) {
    it(`${refused ? 'is refused and audited with R4' : 'may go on'} in ${name}`, async () => {
      const { talk, posted, told } = pretendTalk(place);
      const audited: AuditEvent[] = [];
      const world = { audienceOf: () => Promise.resolve(audience), clock: { now: () => minutes(1), sleep: () => Promise.resolve() }, store: { audit: (event: AuditEvent) => Promise.resolve(void audited.push(event)) } };
      assert.equal(await isOutOfPlace(world, { request: requestBy('text', { isShared }), talk }, null), refused);
      assert.deepEqual([posted.length, told.length, audited.map(({ rule, facts }) => [rule, facts['refusal']])], refused ? [0, 1, [['R4', 'shared-place']]] : [0, 0, []]);
      if (refused) assert.match(told[0] ?? '', /shared channel[\s\S]*Rule R4/);
    });
  }
});
