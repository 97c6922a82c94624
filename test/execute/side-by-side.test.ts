import assert from 'node:assert/strict';
import type { Move, RunStep } from '../../src/execute/move.ts';
import { nextMove, nextMoves } from '../../src/execute/next-move.ts';
import { MOST_IN_FLIGHT } from '../../src/execute/side-by-side.ts';
import type { JournalEntry, StepResult } from '../../src/model/journal.ts';
import { minutes } from '../contracts/sample-plan.ts';

const at = minutes(6).toISOString();
const began = (step: number, attempt = 1): JournalEntry => ({ at, what: 'began', step, attempt, fence: step });
const ended = (step: number, result: StepResult = { is: 'applied', found: {} }, attempt = 1): JournalEntry => ({ at, what: 'ended', step, attempt, result });
const looked = (step: number, stands: 'before' | 'after'): JournalEntry => ({ at, what: 'looked', step, attempt: 1, observation: { stands, found: {}, says: 'as it is' } });
const stopped: JournalEntry = { at, what: 'stopped', says: 'Admin 2 may no longer approve this.' };
const failed: StepResult = { is: 'failed', says: 'no rights' };

const cloud = (n: number, lane?: string, always?: true): RunStep => ({ n, says: `Change ${n}`, operation: 'entra.set-usage-location', after: {}, lane, always });
const onPrem = (n: number, lane?: string, always?: true): RunStep => ({ n, says: `Change ${n}`, operation: 'ad.change-values', after: {}, lane, always });

/** Three objects of two steps each, in the cloud; a step before all of them and one after all of them, whatever became of them. */
const STEPS: readonly RunStep[] = [onPrem(1), cloud(2, 'a'), cloud(3, 'a'), cloud(4, 'b'), cloud(5, 'b'), cloud(6, 'c'), cloud(7, 'c'), { ...onPrem(8), always: true }];
/** The same, all through the relay. */
const RELAY: readonly RunStep[] = STEPS.map((step) => ({ ...step, operation: 'ad.change-values' }));
const MIXED: readonly RunStep[] = STEPS.map((step) => (step.n % 2 === 0 ? { ...step, operation: 'ad.change-values' } : step));

const short = (move: Move): string => (move.do === 'start' ? `start ${move.step}.${move.attempt}` : move.do === 'look' ? `look ${move.step}.${move.attempt}` : move.do === 'close' ? `close ${move.as}` : move.do);

interface Row {
  readonly when: string;
  readonly steps?: readonly RunStep[];
  readonly journal: readonly JournalEntry[];
  readonly inHand?: readonly number[];
  readonly moves: readonly string[];
}

const FIRST: readonly JournalEntry[] = [began(1), ended(1)];
const THREE = [...FIRST, began(2), began(4), began(6)];

const ROWS: readonly Row[] = [
  { when: 'nothing was begun', journal: [], moves: ['start 1.1'] },
  { when: 'the step before all lanes is in flight', journal: [began(1)], inHand: [1], moves: [] },
  { when: 'it is about to be started', journal: [], inHand: [1], moves: [] },
  { when: 'it is through', journal: FIRST, moves: ['start 2.1', 'start 4.1', 'start 6.1'] },
  { when: 'it failed', journal: [began(1), ended(1, failed)], moves: ['close failed'] },
  { when: 'one lane is in flight', journal: [...FIRST, began(2)], inHand: [2], moves: ['start 4.1', 'start 6.1'] },
  { when: 'all lanes are in flight', journal: THREE, inHand: [2, 4, 6], moves: [] },
  { when: 'one of them has ended', journal: [...THREE, ended(4)], inHand: [2, 6], moves: ['start 5.1'] },
  { when: 'one of them has failed', journal: [...THREE, ended(4, failed)], inHand: [2, 6], moves: [] },
  { when: 'one has failed and another is through', journal: [...THREE, ended(4, failed), ended(6)], inHand: [2], moves: ['start 7.1'] },
  { when: 'two have ended', journal: [...THREE, ended(4), ended(6)], inHand: [2], moves: ['start 5.1', 'start 7.1'] },
  { when: 'the end of one is not known', journal: [...THREE, ended(4, { is: 'unsure', says: 'the line broke' })], inHand: [2, 6], moves: ['look 4.1'] },
  { when: 'one is to be left alone for a while', journal: [...THREE, looked(4, 'before')], inHand: [2, 6], moves: [] },
  { when: 'the process died with all three in flight', journal: THREE, moves: ['look 2.1', 'look 4.1', 'look 6.1'] },
  { when: 'it died and one was looked up', journal: [...THREE, looked(2, 'after')], inHand: [4, 6], moves: ['start 3.1'] },
  { when: 'the run was stopped with three in flight', journal: [...THREE, stopped], inHand: [2, 4, 6], moves: [] },
  { when: 'it was stopped and two are through', journal: [...THREE, stopped, ended(2), ended(4)], inHand: [6], moves: [] },
  { when: 'it was stopped and all are through', journal: [...THREE, stopped, ended(2), ended(4), ended(6)], moves: ['start 8.1'] },
  { when: 'it was stopped and its process died', journal: [...THREE, stopped], moves: ['look 2.1', 'look 4.1', 'look 6.1'] },
  { when: 'the last lane is in flight', journal: [...THREE, ended(2), ended(4, failed), ended(6), began(3), ended(3), began(7)], inHand: [7], moves: [] },
  { when: 'all lanes are through', journal: [...THREE, ended(2), ended(4, failed), ended(6), began(3), ended(3), began(7), ended(7)], moves: ['start 8.1'] },
  { when: 'the lanes go through the relay', steps: RELAY, journal: FIRST, moves: ['start 2.1'] },
  { when: 'one of them is at the relay', steps: RELAY, journal: [...FIRST, began(2)], inHand: [2], moves: [] },
  { when: 'one of them has left it, as far as it goes', steps: RELAY, journal: [...FIRST, began(2), ended(2)], moves: ['start 3.1'] },
  { when: 'the process died with one of them there', steps: RELAY, journal: [...FIRST, began(2)], moves: ['look 2.1'] },
  { when: 'one is looked up there', steps: RELAY, journal: [...FIRST, began(2)], inHand: [2], moves: [] },
  { when: 'some steps go through the relay and some do not', steps: MIXED, journal: [...FIRST, began(2), ended(2)], moves: ['start 3.1', 'start 4.1'] },
  { when: 'one is at the relay and others need not wait for it', steps: MIXED, journal: [...FIRST, began(2), ended(2), began(4)], inHand: [4], moves: ['start 3.1'] },
];

describe('steps side by side', () => {
  const timing = (inHand: readonly number[] = []) => ({ now: minutes(7), startBy: minutes(20), inHand: new Set(inHand) });
  for (const { when, steps = STEPS, journal, inHand, moves } of ROWS) {
    it(`${moves.length === 0 ? 'are none anew' : `are: ${moves.join(', ')},`} when ${when}`, () => assert.deepEqual(nextMoves(steps, journal, timing(inHand)).map(short), moves));
  }

  it('are never steps of a plan without lanes', () => {
    const steps = STEPS.map((step): RunStep => ({ ...step, lane: undefined }));
    const journal: JournalEntry[] = [];
    for (const { n } of steps) {
      assert.deepEqual(nextMoves(steps, journal, timing()).map(short), [`start ${n}.1`]);
      assert.deepEqual(nextMoves(steps, [...journal, began(n)], timing([n])), []);
      assert.deepEqual(nextMoves(steps, [...journal, began(n)], timing()).map(short), [`look ${n}.1`]);
      journal.push(began(n), ended(n));
    }
  });

  it('are a bounded number, of the first objects, and begin the others no sooner than these are nearly through', () => {
    const steps = Array.from({ length: 200 }, (_, n): readonly RunStep[] => [cloud(2 * n + 1, `${n}`), cloud(2 * n + 2, `${n}`)]).flat();
    const journal: JournalEntry[] = [];
    let inHand: number[] = [];
    let begunLanes = 0;
    const done = new Set<number>();
    for (let rounds = 0; done.size < steps.length; rounds += 1) {
      assert.ok(rounds < 1000, 'it does not end');
      for (const move of nextMoves(steps, journal, timing(inHand))) {
        assert.ok(move.do === 'start');
        journal.push(began(move.step));
        inHand.push(move.step);
      }
      assert.ok(inHand.length <= MOST_IN_FLIGHT && (inHand.length === MOST_IN_FLIGHT || done.size > 300), `${inHand.length} in flight`);
      begunLanes = new Set(journal.map((entry) => ('step' in entry ? Math.ceil(entry.step / 2) : 0))).size;
      const [first = 0] = inHand;
      inHand = inHand.slice(1);
      done.add(first);
      journal.push(ended(first));
      const half = begunLanes - [...done].filter((n) => n % 2 === 0).length;
      assert.ok(half <= 40, `${half} objects are half-way`);
    }
    assert.equal(short(nextMove(steps, journal, timing())), 'close done');
  });
});
