import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { openSqliteStore } from '../../src/adapters/sqlite/open-sqlite-store.ts';
import { PLAN_STATES, type PlanState } from '../../src/model/plan.ts';
import { mayMove, PLAN_ARROWS } from '../../src/model/plan-arrows.ts';
import { auditOf, MADE, samplePlan } from '../contracts/sample-plan.ts';
import { MODEL_FILE } from './check-model.ts';
import { statesWritten, type StateWritten } from './states-written.ts';

type Arrow = `${PlanState} → ${PlanState}`;
const arrows: readonly (readonly [from: PlanState, to: PlanState])[] = PLAN_STATES.flatMap((from) => PLAN_ARROWS[from].map((to) => [from, to] as const));
const named = ([from, to]: readonly [PlanState, PlanState]): Arrow => `${from} → ${to}`;

/** How far a plan has come; an arrow must lead further. */
const FAR: Readonly<Record<PlanState, number>> = { 'pending': 0, 'approved': 1, 'running': 2, 'unknown': 3, 'done': 4, 'failed': 4, 'partly-done': 4, 'denied': 4, 'expired': 4, 'cancelled': 4, 'superseded': 4, 'stale': 4 };

/** The moves that bring a new plan into each state that it can reach. */
const WAYS: Readonly<Partial<Record<PlanState, readonly PlanState[]>>> = {
  'pending': [], 'approved': ['approved'], 'running': ['approved', 'running'], 'unknown': ['approved', 'running', 'unknown'], 'done': ['approved', 'running', 'done'], 'failed': ['approved', 'running', 'failed'],
  'partly-done': ['approved', 'running', 'partly-done'], 'denied': ['denied'], 'expired': ['expired'], 'cancelled': ['cancelled'], 'stale': ['stale'],
};

describe('the arrows between the states of a plan', function () {
  this.timeout(60_000);
  const model = readFileSync(MODEL_FILE, 'utf8');
  let written: readonly StateWritten[] = [];

  before(() => {
    written = statesWritten();
  });

  it('are those of the checked model', () => {
    const [, table = ''] = /#define ARROWS \\\n((?:.*\\\n)*.*)\n\n/.exec(model) ?? [];
    const inModel = [...table.matchAll(/ARROW\((\w+), (\w+)\)/g)].map(([, from = '', to = '']) => `${from} → ${to}`.replaceAll('_', '-'));
    assert.deepEqual(inModel.toSorted(), arrows.map(named).toSorted());
  });

  it('join the same states as the model has', () => {
    const [, states = ''] = /mtype:state = \{ (.*) \};/.exec(model) ?? [];
    assert.deepEqual(states.replaceAll('_', '-').split(', ').toSorted(), [...PLAN_STATES].toSorted());
  });

  it('lead on, never back, and end', () => {
    for (const [from, to] of arrows) assert.ok(FAR[from] < FAR[to], `${from} → ${to}`);
    for (const state of PLAN_STATES) assert.ok(mayMove(state, state));
  });

  it('are those that the code draws: it moves plans into no other state, and into each of these', () => {
    const places = new Set(written.map(({ file }) => file));
    assert.deepEqual([...places].toSorted(), ['src/approve/cancel-plan.ts', 'src/approve/record-decision.ts', 'src/approve/tidy-plans.ts', 'src/execute/close-run.ts', 'src/execute/start-run.ts', 'src/execute/verify-cure.ts']);
    assert.deepEqual([...new Set(written.flatMap(({ states }) => states))].toSorted(), [...new Set(arrows.map(([, to]) => to))].toSorted());
  });

  it('are drawn by each place for its own part of a plan', () => {
    const byPlace = Object.groupBy(written, ({ file }) => file);
    const of = (file: string): readonly string[] => [...new Set((byPlace[file] ?? []).flatMap(({ states }) => states))].toSorted();
    assert.deepEqual(of('src/approve/record-decision.ts'), ['approved', 'denied']);
    assert.deepEqual(of('src/approve/cancel-plan.ts'), ['cancelled']);
    assert.deepEqual(of('src/approve/tidy-plans.ts'), ['expired', 'stale']);
    assert.deepEqual(of('src/execute/start-run.ts'), ['expired', 'running', 'stale']);
    assert.deepEqual(of('src/execute/close-run.ts'), [...PLAN_ARROWS.running].toSorted());
    assert.deepEqual(of('src/execute/verify-cure.ts'), [], 'waiting for the cure moves no plan');
  });

  it('are all that a store lets through', async () => {
    const store = await openSqliteStore({ file: ':memory:', clock: { now: () => new Date(MADE), sleep: () => Promise.resolve() } });
    let number = 0;
    for (const [from, way] of Object.entries(WAYS) as [PlanState, readonly PlanState[]][]) {
      let plan = samplePlan((number += 1));
      await store.addPlan(plan, auditOf('plan.created', plan));
      for (const state of way) plan = await store.movePlan(plan, { state, stateSince: MADE }, auditOf('moved', plan));
      const before = (await store.auditTrail(0, 1_000)).length;
      for (const to of PLAN_STATES.filter((each) => !mayMove(from, each))) await assert.rejects(store.movePlan(plan, { state: to, stateSince: MADE }, auditOf('moved', plan)), new RegExp(`never goes from ${from} to ${to}`));
      assert.deepEqual(await store.planById(plan.content.planId), plan);
      assert.equal((await store.auditTrail(0, 1_000)).length, before);
    }
    await store.close();
  });
});
