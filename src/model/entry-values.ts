import type { AdEntry } from './evidence.ts';

/** The values of an attribute; LDAP names ignore case, and a missing attribute has no value. */
export function entryValues(entry: AdEntry, attribute: string): readonly string[] {
  const wanted = attribute.toLowerCase();
  return Object.entries(entry.attributes).find(([name]) => name.toLowerCase() === wanted)?.[1] ?? [];
}

/** The same values, letter for letter, in any order. */
export const sameValues = (one: readonly string[], other: readonly string[]): boolean => one.length === other.length && [...one].sort().join('\n') === [...other].sort().join('\n');
