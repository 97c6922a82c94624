import type { StepResult } from '../../src/model/journal.ts';
import type { PlanStep } from '../../src/model/plan.ts';
import type { Clock } from '../../src/ports/clock.ts';
import type { RelayLink } from '../../src/ports/relay-link.ts';
import type { Store } from '../../src/ports/store.ts';
import { pretendWorld, type Pretence } from './pretend-world.ts';

/** How long AD and Entra take for an answer; a step asks three times. */
export const ANSWERS_IN = 500;

/** AD and Entra, where everything takes its time, and what was written lands though whoever wrote it has died. */
export interface SlowSite {
  readonly clock: Clock & { at: Date };
  readonly stands: Map<number, 'before' | 'after'>;
  readonly writes: Map<number, number>;
  /** How much longer the answer of a step is on its way. */
  readonly late: Map<number, number>;
  /** Steps that are refused. */
  readonly refused: Set<number>;
  /** Most that were under way at once. */
  readonly most: { cloud: number; relay: number };
  onWrite: (step: number) => void;
}

export const slowSite = (clock: Clock & { at: Date }): SlowSite => ({ clock, stands: new Map(), writes: new Map(), late: new Map(), refused: new Set(), most: { cloud: 0, relay: 0 }, onWrite: () => undefined });

/** A bot in front of this site. Bots that share a site are processes of one installation. */
export function slowWorld(store: Store, site: SlowSite, people?: Pretence['people']): Pretence {
  const { clock } = site;
  const world = pretendWorld(store, { clock, ...(people === undefined ? {} : { people }) });
  const under = { cloud: 0, relay: 0 };
  const carry = async (step: number, place: 'cloud' | 'relay'): Promise<StepResult> => {
    under[place] += 1;
    site.most[place] = Math.max(site.most[place], under[place]);
    try {
      return await write(site, step);
    } finally {
      under[place] -= 1;
    }
  };
  const look = async (step: number) => {
    await clock.sleep(ANSWERS_IN);
    const stands = site.stands.get(step) ?? 'before';
    return { stands, found: {}, says: `it stands ${stands}` } as const;
  };
  const relayLink: Pick<RelayLink, 'step'> = {
    async step({ jobId, step, phase }) {
      return phase === 'look' ? { kind: 'look', jobId, observation: await look(step) } : { kind: 'step', jobId, result: await carry(step, 'relay') };
    },
  };
  return { ...world, relayLink: Object.assign(world.relayLink, relayLink), cloud: { run: ({ n }) => carry(n, 'cloud'), look: ({ n }) => look(n) } };
}

/** A careless world: it would write a second time if it were asked to before the first write has landed. */
async function write({ clock, stands, writes, late, refused, onWrite }: SlowSite, step: number): Promise<StepResult> {
  await clock.sleep(ANSWERS_IN);
  if (refused.has(step)) return { is: 'failed', says: 'no rights' };
  if (stands.get(step) === 'after') return { is: 'drifted', found: {}, says: 'Nothing was started, for it is already so' };
  await clock.sleep(ANSWERS_IN);
  writes.set(step, (writes.get(step) ?? 0) + 1);
  stands.set(step, 'after');
  onWrite(step);
  await clock.sleep(ANSWERS_IN + (late.get(step) ?? 0));
  return { is: 'applied', found: {} };
}

/** The step in this lane. */
export const inLane = (lane: string, step: PlanStep): PlanStep => ({ ...step, lane });
