import type { JournalEntry } from '../model/journal.ts';
import type { Plan, PlanStep } from '../model/plan.ts';
import { reachOf } from '../model/reach.ts';
import type { ExecutorWorld } from './executor-world.ts';

const RETRY_SECONDS = 15;

interface Claim {
  readonly plan: Plan;
  readonly step: PlanStep;
  /** Until when another plan at the same server is waited for. */
  readonly until: Date;
}

/** Takes the sync server of the step for this plan, waiting for another one that is at work there; a sentence when it was not to be had in time. */
export async function heldByOther({ store, clock }: ExecutorWorld, { plan, step, until }: Claim): Promise<string | null> {
  const server = serverOf(step);
  if (server === null) return null;
  for (;;) {
    const holder = await store.claimServer(server, plan.content.planId);
    if (holder === null) return null;
    if (clock.now().getTime() + RETRY_SECONDS * 1000 > until.getTime()) {
      const other = await store.planById(holder);
      return `Nothing was started: plan ${other?.code ?? 'of another run'} is at work on ${server}. Two plans never pause or run cycles of one sync server at the same time; ask again when it is through.`;
    }
    await clock.sleep(RETRY_SECONDS * 1000);
  }
}

/** Lets go of the servers that the run needs no more; looked at only after an entry that can have changed that, of those after the first `known`. What is in hand keeps its server. */
export async function letGo({ store }: Pick<ExecutorWorld, 'store'>, plan: Plan, { journal, known, inHand }: { readonly journal: readonly JournalEntry[]; readonly known: number; readonly inHand: ReadonlySet<number> }): Promise<void> {
  const { planId, steps } = plan.content;
  const isAboutServers = (entry: JournalEntry): boolean => !('step' in entry) || steps.some((step) => step.n === entry.step && serverOf(step) !== null);
  if (!journal.slice(known).some(isAboutServers)) return;
  const inUse = steps.flatMap((step) => (inHand.has(step.n) ? (serverOf(step) ?? []) : []));
  const needed = journal.at(-1)?.what === 'closed' ? [] : serversInUse(steps, journal);
  const free = [...new Set(steps.flatMap((step) => serverOf(step) ?? []))].filter((server) => !needed.includes(server) && !inUse.includes(server));
  if (free.length > 0) await store.releaseServers(free, planId);
}

/** Servers at which a step is not through, or whose scheduler this run has switched off and not on again. Pure. */
export function serversInUse(steps: readonly PlanStep[], journal: readonly JournalEntry[]): readonly string[] {
  const using = new Set<string>();
  for (const step of steps) {
    const server = serverOf(step);
    if (server === null) continue;
    const how = endOf(journal, step.n);
    if (how === 'open') using.add(server);
    if (how === 'applied' && step.operation === 'sync.set-scheduler') {
      if (step.params.after) using.delete(server);
      else using.add(server);
    }
  }
  return [...using];
}

function endOf(journal: readonly JournalEntry[], n: number): 'untouched' | 'open' | 'applied' | 'not-applied' {
  const last = journal.findLast((entry) => 'step' in entry && entry.step === n);
  if (last === undefined) return 'untouched';
  if (last.what === 'looked') return last.observation.stands === 'after' ? 'applied' : 'open';
  if (last.what !== 'ended' || last.result.is === 'unsure') return 'open';
  return last.result.is === 'applied' ? 'applied' : 'not-applied';
}

function serverOf(step: PlanStep): string | null {
  const reach = reachOf(step);
  return reach.is === 'sync-server' ? reach.server.toLowerCase() : null;
}
