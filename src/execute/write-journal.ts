import { auditEvent } from '../approve/approvals-world.ts';
import type { JournalEntry } from '../model/journal.ts';
import type { Plan } from '../model/plan.ts';
import type { ExecutorWorld } from './executor-world.ts';

type Undated<Entry> = Entry extends JournalEntry ? Omit<Entry, 'at'> : never;

/** Appends after exactly the entries that were read; rejects with `Conflict` when another executor wrote. Resolves with the longer journal. */
export async function write(world: ExecutorWorld, run: { readonly plan: Plan; readonly journal: readonly JournalEntry[] }, entry: Undated<JournalEntry>): Promise<readonly JournalEntry[]> {
  const { plan, journal } = run;
  const { planId } = plan.content;
  const dated: JournalEntry = { at: world.clock.now().toISOString(), ...entry };
  const event = dated.what === 'closed' ? 'run.closed' : `step.${dated.what}`;
  await world.store.appendJournal(planId, journal.length, dated, auditEvent(world, event, { actor: null, planId, facts: { code: plan.code, planHash: plan.hash, ...entry } }));
  world.onProgress(plan);
  return [...journal, dated];
}
