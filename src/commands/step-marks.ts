import { utcTime } from '../cards/look.ts';
import type { StepMark } from '../cards/plan-steps.ts';
import type { JournalEntry } from '../model/journal.ts';
import type { OperationParams, PlanStep } from '../model/plan.ts';

const RESULTS = { applied: 'applied', drifted: 'drifted', refused: 'refused', failed: 'failed', unsure: 'unknown' } as const;

/** How far each step is, by the journal: the last entry about a step decides. */
export function stepMarks(journal: readonly JournalEntry[], steps: readonly PlanStep[]): Readonly<Record<number, StepMark>> {
  const marks: Record<number, StepMark> = {};
  for (const entry of journal) {
    if (entry.what === 'closed' || entry.what === 'stopped') continue;
    const step = steps.find(({ n }) => n === entry.step);
    const began = step?.operation === 'people.do' ? journal.find((each) => each.what === 'began' && each.step === entry.step) : undefined;
    marks[entry.step] = step?.operation === 'people.do' && began !== undefined ? peopleMark(entry, step.params, began.at) : markOf(entry);
  }
  return marks;
}

type StepEntry = Exclude<JournalEntry, { what: 'closed' | 'stopped' }>;

function markOf(entry: StepEntry): StepMark {
  switch (entry.what) {
    case 'began':
      return { is: 'running' };
    case 'ended':
      return { is: RESULTS[entry.result.is], says: 'says' in entry.result ? entry.result.says : undefined };
    case 'looked':
      return lookedMark(entry.observation);
    case 'unseen':
      return { is: 'unknown', says: entry.says };
  }
}

function lookedMark({ stands, says, underWay }: Extract<JournalEntry, { what: 'looked' }>['observation']): StepMark {
  if (underWay === true) return { is: 'running', says };
  if (stands === 'after') return { is: 'applied' };
  return stands === 'before' ? { is: 'not-run', says: 'a look at the directory shows that nothing was changed' } : { is: 'unknown', says };
}

/** While it is waited for: since when, until when, and what the last look has shown. */
function peopleMark(entry: StepEntry, { hours }: OperationParams['people.do'], since: string): StepMark {
  if (entry.what === 'ended') return markOf(entry);
  if (entry.what === 'looked' && entry.observation.stands === 'after') return { is: 'applied', says: entry.observation.says };
  const until = new Date(Date.parse(since) + hours * 60 * 60_000).toISOString();
  return { is: 'waiting', says: `since ${utcTime(since)}, until ${utcTime(until)}.${entry.what === 'looked' ? ` ${entry.observation.says}` : ''}` };
}
