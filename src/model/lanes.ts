import type { JournalEntry } from './journal.ts';
import type { Plan, PlanContent, PlanStep, PlanTarget } from './plan.ts';

/** One object of a plan for many, with the steps that are its own. `key` can be asked about: an objectGUID, or an Entra object id. */
export interface Lane {
  readonly key: string;
  readonly target: PlanTarget;
  readonly steps: readonly PlanStep[];
}

/** The objects of a plan for many, in their order; empty for a plan about one. */
export function lanesOf({ steps, targets }: Pick<PlanContent, 'steps' | 'targets'>): readonly Lane[] {
  const lanes = new Map<string, PlanStep[]>();
  for (const step of steps) {
    if (step.lane === undefined) continue;
    const known = lanes.get(step.lane);
    if (known === undefined) lanes.set(step.lane, [step]);
    else known.push(step);
  }
  const named = new Map(targets.map((target) => [target.key, target]));
  return [...lanes].map(([key, own]) => ({ key, steps: own, target: named.get(key) ?? { key, displayName: own[0]?.target ?? key } }));
}

/** Those of which every step was carried out, by the journal. */
export function lanesDone({ content }: Pick<Plan, 'content'>, journal: readonly JournalEntry[]): readonly Lane[] {
  const applied = new Set(appliedIn(content, journal).map(({ n }) => n));
  return lanesOf(content).filter(({ steps }) => steps.every(({ n }) => applied.has(n)));
}

/** The steps that were carried out, by the journal. */
export function appliedIn({ steps }: Pick<PlanContent, 'steps'>, journal: readonly JournalEntry[]): readonly PlanStep[] {
  const applied = new Set(journal.flatMap((entry) => (isApplied(entry) ? [entry.step] : [])));
  return steps.filter(({ n }) => applied.has(n));
}

const isApplied = (entry: JournalEntry): entry is Extract<JournalEntry, { what: 'ended' | 'looked' }> =>
  (entry.what === 'ended' && entry.result.is === 'applied') || (entry.what === 'looked' && entry.observation.stands === 'after');
