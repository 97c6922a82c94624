import { isEntraRun, actionOf, didItsWork, endedRuns, type ServerRun } from '../../deduce/run-results.ts';
import { isStandby, sectionOf } from '../../deduce/server-standing.ts';
import { isoTime } from '../../deduce/times.ts';
import type { SyncServerDocument } from '../../model/evidence.ts';
import { cannotTell, ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { onServer } from '../evidence-items.ts';

const RECENT = 2 * 60 * 60 * 1000;

export const twoActiveServers = defineCause({
  id: 'two-active-servers',
  area: 'engine',
  layer: 1,
  title: 'Two servers export',
  why: 'Only one Entra Connect server may export to a tenant. Where two do, each puts back what it thinks is right, and values flip with every cycle. Agents of Cloud Sync are something else and do not count.',
  checkYourself: ['On every sync server run Get-ADSyncScheduler; StagingModeEnabled must be False on one of them only.', 'Compare the exports to Entra in the operations of both servers.', 'Watch one attribute of the object over an hour: does it change to and fro?'],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-sync-staging-server',
  fixAfter: [],
  byHand: 'Decide which of them is to export, note the rules and filters in which they differ, and put the other one into staging mode in its wizard. Then let the remaining one run a cycle and look at the object again.',
  byHandRisk: { risk: 'medium', undo: 'full' },
  whyByHand: 'Which of the servers is right is a decision of the company, and staging mode is set in the wizard.',
  kinds: ['user', 'group', 'contact', 'device'],
  about: 'any',
  needs: ['syncServers'],
  mayUse: [],

  judge({ syncServers }, { now }) {
    const servers = [...new Map(syncServers.map((server) => [server.name.toLowerCase(), server])).values()].filter((server) => isStandby(server) !== true);
    if (servers.length < 2) return ruledOut('at most one of the known servers exports');
    const exports = servers.map((server) => ({ server, last: lastExport(server, now) }));
    const active = exports.filter(({ server }) => isStandby(server) === false);
    const exporting = active.flatMap(({ server, last }) => (last === undefined || last === null ? [] : [{ server: server.name, at: last.run.EndDate ?? last.run.StartDate ?? '' }]));
    if (exporting.length >= 2) {
      const evidence = exporting.flatMap(({ server, at }) => [onServer(server, 'StagingModeEnabled', 'False'), onServer(server, 'last export to Entra', at)]);
      return { is: 'confirmed', facts: { exporting }, evidenceClass: 'B', evidence };
    }
    const possible = exports.filter(({ last }) => last !== null);
    if (possible.length < 2) return ruledOut('no two servers have exported to Entra in the last two hours');
    return active.length < 2 ? cannotTell('syncServers.scheduler') : cannotTell('syncServers.runHistory');
  },

  explain: ({ exporting }) => `${exporting.map(({ server, at }) => `${server} (export at ${at})`).join(' and ')} both export to Entra. What one writes the other may undo.`,
});

/** The newest export to Entra that did its work within two hours; null when there was none, undefined when the history was not read. */
function lastExport(server: SyncServerDocument, now: Date): ServerRun | null | undefined {
  const history = sectionOf([server], 'runHistory');
  if (history === undefined) return undefined;
  return endedRuns(history).find(({ run }) => isEntraRun(run) && actionOf(run) === 'export' && didItsWork(run) && isRecent(isoTime(run.EndDate) ?? isoTime(run.StartDate), now)) ?? null;
}

const isRecent = (time: Date | undefined, now: Date): boolean => time !== undefined && now.getTime() - time.getTime() <= RECENT;
