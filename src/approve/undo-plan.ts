import type { JournalEntry } from '../model/journal.ts';
import type { Plan, PlanStep, StepDraft } from '../model/plan.ts';

type UndoSteps =
  | { readonly is: 'steps'; readonly title: string; readonly steps: readonly StepDraft[]; readonly leftOut: readonly string[] }
  | { readonly is: 'nothing'; readonly says: string };

/** The steps that take an executed plan back: only what was applied, in reverse order, and a delta cycle when the plan had one. */
export function undoSteps(plan: Plan, journal: readonly JournalEntry[]): UndoSteps {
  if (!CLOSED_RUNS.includes(plan.state)) return { is: 'nothing', says: `Plan ${plan.code} has not been run to its end, so there is nothing to undo yet.` };
  const applied = plan.content.steps.filter(({ n }) => wasApplied(journal, n)).toReversed();
  const steps = applied.flatMap(({ undo }) => (undo.is === 'steps' ? [undo.step] : []));
  const leftOut = applied.flatMap(({ undo, says }) => (undo.is === 'cannot-be-undone' ? [`${says}: ${undo.because}`] : []));
  if (steps.length === 0) return { is: 'nothing', says: leftOut.length === 0 ? `Plan ${plan.code} changed nothing that could be undone.` : `Plan ${plan.code} cannot be undone: ${leftOut.join('; ')}.` };
  const delta = plan.content.steps.find((step): step is Extract<PlanStep, { operation: 'sync.start-delta' }> => step.operation === 'sync.start-delta');
  return { is: 'steps', title: `Undo plan ${plan.code}: ${plan.title}`, steps: delta === undefined ? steps : [...steps, deltaAfter(plan, delta.params.server)], leftOut };
}

const CLOSED_RUNS = ['done', 'failed', 'partly-done'];

/** A step counts as applied when its result says so, or a later look at the world found it done. */
function wasApplied(journal: readonly JournalEntry[], step: number): boolean {
  return journal.some((entry) => (entry.what === 'ended' && entry.step === step && entry.result.is === 'applied') || (entry.what === 'looked' && entry.step === step && entry.observation.stands === 'after'));
}

const deltaAfter = (plan: Plan, server: string): StepDraft => ({
  operation: 'sync.start-delta',
  params: { server, reason: `undo of plan ${plan.code}` },
  says: `Start a delta synchronization cycle on ${server}`,
});
