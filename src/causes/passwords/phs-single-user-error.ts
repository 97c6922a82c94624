import { firstOf } from '../../deduce/attributes.ts';
import { exportingServer } from '../../deduce/exporting-server.ts';
import { newestPasswordLog, passwordEventsOf } from '../../deduce/password-log.ts';
import { spokenEvent } from '../../deduce/server-events.ts';
import { fileTime } from '../../deduce/times.ts';
import { cannotTell, ruledOut } from '../../model/verdict.ts';
import { adTarget } from '../address-repair.ts';
import { defineCause } from '../cause.ts';
import { onServer } from '../evidence-items.ts';

/** An answer follows a request within seconds. */
const ANSWER = 5 * 60 * 1000;

export const phsSingleUserError = defineCause({
  id: 'phs-single-user-error',
  area: 'passwords',
  layer: 6,
  title: "One user's hash was refused",
  why: 'The password loop runs, but the hash of this one user was asked for and not taken. The cloud keeps the former password.',
  checkYourself: [
    'In the Application log look for event 656 that names the user without an event 657 with the result Success, and for event 664.',
    'Run Get-ADSyncCSObjectLog for the object: Error or RetryRequestedByTarget.',
    'Run Invoke-ADSyncDiagnostics -PasswordSync -ADConnectorName <forest> -DistinguishedName <DN>.',
  ],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/tshoot-connect-password-hash-synchronization',
  fixAfter: [],
  maskedBy: ['phs-feature-off', 'phs-replication-permission', 'phs-dc-unreachable', 'phs-fips', 'phs-paused-for-full-sync', 'phs-object-not-in-cloud-yet'],
  byHand: 'Run Invoke-ADSyncCSObjectPasswordHashSync for this connector-space object; if it is refused again, let the user set a new password in AD.',
  byHandRisk: { risk: 'low', undo: 'full' },
  arrives: true,
  kinds: ['user'],
  about: 'ad-object',
  needs: [],
  mayUse: ['syncServers.passwordSync', 'syncServers.events', 'syncServers.csObjects', 'syncServers.scheduler'],

  judge(_, { subject: { ad }, now, also }) {
    const log = newestPasswordLog(ad, also);
    const [event] = passwordEventsOf(ad, also);
    const said = event?.seen.time;
    const changed = fileTime(firstOf(ad, 'pwdLastSet'));
    const failedLog = log !== undefined && FAILED.includes(log.status) && !(event?.result === 'done' && said !== undefined && log.time !== undefined && said > log.time) && !isBefore(log.time, changed);
    const succeeded = log?.status === 'success' && log.time !== undefined && said !== undefined && log.time >= said;
    const late = event?.result === 'failed' || (event?.result === 'asked' && said !== undefined && now.getTime() - said.getTime() > ANSWER);
    const failedEvent = late && !succeeded && !isBefore(said, changed);
    if (!failedLog && !failedEvent) return log === undefined && event === undefined ? unheard(also) : ruledOut('its last hash was taken, or is on its way');
    const evidence = [...(failedLog ? [onServer(log.server, 'password log', `${log.raw} ${log.timeText ?? ''}`.trim())] : []), ...(failedEvent && event !== undefined ? [onServer(event.seen.server, 'event', spokenEvent(event.seen))] : [])];
    const standby = failedLog ? log.standby : event?.seen.standby === true;
    const statedAt = failedLog ? log.timeText : (event?.seen.event.time ?? undefined);
    return { is: 'confirmed', facts: { object: adTarget(ad), server: exportingServer(also['syncServers.scheduler']), dn: ad.dn, at: statedAt ?? 'an unknown time' }, evidenceClass: standby ? 'D' : 'A', statedAt, evidence };
  },

  explain: ({ dn, at }) => `The password hash of ${dn} was not taken by Entra (${at}); the cloud keeps the former password.`,
});

const FAILED = ['error', 'retryrequestedbytarget'];

/** A failure from before the present password says nothing about it. */
const isBefore = (time: Date | undefined, changed: Date | undefined): boolean => time !== undefined && changed !== undefined && time < changed;

const unheard = (also: { readonly 'syncServers.passwordSync': { readonly state: string }; readonly 'syncServers.events': { readonly state: string } }) =>
  also['syncServers.passwordSync'].state === 'known' || also['syncServers.events'].state === 'known' ? ruledOut('nothing is logged about its password') : cannotTell('syncServers.passwordSync');
