import type { AdEntry } from '../model/evidence.ts';
import type { SubjectKind } from '../model/subject.ts';
import { valuesOf } from './attributes.ts';

/** What an AD object is to the synchronisation; null for containers and everything that people do not ask about. */
export function kindOfEntry(entry: AdEntry): SubjectKind | null {
  const classes = valuesOf(entry, 'objectClass').map((name) => name.toLowerCase());
  if (classes.includes('computer')) return 'device';
  if (classes.includes('group')) return 'group';
  if (classes.includes('contact')) return 'contact';
  if (classes.includes('user') || classes.includes('inetorgperson')) return 'user';
  return null;
}
