import type { StepMark } from '../cards/plan-steps.ts';
import type { JournalEntry } from '../model/journal.ts';

const RESULTS = { applied: 'applied', drifted: 'drifted', refused: 'refused', failed: 'failed', unsure: 'unknown' } as const;

/** How far each step is, by the journal: the last entry about a step decides. */
export function stepMarks(journal: readonly JournalEntry[]): Readonly<Record<number, StepMark>> {
  const marks: Record<number, StepMark> = {};
  for (const entry of journal) {
    if (entry.what === 'began') marks[entry.step] = { is: 'running' };
    if (entry.what === 'ended') marks[entry.step] = { is: RESULTS[entry.result.is], says: 'says' in entry.result ? entry.result.says : undefined };
    if (entry.what === 'looked') marks[entry.step] = lookedMark(entry.observation);
  }
  return marks;
}

function lookedMark({ stands, says }: Extract<JournalEntry, { what: 'looked' }>['observation']): StepMark {
  if (stands === 'after') return { is: 'applied' };
  return stands === 'before' ? { is: 'not-run', says: 'a look at the directory shows that nothing was changed' } : { is: 'unknown', says };
}
