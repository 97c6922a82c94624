import assert from 'node:assert/strict';
import { createBucket, WRITES } from '../lab/servers/graph-throttle.ts';
import type { GraphClient } from '../src/adapters/graph/graph-client.ts';
import { GraphRefusal } from '../src/adapters/graph/graph-fault.ts';
import { createGraphTenant } from '../src/adapters/graph/graph-tenant.ts';
import { createWriteQueue, DEFAULT_SHARE } from '../src/adapters/graph/write-queue.ts';
import { openSqliteStore } from '../src/adapters/sqlite/open-sqlite-store.ts';
import { cloudSteps } from '../src/execute/cloud-steps.ts';
import { serveHere } from '../src/execute/here-menu.ts';
import { createExecutor } from '../src/execute/run-plan.ts';
import { undoOf } from '../src/approve/make-plan.ts';
import type { Plan, PlanStep, StepDraft } from '../src/model/plan.ts';
import { planCode, planHash } from '../src/protocol/plan-hash.ts';
import type { Clock } from '../src/ports/clock.ts';
import { samplePlan } from '../test/contracts/sample-plan.ts';
import { pretendPeople } from '../test/approve/pretend-people.ts';
import { approved, pretendWorld, type Pretence } from '../test/execute/pretend-world.ts';
import { sharedClock } from '../test/execute/shared-clock.ts';
import type { Measured } from './main.ts';

const OBJECTS = 1000;
const A_WAVE = 200;
const WRITES_PER_SECOND = WRITES.units / WRITES.seconds;
/** The share that shall be held, as the multiple of the time that the share alone would take. */
const GOAL = 1 / 0.98;

/**
 * A thousand fixes of two writes each through the real executor, operations, Graph adapter and write queue, against Graph's token bucket, on a clock that only a wait moves.
 * Each read, each write and each question about an approver takes as long as Graph takes to answer. Half of the bucket belongs to Entra Connect, which uses it up all the while.
 */
export async function benchCampaign(): Promise<readonly Measured[]> {
  const measured: Measured[] = [];
  for (const answersIn of [0, 25, 150, 300]) measured.push(await measure(answersIn));
  return measured;
}

async function measure(answersIn: number): Promise<Measured> {
  const clock = sharedClock();
  const graph = pretendGraph(clock, answersIn);
  const tenant = createGraphTenant({ reader: graph.client, writer: graph.client, clock, writes: createWriteQueue({ clock, share: DEFAULT_SHARE }) });
  const store = await openSqliteStore({ file: ':memory:', clock });
  const world = { ...pretendWorld(store, { clock, people: slowPeople(clock, answersIn) }), cloud: cloudSteps({ serve: serveHere({ tenant, clock, watched: { look: () => Promise.reject(new Error('nobody looks')) } }), clock }) };
  const executor = createExecutor(world);
  const plans = Array.from({ length: OBJECTS / A_WAVE }, (_, n) => waveOf(n));
  for (const plan of plans) await approved(store, plan);
  const begun = clock.at.getTime();
  for (const plan of plans) {
    const ended = await executor.run(plan.content.planId);
    assert.equal(ended?.state, 'done', ended?.says);
  }
  const took = clock.at.getTime() - begun;
  await store.close();
  const ideal = (2 * OBJECTS * 1000) / (WRITES_PER_SECOND * DEFAULT_SHARE);
  return { name: `campaign of ${OBJECTS} two-step fixes, Graph answering in ${answersIn} ms`, goal: GOAL, baseline: ideal, subject: took, note: `${(ideal / took).toFixed(3)} of the share, ${graph.throttled()} answers of 429, ${graph.written()} writes` };
}

const USER = (n: number): string => `eeeeeeee-0000-4000-8000-${String(n).padStart(12, '0')}`;

function waveOf(wave: number): Plan {
  const steps = Array.from({ length: A_WAVE }, (_, at) => wave * A_WAVE + at + 1).flatMap((n) => [location(n, null, 'GB'), location(n, 'GB', 'IE')]).map((draft, at): PlanStep => ({ ...draft, n: at + 1, version: 1, target: draft.lane ?? '', before: {}, after: {}, undo: undoOf(draft.operation, draft.params) }));
  const sample = samplePlan(wave + 1);
  const content = { ...sample.content, steps, targets: [{ key: `wave-${wave}`, displayName: `wave ${wave}` }], executeWithinMinutes: 240 };
  const hash = planHash(content);
  return { ...sample, content, hash, code: planCode(hash), cause: '' };
}

const location = (n: number, before: string | null, after: string): Extract<StepDraft, { operation: 'entra.set-usage-location' }> => ({ operation: 'entra.set-usage-location', params: { userId: USER(n), before, after }, says: `Set the location of person ${n}`, lane: USER(n) });

function slowPeople(clock: Clock, answersIn: number): Pretence['people'] {
  const people = pretendPeople();
  const { whoIs, groupsOf, accountsOf } = people;
  const slowly = <Given extends readonly unknown[], Answer>(ask: (...given: Given) => Promise<Answer>) => async (...given: Given): Promise<Answer> => {
    if (answersIn > 0) await clock.sleep(answersIn);
    return ask(...given);
  };
  return Object.assign(people, { whoIs: slowly(whoIs.bind(people)), groupsOf: slowly(groupsOf.bind(people)), accountsOf: slowly(accountsOf.bind(people)) });
}

/** Answers after so long; a write spends the bucket of the application, of which Entra Connect spends what is not ours. */
function pretendGraph(clock: Clock, answersIn: number) {
  const bucket = createBucket(clock, WRITES.units * DEFAULT_SHARE / WRITES.seconds, 1);
  const locations = new Map<string, string>();
  let throttled = 0;
  let written = 0;
  const idIn = (address: string): string => /users\/([0-9a-f-]{36})/u.exec(address)?.[1] ?? '';
  const never = (): never => {
    throw new Error('not asked for in this measurement');
  };
  const client: GraphClient = {
    report: never, ask: never, list: never, batch: never, write: never, link: never,
    async get(address) {
      if (answersIn > 0) await clock.sleep(answersIn);
      const id = idIn(address);
      return { id, userPrincipalName: `${id}@contoso.com`, usageLocation: locations.get(id) ?? null };
    },
    async patch(address, body) {
      if (answersIn > 0) await clock.sleep(answersIn);
      const wait = bucket.spend(1);
      if (wait !== null) {
        throttled += 1;
        throw new GraphRefusal({ status: 429, body: {}, retryAfter: wait * 1000 });
      }
      written += 1;
      locations.set(idIn(address), String(body['usageLocation']));
    },
  };
  return { client, throttled: () => throttled, written: () => written };
}
