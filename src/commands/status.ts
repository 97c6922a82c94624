import { statusReply, type StatusLine, type StatusView } from '../cards/status.ts';
import { workingReply } from '../cards/working.ts';
import { isoTime, spoken } from '../deduce/times.ts';
import type { Unread } from '../model/evidence.ts';
import type { OnPremFragment, ServerSection } from '../model/relay-job.ts';
import type { Plan } from '../model/plan.ts';
import type { TenantFacts } from '../ports/tenant.ts';
import { relayLines } from './agents.ts';
import { defineCommand } from './command.ts';
import { isStopped, serverLine } from './server-lines.ts';
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
    const message = await talk.post(workingReply({ doing: 'Asking relays, sync servers and Entra ID', sources: ['Relays', 'Sync servers', 'Entra ID'].map((name) => ({ name, is: 'reading' as const })) }));
    await talk.amend(message, statusReply(await statusOf(world)));
  },
});

const SECTIONS: readonly ServerSection[] = ['service', 'version', 'scheduler', 'globalSettings', 'runHistory', 'passwordSync', 'events'];

async function statusOf(world: CommandWorld): Promise<StatusView> {
  const at = world.clock.now();
  const [relays, servers, facts, open] = await Promise.all([
    relayLines(world, at),
    world.relayLink.read({ reading: 'sync.servers', version: 1, params: { dns: [], anchors: [], only: SECTIONS } }),
    world.tenant.tenantFacts(),
    world.store.plansIn(['pending', 'approved', 'running', 'unknown']),
  ]);
  return {
    title: 'Status',
    policyWarnings: world.about.policyWarnings(),
    customEndpoints: world.about.customEndpoints,
    sections: [
      { title: 'Sync servers', lines: serverLines(servers, at), empty: 'No sync server is known.' },
      { title: 'Entra ID', lines: [entraLine(facts, at)], empty: '' },
      { title: 'Relays', lines: relays, empty: 'No relay was ever enrolled: without one I read only Entra ID.' },
      { title: 'Plans', lines: [planLine(open)], empty: '' },
      { title: 'This bot', lines: [{ name: 'SyncWhy', health: 'fine', says: `version ${world.about.version}` }], empty: '' },
    ],
    at: at.toISOString(),
  };
}

/** Sections of a server that have a sentence of their own when they are missing. */
const SAID_BY_THE_SERVER: readonly string[] = ['service', 'version', 'scheduler', 'runHistory', 'globalSettings'];

function serverLines({ syncServers = [], unread }: OnPremFragment, at: Date): readonly StatusLine[] {
  const lines = syncServers.map((server) => serverLine(server, at));
  const active = lines.filter(({ says }) => says.startsWith('active'));
  const roles: readonly StatusLine[] = [
    ...(active.length > 1 ? [{ name: 'Two servers export', health: 'broken' as const, says: active.map(({ name }) => name).join(' and '), troubles: [{ health: 'broken' as const, says: 'They overwrite each other.', advice: 'Put all but one into staging mode.' }] }] : []),
    ...(lines.length > 0 && active.length === 0 && lines.every(({ says }) => says.startsWith('staging')) ? [{ name: 'No server exports', health: 'broken' as const, says: 'all that answered are in staging mode', troubles: [{ health: 'broken' as const, says: 'Nothing reaches Entra.', advice: 'Take one of them out of staging mode, or bring the active one back.' }] }] : []),
  ];
  const stopped = syncServers.filter(isStopped).map(({ name }) => name);
  return [...roles, ...lines, ...unread.filter(({ what }) => !isSaid(what) && !stopped.some((name) => what.startsWith(`syncServers.${name}.`))).map(unreadLine)];
}

/** E.g. `syncServers.SYNC01.scheduler`; containers of the connectors are not asked for here. */
const isSaid = (what: string): boolean => what.startsWith('directory') || (what.split('.').length > 2 && SAID_BY_THE_SERVER.includes(what.split('.').at(-1) ?? ''));

const unreadLine = ({ what, why, detail }: Unread): StatusLine => ({
  name: placeOf(what), health: 'broken', says: detail ?? 'could not be read',
  troubles: [{ health: 'broken', says: 'Nothing is known of it now; that does not mean that it is fine.', advice: why === 'relay-offline' ? 'Type agents to see the relays.' : 'Run relay check on the relay.' }],
});

/** `syncServers.SYNC01.events` → `SYNC01, events`. */
const placeOf = (what: string): string => (what === 'syncServers' ? 'Sync servers' : what.replace(/^syncServers\./, '').replace(/\.([^.]+)$/, ', $1'));

/** Entra expects to hear from Connect every half hour. */
const LATE_MS = 3 * 60 * 60 * 1000;

function entraLine({ entra, unread }: TenantFacts, at: Date): StatusLine {
  const name = 'Directory synchronisation';
  const { organization } = entra;
  if (organization === undefined) {
    const detail = unread.find(({ what }) => what === 'entra.organization')?.detail ?? 'Entra ID could not be read';
    return { name, health: 'broken', says: detail, troubles: [{ health: 'broken', says: 'When Entra last heard of a sync server cannot be said.', advice: 'See the permissions of the application that reads Graph.' }] };
  }
  if (organization.onPremisesSyncEnabled === false || organization.onPremisesSyncEnabled === null) {
    return { name, health: 'broken', says: 'switched off in the tenant', troubles: [{ health: 'broken', says: 'Entra takes nothing from any sync server.', advice: 'Type help directory synchronization is disabled.' }] };
  }
  const last = isoTime(organization.onPremisesLastSyncDateTime);
  if (last === undefined) return { name, health: 'doubtful', says: 'when Entra last heard of a sync server was not told', troubles: [{ health: 'doubtful', says: 'The heartbeat is missing.', advice: 'Look at Entra Connect in the Entra admin center.' }] };
  const isLate = at.getTime() - last.getTime() > LATE_MS;
  return { name, health: isLate ? 'broken' : 'fine', says: `last heard of a sync server ${spoken(last)}`, troubles: isLate ? [{ health: 'broken', says: 'That is more than three hours ago.', advice: 'See the sync servers.' }] : [] };
}

function planLine(open: readonly Plan[]): StatusLine {
  const unknown = open.filter(({ state }) => state === 'unknown');
  const waiting = open.filter(({ state }) => state === 'pending').length;
  const troubles = unknown.map(({ code }) => ({ health: 'doubtful' as const, says: `Whether plan ${code} changed anything is not known yet.`, advice: `Type plan ${code}.` }));
  return { name: 'Open plans', health: unknown.length > 0 ? 'doubtful' : 'fine', says: open.length === 0 ? 'none' : `${open.length}, of which ${waiting} ${waiting === 1 ? 'waits' : 'wait'} for approval`, troubles };
}
