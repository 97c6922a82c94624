import { noticeReply } from '../cards/notice.ts';
import { because, tooLong } from './because.ts';
import { defineCommand } from './command.ts';
import { sayProposed } from './say-proposed.ts';
import type { CommandWorld } from './world.ts';

export const syncNow = defineCommand({
  word: 'sync now',
  usage: 'sync now because <reason> [ticket <number>]',
  summary: 'Propose a delta synchronization cycle',
  example: 'sync now because the address is free now',
  effect: 'writes',
  inMenu: false,
  parse(rest) {
    const said = because(rest);
    const wrong = tooLong(said.reason);
    return wrong === null ? { ok: true, args: said } : { ok: false, wrong };
  },
  async run(world: CommandWorld, request, talk, { reason, ticket }) {
    const { syncServers = [], unread } = await world.relayLink.read({ reading: 'sync.servers', version: 1, params: { dns: [], anchors: [], only: ['scheduler'] } });
    const active = syncServers.filter(({ scheduler }) => scheduler?.StagingModeEnabled === false);
    const [server] = active;
    if (server === undefined || active.length > 1) {
      const happened = active.length > 1 ? `Two servers export: ${active.map(({ name }) => name).join(' and ')}.` : (unread[0]?.detail ?? 'I know no active sync server.');
      return talk.tell(noticeReply({ tone: 'warning', headline: 'No plan was made', happened, effect: 'No cycle was started.', advice: 'Type status to see the sync servers.' }));
    }
    const proposed = await world.approvals.propose({
      actor: request.actor, tenantId: request.tenantId, place: talk.place, about: null, cause: '', asked: server.name, reason, ticket: ticket === '' ? null : ticket, diagnosis: null,
      offer: { title: `Start a delta cycle on ${server.name}`, risk: 'low', undo: 'none', steps: [{ operation: 'sync.start-delta', params: { server: server.name, reason }, says: `Start a delta synchronization cycle on ${server.name}` }] },
    });
    await sayProposed(world, { request, talk }, proposed);
  },
});
