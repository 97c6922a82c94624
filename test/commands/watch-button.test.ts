import assert from 'node:assert/strict';
import { planHead } from '../../src/cards/plan-state.ts';
import { whyReply } from '../../src/cards/why.ts';
import { pressRef } from '../../src/commands/press-button.ts';
import type { Here } from '../../src/commands/command.ts';
import type { CommandWorld } from '../../src/commands/world.ts';
import type { Diagnosis, Finding } from '../../src/model/diagnosis.ts';
import type { StoredRef } from '../../src/ports/store.ts';
import { addressStep, personId, samplePlan } from '../contracts/sample-plan.ts';

const finding = (cause: string, title: string): Finding => ({ cause, area: 'scope', layer: 2, evidenceClass: 'A', certainty: 'certain', title, says: title, evidence: [], fixAfter: [], remedy: { id: 'r', title: 'By hand', risk: 'low', undo: 'none', by: 'human', says: 'Select the container', steps: [] } });
const diagnosis = (...findings: readonly Finding[]): Diagnosis => ({ format: 'syncwhy-diagnosis/1', subject: { asked: 'jane' }, verdict: 'not-synced', summary: 'So it is.', findings, cannotTell: [], chain: [], unread: [], candidates: [] });
const actions = (of: Diagnosis, watch: Readonly<Record<string, string>>): unknown => whyReply(of, { recheck: 'r0', watch }, { readAt: '2026-11-21T09:00:00.000Z' }).data['actions'];

describe('the button of what only people can mend', () => {
  it('stands on the answer card beside the other ones', () => {
    assert.deepEqual(actions(diagnosis(finding('a', 'Not selected')), { a: 'w1' }), [
      { title: 'Check again', verb: 'recheck', ref: 'r0', tooltip: 'Reads all sources again.' },
      { title: 'I am doing this by hand: watch', verb: 'watch', ref: 'w1', tooltip: 'I ask again with growing pauses and say here when it is gone.' },
    ]);
  });

  it('names its cause where there are two, and there are never more', () => {
    const many = diagnosis(finding('a', 'Not selected'), finding('b', 'No licence'), finding('c', 'Too long'));
    assert.deepEqual((actions(many, { a: 'w1', b: 'w2', c: 'w3' }) as { title: string }[]).map(({ title }) => title), ['Check again', 'By hand, watch: Not selected', 'By hand, watch: No licence']);
  });

  const ref = (change: Partial<StoredRef> = {}): StoredRef => ({ kind: 'watch', about: 'jane', cause: 'a', remedy: null, conversationId: 'c1', createdAt: '2026-11-21T09:00:00.000Z', ...change });
  const press = async (stored: StoredRef, verb = 'watch'): Promise<{ readonly begun: readonly unknown[]; readonly said: readonly string[] }> => {
    const begun: unknown[] = [];
    const said: string[] = [];
    const say = (reply: { text: string }) => Promise.resolve(void said.push(reply.text));
    const world = {
      store: { ref: () => Promise.resolve(stored) }, ask: () => Promise.resolve({ diagnosis: diagnosis(finding('a', 'Not selected')), subject: null }),
      watches: { begin: (wish: object) => { begun.push(wish); return Promise.resolve({ is: 'begun', watch: { ...wish, name: 'jane a', until: '2026-11-24T09:00:00.000Z' } }); } },
    } as unknown as CommandWorld;
    const here = { request: { actor: { oid: personId(1), name: 'Ann' }, tenantId: 't', by: 'button', activityId: null, replyToId: null }, talk: { place: { conversationId: 'c1', threadId: '', kind: 'channel' }, tell: say, post: say } } as unknown as Here;
    await pressRef(world, here, { verb, ref: 'w1', reasons: [], tickets: [], reason: '', ticket: '' } as unknown as Parameters<typeof pressRef>[2]);
    return { begun, said };
  };

  it('begins a watch where it is pressed', async () => {
    const { begun, said } = await press(ref());
    assert.deepEqual(begun, [{ by: { oid: personId(1), name: 'Ann' }, place: { conversationId: 'c1', threadId: '', kind: 'channel' }, asked: 'jane', cause: 'a', title: 'Not selected', hours: 72 }]);
    assert.match(said.join(), /Ann does it by hand/);
  });

  it('begins nothing from another conversation, under another verb, or without a cause', async () => {
    for (const [stored, verb] of [[ref({ conversationId: 'c2' }), 'watch'], [ref(), 'recheck'], [ref({ cause: null }), 'watch']] as const) {
      const { begun, said } = await press(stored, verb);
      assert.deepEqual([begun, said.length], [[], 1]);
      assert.match(said[0] ?? '', /not known here/);
    }
  });

  it('needs no button in a plan: its card says that a person is waited for', () => {
    const plan = samplePlan(1, { steps: [addressStep(1), addressStep(2)] }, { state: 'running', says: '' });
    const view = { plan, requesterName: 'Ann', decisions: [], approvers: { groups: [], names: [] } };
    assert.equal(planHead({ ...view, marks: { 1: { is: 'applied' }, 2: { is: 'waiting' } } }).headline, 'Waiting for a person: step 2 of 2');
    assert.equal(planHead({ ...view, marks: { 1: { is: 'waiting' }, 2: { is: 'running' } } }).headline, 'Running 1 of 2');
  });
});
