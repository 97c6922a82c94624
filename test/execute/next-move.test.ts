import assert from 'node:assert/strict';
import type { Move, RunStep } from '../../src/execute/move.ts';
import { nextMove } from '../../src/execute/next-move.ts';
import type { JournalEntry, StepResult } from '../../src/model/journal.ts';
import type { RunEnd } from '../../src/model/plan-arrows.ts';
import { minutes } from '../contracts/sample-plan.ts';

const at = (n: number): string => minutes(n).toISOString();
const began = (step: number, when = 5, attempt = 1): JournalEntry => ({ at: at(when), what: 'began', step, attempt, fence: 1 });
const ended = (step: number, result: StepResult, when = 5, attempt = 1): JournalEntry => ({ at: at(when), what: 'ended', step, attempt, result });
const looked = (step: number, stands: 'before' | 'after' | 'other', when = 12, attempt = 1): JournalEntry => ({ at: at(when), what: 'looked', step, attempt, observation: { stands, found: {}, says: `it stands ${stands}` } });
const closed = (as: RunEnd): JournalEntry => ({ at: at(6), what: 'closed', as, says: 'over' });
const applied: StepResult = { is: 'applied', found: {} };
const unsure: StepResult = { is: 'unsure', says: 'the line broke' };

const STEPS: readonly RunStep[] = [
  { n: 1, says: 'Remove the address', operation: 'ad.change-addresses', after: { proxyAddresses: [] } },
  { n: 2, says: 'Start a cycle', operation: 'sync.start-delta', after: {} },
];

interface Row {
  readonly when: string;
  readonly journal: readonly JournalEntry[];
  readonly move: Partial<Move> & Pick<Move, 'do'>;
  readonly now?: number;
  readonly says?: RegExp;
}

const ROWS: readonly Row[] = [
  { when: 'nothing was done', journal: [], move: { do: 'start', step: 1, attempt: 1 } },
  { when: 'nothing was done and the window ends this minute', journal: [], now: 20, move: { do: 'start', step: 1, attempt: 1 } },
  { when: 'nothing was done and the window is over', journal: [], now: 21, move: { do: 'close', as: 'failed' }, says: /did not start in time\. Nothing was changed\.$/ },
  { when: 'the first step began', journal: [began(1)], move: { do: 'look', step: 1, attempt: 1, since: minutes(5) } },
  { when: 'the first step began an hour ago', journal: [began(1)], now: 65, move: { do: 'look', step: 1, attempt: 1, since: minutes(5) } },
  { when: 'the first step is applied', journal: [began(1), ended(1, applied)], move: { do: 'start', step: 2, attempt: 1 } },
  { when: 'the first step is applied and the window is over', journal: [began(1), ended(1, applied)], now: 40, move: { do: 'start', step: 2, attempt: 1 } },
  { when: 'both are applied', journal: [began(1), ended(1, applied), began(2), ended(2, applied)], move: { do: 'close', as: 'done' }, says: /all 2 steps/ },
  { when: 'a lost answer was found applied', journal: [began(1), looked(1, 'after')], move: { do: 'start', step: 2, attempt: 1 } },
  { when: 'the last lost answer was found applied', journal: [began(1), ended(1, applied), began(2), looked(2, 'after')], move: { do: 'close', as: 'done' } },
  { when: 'the first step drifted', journal: [began(1), ended(1, { is: 'drifted', found: {}, says: 'somebody was here' })], move: { do: 'close', as: 'stale' }, says: /somebody was here\. Nothing was changed\.$/ },
  { when: 'the second step drifted', journal: [began(1), ended(1, applied), began(2), ended(2, { is: 'drifted', found: {}, says: 'somebody was here' })], move: { do: 'close', as: 'partly-done' }, says: /The step before it was carried out\.$/ },
  { when: 'the first step failed', journal: [began(1), ended(1, { is: 'failed', says: 'no rights' })], move: { do: 'close', as: 'failed' }, says: /^Step 1 of 2 \(Remove the address\): no rights\. Nothing was changed\.$/ },
  { when: 'the failure says itself that nothing was changed', journal: [began(1), ended(1, { is: 'failed', says: 'Nothing was changed: no rights' })], move: { do: 'close', as: 'failed' }, says: /: Nothing was changed: no rights\.$/ },
  { when: 'the second step failed', journal: [began(1), ended(1, applied), began(2), ended(2, { is: 'failed', says: 'no rights' })], move: { do: 'close', as: 'partly-done' } },
  { when: 'the relay refused', journal: [began(1), ended(1, { is: 'refused', says: 'its policy' })], move: { do: 'close', as: 'failed' }, says: /its policy/ },
  { when: 'the relay refused the second step', journal: [began(1), ended(1, applied), began(2), ended(2, { is: 'refused', says: 'its policy' })], move: { do: 'close', as: 'partly-done' } },
  { when: 'the answer is unsure', journal: [began(1), ended(1, unsure)], move: { do: 'look', step: 1, attempt: 1, since: minutes(5) } },
  { when: 'unsure was found applied', journal: [began(1), ended(1, unsure), looked(1, 'after', 5)], move: { do: 'start', step: 2, attempt: 1 } },
  { when: 'a change that was accepted was found applied', journal: [began(1), ended(1, { ...unsure, written: true }), looked(1, 'after', 5)], move: { do: 'start', step: 2, attempt: 1 } },
  { when: 'a change that was accepted was found undone by somebody', journal: [began(1), ended(1, { ...unsure, written: true }), looked(1, 'before', 6)], now: 6, move: { do: 'close', as: 'unknown' }, says: /I do not write it again: the line broke/ },
  { when: 'a change that was not alone was found applied', journal: [began(1), ended(1, { ...unsure, written: true, contested: true }), looked(1, 'after', 5)], move: { do: 'close', as: 'unknown' }, says: /the line broke/ },
  { when: 'a change that was not alone was found applied when a person had it looked at again', journal: [began(1), ended(1, { ...unsure, written: true, contested: true }), looked(1, 'after', 5), closed('unknown'), looked(1, 'after', 60)], now: 60, move: { do: 'close', as: 'partly-done' } },
  { when: 'unsure was found unchanged at once', journal: [began(1), ended(1, unsure), looked(1, 'before', 5)], now: 5, move: { do: 'wait', until: minutes(6) } },
  { when: 'unsure was found unchanged at once and a minute has passed', journal: [began(1), ended(1, unsure), looked(1, 'before', 5)], now: 7, move: { do: 'look', step: 1, attempt: 1 } },
  { when: 'unsure was found unchanged after a minute', journal: [began(1), ended(1, unsure), looked(1, 'before', 6)], now: 6, move: { do: 'start', step: 1, attempt: 2 } },
  { when: 'a lost step is unchanged and a relay may still be at it', journal: [began(1), looked(1, 'before', 6)], now: 6, move: { do: 'wait', until: minutes(17) } },
  { when: 'a lost step was unchanged too early to say', journal: [began(1), looked(1, 'before', 6)], now: 18, move: { do: 'look', step: 1, attempt: 1 } },
  { when: 'a lost step is unchanged after the time of its job', journal: [began(1), looked(1, 'before', 6), looked(1, 'before', 17)], now: 17, move: { do: 'start', step: 1, attempt: 2 } },
  { when: 'a lost step was first looked at long after it began, for a relay may have been waited for', journal: [began(1), looked(1, 'before', 16)], now: 16, move: { do: 'wait', until: minutes(27) } },
  { when: 'a lost step is unchanged and the window is over', journal: [began(1), looked(1, 'before', 11), looked(1, 'before', 22)], now: 22, move: { do: 'close', as: 'failed' }, says: /Nothing was changed\.$/ },
  { when: 'the second step is unchanged and the window is over', journal: [began(1), ended(1, applied), began(2), looked(2, 'before', 11), looked(2, 'before', 22)], now: 22, move: { do: 'close', as: 'partly-done' } },
  { when: 'a lost third attempt is unchanged', journal: [began(1, 1, 3), looked(1, 'before', 8, 3), looked(1, 'before', 19, 3)], now: 19, move: { do: 'close', as: 'failed' } },
  { when: 'the second attempt began', journal: [began(1), looked(1, 'before', 10), began(1, 11, 2)], move: { do: 'look', step: 1, attempt: 2, since: minutes(11) } },
  { when: 'the world stands otherwise', journal: [began(1), looked(1, 'other')], move: { do: 'close', as: 'unknown' }, says: /cannot tell whether this step took effect/ },
  { when: 'the journal is closed', journal: [began(1), ended(1, applied), began(2), ended(2, applied), closed('done')], move: { do: 'finish', as: 'done', says: 'over' } },
  { when: 'the journal is closed as unknown', journal: [began(1), looked(1, 'other'), closed('unknown')], move: { do: 'finish', as: 'unknown' } },
  { when: 'an unknown last step was found applied later', journal: [began(1), ended(1, applied), began(2), closed('unknown'), looked(2, 'after', 60)], now: 60, move: { do: 'close', as: 'done' } },
  { when: 'an unknown first step was found applied later', journal: [began(1), closed('unknown'), looked(1, 'after', 12)], move: { do: 'close', as: 'partly-done' } },
  { when: 'an unknown first step was found unchanged later, within the window', journal: [began(1), closed('unknown'), looked(1, 'before', 6), looked(1, 'before', 17)], now: 17, move: { do: 'close', as: 'failed' } },
  { when: 'an unknown step still stands otherwise', journal: [began(1), closed('unknown'), looked(1, 'other', 60)], now: 60, move: { do: 'close', as: 'failed' }, says: /a person must look at it/ },
];

describe('the next move', () => {
  for (const { when, journal, move, now, says } of ROWS) {
    it(`is ${move.do}${'as' in move ? ` as ${move.as}` : ''} when ${when}`, () => {
      const got = nextMove(STEPS, journal, { now: minutes(now ?? 12), startBy: minutes(20) });
      assert.deepEqual({ ...got, ...move }, got);
      if (says !== undefined) assert.match('says' in got ? got.says : '', says);
    });
  }

  it('never starts anything twice on the same journal entry, whatever the time', () => {
    for (const { journal } of ROWS) {
      for (let now = -60; now < 120; now += 1) {
        const move = nextMove(STEPS, journal, { now: minutes(now), startBy: minutes(20) });
        if (move.do !== 'start') continue;
        assert.ok(!journal.some((entry) => entry.what === 'began' && entry.step === move.step && entry.attempt >= move.attempt));
        const last = journal.at(-1);
        assert.ok(last === undefined || last.what !== 'began', 'a start must not follow an attempt whose end is not known');
      }
    }
  });
});
