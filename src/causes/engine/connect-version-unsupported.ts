import { knownOf } from '../../deduce/reading.ts';
import { didItsWork, endedRuns, isEntraRun, newestWithResult, spokenRun, type ServerRun } from '../../deduce/run-results.ts';
import { decidingServers } from '../../deduce/server-standing.ts';
import { isoTime } from '../../deduce/times.ts';
import { VERSION_CLIFFS } from '../../deduce/version-cliffs.ts';
import { connectVersionOf, isOlder } from '../../deduce/version.ts';
import type { SyncServerDocument } from '../../model/evidence.ts';
import type { Evidence } from '../../model/exhibits.ts';
import { cannotTell, notApplicable, ruledOut, type EvidenceItem } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { onServer } from '../evidence-items.ts';

const REFUSED = ['stopped-extension-dll-exception', 'stopped-server-down', 'no-start-credentials'];

export const connectVersionUnsupported = defineCause({
  id: 'connect-version-unsupported',
  area: 'engine',
  layer: 1,
  title: 'This Connect version no longer works',
  why: 'Since 30 September 2026 Entra refuses Entra Connect older than 2.5.79.0: its runs to Entra end with stopped-extension-dll-exception, and events 106 and 109 are logged. New credentials do not help. A version whose support has merely ended still works, and the Health agent has a minimum of its own.',
  checkYourself: ['On the sync server look at the product version of miiserver.exe (folder Microsoft Azure AD Sync\\Bin); it must be 2.5.79.0 or later.', 'Look in Synchronization Service how the last import from Entra and the last export to it ended.', 'Look in the Application log for events 106 and 109 of the source Directory Synchronization, and read what they say.'],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/harden-update-ad-fs-pingfederate',
  fixAfter: ['sync-service-stopped'],
  byHand: 'Upgrade Entra Connect, best as a swing migration: export the configuration of the server, install the newest version on a second server in staging mode with it, compare the pending exports, and swap. If miiserver.exe.config was ever edited, put the original back first: the upgrade to 2.5.190 or 2.6.1 then fails with a FileLoadException about System.Diagnostics.DiagnosticSource. Do not reset credentials because of this.',
  byHandRisk: { risk: 'high', undo: 'none' },
  whyByHand: 'An upgrade replaces the sync engine of the whole company; it is planned and done by administrators.',
  kinds: ['user', 'group', 'contact', 'device'],
  about: 'any',
  needs: ['syncServers'],
  mayUse: ['syncServers.runHistory'],

  judge({ syncServers }, { also, now }) {
    const [cliff] = VERSION_CLIFFS.filter(({ from }) => now >= from);
    if (cliff === undefined) return ruledOut('no version is refused on this day');
    const servers = decidingServers(syncServers);
    if (servers.length === 0) return notApplicable('no sync server that may export was asked');
    const [old] = servers.flatMap((server) => refusedVersion(server, cliff.below));
    if (old === undefined) {
      const known = servers.every((server) => isOlder(connectVersionOf(server), cliff.below) !== undefined);
      return known || worksSince(also, cliff.from) ? ruledOut('its version is accepted') : cannotTell('syncServers.version');
    }
    const failing = refusedRuns(also).find(({ server }) => server === old.server);
    const evidence: EvidenceItem[] = [onServer(old.server, 'version', old.version)];
    if (failing !== undefined) evidence.push(onServer(old.server, spokenRun(failing.run).what, spokenRun(failing.run).value));
    const facts = { ...old, below: cliff.below, from: cliff.from.toISOString().slice(0, 10), fails: failing !== undefined };
    return { is: 'confirmed', facts, evidenceClass: failing === undefined ? 'B' : 'A', certainty: failing === undefined && worksSince(also, cliff.from) ? 'likely' : undefined, evidence };
  },

  explain: ({ server, version, below, from, fails }) =>
    `${server} runs Entra Connect ${version}; since ${from} Entra refuses versions below ${below}. ${fails ? 'Its last run to Entra failed.' : 'No failed run is recorded yet, but Entra may refuse it at any time.'} Upgrade it; new credentials do not help.`,
});

const refusedVersion = (server: SyncServerDocument, below: string): readonly { readonly server: string; readonly version: string }[] => {
  const version = connectVersionOf(server);
  return version !== undefined && isOlder(version, below) === true ? [{ server: server.name, version }] : [];
};

type Runs = Pick<Evidence, 'syncServers.runHistory'>;

const refusedRuns = (also: Runs): readonly ServerRun[] => newestWithResult(knownOf(also['syncServers.runHistory']) ?? [], REFUSED).filter(({ run }) => isEntraRun(run));

/** Whether Entra has accepted a run since that day. */
const worksSince = (also: Runs, from: Date): boolean =>
  endedRuns(knownOf(also['syncServers.runHistory']) ?? []).some(({ run }) => isEntraRun(run) && didItsWork(run) && (isoTime(run.StartDate) ?? from) > from);
