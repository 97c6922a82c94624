import type { JournalEntry } from '../model/journal.ts';
import { isCycle } from '../model/operations.ts';
import type { OperationParams, Plan, PlanStep, StepDraft } from '../model/plan.ts';
import type { Difference, StandsNow } from './undo-drift.ts';

type UndoSteps =
  | { readonly is: 'steps'; readonly title: string; readonly steps: readonly StepDraft[]; readonly leftOut: readonly string[] }
  | { readonly is: 'nothing'; readonly says: string };

/** How each step that was looked at stands now, by its number; a step that is not here is taken for as the plan left it. */
export type StandNow = ReadonlyMap<number, StandsNow>;

/**
 * The steps that take an executed plan back: only what was applied, in reverse order and in its lanes, then a cycle when the plan had one.
 * A scheduler that the plan had switched off and on again is off during the undo as well, and on at its end in any case.
 * What others have changed since is kept where that can be told apart, and left out otherwise.
 */
export function undoSteps(plan: Plan, journal: readonly JournalEntry[], now: StandNow = new Map()): UndoSteps {
  if (!CLOSED_RUNS.includes(plan.state)) return { is: 'nothing', says: `Plan ${plan.code} has not been run to its end, so there is nothing to undo yet.` };
  const applied = appliedSteps(plan, journal);
  const backwards = applied.filter(({ operation }) => operation !== 'sync.set-scheduler').toReversed();
  const steps = backwards.flatMap((step) => reversed(step, now.get(step.n)));
  const leftOut = backwards.flatMap((step) => leftOutOf(step, now.get(step.n)));
  const schedulers = schedulersOf(applied);
  const still = schedulers.filter(({ before, after }) => before !== after).map(({ server, before, after }) => switchTo(server, after, before));
  if (steps.length === 0 && still.length === 0) return { is: 'nothing', says: leftOut.length === 0 ? `Plan ${plan.code} changed nothing that could be undone.` : `Plan ${plan.code} cannot be undone: ${leftOut.join('; ')}.` };
  const paused = steps.length === 0 ? [] : schedulers.filter(({ before, after }) => before && after);
  return {
    is: 'steps',
    title: `Undo plan ${plan.code}: ${plan.title}`,
    steps: [
      ...paused.map(({ server }) => switchTo(server, true, false)),
      ...steps,
      ...(steps.length === 0 ? [] : cyclesAfter(plan)),
      ...paused.map(({ server }): StepDraft => ({ ...switchTo(server, false, true), always: true })),
      ...still,
    ],
    leftOut,
  };
}

const CLOSED_RUNS = ['done', 'failed', 'partly-done'];

/** Steps that were applied, in their order. */
export const appliedSteps = (plan: Plan, journal: readonly JournalEntry[]): readonly PlanStep[] => plan.content.steps.filter(({ n }) => wasApplied(journal, n));

/** A step counts as applied when its result says so, or a later look at the world found it done. */
function wasApplied(journal: readonly JournalEntry[], step: number): boolean {
  return journal.some((entry) => (entry.what === 'ended' && entry.step === step && entry.result.is === 'applied') || (entry.what === 'looked' && entry.step === step && entry.observation.stands === 'after'));
}

function reversed({ undo, lane }: PlanStep, stands: StandsNow | undefined): readonly StepDraft[] {
  const step = stands?.is === 'drifted' ? stands.difference.merged : stands?.is === 'back-already' || undo.is !== 'steps' ? null : undo.step;
  if (step === null || isNothing(step)) return [];
  return [lane === undefined ? step : { ...step, lane }];
}

/** Others have taken all of it back themselves. */
const isNothing = (step: StepDraft): boolean => step.operation === 'ad.change-addresses' && step.params.remove.length === 0 && step.params.add.length === 0;

function leftOutOf({ undo, says }: PlanStep, stands: StandsNow | undefined): readonly string[] {
  if (stands?.is === 'drifted' && stands.difference.merged === null) return [`${says}: others have changed it since (${stands.difference.says})`];
  return undo.is === 'cannot-be-undone' ? [`${says}: ${undo.because}`] : [];
}

/** Each server whose scheduler was switched: how it was at first and in the end. */
function schedulersOf(applied: readonly PlanStep[]): readonly OperationParams['sync.set-scheduler'][] {
  const servers = new Map<string, OperationParams['sync.set-scheduler']>();
  for (const step of applied) {
    if (step.operation !== 'sync.set-scheduler') continue;
    const key = step.params.server.toLowerCase();
    servers.set(key, { ...step.params, before: servers.get(key)?.before ?? step.params.before });
  }
  return [...servers.values()];
}

const switchTo = (server: string, before: boolean, after: boolean): StepDraft => ({ operation: 'sync.set-scheduler', params: { server, before, after }, says: `Switch the scheduler of ${server} ${after ? 'on' : 'off'} again` });

/** A delta cycle on each server on which the plan had one, whatever its kind. */
function cyclesAfter({ code, content }: Plan): readonly StepDraft[] {
  const cycles = content.steps.filter(({ operation }) => isCycle(operation));
  const servers = new Map(cycles.flatMap((step) => ('server' in step.params ? [[step.params.server.toLowerCase(), { server: step.params.server, always: cycles.some((each) => each.always === true) }] as const] : [])));
  return [...servers.values()].map(({ server, always }) => ({
    operation: 'sync.start-delta', params: { server, reason: `undo of plan ${code}` }, says: `Start a delta synchronization cycle on ${server}`, ...(always ? { always: true as const } : {}),
  }));
}

/** What others have changed since, of the steps that were looked at. */
export const differences = (now: StandNow): readonly Difference[] => [...now.values()].flatMap((stands) => (stands.is === 'drifted' ? [stands.difference] : []));
