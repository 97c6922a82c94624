import { aboutPlan, auditEvent } from '../approve/approvals-world.ts';
import type { JournalEntry } from '../model/journal.ts';
import type { Plan } from '../model/plan.ts';
import type { ExecutorWorld } from './executor-world.ts';

type Undated<Entry> = Entry extends JournalEntry ? Omit<Entry, 'at'> : never;

export interface Writing {
  readonly entry: Undated<JournalEntry>;
  /** When it was so, where that was before the writing. */
  readonly at?: Date | undefined;
  /** The rule that ends the run. */
  readonly rule?: string | undefined;
}

/** The journal of a run as this process knows it. All steps in flight write through one of these, so that each entry follows exactly those that are known here. */
export interface RunJournal {
  readonly entries: readonly JournalEntry[];
  /** Appends one entry; what it says may be worked out from the entries before it when its turn has come. Rejects with `Conflict` when another executor wrote. */
  write(writing: Writing | ((entries: readonly JournalEntry[]) => Writing)): Promise<void>;
  /** Whether nobody else has written. */
  isAlone(): Promise<boolean>;
  /** Takes in what others have written. Not while a step is in flight: whoever wrote has taken the run over, and this one must find that out. */
  catchUp(): Promise<void>;
}

export function openRunJournal(world: Pick<ExecutorWorld, 'store' | 'clock' | 'onProgress'>, plan: Plan): RunJournal {
  const { planId } = plan.content;
  let entries: readonly JournalEntry[] = [];
  let line: Promise<unknown> = Promise.resolve();
  const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const done = line.then(work);
    line = done.catch(() => undefined);
    return done;
  };
  const news = (): Promise<readonly JournalEntry[]> => world.store.journal(planId, entries.length);
  return {
    get entries() {
      return entries;
    },
    write: (writing) =>
      inTurn(async () => {
        const { entry, at = world.clock.now(), rule } = typeof writing === 'function' ? writing(entries) : writing;
        const dated: JournalEntry = { at: at.toISOString(), ...entry };
        const event = dated.what === 'closed' || dated.what === 'stopped' ? (`run.${dated.what}` as const) : (`step.${dated.what}` as const);
        await world.store.appendJournal(planId, entries.length, dated, auditEvent(world, event, { actor: null, planId, rule, facts: { ...aboutPlan(plan), ...entry } }));
        entries = [...entries, dated];
        world.onProgress(plan);
      }),
    isAlone: () => inTurn(async () => (await news()).length === 0),
    catchUp: () =>
      inTurn(async () => {
        entries = [...entries, ...(await news())];
      }),
  };
}
