import type { IncidentMember } from '../model/incident.ts';
import { comparableDn, rdnsOf } from '../model/distinguished-name.ts';

const LONGEST = 120;

/**
 * What all objects of an incident share beside its reason, in words; null where nothing is, or where it is not known of each of them.
 * `elsewhere`: some other source tells such errors too, so that it means something when only one does.
 */
export function commonFactor(members: readonly IncidentMember[], { key, elsewhere }: { readonly key: string; readonly elsewhere: boolean }): string | null {
  const about = members.filter(({ object }) => object !== null);
  if (about.length < 2) return null;
  const said = containerSaid(about) ?? suffixSaid(about, key) ?? (elsewhere ? sourceSaid(about) : null);
  return said === null || said.length > LONGEST ? null : said;
}

/** The deepest container of all, below its domain: `all in OU=Sales`. */
function containerSaid(members: readonly IncidentMember[]): string | null {
  let common: readonly string[] | null = null;
  let written = '';
  for (const { object } of members) {
    const dn = object?.dn;
    if (dn === undefined) return null;
    if (common !== null && liesDirectlyBelow(dn, written)) continue;
    const containers = rdnsOf(dn).slice(1);
    common = common === null ? containers : sharedEnd(common, containers);
    if (common.length === 0 || isDomain(common[0])) return null;
    written = `,${common.join(',')}`;
  }
  const below = (common ?? []).filter((rdn) => !isDomain(rdn));
  return below.length === 0 ? null : `all in ${below.join(',')}`;
}

/** The quick way: written in the same way, and the comma before it parts. */
const liesDirectlyBelow = (dn: string, written: string): boolean => dn.endsWith(written) && dn.charAt(dn.length - written.length - 1) !== '\\';

const isDomain = (rdn: string | undefined): boolean => rdn !== undefined && /^dc\s*=/i.test(rdn);

/** Of two spellings of the same the lesser one is said, so that the order makes no difference. */
function sharedEnd(one: readonly string[], other: readonly string[]): readonly string[] {
  const shared: string[] = [];
  for (let back = 1; back <= Math.min(one.length, other.length); back += 1) {
    const [mine = '', theirs = ''] = [one.at(-back), other.at(-back)];
    if (mine !== theirs && comparableDn(mine) !== comparableDn(theirs)) break;
    shared.unshift(mine < theirs ? mine : theirs);
  }
  return shared;
}

/** The part behind the at sign of what everybody is known by, unless it is the reason itself. */
function suffixSaid(members: readonly IncidentMember[], key: string): string | null {
  const suffixes = new Set<string | null>();
  for (const { object } of members) {
    suffixes.add(/@([a-z0-9.-]+)$/i.exec(object?.ask ?? '')?.[1]?.toLowerCase() ?? null);
    if (suffixes.size > 1) return null;
  }
  const [suffix] = suffixes;
  return suffix === null || suffix === undefined || key.toLowerCase().includes(suffix) ? null : `all @${suffix}`;
}

function sourceSaid(members: readonly IncidentMember[]): string | null {
  const [first] = members;
  const [source, ...others] = first?.sources ?? [];
  return source !== undefined && others.length === 0 && members.every(({ sources }) => sources.length === 1 && sources[0] === source) ? `all told by ${source}` : null;
}
