import assert from 'node:assert/strict';
import { stepData } from '../../src/cards/plan-steps.ts';
import { stepMarks } from '../../src/commands/step-marks.ts';
import type { JournalEntry } from '../../src/model/journal.ts';
import type { PlanStep } from '../../src/model/plan.ts';
import { addressStep, minutes } from '../contracts/sample-plan.ts';

const purge: PlanStep = {
  n: 2, version: 1, target: 'Jane', operation: 'people.do', says: 'Purge the old account of Jane', before: {}, after: {}, undo: { is: 'cannot-be-undone', because: 'a person did it' },
  params: { task: 'Purge', about: 'Jane', link: 'https://entra.microsoft.com/', watch: { for: 'user-purged', userId: 'x' }, hours: 24 },
};
const STEPS = [addressStep(1), purge];
const began = (step: number): JournalEntry => ({ at: minutes(0).toISOString(), what: 'began', step, attempt: 1, fence: 1 });
const looked = (step: number, stands: 'before' | 'after' | 'other', at = 60): JournalEntry => ({ at: minutes(at).toISOString(), what: 'looked', step, attempt: 1, observation: { stands, found: {}, says: 'The account is in the recycle bin of Entra.' } });

const ROWS: readonly (readonly [when: string, journal: readonly JournalEntry[], step: number, is: string, says: RegExp])[] = [
  ['a step runs', [began(1)], 1, 'running', /^$/],
  ['a look found it unchanged', [began(1), looked(1, 'before')], 1, 'not-run', /nothing was changed/],
  ['nobody could look', [began(1), { at: minutes(30).toISOString(), what: 'unseen', step: 1, attempt: 1, says: 'nobody could look' }], 1, 'unknown', /nobody could look/],
  ['a person is asked', [began(2)], 2, 'waiting', /^since 2026-11-21 09:00 UTC, until 2026-11-22 09:00 UTC\.$/],
  ['a person has been at it for an hour', [began(2), looked(2, 'before')], 2, 'waiting', /^since 2026-11-21 09:00 UTC, until 2026-11-22 09:00 UTC\. The account is in the recycle bin of Entra\.$/],
  ['a person has done it', [began(2), looked(2, 'after')], 2, 'applied', /Entra/],
  ['a person has not done it in time', [began(2), { at: minutes(24 * 60).toISOString(), what: 'ended', step: 2, attempt: 1, result: { is: 'failed', says: 'It was not to be seen within 24 hours.' } }], 2, 'failed', /24 hours/],
];

describe('how far a step is', () => {
  for (const [when, journal, step, is, says] of ROWS) {
    it(`is ${is} when ${when}`, () => {
      const mark = stepMarks([...journal, { at: minutes(90).toISOString(), what: 'stopped', says: 'x' }], STEPS)[step];
      assert.equal(mark?.is, is);
      assert.match(mark?.says ?? '', says);
    });
  }

  it('comes with the place where a person does it, as long as it is to be done, and only over https', () => {
    const link = (step: PlanStep, journal: readonly JournalEntry[]): string => stepData(step, stepMarks(journal, STEPS)[step.n], 'running').link;
    assert.equal(link(purge, []), 'https://entra.microsoft.com/');
    assert.equal(link(purge, [began(2)]), 'https://entra.microsoft.com/');
    assert.equal(link(purge, [began(2), looked(2, 'after')]), '');
    assert.equal(link({ ...purge, params: { ...purge.params, link: 'javascript:alert(1)' } } as PlanStep, [began(2)]), '');
    assert.equal(link(addressStep(1), [began(1)]), '');
  });
});
