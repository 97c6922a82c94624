import { pretendPolicy, ruleFor } from '../approve/pretend-policy.ts';
import { cloudSteps, type ServeHere } from '../../src/execute/cloud-steps.ts';
import type { ExecutorWorld } from '../../src/execute/executor-world.ts';
import type { Observation, StepResult } from '../../src/model/journal.ts';
import type { Plan } from '../../src/model/plan.ts';
import { defineOperation } from '../../src/operations/operation.ts';
import { peopleDo } from '../../src/operations/people/people-do.ts';
import type { WatchedWorld } from '../../src/ports/watched-world.ts';
import type { Clock } from '../../src/ports/clock.ts';
import type { RelayLink } from '../../src/ports/relay-link.ts';
import type { Store } from '../../src/ports/store.ts';
import { pretendPeople, type PretendPeople } from '../approve/pretend-people.ts';
import { auditOf, minutes, planId, sampleDecision } from '../contracts/sample-plan.ts';

/** How the relay treats the next run jobs: one word each, then `works`. */
export type Manner = 'works' | 'no-relay' | 'loses the answer' | 'loses the job' | 'is unsure but works' | 'is unsure' | 'fails' | 'refuses';

/** Steps and where each stands; every write is counted. */
class PretendRelay implements Pick<RelayLink, 'step'> {
  readonly stands = new Map<number, 'before' | 'after' | 'other'>();
  readonly writes = new Map<number, number>();
  readonly jobs: string[] = [];
  manners: Manner[] = [];
  isBlind = false;
  onWrite: (step: number) => void = () => undefined;

  step: RelayLink['step'] = (job) => {
    this.jobs.push(`${job.phase} ${job.step}.${job.attempt}`);
    const { jobId } = job;
    if (job.phase === 'look') return Promise.resolve(this.isBlind ? { kind: 'no-relay', says: 'no relay is there' } : { kind: 'look', jobId, observation: this.look(job.step) });
    const manner = this.manners.shift() ?? 'works';
    if (manner === 'no-relay') return Promise.resolve({ kind: 'no-relay', says: 'no relay is there' });
    if (manner === 'refuses') return Promise.resolve({ kind: 'refused', jobId, says: 'not in my policy' });
    if (manner === 'loses the job') return Promise.resolve({ kind: 'no-answer', says: 'no answer in time' });
    if (manner === 'is unsure') return Promise.resolve({ kind: 'step', jobId, result: { is: 'unsure', says: 'the line broke' } });
    if (manner === 'fails') return Promise.resolve({ kind: 'step', jobId, result: { is: 'failed', says: 'no rights' } });
    const result = this.write(job.step);
    if (manner === 'loses the answer') return Promise.resolve({ kind: 'no-answer', says: 'no answer in time' });
    return Promise.resolve({ kind: 'step', jobId, result: manner === 'is unsure but works' ? { is: 'unsure', says: 'the line broke' } : result });
  };

  look(step: number): Observation {
    const stands = this.stands.get(step) ?? 'before';
    return { stands, found: {}, says: `it stands ${stands}` };
  }

  /** A careless world: it would write a second time if it were asked to. */
  write(step: number): StepResult {
    if ((this.stands.get(step) ?? 'before') === 'other') return { is: 'drifted', found: {}, says: 'somebody was here' };
    this.writes.set(step, (this.writes.get(step) ?? 0) + 1);
    this.stands.set(step, 'after');
    this.onWrite(step);
    return { is: 'applied', found: {} };
  }
}

export const POLICY = pretendPolicy({ approvers: [ruleFor(['group-approvers'])] });

/** A clock that a sleep moves forward. */
export function pretendClock(): Clock & { at: Date } {
  const clock = {
    at: minutes(6),
    now: () => clock.at,
    async sleep(milliseconds: number) {
      clock.at = new Date(clock.at.getTime() + milliseconds);
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
  return clock;
}

export interface Pretence extends ExecutorWorld {
  readonly relayLink: PretendRelay;
  readonly people: PretendPeople;
  readonly clock: Clock & { at: Date };
  readonly progress: Plan[];
  /** What shows that a person has done a step; nothing does, to begin with. */
  readonly watched: WatchedWorld & { isDone: boolean; isBlind: boolean; looks: number };
}

function pretendWatched(): Pretence['watched'] {
  const watched = {
    isDone: false, isBlind: false, looks: 0,
    look: () => {
      watched.looks += 1;
      if (watched.isBlind) return Promise.reject(new Error('nobody is there'));
      return Promise.resolve({ seen: watched.isDone, says: watched.isDone ? 'The account is gone.' : 'The account is still in the recycle bin.' });
    },
  };
  return watched;
}

export function pretendWorld(store: Store, change: Partial<Pick<Pretence, 'relayLink' | 'people' | 'clock' | 'policy' | 'isStillNeeded' | 'watched'>> = {}): Pretence {
  const { relayLink = new PretendRelay(), people = pretendPeople(), clock = pretendClock(), policy = () => POLICY, isStillNeeded = () => Promise.resolve('yes'), watched = pretendWatched() } = change;
  const progress: Plan[] = [];
  const setAnchor = defineOperation<'entra.set-anchor', { readonly n: number }>({
    name: 'entra.set-anchor', version: 1, before: () => ({}), after: () => ({}),
    look: ({ n }) => Promise.resolve(relayLink.look(n)),
    apply: ({ n }) => Promise.resolve(void relayLink.write(n)),
  });
  const serve: ServeHere = (step, use) => {
    if (step.operation === 'people.do') return use({ operation: peopleDo, world: { watched }, params: step.params });
    if (step.operation === 'entra.set-anchor') return use({ operation: setAnchor, world: { n: step.n }, params: step.params });
    throw new Error(`${step.operation} is not served here`);
  };
  let uuids = 5000;
  return {
    store, relayLink, people, clock, policy, progress, watched,
    cloud: cloudSteps({ serve, clock }),
    random: { uuid: () => planId((uuids += 1)), nonce: () => 'nonce' },
    onProgress: (plan) => void progress.push(plan),
    isStillNeeded,
  };
}

/** Puts an approved plan into the store: made at 09:00, approved by admin 2 at 09:05. */
export async function approved(store: Store, plan: Plan, deciders: readonly number[] = [2]): Promise<Plan> {
  await store.addPlan(plan, auditOf('plan.created', plan));
  let now = plan;
  for (const [at, by] of deciders.entries()) {
    const isLast = at === deciders.length - 1;
    now = await store.addDecision(now, sampleDecision(plan, by), isLast ? { state: 'approved', stateSince: minutes(5).toISOString() } : null, auditOf('decision.accepted', plan));
  }
  return now;
}
