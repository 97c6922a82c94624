import type { OnPremFragment, ReadRequest, RelayAnswer, RelayJob } from '../../model/relay-job.ts';
import type { Unreadable } from '../../model/evidence.ts';
import type { Ticket } from '../../ports/job-desk.ts';
import type { RelayLink, RelayLists } from '../../ports/relay-link.ts';
import { whereOf } from '../../protocol/is-served.ts';
import { wasNotHandedOut } from './hand-out.ts';
import { createMemoryJobDesk } from './memory-job-desk.ts';
import { heardLately, pickedUp, relayStates, whoIsMissing, within, type LinkWorld } from './pick-up.ts';
import { readList } from './read-list.ts';
import type { Patience, RelayLinkOptions } from './relay-link-options.ts';
import { createRelayRoutes, type RelayRoutes } from './relay-routes.ts';

const PATIENCE: Patience = { pickUp: 20_000, pickUpFromNobody: 2_000, reading: 30_000, part: 60_000, step: 12 * 60_000 };

/** The bot's side of the relay, with the routes that relays call. Without a desk that several bots share, jobs wait in the memory of this one. */
export function createRelayLink(options: RelayLinkOptions): RelayLink & RelayLists & { readonly routes: RelayRoutes } {
  const desk = options.desk ?? createMemoryJobDesk();
  const world: LinkWorld = { options, desk, patience: { ...PATIENCE, ...options.patience } };
  return {
    routes: createRelayRoutes(options, desk),
    read: (request) => read(world, request),
    step: (job) => step(world, job),
    list: (request) => readList(world, request),
    relays: () => relayStates(options),
    giveUp: (relayId) => desk.forget(relayId),
  };
}

/** A reading changes nothing, so it is asked for once more when the relay that took it has started anew, or keeps silent while there are others. */
async function read(world: LinkWorld, request: ReadRequest): Promise<OnPremFragment> {
  const { options, patience } = world;
  const first = await placeReading(world, request);
  if (!('answer' in first)) return first;
  const half = patience.reading / 2;
  const soon = await within(options.clock, half, first.answer);
  const isThere = soon !== 'late' && soon !== null;
  const asksAgain = soon === null || (!isThere && (await heardLately(options)).length > 1);
  const answer = isThere ? soon : await within(options.clock, half, firstOf([first.answer, ...(asksAgain ? [readAgain(world, request)] : [])]));
  await first.giveUp();
  if (answer === 'late') return unread(request, 'timed-out', `the relay did not answer within ${patience.reading / 1_000} seconds`);
  if (answer === null) return unread(request, 'relay-offline', 'the relay was restarted while it was reading; ask again');
  return answer.kind === 'read' ? answer.fragment : unread(request, 'failed', answer.kind === 'refused' ? answer.says : 'the relay answered something else');
}

async function placeReading(world: LinkWorld, request: ReadRequest): Promise<Ticket | OnPremFragment> {
  const { options, desk } = world;
  const job: RelayJob = { kind: 'read', jobId: options.random.uuid(), notAfter: new Date(options.clock.now().getTime() + 60_000).toISOString(), request };
  const ticket = await desk.place(job);
  if (ticket === null) return unread(request, 'throttled', 'too many questions wait for the relay; ask again in a moment');
  return (await pickedUp(world, ticket)) ? ticket : unread(request, 'relay-offline', await whoIsMissing(options));
}

async function readAgain(world: LinkWorld, request: ReadRequest): Promise<RelayAnswer | null> {
  const ticket = await placeReading(world, request);
  if (!('answer' in ticket)) return null;
  const answer = await within(world.options.clock, world.patience.reading / 2, ticket.answer);
  await ticket.giveUp();
  return answer === 'late' ? null : answer;
}

/** The first answer that comes; null when none will. */
const firstOf = (answers: readonly Promise<RelayAnswer | null>[]): Promise<RelayAnswer | null> =>
  Promise.any(answers.map(async (answer) => (await answer) ?? Promise.reject(new Error('the relay has started anew')))).catch(() => null);

async function step(world: LinkWorld, job: Extract<RelayJob, { kind: 'step' }>): ReturnType<RelayLink['step']> {
  const { options, desk, patience } = world;
  const ticket = await desk.place(job);
  if (ticket === null) return { kind: 'no-relay', says: 'too many jobs wait for the relay' };
  if (!(await pickedUp(world, ticket))) return { kind: 'no-relay', says: await whoIsMissing(options, whereOf(job)) };
  const answer: RelayAnswer | 'late' | null = await within(options.clock, patience.step, ticket.answer);
  await ticket.giveUp();
  if (answer === 'late') return { kind: 'no-answer', says: `the relay took the step but did not answer within ${patience.step / 60_000} minutes` };
  if (answer !== null && wasNotHandedOut(answer)) return { kind: 'no-relay', says: answer.says };
  return answer ?? { kind: 'no-answer', says: 'the relay was restarted after it had taken the step' };
}

/** Which part of the evidence document a reading stands for. */
const SECTION: Readonly<Record<ReadRequest['reading'], string>> = { 'ad.subject': 'directory', 'ad.holders': 'directory', 'ad.changes': 'directory.changes', 'ad.security-events': 'securityLogs', 'sync.servers': 'syncServers' };

const unread = ({ reading }: ReadRequest, why: Unreadable, detail: string): OnPremFragment => ({ unread: [{ what: SECTION[reading], why, detail }] });
