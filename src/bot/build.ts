import { parsePairsList } from '../boundary/pairs-list.ts';
import { createApprovals, type PressAnswer } from '../approve/press.ts';
import { CATALOGUE } from '../catalogue/index.ts';
import { createSealing } from '../approve/create-sealing.ts';
import type { SealingPorts } from '../approve/sealing-world.ts';
import { LINK_MINUTES, sealedTicket } from '../commands/report-links.ts';
import { createScanDesk, type ScanDesk } from '../commands/scan-desk.ts';
import { createPlanBoard } from '../commands/plan-board.ts';
import { watchEndReply } from '../commands/watch-end.ts';
import { recentlyMoved } from '../commands/plan-outcomes.ts';
import { remindApprovers } from '../commands/plan-reminders.ts';
import { rememberedPeople } from '../commands/remembered-people.ts';
import type { AboutThisBot, Asked, CommandWorld } from '../commands/world.ts';
import { cyclesSince } from '../deduce/cycles-since.ts';
import { diagnose } from '../diagnose/diagnose.ts';
import { exhibitsOf } from '../diagnose/exhibits-of.ts';
import { findSubject } from '../diagnose/find-subject.ts';
import { createGather } from '../diagnose/gather.ts';
import { cloudSteps } from '../execute/cloud-steps.ts';
import { serveHere } from '../execute/here-menu.ts';
import { createHandWatches } from '../execute/hand-watches.ts';
import { createExecutor } from '../execute/run-plan.ts';
import { isStillNeeded } from '../execute/still-needed.ts';
import { createCureWatch } from '../execute/verify-cure.ts';
import { createWatchedWorld } from '../execute/watched-world.ts';
import type { ApprovalPolicy } from '../model/approval.ts';
import type { Diagnosis } from '../model/diagnosis.ts';
import type { EvidenceDocument } from '../model/evidence.ts';
import type { PlanId } from '../model/ids.ts';
import type { Plan } from '../model/plan.ts';
import type { Channel } from '../ports/channel.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { People } from '../ports/people.ts';
import type { Random } from '../ports/random.ts';
import type { RelayLink, RelayLists } from '../ports/relay-link.ts';
import type { Store } from '../ports/store.ts';
import type { ScanShelf } from '../ports/scan-shelf.ts';
import type { Tenant } from '../ports/tenant.ts';
import type { TenantLists } from '../ports/tenant-lists.ts';
import { foresee } from '../predict/foresee.ts';
import { isCheck } from '../report/finding-words.ts';
import { runScan } from '../scan/run-scan.ts';
import { redactedDocument } from './redacted-document.ts';

/** Everything outside, behind ports. */
interface BotWorld {
  readonly tenantId: string;
  readonly agentGroup: string;
  readonly store: Store;
  readonly people: People;
  readonly tenant: Tenant;
  readonly relayLink: RelayLink;
  readonly lists?: RelayLists | undefined;
  readonly channel: Channel;
  policy(): ApprovalPolicy;
  readonly clock: Clock;
  /** By which it is judged how long something has been seen; the clock itself where it is left out. */
  readonly watchClock?: Pick<Clock, 'now'> | undefined;
  readonly random: Random;
  readonly log: Log;
  /** Absent where the bot is not set up for signing in. */
  readonly sealing?: SealingPorts | undefined;
  /** Absent where nothing is scanned as a whole. */
  readonly scanning?: ScanPorts | undefined;
  readonly about: AboutThisBot;
}

/** What scans need beside the rest. */
export interface ScanPorts {
  readonly tenantLists: TenantLists;
  readonly shelf: ScanShelf;
  /** Seals the links to reports. */
  readonly secret: string;
  /** Where people reach the bot with a browser; null where they do not. */
  readonly publicUrl: string | null;
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
    if (plan.verification.is === 'waiting') inBackground('verify', cure.watch(plan.content.planId));
  };
  const inBackground = (what: string, work: Promise<unknown>): void => {
    work.catch((error: unknown) => log.error('background.failed', { what, error: error instanceof Error ? error.message : 'unknown' }));
  };
  const diagnoseAgain = async (asked: string): Promise<Diagnosis> => (await ask(asked)).diagnosis;
  const cure = createCureWatch({ store, clock, tenant: world.tenant, diagnose: diagnoseAgain, onProgress: (plan) => board.repaint(plan.content.planId) });
  const watched = createWatchedWorld({ tenant: world.tenant, relayLink, diagnose: diagnoseAgain, clock: world.watchClock ?? clock });
  const cloud = cloudSteps({ serve: serveHere({ tenant: world.tenant, clock, watched }), clock });
  const executor = createExecutor({ store, relayLink, cloud, people, policy, clock, random, onProgress, isStillNeeded: (plan) => isStillNeeded(plan, diagnoseAgain) });
  const approvals = createApprovals({ store, people, relays: () => relayLink.relays(), policy, clock, random, tenantId: world.tenantId, agentGroup: world.agentGroup, snapshot: (userId) => world.tenant.snapshot(userId), lookAt: (plan, step) => executor.lookAt(plan, step) });
  const watches = createHandWatches({ store, clock, random, diagnose: diagnoseAgain, cyclesSince: (since) => cyclesNow(relayLink, since), tell: async (watch, end) => void (await world.channel.post(watch.place, watchEndReply(watch, end))) });
  const tidy = async (): Promise<void> => {
    for (const moved of await approvals.tidy()) board.repaint(moved.content.planId);
    await remindApprovers(boardWorld);
    for (const unknown of await store.plansIn(['unknown'])) await executor.settle(unknown.content.planId);
    for (const planId of await executor.abandoned()) execute(planId);
    inBackground('watches', watches.lookAtDue());
  };
  const execute = (planId: PlanId): void => inBackground('run', executor.run(planId));
  const sealed = (planId: PlanId, answer: PressAnswer | null): void => {
    board.repaint(planId);
    if (answer?.is === 'accepted' && answer.change === 'approved') execute(planId);
  };
  const sealing = world.sealing === undefined ? null : createSealing({ ...world.sealing, store, approvals, people, relayLink, clock, random, sealed, inBackground });
  const scans = scansOf(world, async (about) => (await ask(about)).diagnosis);
  return {
    commands: { scans, reportLink: reportLinkOf(world), ask, askRedacted, audienceOf: (place) => world.channel.audienceOf(place), sealing, titleOf: (cause) => CATALOGUE.find(({ text }) => text.id === cause)?.text.title, readPairs: parsePairsList, approvals, board, execute, watches, store, policy, people, relayLink, lists: world.lists, tenant: world.tenant, clock, random, about: world.about },
    resume: () => {
      inBackground('resume', executor.resumeAll());
      inBackground('verify', cure.resumeAll());
      inBackground('outcomes', recentlyMoved(world).then((plans) => board.catchUp(plans.map(({ content }) => content.planId))));
    },
    async tidyUntil(signal) {
      while (!signal.aborted) {
        await tidy().catch((error: unknown) => log.error('background.failed', { what: 'tidy', error: error instanceof Error ? error.message : 'unknown' }));
        await clock.sleep(BETWEEN_TIDYINGS_MS, signal);
      }
    },
    settled: async () => {
      await scans?.close();
      await board.settled();
    },
  };
}

function answered(document: EvidenceDocument): Asked {
  const found = findSubject(document, exhibitsOf(document));
  return { document, diagnosis: foresee(document, diagnose(document, CATALOGUE)), subject: found.is === 'found' ? found.subject : null };
}

async function cyclesNow(relayLink: RelayLink, since: Date): Promise<number | null> {
  const { syncServers = [] } = await relayLink.read({ reading: 'sync.servers', version: 1, params: { dns: [], anchors: [], only: ['scheduler', 'runHistory'] } });
  return cyclesSince(syncServers, since);
}

/** The desk of scans; undefined where there are no lists to scan. */
function scansOf({ scanning, lists, relayLink, tenant, store, clock, log }: BotWorld, ask: (about: string) => Promise<Diagnosis>): ScanDesk | undefined {
  if (scanning === undefined || lists === undefined) return undefined;
  const asked = { relayLink, lists, tenant: { tenantFacts: () => tenant.tenantFacts(), lists: scanning.tenantLists }, ask, catalogue: CATALOGUE, shelf: scanning.shelf, clock };
  return createScanDesk({ store, clock, log, knows: (check) => isCheck(check) || CATALOGUE.some(({ text }) => text.id === check || text.area === check), scan: (request, watch) => runScan(asked, request, watch) });
}

function reportLinkOf({ scanning, clock }: BotWorld): CommandWorld['reportLink'] {
  const base = scanning?.publicUrl ?? null;
  if (scanning === undefined || base === null) return undefined;
  return (n, form, oid) => `${base.replace(/\/+$/u, '')}/report/scan?t=${sealedTicket({ n, form, oid, until: clock.now().getTime() + LINK_MINUTES * 60_000 }, scanning.secret)}`;
}
