import assert from 'node:assert/strict';
import type { Breakage } from '../../lab/company/breakages/breakage.ts';
import { BREAKAGES } from '../../lab/company/breakages/index.ts';
import type { RemedyOffer } from '../../src/model/diagnosis.ts';
import { isCycle } from '../../src/model/operations.ts';
import type { Plan } from '../../src/model/plan.ts';
import { startSmallCompany, type SmallCompany } from './small-company.ts';
import { stateOf } from './state-of-company.ts';

export type Pair = readonly [Breakage, Breakage];

/** Every two different breakages of one person, in both orders. */
export const PAIRS: readonly Pair[] = BREAKAGES.flatMap((one) => BREAKAGES.filter((other) => other !== one && other.subject === one.subject).map((other) => [one, other] as const));

/** How a pair of breakages was repaired. */
export interface Repaired {
  /** Causes whose fix was carried out, in order. */
  readonly fixed: readonly string[];
  /** Causes whose fix was carried out and taken back, with the former state as the outcome. */
  readonly takenBack: readonly string[];
  /** A fix that could not come to its end because the other breakage stood in its way, and what was said of it. */
  readonly stopped: string | null;
}

/** No repair of one person takes more plans than this. */
const MOST_PLANS = 6;

/**
 * Both befall the company, and it comes to rest. The first fix on offer is carried out; where its undo is promised in full it is taken back, and everything must be as before.
 * Then every fix that is on offer is carried out, one after the other, until none is left. Null where the second mishap has nothing left to happen to.
 */
export async function repairPair([one, other]: Pair): Promise<Repaired | null> {
  const small = await startSmallCompany();
  try {
    try {
      one.break(small.company);
      other.break(small.company);
    } catch {
      return null;
    }
    rest(small);
    const takenBack = await thereAndBack(small, one.subject);
    return { ...(await repairAll(small, one.subject)), takenBack };
  } finally {
    await small.close();
  }
}

function rest({ company }: SmallCompany): void {
  const { SyncCycleEnabled, SchedulerSuspended } = company.sync.scheduler();
  for (let cycle = 0; cycle < 3; cycle += 1) {
    if (SyncCycleEnabled && !SchedulerSuspended) company.sync.runCycle();
    company.sync.healQuarantines();
  }
}

async function thereAndBack(small: SmallCompany, subject: string): Promise<readonly string[]> {
  const before = stateOf(small.company);
  const { diagnosis } = await small.ask(subject);
  const first = diagnosis.findings.find(({ remedy }) => remedy?.by === 'bot');
  const plan = first?.remedy?.undo === 'full' && !waitsForLong(small, first.remedy) ? await small.propose(subject, first.cause) : null;
  if (plan === null || (await small.approveAndRun(plan)).state !== 'done') return [];
  assert.equal(plan.undoClass, 'full');
  rest(small);
  const undo = await small.undo(plan);
  if (undo === null) return assert.deepEqual(stateOf(small.company), before, `${plan.cause}: an undo in full was promised, and none is to be had`), [];
  const undone = await small.approveAndRun(undo);
  assert.equal(undone.state, 'done', `the undo of ${plan.cause}: ${undone.says}`);
  rest(small);
  assert.deepEqual(stateOf(small.company), before, `${plan.cause}: not everything is as before`);
  return [plan.cause];
}

/** No cycle comes to a good end there, which a plan with a cycle would wait for as long as the longest cycle takes. */
function waitsForLong({ company: { sync } }: SmallCompany, { steps }: RemedyOffer): boolean {
  const hasTrouble = sync.scheduler().SyncCycleInProgress || sync.recentRuns().slice(0, RUNS_OF_A_CYCLE).some(({ Result }) => !/^(success|completed-)/.test(Result));
  return hasTrouble && steps.some(({ operation }) => isCycle(operation));
}

const RUNS_OF_A_CYCLE = 6;

async function repairAll(small: SmallCompany, subject: string): Promise<Omit<Repaired, 'takenBack'>> {
  const fixed: string[] = [];
  for (let plans = 0; plans < MOST_PLANS; plans += 1) {
    const { diagnosis } = await small.ask(subject);
    const next = diagnosis.findings.find(({ cause, remedy }) => remedy?.by === 'bot' && !fixed.includes(cause));
    if (next?.remedy !== undefined && waitsForLong(small, next.remedy)) return { fixed, stopped: `${next.cause}: no cycle gets through` };
    const plan = next === undefined ? null : await small.propose(subject, next.cause);
    if (plan === null) return { fixed, stopped: null };
    const ended = await small.approveAndRun(plan);
    assert.notEqual(ended.state, 'unknown', `${plan.cause}: ${ended.says}`);
    if (ended.state !== 'done') return { fixed, stopped: `${plan.cause}: ${ended.state}: ${ended.says}` };
    fixed.push(plan.cause);
    await assertGone(small, subject, plan);
  }
  return assert.fail(`${subject} is never healthy: ${fixed.join(', ')}`);
}

/** What was said to go is gone, and the scheduler stands as it stood or on. */
async function assertGone(small: SmallCompany, subject: string, plan: Plan): Promise<void> {
  rest(small);
  const { diagnosis } = await small.ask(subject);
  const said = plan.prediction?.causes.find(({ cause }) => cause === plan.cause)?.becomes;
  if (said === 'gone') assert.equal(diagnosis.findings.some(({ cause }) => cause === plan.cause), false, `${plan.cause} is still there`);
}
