import type { AdEntry } from '../model/evidence.ts';
import type { SubjectKind } from '../model/subject.ts';
import { firstOf, valuesOf } from './attributes.ts';

/** What an AD object is to the synchronisation; null for containers and everything that people do not ask about. */
export function kindOfEntry(entry: AdEntry): SubjectKind | null {
  const classes = valuesOf(entry, 'objectClass').map((name) => name.toLowerCase());
  if (classes.includes('computer')) return 'device';
  if (classes.includes('group') || classes.includes('msexchdynamicdistributionlist')) return 'group';
  if (classes.includes('contact')) return 'contact';
  if (classes.includes('user') || classes.includes('inetorgperson')) return 'user';
  return classes.length === 0 ? kindFromAttributes(entry) : null;
}

/** Evidence made by hand may leave `objectClass` out; what only groups, computers and accounts have tells as much. */
function kindFromAttributes(entry: AdEntry): SubjectKind | null {
  if (valuesOf(entry, 'groupType').length > 0) return 'group';
  const account = firstOf(entry, 'sAMAccountName');
  if (account?.endsWith('$') === true) return 'device';
  return account !== undefined || valuesOf(entry, 'userPrincipalName').length > 0 ? 'user' : null;
}
