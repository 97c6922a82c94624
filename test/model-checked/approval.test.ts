import assert from 'node:assert/strict';
import { leaveOut } from '../real/left-out.ts';
import { checkModel, whatSpinLacks, type ModelPart, type Verdict } from './check-model.ts';

/** Two doors, one run: who decides, and everything that can happen to a plan that waits. */
const DECIDING = ['ONE_BOT', 'STEPS=1', 'BOT_CRASHES=0', 'RELAY_CRASHES=0', 'OUTSIDE_CHANGES=0'];
/** An approved plan, one run that crashes and goes on, two relays that crash, somebody else at the directory. */
const RUNNING = ['RUNNING_ONLY', 'SAME_PEOPLE', 'ONE_BOT'];
/** An approved plan that switches a scheduler off and on, a run that crashes, a relay that crashes, an approver who leaves. */
const PAUSED = ['RUNNING_ONLY', 'ONE_BOT', 'ONE_RELAY', 'PAUSED'];
/** An approved plan that two bots take for theirs. */
const TAKEN_OVER = ['RUNNING_ONLY', 'SAME_PEOPLE', 'STEPS=1', 'OUTSIDE_CHANGES=0', 'RELAY_CRASHES=0'];

const HOLDS: readonly (readonly [what: string, part: ModelPart, leastStates: number])[] = [
  ['no step starts without enough eligible people other than the one who asked, and a closed plan starts nothing', { defines: DECIDING }, 300_000],
  ['no attempt starts twice, no step takes effect twice, and the end says what happened, whatever crashes', { defines: RUNNING }, 1_000_000],
  ['a scheduler that was switched off is always switched on, whatever crashes and whoever leaves', { defines: PAUSED }, 1_000_000],
  ['two bots that run the same plan do not harm it', { defines: TAKEN_OVER }, 1_000_000],
  ['every approved plan ends', { defines: [...RUNNING, 'STEPS=1'], liveness: true }, 20_000],
];

const QUORUM = /COUNT|sound/;
const ARROW = /next==/;
/** Each leaves one guard out. The model must then break, at the property that the guard is there for. */
const MUTANTS: readonly (readonly [missing: string, part: ModelPart, breaks: RegExp])[] = [
  ['NO_QUORUM', { defines: [...DECIDING, 'SAME_PEOPLE'] }, QUORUM],
  ['NO_OTHER_PERSON', { defines: [...DECIDING, 'SAME_PEOPLE'] }, QUORUM],
  ['NO_ELIGIBLE', { defines: [...DECIDING, 'SAME_PEOPLE'] }, QUORUM],
  ['NO_COUNT_ONCE', { defines: [...DECIDING, 'SAME_PEOPLE'] }, QUORUM],
  ['NO_LIVE_CHECK', { defines: DECIDING }, /lapsed/],
  ['NO_COMPARE', { defines: DECIDING }, ARROW],
  ['BACKWARDS', { defines: DECIDING }, ARROW],
  ['NO_JOURNAL', { defines: RUNNING }, /everStarted/],
  ['NO_ADDRESSEE', { defines: TAKEN_OVER }, /everStarted/],
  ['NO_LOOK', { defines: RUNNING }, /effects|state==/],
  ['NO_WAIT', { defines: RUNNING }, /effects|state==/],
  ['NO_STILL_MINE', { defines: TAKEN_OVER }, /effects|state==/],
  ['REFUSED_MEANS_NO', { defines: RUNNING }, /effects/],
  ['NO_ALWAYS', { defines: PAUSED }, /attempts\[1\]/],
  ['FORGETFUL', { defines: [...RUNNING, 'STEPS=1'], liveness: true }, /acceptance cycle/],
];

/** Spin looks at every run of the model, not at some. */
describe('the model of two-person approval', function () {
  this.timeout(600_000);
  const verdicts = new Map<string, Verdict>();

  before(async function () {
    const lacks = whatSpinLacks();
    if (lacks !== null) {
      leaveOut('the model of two-person approval', lacks);
      return this.skip();
    }
    const queue = [...HOLDS, ...MUTANTS.map(([missing, part, breaks]) => [missing, { ...part, defines: [...part.defines, missing], breaks: true as const }, breaks] as const)];
    const work = async (): Promise<void> => {
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) verdicts.set(next[0], await checkModel(next[1]));
    };
    await Promise.all([work(), work()]);
  });

  const verdictOn = (what: string): Verdict => verdicts.get(what) ?? assert.fail(`${what} was not looked at`);

  for (const [what, , leastStates] of HOLDS) {
    it(what, () => {
      const { errors, broken, states, isWhole } = verdictOn(what);
      assert.deepEqual({ errors, broken, isWhole }, { errors: 0, broken: '', isWhole: true });
      assert.ok(states >= leastStates, `only ${states} states: the model does not run as far as it did`);
    });
  }
  for (const [missing, , breaks] of MUTANTS) {
    it(`breaks with ${missing}`, () => {
      const { errors, broken, hasTrail } = verdictOn(missing);
      assert.deepEqual({ errors, hasTrail }, { errors: 1, hasTrail: true });
      assert.match(broken, breaks);
    });
  }
});
