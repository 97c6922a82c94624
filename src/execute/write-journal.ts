import { aboutPlan, auditEvent } from '../approve/approvals-world.ts';
import type { JournalEntry } from '../model/journal.ts';
import type { Plan } from '../model/plan.ts';
import type { ExecutorWorld } from './executor-world.ts';

type Undated<Entry> = Entry extends JournalEntry ? Omit<Entry, 'at'> : never;

interface Writing {
  readonly plan: Plan;
  readonly journal: readonly JournalEntry[];
  /** When it was so, where that was before the writing. */
  readonly at?: Date | undefined;
  /** The rule that ends the run. */
  readonly rule?: string | undefined;
}

/** Appends after exactly the entries that were read; rejects with `Conflict` when another executor wrote. Resolves with the longer journal. */
export async function write(world: ExecutorWorld, run: Writing, entry: Undated<JournalEntry>): Promise<readonly JournalEntry[]> {
  const { plan, journal } = run;
  const { planId } = plan.content;
  const dated: JournalEntry = { at: (run.at ?? world.clock.now()).toISOString(), ...entry };
  const event = dated.what === 'closed' || dated.what === 'stopped' ? (`run.${dated.what}` as const) : (`step.${dated.what}` as const);
  await world.store.appendJournal(planId, journal.length, dated, auditEvent(world, event, { actor: null, planId, rule: run.rule, facts: { ...aboutPlan(plan), ...entry } }));
  world.onProgress(plan);
  return [...journal, dated];
}
