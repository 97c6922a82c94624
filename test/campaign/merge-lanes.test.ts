import assert from 'node:assert/strict';
import { mergeLanes, whyNotTogether, type OneFix } from '../../src/campaign/merge-lanes.ts';
import { reversed } from './reversed.ts';
import type { StepDraft } from '../../src/model/plan.ts';
import { objectGuid } from '../contracts/sample-plan.ts';

const target = (n: number) => ({ guid: objectGuid(n), dn: `CN=Person ${n},DC=contoso,DC=com` });
const mail = (n: number): StepDraft => ({ operation: 'ad.change-values', params: { object: target(n), attribute: 'mail', before: [], after: ['a@contoso.com'] }, says: `Set mail of ${n}` });
const anchor = (n: number): StepDraft => ({ operation: 'ad.set-anchor', params: { object: target(n), before: null, after: 'AAAAAAAAAAAAAAAAAAAAAQ==' }, says: `Set the anchor of ${n}` });
const delta = (server = 'SYNC01'): StepDraft => ({ operation: 'sync.start-delta', params: { server, reason: 'x' }, says: `Cycle on ${server}` });
const full = (): StepDraft => ({ operation: 'sync.start-full', params: { server: 'sync01', reason: 'x' }, says: 'Full cycle' });
const scheduler = (after: boolean): StepDraft => ({ operation: 'sync.set-scheduler', params: { server: 'SYNC01', before: !after, after }, says: after ? 'on' : 'off', ...(after ? { always: true as const } : {}) });
const remove: StepDraft = { operation: 'entra.delete-user', params: { userId: 'u', userName: 'u@x', deletedAt: null } as never, says: 'Delete' };
const byPerson: StepDraft = { operation: 'people.do', params: { task: 't', about: 'a', link: null, watch: { for: 'user-purged', userId: 'u' }, hours: 1 }, says: 'Do' };

const fix = (n: number, steps: readonly StepDraft[], change: Partial<OneFix['offer']> = {}): OneFix => ({ target: { key: objectGuid(n), displayName: `Person ${n}` }, offer: { risk: 'low', undo: 'full', steps, ...change } });

const shape = (steps: readonly StepDraft[]): readonly string[] => steps.map(({ operation, lane, always }) => `${operation}${lane === undefined ? '' : ` in ${lane.slice(-1)}`}${always === true ? ' always' : ''}`);

const PLANS: readonly { readonly of: string; readonly fixes: readonly OneFix[]; readonly steps: readonly string[] }[] = [
  { of: 'two fixes with a cycle each has one cycle', fixes: [fix(1, [mail(1), delta()]), fix(2, [mail(2), delta()])], steps: ['ad.change-values in 1', 'ad.change-values in 2', 'sync.start-delta always'] },
  { of: 'fixes of which one pauses the scheduler pauses it once, and always resumes it', fixes: [fix(1, [scheduler(false), anchor(1), delta(), scheduler(true)]), fix(2, [mail(2), delta()]), fix(3, [scheduler(false), anchor(3), delta(), scheduler(true)])], steps: ['sync.set-scheduler', 'ad.set-anchor in 1', 'ad.change-values in 2', 'ad.set-anchor in 3', 'sync.start-delta always', 'sync.set-scheduler always'] },
  { of: 'a full and a delta cycle on one server has the full one', fixes: [fix(1, [mail(1), delta()]), fix(2, [mail(2), full()])], steps: ['ad.change-values in 1', 'ad.change-values in 2', 'sync.start-full always'] },
  { of: 'fixes that need no cycle has none', fixes: [fix(1, [mail(1), anchor(1)])], steps: ['ad.change-values in 1', 'ad.set-anchor in 1'] },
];

const REFUSED: readonly { readonly what: string; readonly offer: OneFix['offer']; readonly because: RegExp | null }[] = [
  { what: 'a change with a cycle', offer: fix(1, [mail(1), delta()]).offer, because: null },
  { what: 'a deletion', offer: fix(1, [remove, delta()]).offer, because: /deletes an account/ },
  { what: 'what a person does', offer: fix(1, [mail(1), byPerson]).offer, because: /a person has to/ },
  { what: 'what needs a checklist', offer: fix(1, [mail(1)], { checklist: [] }).offer, because: /confirmed/ },
  { what: 'what needs a snapshot', offer: fix(1, [mail(1)], { snapshotOf: 'u' }).offer, because: /confirmed/ },
  { what: 'a cycle alone', offer: fix(1, [delta()]).offer, because: /sync now/ },
  { what: 'a restart of the service', offer: fix(1, [{ operation: 'sync.restart-service', params: { server: 'SYNC01' } as never, says: 'Restart' }]).offer, because: /about a sync server/ },
  { what: 'what says that it cannot be undone', offer: fix(1, [mail(1)], { undo: 'none' }).offer, because: /cannot be undone/ },
  { what: 'a step without a way back', offer: fix(1, [anchor(9)]).offer, because: /cannot be undone/ },
  { what: 'a cycle between two changes', offer: fix(1, [mail(1), delta(), mail(1), delta()]).offer, because: /a cycle between its steps/ },
];

describe('a plan for many', () => {
  for (const { of, fixes, steps } of PLANS) it(`of ${of}`, () => assert.deepEqual(shape(mergeLanes('t', fixes).steps), steps));

  for (const { what, offer, because } of REFUSED) {
    it(`${because === null ? 'takes' : 'never takes'} ${what}`, () => {
      const says = whyNotTogether(offer, reversed);
      if (because === null) assert.equal(says, null);
      else assert.match(says ?? '', because);
    });
  }

  it('is as risky as its riskiest fix, and counts what becomes of the causes', () => {
    const prediction = (becomes: 'gone' | 'stays') => ({ causes: [{ cause: 'c', title: 'C', becomes, because: '' }], nextCycle: ['The cycle runs.'], overwrites: [] });
    const merged = mergeLanes('t', [fix(1, [mail(1)], { prediction: prediction('gone') }), fix(2, [mail(2)], { risk: 'high', prediction: prediction('gone') }), fix(3, [mail(3)], { undo: '30-days', prediction: prediction('stays') }), fix(4, [mail(4)])]);
    assert.deepEqual([merged.risk, merged.undo], ['high', '30-days']);
    assert.deepEqual(merged.prediction?.causes.map(({ title, becomes }) => `${title} ${becomes}`), ['C (1 object) stays', 'C (2 objects) gone', '1 object not worked out cannot-tell']);
    assert.deepEqual(merged.prediction.nextCycle, ['The cycle runs. (3 times)']);
  });
});
