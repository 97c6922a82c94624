import { closing } from './close-run.ts';
import type { ExecutorWorld } from './executor-world.ts';
import { nextMove } from './next-move.ts';
import type { Run } from './run.ts';

/** The run may not go on, and nothing of it is in flight. It is closed where nothing must follow in any case; otherwise it is written down that nothing else is started. */
export async function stopRun(world: ExecutorWorld, run: Run, { says, rule }: { readonly says: string; readonly rule: string }): Promise<void> {
  const at = world.clock.now();
  const stopped = { what: 'stopped', says } as const;
  await run.journal.write((entries) => {
    const move = nextMove(run.plan.content.steps, [...entries, { at: at.toISOString(), ...stopped }], { now: at, startBy: run.window });
    if (move.do === 'close') return closing(entries, { ...move, rule });
    // A step that runs in any case is not even started where the plan is another one.
    if (entries.some(({ what }) => what === 'stopped')) return closing(entries, { as: 'partly-done', says: `${says} Look by hand whether anything is still switched off.`, rule });
    return { entry: stopped, at, rule };
  });
}
