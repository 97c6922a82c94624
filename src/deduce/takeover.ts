import type { AdObject, Evidence, Reading } from '../model/exhibits.ts';
import { mappingOf } from './object-identifier.ts';
import { knownOf } from './reading.ts';
import { rolesOf, type RoleSources } from './role-holding.ts';
import { ownMember } from '../model/own-member.ts';

type Roles = Pick<Evidence, 'entra.roleAssignments' | 'entra.roleEligibilitySchedules'> & Partial<Pick<Evidence, 'entra.roleDefinitions' | 'entra.groups' | 'entra.groupMembers'>>;
type Sources = Roles & Pick<Evidence, 'entra.syncFeatures' | 'entra.objectIdentifiers' | 'entra.syncBehavior'>;

/**
 * What is known to forbid that an AD object takes over this cloud account; null when nothing is.
 * With the AD object given, a mapping to that very object is none.
 * Source: learn.microsoft.com/entra/identity/hybrid/connect/tshoot-connect-sync-errors
 */
export function takeoverObstacle(evidence: Sources, userId: string, ad?: AdObject): string | null {
  if (holdsRole(evidence, userId) === true) return 'the cloud account holds, or is eligible for, a directory role';
  if (knownOf(evidence['entra.syncFeatures'])?.features?.['blockCloudObjectTakeoverThroughHardMatchEnabled'] === true) return 'the tenant forbids hard match';
  const own = ad !== undefined && mappingOf(userId, ad, evidence) === 'own';
  if (!own && typeof ownMember(knownOf(evidence['entra.objectIdentifiers']), userId) === 'string') return 'the cloud account is already mapped to another AD object';
  if (ownMember(knownOf(evidence['entra.syncBehavior']), userId)?.isCloudManaged === true) return 'the cloud account was made cloud-managed on purpose';
  return null;
}

/**
 * True where a role is assigned to the user or to a group he is in, or he is eligible for one; false where everything that could bring
 * one was read and nothing does; undefined otherwise. Eligibility (PIM) that was not read is told to the approvers.
 */
export function holdsRole(evidence: Roles, userId: string): boolean | undefined {
  const { held, missing } = rolesOf(userId, completed(evidence));
  if (held.length > 0) return true;
  if (evidence['entra.roleAssignments'].state === 'unknown') return undefined;
  const members = evidence['entra.groupMembers'];
  const refused = members?.state === 'unknown' && members.why !== 'not-asked';
  return refused || missing.includes('entra.groupMembers') ? undefined : false;
}

const NOT_ASKED = { state: 'unknown', why: 'not-asked', detail: 'not asked for' } satisfies Reading<never>;

const completed = (evidence: Roles): RoleSources => ({
  'entra.roleAssignments': evidence['entra.roleAssignments'],
  'entra.roleEligibilitySchedules': evidence['entra.roleEligibilitySchedules'],
  'entra.roleDefinitions': evidence['entra.roleDefinitions'] ?? NOT_ASKED,
  'entra.groups': evidence['entra.groups'] ?? NOT_ASKED,
  'entra.groupMembers': evidence['entra.groupMembers'] ?? NOT_ASKED,
});
