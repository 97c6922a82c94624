import assert from 'node:assert/strict';
import { TENANT_ID } from '../../lab/company/cast.ts';
import type { Contoso } from '../../lab/company/contoso.ts';
import type { JournalEntry } from '../../src/model/journal.ts';
import type { Plan, StepDraft } from '../../src/model/plan.ts';
import { planReply } from '../../src/cards/plan.ts';
import { verifyChain } from '../../src/protocol/audit-chain.ts';
import { dyingStore } from '../execute/crash.ts';
import { person, startSmallCompany, type SmallCompany } from '../journeys/small-company.ts';
import { NOBODY, type Death, type Fate } from './die-in-company.ts';
import { leapingClock } from './leaping-clock.ts';
import { mortalRelay } from './mortal-relay.ts';
import { ONE_OF_EACH, type MachineOperation } from './one-of-each.ts';
import { openLedger } from './written.ts';

/** One company in which many plans run, one after the other, each about something new. */
export interface PlansInCompany {
  readonly small: SmallCompany;
  /** Runs one change by this operation, or this one, approved; `meddle` is called when all is approved and nothing has begun. */
  run(what: MachineOperation | ((company: Contoso, n: number) => StepDraft), how?: { readonly death?: Death | undefined; readonly meddle?: ((draft: StepDraft) => void) | undefined }): Promise<Ran>;
  /** Looks once more at a plan that ended as unknown, as the bot does every minute. */
  settle(plan: Plan): Promise<Plan>;
  close(): Promise<void>;
}

export interface Ran extends Fate {
  readonly draft: StepDraft;
  readonly journal: readonly JournalEntry[];
  /** The card as everybody sees it in the end. */
  readonly card: string;
}

export async function startPlansInCompany(): Promise<PlansInCompany> {
  const relay = mortalRelay();
  const ledger = openLedger();
  const clock = leapingClock();
  const small = await startSmallCompany({ clock, takeRelay: relay.take, recorder: ledger.recorder });
  ledger.watch(small);
  let count = 0;
  return {
    small,
    close: () => {
      relay.close();
      return small.close();
    },
    settle: (plan) => settle(small, plan),
    async run(what, { death = NOBODY, meddle } = {}) {
      small.graph.faults.clear();
      small.company.sync.setRunning(true);
      small.company.sync.setCycleEnabled(true);
      // Whatever counts writes in a window of time counts anew.
      clock.leap(60 * 60_000);
      small.company.sync.runCycle();
      const make: (company: Contoso, n: number) => StepDraft = typeof what === 'string' ? ONE_OF_EACH[what] : what;
      const draft = make(small.company, (count += 1));
      // No cycle of the preparation can be taken for one of the plan.
      clock.leap(60_000);
      const plan = await proposed(small, draft);
      await small.approve(plan);
      ledger.begin();
      meddle?.(draft);
      const schedulerWas = small.company.sync.scheduler().SyncCycleEnabled;
      relay.dieAt(death.relay, death.when);
      const dying = dyingStore(small.store, death.bot, death.when);
      small.otherBot(dying.store).commands.execute(plan.content.planId);
      const first = await Promise.race([small.ended(plan), dying.death]);
      if (first === null) small.otherBot(small.store).resume();
      const end = first ?? (await small.ended(plan));
      return {
        remedy: '', draft, end, written: ledger.written(), steps: 1, relaySteps: draft.operation.startsWith('entra.') ? 0 : 1, schedulerWas,
        schedulerIs: small.company.sync.scheduler().SyncCycleEnabled, wrote: { bot: dying.count(), relay: relay.writes() },
        auditIs: verifyChain(await small.store.auditTrail(0, 100_000)).is,
        journal: await small.store.journal(plan.content.planId),
        card: JSON.stringify(planReply({ plan: end, requesterName: 'Ana Ruiz', decisions: await small.store.decisions(plan.content.planId), approvers: { groups: [], names: [] } })),
      };
    },
  };
}

async function settle({ bot, store }: SmallCompany, { content: { planId } }: Plan): Promise<Plan> {
  const stop = new AbortController();
  const tidying = bot.tidyUntil(stop.signal);
  stop.abort();
  await tidying;
  return (await store.planById(planId)) ?? assert.fail('the plan is lost');
}

async function proposed({ bot }: SmallCompany, draft: StepDraft): Promise<Plan> {
  const answer = await bot.commands.approvals.propose({
    actor: person('ana'), tenantId: TENANT_ID, place: { conversationId: '19:journey@thread.tacv2', threadId: '1', kind: 'channel' },
    offer: { title: 'A change of a test', risk: 'low', undo: 'none', steps: [draft] }, about: null, cause: '', asked: 'test', reason: 'test', diagnosis: null,
  });
  return answer.is === 'proposed' ? answer.plan : assert.fail(answer.says);
}
