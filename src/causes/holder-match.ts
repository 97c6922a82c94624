import { upnOf } from '../deduce/addresses.ts';
import { firstOf, sameText } from '../deduce/attributes.ts';
import { exportingServer } from '../deduce/exporting-server.ts';
import { anchorTaken } from '../deduce/holders.ts';
import { anchorAttribute, anchorsOf, isGuidAttribute } from '../deduce/source-anchor.ts';
import { holdsRole, takeoverObstacle } from '../deduce/takeover.ts';
import type { CloudUser } from '../model/evidence.ts';
import type { AdObject, Evidence } from '../model/exhibits.ts';
import type { AnchorChange } from './anchor-change.ts';

/** Exhibits that it looks at, for `mayUse`. */
export const HOLDER_MATCH_SOURCES = [
  'entra.deletedUsers', 'entra.syncFeatures', 'entra.roleAssignments', 'entra.roleEligibilitySchedules', 'entra.objectIdentifiers', 'entra.syncBehavior', 'entra.roleDefinitions', 'entra.groups', 'entra.groupMembers', 'syncServers.globalSettings', 'syncServers.scheduler',
] as const;

/**
 * The hard match of an account made in the cloud with an AD account that has never been exported; null unless sign-in name and display
 * name say that it is one person, and where anything known forbids it.
 */
export function holderMatch(ad: AdObject, holder: CloudUser, also: Pick<Evidence, (typeof HOLDER_MATCH_SOURCES)[number] | 'entra.users'>): AnchorChange | null {
  const [anchor, other] = anchorsOf(ad, also['syncServers.globalSettings']);
  const attribute = anchorAttribute(also['syncServers.globalSettings']);
  if (anchor === undefined || other !== undefined || attribute === undefined || !isGuidAttribute(attribute)) return null;
  const samePerson = sameText(holder.userPrincipalName, upnOf(ad)) && sameText(holder.displayName, firstOf(ad, 'displayName')) && !sameText(holder.userType, 'Guest');
  if (!samePerson || anchorTaken(anchor, holder.id, also) !== false || takeoverObstacle(also, holder.id) !== null) return null;
  return {
    userId: holder.id, userName: holder.userPrincipalName ?? holder.id, before: null, after: anchor, server: exportingServer(also['syncServers.scheduler']),
    rolesRead: holdsRole(also, holder.id) !== undefined, eligibilityRead: also['entra.roleEligibilitySchedules'].state === 'known',
  };
}
