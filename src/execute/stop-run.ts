import type { JournalEntry } from '../model/journal.ts';
import { closeRun } from './close-run.ts';
import type { ExecutorWorld } from './executor-world.ts';
import { nextMove } from './next-move.ts';
import type { Run } from './run.ts';
import { write } from './write-journal.ts';

/** The run may not go on. It is closed where nothing must follow in any case; otherwise it is written down that nothing else is started. */
export async function stopRun(world: ExecutorWorld, run: Run, { says, rule }: { readonly says: string; readonly rule: string }): Promise<void> {
  const at = world.clock.now();
  const stopped: JournalEntry = { at: at.toISOString(), what: 'stopped', says };
  const move = nextMove(run.plan.content.steps, [...run.journal, stopped], { now: at, startBy: run.window });
  if (move.do === 'close') return closeRun(world, run, { ...move, rule });
  // A step that runs in any case is not even started where the plan is another one.
  if (run.journal.some(({ what }) => what === 'stopped')) return closeRun(world, run, { as: 'partly-done', says: `${says} Look by hand whether anything is still switched off.`, rule });
  await write(world, { ...run, at, rule }, { what: 'stopped', says });
}
