import { adminPages } from '../admin-pages.ts';
import { byPeople } from '../people-steps.ts';
import { usualTasks } from '../usual-tasks.ts';

const { delta, full, saveConfiguration, wait } = usualTasks;

/** What is done at the sync server itself. */
export const engineByPeople = {
  makeRoom: byPeople<{ readonly server: string; readonly runs: boolean }>({
    id: 'make-room', cause: 'database-full', title: 'Make room in the database', risk: 'medium', undo: 'none',
    tasks: ({ server, runs }) => [
      { says: `Copy ADSync.mdf and ADSync_log.ldf of ${server} to a safe place.${runs ? ' Do not restart the service: it would not start again.' : ''}` },
      { says: runs ? 'Clear the run history in Synchronization Service (Operations, Actions, Clear Runs), and keep less: Set-ADSyncScheduler -PurgeRunHistoryInterval 2.00:00:00.' : 'Shrink the database as Microsoft describes for LocalDB at 10 GB, start the service, and clear the run history.' },
      { says: 'Let a cycle run. In the long run move the database to SQL Server.', hours: 7 * 24 },
    ],
  }),
  startService: byPeople<{ readonly server: string; readonly reason: string | null }>({
    id: 'start-service', cause: 'sync-service-stopped', title: 'Mend the reason and start the service', risk: 'low', undo: 'full',
    tasks: ({ server, reason }) => [
      { says: reason === null ? `Look in the System log of ${server} why the service stopped: logon right, account locked or expired, clock.` : `On ${server}: ${reason}. Mend that first.` },
      { says: 'Start the service (Start-Service ADSync), and see that Get-ADSyncScheduler answers and the next cycle succeeds. Do not try again and again.' },
    ],
  }),
  chooseActive: byPeople<{ readonly servers: readonly string[] }>({
    id: 'choose-active', cause: 'no-active-server', title: 'Let one server leave staging mode', risk: 'high', undo: 'none',
    tasks: ({ servers }) => [
      { says: `Decide which of ${servers.join(', ')} is to export, and list its pending exports (csexport, CSExportAnalyzer). There must be no deletes or adds that nobody expects.` },
      { says: 'Take that one out of staging mode in the wizard (Configure staging mode), and let a cycle run. The others stay in staging mode.' },
    ],
  }),
  upgrade: byPeople<{ readonly server: string; readonly version: string; readonly below: string }>({
    id: 'upgrade-connect', cause: 'connect-version-unsupported', title: 'Upgrade Entra Connect', risk: 'high', undo: 'none',
    tasks: ({ server, version, below }) => [
      { ...saveConfiguration, hours: 14 * 24 },
      { says: `Install the newest version (${below} or later, not ${version}) on a second server in staging mode with that configuration, and compare the pending exports. Put an edited miiserver.exe.config back to its original before an upgrade in place.`, hours: 14 * 24 },
      { says: `Put ${server} into staging mode and take the new one out of it. Do not reset credentials because of this.`, hours: 14 * 24 },
    ],
  }),
  enableApplication: byPeople<{ readonly state: string }>({
    id: 'enable-application', cause: 'first-party-app-disabled', title: 'Enable the application again', risk: 'low', undo: 'full',
    tasks: ({ state }) => [{ says: `Ask who made the application of Entra Connect (6bf85cfa-ac8a-4be5-b5de-425a0d0dc016) ${state}, and why. Enable it for sign-in, or restore it from the deleted applications.`, link: adminPages.enterpriseApplications }, delta],
  }),
  switchOn: byPeople<{ readonly server: string }>({
    id: 'switch-on', cause: 'scheduler-disabled', title: 'Switch the scheduler on by hand', risk: 'medium', undo: 'full',
    tasks: ({ server }) => [{ says: `Find out who switched the scheduler of ${server} off and why, and look at the deletes that wait for export: each of them is carried out.` }, { says: 'Where all of them are wanted, run Set-ADSyncScheduler -SyncCycleEnabled $true there.' }],
  }),
  closeWizard: byPeople<{ readonly server: string }>({
    id: 'close-wizard', cause: 'scheduler-suspended', title: 'Finish or close the wizard', risk: 'low', undo: 'full',
    tasks: ({ server }) => [{ says: `Find the administrator who has the Entra Connect wizard open on ${server} (query user), and let them finish or close it; finish an upgrade that hangs. Do not clear the mark by cmdlet.` }],
  }),
  settleDeletes: byPeople<{ readonly server: string; readonly deletes: number | null }>({
    id: 'settle-deletes', cause: 'export-deletion-threshold', title: 'Take the reason for the deletions away', risk: 'high', undo: '30-days',
    tasks: ({ server, deletes }) => [
      { says: `List every ${deletes === null ? '' : `of the ${deletes} `}pending delete of ${server} with its owner and licences (csexport, CSExportAnalyzer). Let none of them through.` },
      { says: 'Find what they have in common: an OU renamed, a domain deselected, a rule changed. Correct that, and let an import and a synchronisation run; the deletions go away and the export runs by itself. If they are really wanted, the owner of the tenant decides that on the full list.', hours: 7 * 24 },
    ],
  }),
  findCommonError: byPeople<{ readonly server: string; readonly run: string }>({
    id: 'find-common-error', cause: 'export-error-limit', title: 'Find what the errors have in common', risk: 'medium', undo: 'none',
    tasks: ({ server, run }) => [{ says: `Open ${run} on ${server} in Synchronization Service and sort its errors. Mend what most of them share: a domain no longer verified, a rule, a filter, a lost permission.` }, delta],
  }),
  askActive: byPeople<{ readonly servers: readonly string[] }>({
    id: 'ask-active', cause: 'staging-mode', title: 'Ask the active server', risk: 'high', undo: 'none',
    tasks: ({ servers }) => [
      { says: `Find the server that exports; ${servers.join(', ')} ${servers.length === 1 ? 'is' : 'are'} a standby. Let its relay be set up, so that it is asked instead.` },
      { says: 'If there is none, compare the pending exports with what the former active server did, and take this one out of staging mode in the wizard.' },
    ],
  }),
  leaveOneActive: byPeople<{ readonly exporting: readonly { readonly server: string }[] }>({
    id: 'leave-one-active', cause: 'two-active-servers', title: 'Put one of the servers into staging mode', risk: 'medium', undo: 'full',
    tasks: ({ exporting }) => [{ says: `Decide which of ${exporting.map(({ server }) => server).join(', ')} is to export, and note where their rules and filters differ.` }, { says: 'Put the other one into staging mode in its wizard. The values of the remaining one win within two hours.' }],
  }),
  repairPartitions: byPeople<{ readonly server: string; readonly run: string }>({
    id: 'repair-partitions', cause: 'run-profile-partition-missing', title: 'Repair the run profiles', risk: 'high', undo: 'none',
    tasks: ({ server, run }) => [saveConfiguration, { says: `On ${server} refresh the partitions of the connector (Configure Directory Partitions) and remove or repair the step of ${run} that names the vanished one.` }, full],
  }),
  importFully: byPeople<{ readonly server: string; readonly connector: string }>({
    id: 'import-fully', cause: 'delta-import-size-limit', title: 'Import the forest fully once', risk: 'low', undo: 'none',
    tasks: ({ server, connector }) => [{ says: `Run Full Import of ${connector} on ${server} once (Synchronization Service, Connectors, Run), while no cycle runs; then let the scheduler go on. Do not raise MaxPageSize unless it fails in the same way.` }],
  }),
  clearLocale: byPeople<{ readonly server: string }>({
    id: 'clear-locale', cause: 'database-error-utf8-locale', title: 'Clear the UTF-8 option of Windows', risk: 'medium', undo: 'full',
    tasks: ({ server }) => [{ says: `On ${server} clear "Beta: Use Unicode UTF-8" (Region, Administrative, Change system locale) and restart the server.` }, { says: 'Let a cycle run and see that the import shows no more staging-error.' }],
  }),
  runFullAfterGap: byPeople<{ readonly days: number }>({
    id: 'run-full-after-gap', cause: 'sync-gap-over-seven-days', title: 'Mend what stopped it, then run a full cycle', risk: 'medium', undo: 'none',
    tasks: ({ days }) => [{ says: `Mend first what stopped the synchronisation ${days} days ago.` }, full],
  }),
  stopHangingCycle: byPeople<{ readonly server: string; readonly minutes: number }>({
    id: 'stop-hanging-cycle', cause: 'cycle-running-long', title: 'Look whether the cycle still works', risk: 'low', undo: 'full',
    tasks: ({ server, minutes }) => [{ says: `Watch the counters of the running step on ${server} (Synchronization Service, Operations); it has run for ${minutes} minutes. While they move, wait. If nothing moves, run Stop-ADSyncSyncCycle and look into the Application log for the reason.` }],
  }),
  actOnRule: byPeople<{ readonly dn: string; readonly text: string | null; readonly rule: { readonly name: string } | null }>({
    id: 'act-on-rule', cause: 'sync-rule-error', title: 'Act on the text of the rule', risk: 'medium', undo: 'none',
    tasks: ({ dn, text, rule }) => [{ says: `The ${rule === null ? 'rule' : `rule "${rule.name}"`} says ${text === null ? 'nothing that could be read: open the error in Synchronization Service' : `"${text}"`}. A changed sourceAnchor: put the former one back. A missing name: fill it in AD. A custom rule: ask its author. Preview ${dn} before you let a cycle run.` }, delta],
  }),
  findSecondWriter: byPeople<{ readonly dn: string; readonly names: readonly string[] }>({
    id: 'find-second-writer', cause: 'exported-change-not-reimported', title: 'Find who puts the value back', risk: 'low', undo: 'none',
    tasks: ({ dn, names }) => [{ says: `Look in the audit log who changes ${names.join(', ') || 'the attribute'} of ${dn} after each export: a second sync server, an HR program, a script. Let one of the two write it.`, link: adminPages.auditLog }, delta],
  }),
  passingError: byPeople<{ readonly dn: string }>({
    id: 'passing-error', cause: 'transient-object-error', title: 'Let the engine try again', risk: 'low', undo: 'full',
    tasks: () => [wait],
  }),
  grantWriting: byPeople<{ readonly dn: string; readonly attributes: readonly string[] }>({
    id: 'grant-writing', cause: 'writeback-permission-denied', title: 'Give the connector account its rights', risk: 'medium', undo: 'full',
    tasks: ({ dn, attributes }) => [{ says: `Give the connector account the right to write ${attributes.join(', ') || 'what the feature writes'} at ${dn} with the cmdlet of ADSyncConfig for that feature, for example Set-ADSyncExchangeHybridPermissions. On a protected account leave inheritance blocked: grant it on that object alone, or accept the error.` }, delta],
  }),
  awaitCycle: byPeople<{ readonly next: string | null }>({
    id: 'await-cycle', cause: 'change-not-due-yet', title: 'Wait for the next cycle', risk: 'low', undo: 'full',
    tasks: ({ next }) => [{ says: `${next === null ? 'Wait for the next cycle' : `The next cycle starts at ${next}`}; I look again and tell you when the change has arrived.` }],
  }),
} as const;
