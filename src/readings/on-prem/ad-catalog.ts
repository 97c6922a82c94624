import { guidOfAnchor } from '../../model/anchor.ts';
import { entryValues } from '../../model/entry-values.ts';
import type { AdEntry, Unread } from '../../model/evidence.ts';
import type { GlobalCatalog } from '../../ports/directory.ts';
import { couldNotRead } from './could-not-read.ts';
import { attempt, domainDnOf, domainName, homeOf, sameForest, type Attempt } from './domains.ts';
import type { Domain } from './world.ts';

/** What a global catalog knows beyond the domains that were asked themselves. */
export interface FromCatalog {
  readonly forest: string;
  readonly entries: readonly AdEntry[];
  readonly unread: readonly Unread[];
}

export interface CatalogAnswer {
  readonly forest: string;
  readonly answer: Attempt<readonly AdEntry[]>;
}

type Look = (catalog: GlobalCatalog) => Promise<readonly AdEntry[]>;

/** Asks the global catalog of every forest that has one, all at the same time. */
export function askCatalogs(domains: readonly Domain[], look: Look): Promise<readonly CatalogAnswer[]> {
  const catalogs = domains.flatMap(({ forest, globalCatalog }) => (globalCatalog === undefined ? [] : [{ forest, globalCatalog }]));
  return Promise.all(catalogs.map(async ({ forest, globalCatalog }) => ({ forest, answer: await attempt(() => look(globalCatalog)) })));
}

/**
 * The objects that only the catalog found, each read again in its own domain, because the catalog has few attributes and is some minutes behind.
 * One whose domain is not configured stays as the catalog shows it, and the evidence says that it is incomplete.
 */
export async function strangers(found: { readonly forest: string; readonly entries: readonly AdEntry[] }, known: readonly AdEntry[], domains: readonly Domain[]): Promise<FromCatalog> {
  const own = domains.filter((domain) => sameForest(domain, found));
  const there = new Set(known.map(({ dn }) => dn.toLowerCase()));
  const parts = await Promise.all(found.entries.filter(({ dn }) => !there.has(dn.toLowerCase())).map((entry) => again(entry, homeOf(entry.dn, own))));
  return { forest: found.forest, entries: parts.flatMap(({ entries }) => entries), unread: parts.flatMap(({ unread }) => unread) };
}

async function again(entry: AdEntry, home: Domain | undefined): Promise<{ readonly entries: readonly AdEntry[]; readonly unread: readonly Unread[] }> {
  const guid = guidOfAnchor(entryValues(entry, 'objectGUID')[0] ?? '');
  if (home === undefined || guid === null) {
    const detail = `${entry.dn} was found in the global catalog only, which has few attributes; its domain ${domainName(domainDnOf(entry.dn)) ?? ''} is not configured on the relay`;
    return { entries: [entry], unread: [{ what: 'directory.entries', why: 'not-configured', detail }] };
  }
  const exact = await attempt(() => home.directory.byGuid(guid));
  if (exact.ok) return { entries: exact.value === null ? [] : [exact.value], unread: [] };
  // The domain did not answer, which is told of it as a whole.
  return { entries: [entry], unread: [] };
}

/** Domains of a forest that nobody looked into: neither are they configured, nor did a catalog answer. */
export function uncovered(forest: { readonly forest: string; readonly domains: readonly string[] }, asked: readonly Domain[], answers: readonly CatalogAnswer[]): readonly Unread[] {
  const own = asked.filter((domain) => sameForest(domain, forest));
  if (own.some(({ baseDn }) => baseDn === undefined)) return [];
  const configured = new Set(own.map(({ baseDn }) => domainName(baseDn)?.toLowerCase()));
  const left = forest.domains.filter((name) => !configured.has(name.toLowerCase()));
  const catalogs = answers.filter((each) => sameForest(each, forest));
  if (left.length === 0 || catalogs.some(({ answer }) => answer.ok)) return [];
  const failures = catalogs.flatMap(({ answer }) => (answer.ok ? [] : [couldNotRead('directory.entries', `global catalog of forest ${forest.forest}, needed for ${left.join(', ')}`, answer.error)]));
  if (failures.length > 0) return failures.slice(0, 1);
  const detail = `domain ${left.join(', ')} of forest ${forest.forest} was not searched: give the relay this domain, or the global catalog of the forest`;
  return [{ what: 'directory.entries', why: 'not-configured', detail }];
}
