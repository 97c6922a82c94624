import { noticeReply } from '../cards/notice.ts';
import { defineCommand } from './command.ts';
import { sayProposed } from './fix.ts';
import type { CommandWorld } from './world.ts';

export const syncNow = defineCommand({
  word: 'sync now',
  usage: 'sync now [because <reason>]',
  summary: 'Propose a delta synchronization cycle',
  example: 'sync now',
  effect: 'writes',
  inMenu: false,
  parse: (rest) => ({ ok: true, args: { reason: rest.replace(/^\s*because\s+/iu, '').trim() } }),
  async run(world: CommandWorld, request, talk, { reason }) {
    const { syncServers = [], unread } = await world.relayLink.read({ reading: 'sync.servers', version: 1, params: { dns: [], anchors: [], only: ['scheduler'] } });
    const active = syncServers.filter(({ scheduler }) => scheduler?.StagingModeEnabled === false);
    const [server] = active;
    if (server === undefined || active.length > 1) {
      const happened = active.length > 1 ? `Two servers export: ${active.map(({ name }) => name).join(' and ')}.` : (unread[0]?.detail ?? 'I know no active sync server.');
      return talk.tell(noticeReply({ tone: 'warning', headline: 'No plan was made', happened, effect: 'No cycle was started.', advice: 'Type status to see the sync servers.' }));
    }
    const because = reason === '' ? 'asked for in the chat' : reason;
    const proposed = await world.approvals.propose({
      actor: request.actor, tenantId: request.tenantId, place: talk.place, about: null, cause: '', asked: server.name, reason: because, diagnosis: null,
      offer: { title: `Start a delta cycle on ${server.name}`, risk: 'low', undo: 'none', steps: [{ operation: 'sync.start-delta', params: { server: server.name, reason: because }, says: `Start a delta synchronization cycle on ${server.name}` }] },
    });
    await sayProposed(world, talk, proposed);
  },
});
