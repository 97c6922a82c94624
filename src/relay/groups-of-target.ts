import { entryValues } from '../model/entry-values.ts';
import type { AdEntry } from '../model/evidence.ts';
import type { AdTarget } from '../model/plan.ts';
import { sidText } from '../model/sid-text.ts';
import type { Directory } from '../ports/directory.ts';
import { directoryOf, type Site } from './menu.ts';

/**
 * Every group of the forest, as far as this relay serves its domains, that the object is in: through other groups, and by its primary group.
 * Null when that cannot be told. Rejects with `DirectoryError`.
 */
export async function groupsOfTarget(site: Site, object: AdTarget, target: AdEntry): Promise<readonly AdEntry[] | null> {
  const home = directoryOf(site, object);
  const primary = primaryGroupSid(target);
  if (home === null || primary === null) return null;
  const forest = site.directories.find(({ directory }) => directory === home)?.forest;
  const domains = site.directories.filter((each) => each.forest === forest).map(({ directory }) => directory);
  const direct = isDeleted(target) ? await directGroups(domains, entryValues(target, 'memberOf')) : [];
  const known = new Map<string, AdEntry>(direct.map((group) => [group.dn, group]));
  let asked = 0;
  let met: readonly Met[] = [target, ...direct].map(({ dn }) => ({ dn, told: null }));
  while (met.length > 0) {
    const questions = met.flatMap(({ dn, told }) => domains.filter((domain) => domain !== told).map((domain) => ({ domain, dn })));
    asked += questions.length;
    if (asked > MOST_ASKED) return null;
    const answers = await Promise.all(questions.map(async ({ domain, dn }) => (await domain.groupsOf({ dn, ...(dn === target.dn && domain === home && primary !== 'none' ? { primaryGroupSid: primary } : {}) })).map((group) => ({ group, domain }))));
    const fresh = answers.flat().filter(({ group }) => !known.has(group.dn));
    for (const { group } of fresh) known.set(group.dn, group);
    met = fresh.map(({ group, domain }) => ({ dn: group.dn, told: domain }));
  }
  return [...known.values()];
}

/** An object or group whose own groups are sought; the domain that told of a group has told of all above it that it knows. */
interface Met {
  readonly dn: string;
  readonly told: Directory | null;
}

/** Whoever is in so many groups in so many domains that more questions would be needed is not judged. */
const MOST_ASKED = 500;

const isDeleted = (target: AdEntry): boolean => entryValues(target, 'isDeleted').some((value) => value.toUpperCase() === 'TRUE');

/** The groups that an object comes back into when it leaves the recycle bin. */
async function directGroups(domains: readonly Directory[], dns: readonly string[]): Promise<readonly AdEntry[]> {
  if (dns.length === 0) return [];
  const found = await Promise.all(domains.map(async (domain) => {
    const anchors = (await domain.existing(dns)).flatMap((entry) => entryValues(entry, 'objectGUID'));
    return (await domain.withAnchors(anchors)).filter((entry) => entryValues(entry, 'objectGUID').some((anchor) => anchors.includes(anchor)));
  }));
  return found.flat();
}

/** The SID of the primary group, base64; `none` for what has none, null where it has one that could not be read. */
function primaryGroupSid(target: AdEntry): string | null {
  const isAccount = entryValues(target, 'objectClass').some((each) => ['user', 'computer', 'inetorgperson'].includes(each.toLowerCase()));
  if (!isAccount) return 'none';
  const [rid] = entryValues(target, 'primaryGroupID');
  // Deleted without a recycle bin: it lost its primary group, and gets the usual one when it comes back.
  if (rid === undefined && isDeleted(target)) return 'none';
  const [sid] = entryValues(target, 'objectSid');
  if (rid === undefined || !/^\d{1,10}$/.test(rid) || Number(rid) > 0xffffffff || sidText(sid) === undefined || sid === undefined) return null;
  const octets = Buffer.from(sid, 'base64');
  octets.writeUInt32LE(Number(rid), octets.length - 4);
  return octets.toString('base64');
}
