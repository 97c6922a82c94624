import { startBy } from '../approve/time-limits.ts';
import type { JournalEntry } from '../model/journal.ts';
import { never } from '../model/never.ts';
import type { Plan } from '../model/plan.ts';
import { awaitPeople } from './await-people.ts';
import { closeRun, finishRun } from './close-run.ts';
import type { ExecutorWorld } from './executor-world.ts';
import { lookUp } from './look-up.ts';
import { nextMove } from './next-move.ts';
import { letGo } from './server-locks.ts';
import { startStep } from './start-step.ts';

/** Reads the journal, does the one next thing, writes it down, and again, until the plan is closed. */
export async function carryOut(world: ExecutorWorld, running: Plan): Promise<Plan> {
  const { planId, steps } = running.content;
  const window = startBy(running, await world.store.decisions(planId));
  const journal: JournalEntry[] = [];
  for (;;) {
    journal.push(...(await world.store.journal(planId, journal.length)));
    const move = nextMove(steps, journal, { now: world.clock.now(), startBy: window });
    const run = { plan: running, journal: [...journal], window };
    await letGo(world, running, journal);
    switch (move.do) {
      case 'start':
        await startStep(world, run, move);
        break;
      case 'look':
        await lookUp(world, run, move);
        break;
      case 'wait':
        await world.clock.sleep(Math.max(1000, move.until.getTime() - world.clock.now().getTime()));
        break;
      case 'await':
        await awaitPeople(world, run, move);
        break;
      case 'close':
        await closeRun(world, run, move);
        break;
      case 'finish':
        return finishRun(world, running, move);
      default:
        never(move);
    }
  }
}
