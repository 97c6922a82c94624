import type { CloudUser, DirectoryAudit } from '../model/evidence.ts';
import type { Evidence } from '../model/exhibits.ts';
import { sameText } from './attributes.ts';
import { knownOf } from './reading.ts';
import { isSyncAccount } from './sync-account.ts';
import { isoTime } from './times.ts';

/**
 * A password set in the cloud, by the way it went. Self-service reset and the Entra admin center go through the service that writes back;
 * the Microsoft 365 admin center, PowerShell and Graph do not. Source: learn.microsoft.com/entra/identity/authentication/concept-sspr-writeback
 */
export interface CloudReset {
  readonly time: Date;
  readonly activity: string;
  readonly route: 'writes-back' | 'does-not-write-back';
  readonly succeeded: boolean;
  readonly reason: string;
  readonly by: string;
  readonly selfService: boolean;
}

const RESET = /^(reset|change) (user )?password/i;
const SAME_MOMENT = 5 * 60 * 1000;

/** Resets of the password of one account, newest first; one reset that two services logged counts once. */
export function cloudResetsOf(account: CloudUser, evidence: Pick<Evidence, 'entra.directoryAudits'>): readonly CloudReset[] {
  const resets = (knownOf(evidence['entra.directoryAudits']) ?? [])
    .filter((audit) => RESET.test(audit.activityDisplayName ?? '') && isAbout(audit, account) && !isSyncAccount(audit.initiatedBy?.user?.userPrincipalName))
    .flatMap(resetOf)
    .toSorted((one, other) => other.time.getTime() - one.time.getTime());
  return resets.filter((reset) => reset.route === 'writes-back' || !resets.some((other) => other.route === 'writes-back' && Math.abs(other.time.getTime() - reset.time.getTime()) <= SAME_MOMENT));
}

const isAbout = (audit: DirectoryAudit, account: CloudUser): boolean =>
  (audit.targetResources ?? []).some(({ id, userPrincipalName }) => sameText(id, account.id) || sameText(userPrincipalName, account.userPrincipalName));

function resetOf(audit: DirectoryAudit): readonly CloudReset[] {
  const time = isoTime(audit.activityDateTime);
  if (time === undefined) return [];
  const activity = audit.activityDisplayName ?? '';
  const { user, app } = audit.initiatedBy ?? {};
  return [{
    time,
    activity,
    route: /self-service/i.test(`${audit.loggedByService ?? ''} ${activity}`) ? 'writes-back' : 'does-not-write-back',
    succeeded: audit.result === undefined || audit.result === null || sameText(audit.result, 'success'),
    reason: audit.resultReason ?? '',
    by: user?.userPrincipalName ?? user?.displayName ?? app?.displayName ?? 'unknown',
    selfService: /self-service/i.test(activity) || sameText(user?.userPrincipalName, audit.targetResources?.[0]?.userPrincipalName),
  }];
}
