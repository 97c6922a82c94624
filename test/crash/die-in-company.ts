import assert from 'node:assert/strict';
import { BREAKAGES } from '../../lab/company/breakages/index.ts';
import type { Plan } from '../../src/model/plan.ts';
import { verifyChain } from '../../src/protocol/audit-chain.ts';
import { dyingStore } from '../execute/crash.ts';
import { startSmallCompany, type SmallCompany } from '../journeys/small-company.ts';
import { leapingClock } from './leaping-clock.ts';
import { mortalRelay, type MortalRelay } from './mortal-relay.ts';
import { machineSteps, openLedger, relaySteps, tooOften, type Written } from './written.ts';

/** Numbers of the writes at which somebody dies, counted from the start of the run; 0: nobody. */
export interface Death {
  readonly bot: number;
  readonly relay: number;
  readonly when: 'before' | 'after';
}

export interface Fate {
  /** Id of the remedy. */
  readonly remedy: string;
  readonly end: Plan;
  readonly written: Written;
  /** Steps that need no person. */
  readonly steps: number;
  readonly relaySteps: number;
  readonly schedulerWas: boolean;
  readonly schedulerIs: boolean;
  readonly auditIs: string;
  /** Writes to the two journals, until the first death of each. */
  readonly wrote: { readonly bot: number; readonly relay: number };
}

export const NOBODY: Death = { bot: 0, relay: 0, when: 'after' };

/** A breakage, its repair approved, and somebody dead in the middle; whoever died is started again; `meddle` is called when all is approved and nothing has begun. Null when no repair is on offer. */
export async function dieInCompany(cause: string, death: Death, meddle: (small: SmallCompany) => void = () => undefined): Promise<Fate | null> {
  const relay = mortalRelay();
  const ledger = openLedger();
  const small = await startSmallCompany({ clock: leapingClock(), takeRelay: relay.take, recorder: ledger.recorder });
  try {
    const breakage = BREAKAGES.find((each) => each.cause === cause) ?? assert.fail(`no breakage ${cause}`);
    breakage.break(small.company);
    const { diagnosis } = await small.ask(breakage.subject);
    const remedy = diagnosis.findings.find((each) => each.cause === cause)?.remedy?.id ?? '';
    const plan = await small.propose(breakage.subject, cause);
    if (plan === null) return null;
    await small.approve(plan);
    ledger.watch(small);
    const schedulerWas = small.company.sync.scheduler().SyncCycleEnabled;
    meddle(small);
    const { end, wrote } = await runThrough({ small, relay }, plan, death);
    return {
      remedy, end, written: ledger.written(), steps: machineSteps(plan), relaySteps: relaySteps(plan), schedulerWas, wrote,
      schedulerIs: small.company.sync.scheduler().SyncCycleEnabled,
      auditIs: verifyChain(await small.store.auditTrail(0, 10_000)).is,
    };
  } finally {
    relay.close();
    await small.close();
  }
}

async function runThrough({ small, relay }: { readonly small: SmallCompany; readonly relay: MortalRelay }, plan: Plan, { bot, relay: atRelay, when }: Death): Promise<Pick<Fate, 'end' | 'wrote'>> {
  relay.dieAt(atRelay, when);
  const dying = dyingStore(small.store, bot, when);
  const first = small.otherBot(dying.store);
  first.commands.execute(plan.content.planId);
  const end = await Promise.race([small.ended(plan), dying.death]);
  if (end !== null) return { end, wrote: { bot: dying.count(), relay: relay.writes() } };
  small.otherBot(small.store).resume();
  return { end: await small.ended(plan), wrote: { bot: dying.count(), relay: relay.writes() } };
}

const ENDS: readonly string[] = ['done', 'partly-done', 'failed', 'unknown', 'stale'];

/** What must hold whoever died: a stated end, nothing twice, no scheduler left off, and an end that tells no lies about what was written. */
export function assertHonestEnd({ end, written, steps, schedulerWas, schedulerIs, auditIs }: Fate, title: string): void {
  const shown = `${title}: ${end.state}: ${end.says} ${JSON.stringify(written)}`;
  assert.ok(ENDS.includes(end.state), shown);
  assert.match(end.says, /\.$/, shown);
  assert.deepEqual(tooOften(end, written), [], shown);
  if (schedulerWas) assert.ok(schedulerIs, `the scheduler was left off: ${shown}`);
  const changes = written.directory.length + written.graph.length + written.syncServer.filter((line) => !line.startsWith('setRunning [false')).length;
  if (end.state === 'done') assert.equal(changes, steps, shown);
  if (end.state === 'failed' || end.state === 'stale') assert.equal(changes, 0, shown);
  assert.equal(auditIs, 'whole', shown);
}
