import assert from 'node:assert/strict';
import { openSqliteStore } from '../../src/adapters/sqlite/open-sqlite-store.ts';
import { createExecutor } from '../../src/execute/run-plan.ts';
import type { Plan } from '../../src/model/plan.ts';
import type { Store } from '../../src/ports/store.ts';
import { verifyChain } from '../../src/protocol/audit-chain.ts';
import { addressStep, cloudStep, deltaStep, MADE, samplePlan } from '../contracts/sample-plan.ts';
import { approved, pretendWorld, type Manner } from './pretend-world.ts';

const clock = { now: () => new Date(MADE), sleep: () => Promise.resolve() };
const WRITES = ['appendJournal', 'movePlan', 'nextFence'] as const;

class Died extends Error {}

/** A store whose process dies at the n-th write, before or after the commit; from then on nothing answers. */
export function dyingStore(store: Store, dieAt: number, when: 'before' | 'after'): { readonly store: Store; readonly count: () => number; readonly death: Promise<null> } {
  let writes = 0;
  let isDead = false;
  const { promise: death, resolve: tell } = Promise.withResolvers<null>();
  const proxy = new Proxy(store, {
    get(target, name, receiver) {
      const method: unknown = Reflect.get(target, name, receiver);
      if (typeof method !== 'function') return method;
      return async (...parameters: unknown[]): Promise<unknown> => {
        if (isDead) throw new Died();
        const isWrite = WRITES.some((write) => write === name);
        if (isWrite) writes += 1;
        const dies = isWrite && writes === dieAt;
        if (dies) isDead = true;
        if (dies) tell(null);
        if (dies && when === 'before') throw new Died();
        const result: unknown = await Reflect.apply(method, target, parameters);
        if (dies) throw new Died();
        return result;
      };
    },
  });
  return { store: proxy, count: () => writes, death };
}

interface Scenario {
  readonly manners: readonly Manner[];
  readonly dieAt: number;
  readonly when: 'before' | 'after';
  /** A second death during the resumption, counted anew; 0 for none. */
  readonly dieAgainAt: number;
}

const crashPlan = (): Plan => samplePlan(1, { steps: [addressStep(1), deltaStep(2), cloudStep(3)] });

/** Runs a plan of three steps through one or two deaths; resolves with how it ended and how many writes it took when nobody died. */
export async function surviveCrash({ manners, dieAt, when, dieAgainAt }: Scenario): Promise<{ readonly end: Plan; readonly writes: ReadonlyMap<number, number>; readonly wrote: number }> {
  const store = await openSqliteStore({ file: ':memory:', clock });
  try {
    const plan = await approved(store, crashPlan());
    const first = pretendWorld(store);
    first.relayLink.manners = [...manners];
    const wrote: number[] = [];
    for (const at of [dieAt, dieAgainAt, 0]) {
      const dying = dyingStore(store, at, when);
      const world = pretendWorld(dying.store, first);
      await createExecutor(world).resumeAll().catch((error: unknown) => assertDied(error));
      wrote.push(dying.count());
    }
    const end = await store.planById(plan.content.planId);
    assert.ok(end !== null);
    assert.equal(verifyChain(await store.auditTrail(0, 10_000)).is, 'whole');
    return { end, writes: first.relayLink.writes, wrote: wrote[0] ?? 0 };
  } finally {
    await store.close();
  }
}

export function assertDied(error: unknown): void {
  const faults: readonly unknown[] = error instanceof AggregateError ? error.errors : [error];
  for (const fault of faults) if (!(fault instanceof Died)) throw fault;
}

/** What must hold after every crash: a stated end, no second write, and `done` only when everything stands. */
export function assertHonest({ end, writes }: { readonly end: Plan; readonly writes: ReadonlyMap<number, number> }, title: string): void {
  assert.ok(['done', 'failed', 'partly-done', 'unknown', 'stale'].includes(end.state), `${title}: ended in ${end.state}`);
  for (const [step, count] of writes) assert.equal(count, 1, `${title}: step ${step} was written ${count} times`);
  if (end.state === 'done') assert.equal(writes.size, 3, `${title}: done with ${writes.size} of 3 writes`);
  if (end.state === 'failed' || end.state === 'stale') assert.equal(writes.size, 0, `${title}: ${end.state} although ${writes.size} steps were written`);
  assert.match(end.says, /\.$/);
}
