import type { AdEntry } from '../model/evidence.ts';
import { remembered, rememberedText } from '../model/remembered.ts';

/** All values of an attribute; its name is looked up without regard to case. */
export const valuesOf = (entry: AdEntry, name: string): readonly string[] => byName(entry.attributes).get(lowerCase(name)) ?? NONE;

/** The first value that is not blank; undefined when the attribute has none. */
export const firstOf = (entry: AdEntry, name: string): string | undefined => valuesOf(entry, name).find((value) => value.trim() !== '');

export const isTrue = (entry: AdEntry, name: string): boolean => firstOf(entry, name)?.toUpperCase() === 'TRUE';

const DISABLED = 0x2;

export function isDisabled(entry: AdEntry): boolean {
  const control = Number(firstOf(entry, 'userAccountControl') ?? '0');
  return Number.isFinite(control) && (control & DISABLED) !== 0;
}

/** A replication conflict copy: its name carries `CNF:` and a GUID behind a line feed, which LDAP writes as `\0A`. */
export const isConflictCopy = (entry: AdEntry): boolean => /^[^,]*?(\\0a|\n)CNF:/i.test(entry.dn);

export const sameText = (one: string | null | undefined, other: string | null | undefined): boolean =>
  one !== null && one !== undefined && other !== null && other !== undefined && one.toLowerCase() === other.toLowerCase();

const NONE: readonly string[] = [];

const lowerCase = rememberedText((name) => name.toLowerCase());

const byName = remembered((attributes: AdEntry['attributes']): ReadonlyMap<string, readonly string[]> => {
  const values = new Map<string, readonly string[]>();
  for (const name of Object.keys(attributes)) {
    const key = lowerCase(name);
    const [before, own] = [values.get(key), attributes[name] ?? NONE];
    values.set(key, before === undefined ? own : [...before, ...own]);
  }
  return values;
});
