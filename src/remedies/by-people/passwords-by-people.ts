import { adminPages } from '../admin-pages.ts';
import { byPeople } from '../people-steps.ts';
import { usualTasks } from '../usual-tasks.ts';

const { delta, full } = usualTasks;

/** Passwords, and what reads them: for the person, the help desk and the administrators of the domain. */
export const passwordsByPeople = {
  enableHashes: byPeople<{ readonly where: string }>({
    id: 'enable-hashes', cause: 'phs-feature-off', title: 'Switch password hash synchronisation on', risk: 'medium', undo: 'full',
    tasks: ({ where }) => [{ says: `Decide whether hashes may leave the company. If so, switch password hash synchronisation on for ${where} in the Entra Connect wizard (Optional features). It begins when the full synchronisation that follows has finished.`, hours: 7 * 24 }],
  }),
  grantReplication: byPeople<{ readonly domain: string; readonly login: string | undefined }>({
    id: 'grant-replication', cause: 'phs-replication-permission', title: 'Let the connector account read hashes', risk: 'medium', undo: 'none',
    tasks: ({ domain, login }) => [{ says: `As a domain administrator, note the permissions at the top of ${domain} and run Set-ADSyncPasswordHashSyncPermissions (module ADSyncConfig) for ${login ?? 'the connector account'}. The right lets its owner read every hash of the domain. The next attempt follows within minutes.` }],
  }),
  openRpc: byPeople<{ readonly server: string; readonly domain: string }>({
    id: 'open-rpc', cause: 'phs-dc-unreachable', title: 'Open RPC to a domain controller', risk: 'medium', undo: 'full',
    tasks: ({ server, domain }) => [{ says: `Open RPC (135 and 49152-65535) from ${server} to the domain controllers of ${domain}, take retired ones out of the preferred list, or let the connector account through "Network access: Restrict clients allowed to make remote calls to SAM".` }],
  }),
  changePassword: byPeople<{ readonly dn: string }>({
    id: 'change-password', cause: 'phs-must-change-password', title: 'Let the person change the password', risk: 'low', undo: 'full',
    tasks: ({ dn }) => [{ says: `Let the person of ${dn} sign in to a computer of the company and change the password; the new one reaches the cloud within minutes. Or, where the temporary one is to stay, write -1 into pwdLastSet.` }],
  }),
  coverAccount: byPeople<{ readonly dn: string; readonly why: string }>({
    id: 'cover-account', cause: 'phs-account-not-covered', title: 'Let a rule send its password', risk: 'medium', undo: 'full',
    tasks: ({ dn, why }) => [{ says: `The password of ${dn} is not sent, because ${why}. Enable the account in AD where it is to be used; or export the rules and set "Enable Password Sync" on a clone of the rule that joins it.` }, { ...full, says: `After a change of a rule: ${full.says}` }],
  }),
  restartAtServer: byPeople<{ readonly server: string }>({
    id: 'restart-at-server', cause: 'phs-heartbeat-stale', title: 'Restart the service', risk: 'low', undo: 'full',
    tasks: ({ server }) => [{ says: `On ${server}, while no cycle runs and the database is not full, run Restart-Service ADSync. See that event 654 follows within half an hour.` }],
  }),
  awaitFullSync: byPeople<{ readonly server: string; readonly times: number }>({
    id: 'await-full-sync', cause: 'phs-paused-for-full-sync', title: 'Let the full synchronisation finish', risk: 'low', undo: 'full',
    tasks: ({ server, times }) => [{ says: `${times > 1 ? `It has begun ${times} times and never ended well: open the runs of ${server} and mend what breaks the full synchronisation.` : `Wait until the full synchronisation of ${server} has finished.`} If none runs, start one. ${full.says}`, hours: full.hours }],
  }),
  allowMd5: byPeople<{ readonly server: string }>({
    id: 'allow-md5', cause: 'phs-fips', title: 'Let the engine work beside the FIPS policy', risk: 'medium', undo: 'full',
    tasks: ({ server }) => [{ says: `Ask whoever answers for the FIPS policy of ${server}. Keep a copy of miiserver.exe.config, set <enforceFIPSPolicy enabled="false"/> in its runtime section, and restart the service ADSync. Put the copy back before an upgrade.` }],
  }),
  newPassword: byPeople<{ readonly dn: string }>({
    id: 'new-password', cause: 'phs-single-user-error', title: 'Send the hash again, or set a new password', risk: 'low', undo: 'full',
    tasks: ({ dn }) => [{ says: `Run Invoke-ADSyncCSObjectPasswordHashSync for ${dn} on the sync server. If it is refused again, let the person set a new password in AD.` }],
  }),
  setPasswordInAd: byPeople<{ readonly name: string }>({
    id: 'set-password-in-ad', cause: 'cloud-password-set-by-admin', title: 'Set the password in AD', risk: 'low', undo: 'none',
    tasks: ({ name }) => [{ says: `Let the person of ${name}, or the help desk, set a new password in AD; it reaches the cloud within minutes. In future change passwords of synchronised accounts in AD, or switch password writeback on.` }],
  }),
  resetAgain: byPeople<{ readonly name: string }>({
    id: 'reset-again', cause: 'password-writeback-fails', title: 'Reset the password on the right way', risk: 'medium', undo: 'none',
    tasks: ({ name }) => [{ says: `Reset the password of ${name} once more in the Entra admin center or by self-service; resets in the Microsoft 365 admin center and with Graph are never written back. Or reset it in AD.`, link: adminPages.entraUsers }, { says: 'If it does not arrive, give the connector account its permissions with Set-ADSyncPasswordWritebackPermissions; if writeback is off, switch it on in the wizard.' }],
  }),
  lockOut: byPeople<{ readonly dn: string; readonly name: string }>({
    id: 'lock-out', cause: 'account-expired-still-active', title: 'Disable the account, or correct the date', risk: 'medium', undo: 'full',
    tasks: ({ dn, name }) => [{ says: `Ask whether the person has left. If so, disable ${dn} in AD; if not, correct accountExpires. ${delta.says}` }, { says: `Revoke the sessions of ${name} where it was disabled.`, link: adminPages.entraUsers }],
  }),
  renewSmartcard: byPeople<{ readonly dn: string; readonly version: string }>({
    id: 'renew-smartcard', cause: 'smartcard-required-hash', title: 'Upgrade, and set the bit anew', risk: 'medium', undo: 'none',
    tasks: ({ dn, version }) => [{ says: `Upgrade Entra Connect (now ${version}). Until then clear "Smart card is required" of ${dn} and set it again, which makes a new random password that is sent.`, hours: 14 * 24 }],
  }),
} as const;
