import assert from 'node:assert/strict';
import { answerForm } from '../../src/commands/answer-form.ts';
import type { AnswerForm } from '../../src/model/approval.ts';
import type { Audience, Place } from '../../src/ports/channel.ts';

const US: Audience = { is: 'known', guests: false, foreign: false };
const GUESTS: Audience = { is: 'known', guests: true, foreign: false };
const FOREIGN: Audience = { is: 'known', guests: false, foreign: true };
const UNKNOWN: Audience = { is: 'unknown' };

const SITUATIONS: readonly (readonly [name: string, kind: Place['kind'], audience: Audience, isShared: boolean, policy: AnswerForm | null, form: AnswerForm])[] = [
  ['a channel of our own people', 'channel', US, false, null, 'in-full'],
  ['a channel that the policy redacts', 'channel', US, false, 'redacted', 'redacted'],
  ['a channel that the policy keeps private', 'channel', US, false, 'private', 'private'],
  ['a channel with a guest', 'channel', GUESTS, false, null, 'private'],
  ['a channel with a guest that the policy opens', 'channel', GUESTS, false, 'in-full', 'private'],
  ['a channel with a guest that the policy redacts', 'channel', GUESTS, false, 'redacted', 'private'],
  ['a group chat with somebody of another tenant', 'group', FOREIGN, false, 'in-full', 'private'],
  ['a channel whose members cannot be read', 'channel', UNKNOWN, false, 'in-full', 'private'],
  ['a shared channel', 'channel', US, true, 'in-full', 'private'],
  ['the personal chat', 'personal', UNKNOWN, false, 'private', 'in-full'],
  ['the terminal', 'terminal', UNKNOWN, false, null, 'in-full'],
];

describe('An answer with personal data', () => {
  for (const [name, kind, audience, isShared, answers, form] of SITUATIONS) {
    it(`is ${form} in ${name}`, () => {
      const place = { conversationId: '19:ops', threadId: '1', kind };
      assert.equal(answerForm({ place, isShared, audience, policy: { conversations: answers === null ? [] : [{ id: '19:ops', answers }] } }), form);
    });
  }
  it('is in full where the policy speaks of another conversation', () => {
    assert.equal(answerForm({ place: { conversationId: '19:ops', threadId: '', kind: 'channel' }, isShared: false, audience: US, policy: { conversations: [{ id: '19:else', answers: 'private' }] } }), 'in-full');
  });
});
