import { createApprovals, type PressAnswer } from '../approve/press.ts';
import { CATALOGUE } from '../catalogue/index.ts';
import { createSealing } from '../approve/create-sealing.ts';
import type { SealingPorts } from '../approve/sealing-world.ts';
import { createPlanBoard } from '../commands/plan-board.ts';
import { recentlyMoved } from '../commands/plan-outcomes.ts';
import { remindApprovers } from '../commands/plan-reminders.ts';
import { rememberedPeople } from '../commands/remembered-people.ts';
import type { AboutThisBot, Asked, CommandWorld } from '../commands/world.ts';
import { diagnose } from '../diagnose/diagnose.ts';
import { exhibitsOf } from '../diagnose/exhibits-of.ts';
import { findSubject } from '../diagnose/find-subject.ts';
import { createGather } from '../diagnose/gather.ts';
import { cloudSteps } from '../execute/cloud-steps.ts';
import { createExecutor } from '../execute/run-plan.ts';
import { createCureWatch } from '../execute/verify-cure.ts';
import type { ApprovalPolicy } from '../model/approval.ts';
import type { EvidenceDocument } from '../model/evidence.ts';
import type { PlanId } from '../model/ids.ts';
import type { Plan } from '../model/plan.ts';
import { entraSetAnchor } from '../operations/cloud/entra-set-anchor.ts';
import type { Channel } from '../ports/channel.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { People } from '../ports/people.ts';
import type { Random } from '../ports/random.ts';
import type { RelayLink } from '../ports/relay-link.ts';
import type { Store } from '../ports/store.ts';
import type { Tenant } from '../ports/tenant.ts';
import { redactedDocument } from './redacted-document.ts';

/** Everything outside, behind ports. */
interface BotWorld {
  readonly tenantId: string;
  readonly agentGroup: string;
  readonly store: Store;
  readonly people: People;
  readonly tenant: Tenant;
  readonly relayLink: RelayLink;
  readonly channel: Channel;
  policy(): ApprovalPolicy;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  /** Absent where the bot is not set up for signing in. */
  readonly sealing?: SealingPorts | undefined;
  readonly about: AboutThisBot;
}

export interface Bot {
  readonly commands: CommandWorld;
  /** Goes on with everything that was under way when the process ended. */
  resume(): void;
  /** Repaints what has expired and looks again at what ended as unknown, until the signal aborts. */
  tidyUntil(signal: AbortSignal): Promise<void>;
  /** Waits for repaints; runs under way are picked up by the next start. */
  settled(): Promise<void>;
}

const BETWEEN_TIDYINGS_MS = 60_000;

/** Assembles the bot. No configuration, no I/O. */
export function buildBot(world: BotWorld): Bot {
  const { store, people, relayLink, clock, random, log } = world;
  const policy = (): ApprovalPolicy => world.policy();
  const gather = createGather({ relayLink, tenant: world.tenant, clock });
  const ask = async (about: string): Promise<Asked> => answered(await gather(about));
  const askRedacted = async (about: string): Promise<Asked> => answered(redactedDocument((await ask(about)).document, random));
  const boardWorld = { store, people: rememberedPeople(people, clock), policy, channel: world.channel, clock, random, log };
  const board = createPlanBoard(boardWorld);
  const onProgress = (plan: Plan): void => {
    board.repaint(plan.content.planId);
    if (plan.state === 'done' && plan.verification.is === 'waiting') inBackground('verify', cure.watch(plan.content.planId));
  };
  const inBackground = (what: string, work: Promise<unknown>): void => {
    work.catch((error: unknown) => log.error('background.failed', { what, error: error instanceof Error ? error.message : 'unknown' }));
  };
  const cure = createCureWatch({ store, clock, diagnose: async (asked) => (await ask(asked)).diagnosis, onProgress: (plan) => board.repaint(plan.content.planId) });
  const cloud = cloudSteps({ world: { tenant: world.tenant }, setAnchor: entraSetAnchor, clock });
  const executor = createExecutor({ store, relayLink, cloud, people, policy, clock, random, onProgress, isStillNeeded: async (plan) => isStillNeeded(plan, ask) });
  const approvals = createApprovals({ store, people, relays: () => relayLink.relays(), policy, clock, random, tenantId: world.tenantId, agentGroup: world.agentGroup });
  const tidy = async (): Promise<void> => {
    for (const moved of await approvals.tidy()) board.repaint(moved.content.planId);
    await remindApprovers(boardWorld);
    for (const unknown of await store.plansIn(['unknown'])) await executor.settle(unknown.content.planId);
    for (const planId of await executor.abandoned()) execute(planId);
  };
  const execute = (planId: PlanId): void => inBackground('run', executor.run(planId));
  const sealed = (planId: PlanId, answer: PressAnswer | null): void => {
    board.repaint(planId);
    if (answer?.is === 'accepted' && answer.change === 'approved') execute(planId);
  };
  const sealing = world.sealing === undefined ? null : createSealing({ ...world.sealing, store, approvals, people, relayLink, clock, random, sealed, inBackground });
  return {
    commands: { ask, askRedacted, audienceOf: (place) => world.channel.audienceOf(place), sealing, titleOf: (cause) => CATALOGUE.find(({ text }) => text.id === cause)?.text.title, approvals, board, execute, store, policy, people, relayLink, tenant: world.tenant, clock, random, about: world.about },
    resume: () => {
      inBackground('resume', executor.resumeAll());
      inBackground('verify', cure.resumeAll());
      inBackground('outcomes', recentlyMoved(world).then((plans) => plans.forEach(({ content }) => board.repaint(content.planId))));
    },
    async tidyUntil(signal) {
      while (!signal.aborted) {
        await tidy().catch((error: unknown) => log.error('background.failed', { what: 'tidy', error: error instanceof Error ? error.message : 'unknown' }));
        await clock.sleep(BETWEEN_TIDYINGS_MS, signal);
      }
    },
    settled: () => board.settled(),
  };
}

function answered(document: EvidenceDocument): Asked {
  const found = findSubject(document, exhibitsOf(document));
  return { document, diagnosis: diagnose(document, CATALOGUE), subject: found.is === 'found' ? found.subject : null };
}

/** Asked before a run starts: a cause that is gone needs no change any more. */
async function isStillNeeded({ cause, asked, undoes }: Plan, ask: (about: string) => Promise<Asked>): Promise<'yes' | 'no' | 'unknown'> {
  if (cause === '' || undoes !== null) return 'yes';
  const { diagnosis } = await ask(asked);
  if (diagnosis.findings.some((finding) => finding.cause === cause)) return 'yes';
  const blind = diagnosis.cannotTell.some((each) => each.cause === cause) || ['incomplete', 'ambiguous', 'not-found'].includes(diagnosis.verdict);
  return blind ? 'unknown' : 'no';
}
