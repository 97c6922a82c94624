import { statusReply, type StatusLine, type StatusView } from '../cards/status.ts';
import type { SyncServerDocument } from '../model/evidence.ts';
import type { RelayState } from '../model/relay-job.ts';
import { defineCommand } from './command.ts';
import type { CommandWorld } from './world.ts';

export const status = defineCommand({
  word: 'status',
  usage: 'status',
  summary: 'Show whether relay, sync servers and policy are in order',
  example: 'status',
  effect: 'reads',
  inMenu: true,
  parse: () => ({ ok: true, args: {} }),
  async run(world: CommandWorld, _request, talk) {
    await talk.post(statusReply(await statusOf(world)));
  },
});

export const agents = defineCommand({
  word: 'agents',
  usage: 'agents',
  summary: 'List the relays with version and local policy',
  example: 'agents',
  effect: 'reads',
  inMenu: false,
  parse: () => ({ ok: true, args: {} }),
  async run(world: CommandWorld, _request, talk) {
    const relays = await world.relayLink.relays();
    const at = world.clock.now();
    await talk.post(statusReply({ title: 'Relays', policyWarnings: [], customEndpoints: [], sections: [relaySection(relays, at)], at: at.toISOString() }));
  },
});

async function statusOf(world: CommandWorld): Promise<StatusView> {
  const at = world.clock.now();
  const [relays, servers, open] = await Promise.all([
    world.relayLink.relays(),
    world.relayLink.read({ reading: 'sync.servers', version: 1, params: { dns: [], anchors: [], only: ['service', 'version', 'scheduler'] } }),
    world.store.plansIn(['pending', 'approved', 'running', 'unknown']),
  ]);
  return {
    title: 'Status',
    policyWarnings: world.about.policyWarnings(),
    customEndpoints: world.about.customEndpoints,
    sections: [
      relaySection(relays, at),
      { title: 'Sync servers', lines: [...(servers.syncServers ?? []).map(serverLine), ...servers.unread.map(({ what, detail }): StatusLine => ({ name: what, health: 'broken', says: detail ?? 'could not be read' }))], empty: 'No sync server is known.' },
      { title: 'Plans', lines: [{ name: 'Open plans', health: open.some(({ state }) => state === 'unknown') ? 'doubtful' : 'fine', says: `${open.length}` }], empty: '' },
      { title: 'This bot', lines: [{ name: 'SyncWhy', health: 'fine', says: `version ${world.about.version}` }], empty: '' },
    ],
    at: at.toISOString(),
  };
}

const OFFLINE_AFTER_MS = 90_000;

const relaySection = (relays: readonly RelayState[], at: Date): StatusView['sections'][number] => ({
  title: 'Relays',
  empty: 'No relay has ever connected: without one I read only Entra ID.',
  lines: relays.map((relay) => {
    const silent = at.getTime() - Date.parse(relay.lastSeen);
    const online = silent < OFFLINE_AFTER_MS;
    return { name: relay.host, health: online ? 'fine' : 'broken', says: `${online ? 'connected' : `silent since ${relay.lastSeen.slice(0, 16).replace('T', ' ')} UTC`}, version ${relay.version}, policy ${relay.policyHash.slice(0, 12)}${relay.readOnly ? ', read-only' : ''}` };
  }),
});

function serverLine({ name, scheduler, service, version }: SyncServerDocument): StatusLine {
  const faults = [
    service?.status === undefined || service.status === 'Running' ? null : `service ${service.status}`,
    scheduler?.SyncCycleEnabled === false ? 'scheduler switched off' : null,
    scheduler?.SchedulerSuspended === true ? 'scheduler suspended' : null,
  ].filter((each) => each !== null);
  const facts = [scheduler?.StagingModeEnabled === true ? 'staging' : 'active', `version ${version ?? 'unknown'}`, scheduler?.NextSyncCycleStartTimeInUTC ? `next cycle ${scheduler.NextSyncCycleStartTimeInUTC.slice(11, 16)} UTC` : null].filter((each) => each !== null);
  return { name, health: faults.length > 0 ? 'broken' : scheduler === undefined ? 'doubtful' : 'fine', says: [...faults, ...facts].join(', ') };
}
