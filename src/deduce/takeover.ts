import type { Evidence } from '../model/exhibits.ts';
import { knownOf } from './reading.ts';

type Sources = Pick<Evidence, 'entra.roleAssignments' | 'entra.roleEligibilitySchedules' | 'entra.syncFeatures' | 'entra.objectIdentifiers' | 'entra.syncBehavior'>;

/**
 * What is known to forbid that an AD object takes over this cloud account; null when nothing is.
 * Source: learn.microsoft.com/entra/identity/hybrid/connect/tshoot-connect-sync-errors
 */
export function takeoverObstacle(evidence: Sources, userId: string): string | null {
  if (holdsRole(evidence, userId) === true) return 'the cloud account holds, or is eligible for, a directory role';
  if (knownOf(evidence['entra.syncFeatures'])?.features?.['blockCloudObjectTakeoverThroughHardMatchEnabled'] === true) return 'the tenant forbids hard match';
  if (typeof knownOf(evidence['entra.objectIdentifiers'])?.[userId] === 'string') return 'the cloud account is already mapped to another AD object';
  if (knownOf(evidence['entra.syncBehavior'])?.[userId]?.isCloudManaged === true) return 'the cloud account was made cloud-managed on purpose';
  return null;
}

/** True where a list names the user, false where the assignments were read and none does; undefined otherwise. Eligibility (PIM) that was not read is told to the approvers. */
export function holdsRole(evidence: Pick<Evidence, 'entra.roleAssignments' | 'entra.roleEligibilitySchedules'>, userId: string): boolean | undefined {
  const assigned = knownOf(evidence['entra.roleAssignments']);
  const eligible = knownOf(evidence['entra.roleEligibilitySchedules']);
  if ([...(assigned ?? []), ...(eligible ?? [])].some((each) => each.principalId === userId)) return true;
  return assigned === undefined ? undefined : false;
}
