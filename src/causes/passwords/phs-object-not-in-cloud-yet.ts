import { accountOf } from '../../deduce/cloud-account.ts';
import { newestPasswordLog } from '../../deduce/password-log.ts';
import { knownOf } from '../../deduce/reading.ts';
import { isoTime } from '../../deduce/times.ts';
import { cannotTell, ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { onServer } from '../evidence-items.ts';

export const phsObjectNotInCloudYet = defineCause({
  id: 'phs-object-not-in-cloud-yet',
  area: 'passwords',
  layer: 6,
  title: 'The user is not exported yet',
  why: 'A password hash can only be given to an account that is there. The password loop met this user before the object itself had come through to Entra, so the hash waits for the object.',
  checkYourself: [
    'Run Get-ADSyncCSObjectLog for the object: TargetNotExportedToDirectory, NoTargetConnection or SourceConnectorNotPresent.',
    'Look whether the user exists in Entra and is marked as synchronised.',
    'Look for the reason why the object itself does not arrive; the password follows by itself.',
  ],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/tshoot-connect-password-hash-synchronization',
  fixAfter: [
    'ou-not-in-scope', 'moved-out-of-scope', 'change-not-due-yet', 'immutable-id-malformed', 'stale-immutable-id-on-cloud-user', 'ad-account-recreated-new-anchor', 'duplicate-held-by-cloud-only-user', 'duplicate-proxy-two-ad-objects',
    'scheduler-disabled', 'staging-mode',
  ],
  byHand: 'Repair what keeps the object itself from arriving. The password follows at the next cycle of the loop.',
  byHandRisk: { risk: 'low', undo: 'full' },
  whyByHand: 'There is nothing to repair here: the password follows the object.',
  arrives: true,
  kinds: ['user'],
  about: 'ad-object',
  needs: [],
  mayUse: ['syncServers.passwordSync', 'syncServers.csObjects', 'entra.users', 'syncServers.globalSettings'],

  judge(_, { subject, also }) {
    const account = accountOf(subject, also);
    if (knownOf(also['syncServers.passwordSync'])?.every(({ value }) => value.objectLog !== undefined) !== true) return account === undefined ? cannotTell('syncServers.passwordSync') : ruledOut('the account is in Entra');
    const log = newestPasswordLog(subject.ad, also);
    const meaning = log === undefined ? undefined : MEANING[log.status];
    if (log === undefined || meaning === undefined) return ruledOut('the password log does not say so');
    const born = isoTime(account?.createdDateTime);
    if (born !== undefined && log.time !== undefined && born > log.time) return ruledOut('the account was made after that');
    const evidence = [onServer(log.server, 'password log', `${log.raw} ${log.timeText ?? ''}`.trim())];
    return { is: 'confirmed', facts: { dn: subject.ad.dn, status: log.raw, meaning }, evidenceClass: log.standby ? 'D' : 'A', statedAt: log.timeText, evidence };
  },

  explain: ({ dn, status, meaning }) => `The password of ${dn} could not be sent: ${meaning} (${status}).`,
});

const MEANING: Readonly<Record<string, string>> = {
  targetnotexportedtodirectory: 'the object has not been exported to Entra',
  notargetconnection: 'the object is not joined to anything that goes to Entra',
  sourceconnectornotpresent: 'the object is not in the connector space of its forest',
};
