import { literal } from './odata.ts';

/** So many alternatives fit into one filter that Graph takes by default. */
const MOST_IN_ONE = 15;
/** The last chain excludes the prefixes of all others, in one address of at most 2,048 characters. */
const MOST_IN_ALL = 20;
const LONGEST_PREFIX = 12;

/** A part of all users; together the parts are all of them, and no two have a user in common. */
export interface ChainFilter {
  readonly filter: string;
  /** Only an advanced query may exclude. */
  readonly advanced: boolean;
}

/**
 * Parts the users by what their sign-in names begin with, so that the parts can be read side by side; a sample tells how the names are spread. The last
 * part is whatever none of the others takes. Empty where a sample does not part.
 */
export function chainFilters(sample: readonly string[], chains: number): readonly ChainFilter[] {
  const names = sample.map((name) => name.toLowerCase()).filter((name) => /^[a-z0-9._-]/.test(name));
  const bins = fill(prefixesOf(names, Math.max(1, names.length / (chains * 2))), chains, names.length / chains);
  if (bins.length === 0) return [];
  const alternatives = bins.map((bin) => bin.map((prefix) => `startsWith(userPrincipalName,${literal(prefix)})`).join(' or '));
  return [...alternatives.map((filter) => ({ filter, advanced: false })), { filter: `not(${alternatives.join(' or ')})`, advanced: true }];
}

interface Prefix {
  readonly text: string;
  readonly count: number;
}

/** Prefixes of which none begins another and none has more than its share, as far as letters and digits part them; the most frequent first. */
function prefixesOf(names: readonly string[], share: number, before = ''): readonly Prefix[] {
  const counts = new Map<string, number>();
  for (const name of names) {
    const text = name.slice(0, before.length + 1);
    if (name.startsWith(before) && /[a-z0-9]$/.test(text) && text.length > before.length) counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  return [...counts].flatMap(([text, count]) => (count > share && text.length < LONGEST_PREFIX ? prefixesOf(names.filter((name) => name.startsWith(text)), share, text) : [{ text, count }])).toSorted((one, other) => other.count - one.count);
}

/** All bins but the last, each up to its share; what does not go into them is left to the last. */
function fill(prefixes: readonly Prefix[], chains: number, share: number): readonly (readonly string[])[] {
  const bins = Array.from({ length: chains - 1 }, (): { readonly prefixes: string[]; count: number } => ({ prefixes: [], count: 0 }));
  let taken = 0;
  for (const { text, count } of prefixes) {
    const [emptiest] = bins.toSorted((one, other) => one.count - other.count);
    if (emptiest === undefined || taken === MOST_IN_ALL || emptiest.prefixes.length === MOST_IN_ONE || emptiest.count + count / 2 > share) continue;
    emptiest.prefixes.push(text);
    emptiest.count += count;
    taken += 1;
  }
  return bins.filter((bin) => bin.prefixes.length > 0).map((bin) => bin.prefixes);
}
