import { targetOf } from '../approve/target-of.ts';
import { noticeReply } from '../cards/notice.ts';
import type { Scheduler } from '../model/evidence.ts';
import { isObjectGuid } from '../model/ids.ts';
import type { PlanTarget, StepDraft } from '../model/plan.ts';
import { because, tooLong } from './because.ts';
import { defineCommand } from './command.ts';
import { sayProposed } from './say-proposed.ts';
import type { CommandWorld } from './world.ts';

export const syncNow = defineCommand({
  word: 'sync now',
  usage: 'sync now [full | <user>] because <reason> [ticket <number>]',
  summary: 'Propose a delta synchronization cycle, a full one, or the synchronization of one account alone',
  example: 'sync now because the address is free now',
  effect: 'writes',
  inMenu: false,
  parse(rest) {
    const said = because(rest);
    const wrong = tooLong(said.reason);
    return wrong === null ? { ok: true, args: said } : { ok: false, wrong };
  },
  async run(world: CommandWorld, request, talk, { about, reason, ticket }) {
    const server = await exportingServer(world);
    const wish = 'wrong' in server ? server : await wishFor(world, server, { about, reason });
    if ('wrong' in wish) return talk.tell(noticeReply({ tone: 'warning', headline: 'No plan was made', happened: wish.wrong, effect: 'No cycle was started.', advice: wish.advice }));
    const proposed = await world.approvals.propose({
      actor: request.actor, tenantId: request.tenantId, place: talk.place, about: wish.about, cause: '', asked: wish.about?.displayName ?? wish.server, reason, ticket: ticket === '' ? null : ticket, diagnosis: null,
      offer: { title: wish.title, risk: wish.risk, undo: 'none', steps: wish.steps },
    });
    await sayProposed(world, { request, talk }, proposed);
  },
});

interface Wrong {
  readonly wrong: string;
  readonly advice: string;
}
interface Server {
  readonly name: string;
  readonly scheduler: Scheduler;
}

async function exportingServer({ relayLink }: CommandWorld): Promise<Server | Wrong> {
  const { syncServers = [], unread } = await relayLink.read({ reading: 'sync.servers', version: 1, params: { dns: [], anchors: [], only: ['scheduler'] } });
  const active = syncServers.flatMap(({ name, scheduler }) => (scheduler?.StagingModeEnabled === false ? [{ name, scheduler }] : []));
  const [server] = active;
  if (server !== undefined && active.length === 1) return server;
  const wrong = active.length > 1 ? `Two servers export: ${active.map(({ name }) => name).join(' and ')}.` : (unread[0]?.detail ?? 'I know no active sync server.');
  return { wrong, advice: 'Type status to see the sync servers.' };
}

interface Wish {
  readonly server: string;
  readonly about: PlanTarget | null;
  readonly title: string;
  readonly risk: 'low' | 'medium';
  readonly steps: readonly StepDraft[];
}

async function wishFor(world: CommandWorld, { name: server, scheduler }: Server, { about, reason }: { readonly about: string; readonly reason: string }): Promise<Wish | Wrong> {
  if (about === '') return { server, about: null, title: `Start a delta cycle on ${server}`, risk: 'low', steps: [{ operation: 'sync.start-delta', params: { server, reason }, says: `Start a delta synchronization cycle on ${server}` }] };
  if (/^full$/i.test(about)) {
    const says = `Start a full synchronization cycle on ${server}; it reads and judges every object anew and can take hours`;
    return { server, about: null, title: `Start a full cycle on ${server}`, risk: 'medium', steps: [{ operation: 'sync.start-full', params: { server, reason }, says }] };
  }
  const { subject, diagnosis } = await world.ask(about);
  const target = subject === null ? null : targetOf(subject);
  if (target?.dn === undefined || !isObjectGuid(target.key)) return { wrong: `${about} is not to be found as one object of Active Directory: ${diagnosis.summary}`, advice: 'Give a sign-in name, an e-mail address or a DN, or leave the name out for a whole delta cycle.' };
  if (typeof scheduler.SyncCycleEnabled !== 'boolean') return { wrong: `${server} did not say whether its scheduler is on, and it must be off while one object is synchronised alone.`, advice: 'Type status to see the sync server, or ask for a whole delta cycle.' };
  return { server, about: target, title: `Synchronise ${target.displayName} alone on ${server}`, risk: 'low', steps: alone(server, { guid: target.key, dn: target.dn }, { reason, isScheduled: scheduler.SyncCycleEnabled }) };
}

/** The engine takes one object alone only while its scheduler is off; it is switched on again whatever becomes of that. */
function alone(server: string, object: Extract<StepDraft, { operation: 'sync.synchronize-object' }>['params']['object'], { reason, isScheduled }: { readonly reason: string; readonly isScheduled: boolean }): readonly StepDraft[] {
  const step: StepDraft = { operation: 'sync.synchronize-object', params: { server, object, reason }, says: `Import, synchronise and export ${object.dn} alone on ${server}` };
  const pause: StepDraft = { operation: 'sync.set-scheduler', params: { server, before: true, after: false }, says: `Switch the scheduler of ${server} off meanwhile` };
  const resume: StepDraft = { operation: 'sync.set-scheduler', params: { server, before: false, after: true }, says: `Switch the scheduler of ${server} on again`, always: true };
  return isScheduled ? [pause, step, resume] : [step];
}
