import { ancestorDns } from '../../model/distinguished-name.ts';
import { entryValues } from '../../model/entry-values.ts';
import type { AdEntry, ForestDocument, Unread } from '../../model/evidence.ts';
import type { OnPremFragment, OnPremReadingParams } from '../../model/relay-job.ts';
import { askCatalogs, strangers, uncovered, type CatalogAnswer, type FromCatalog } from './ad-catalog.ts';
import { depthOf } from './ad-depth.ts';
import { delegationsOf } from './delegations.ts';
import { couldNotRead } from './could-not-read.ts';
import { attempt, byForest, homeOf, missing, placeOf, sameForest } from './domains.ts';
import { addressesOf, anchorsOf, eachOnce, sidsOf } from './entry-facts.ts';
import type { Domain, OnPremWorld } from './world.ts';

/**
 * Everything AD says about a name. All domains and global catalogs are asked at the same time, twice: who bears the name, then what belongs to them;
 * what is true of the forest as a whole holds up neither.
 * A forest that cannot be read is absent and named in `unread`; it is never an empty answer.
 */
export async function adSubject({ directories }: Pick<OnPremWorld, 'directories'>, { name }: OnPremReadingParams['ad.subject']): Promise<OnPremFragment> {
  if (directories.length === 0) return { unread: [{ what: 'directory', why: 'not-configured', detail: 'no forest is configured on the relay' }] };
  const found = await findEverywhere(directories, name);
  const hits = found.hits.length <= MOST_FOLLOWED ? found.hits : [];
  const asked = { name, followed: hits, nobody: found.hits.length === 0 };
  const [answers, catalogs] = await Promise.all([
    Promise.all(found.readable.map(async (each) => ({ ...each, answer: await attempt(() => domainAnswer(each, found.readable, asked)) }))),
    holdersInCatalogs(directories, hits),
  ]);
  const documents = answers.flatMap(({ answer }) => (answer.ok ? [answer.value.forest] : []));
  const complete = answers.flatMap(({ answer, domain }) => (answer.ok ? [domain] : []));
  const known = answers.flatMap(({ domain, answer }) => (answer.ok ? [{ domain, facts: answer.value.forest }] : []));
  const open = gaps(known, directories, found.fromCatalogs);
  const extra = [...found.catalogs, ...elsewhere(catalogs, directories)].filter(({ forest }) => documents.some((document) => sameForest({ forest: document.name }, { forest })));
  return {
    forests: byForest([...documents, ...extra.map(({ forest, entries }) => ({ name: documents.find((document) => sameForest({ forest: document.name }, { forest }))?.name ?? forest, entries }))]),
    unread: [
      ...found.failed.flatMap(({ domain, error }) => missing(domain, error, complete)),
      ...answers.flatMap(({ domain, answer }) => (answer.ok ? answer.value.unread : missing(domain, answer.error, complete))),
      ...found.unread,
      ...open,
      ...(catalogs.some(({ answer }) => !answer.ok) && open.length === 0 && found.unread.length === 0 ? gaps(known, directories, catalogs) : []),
    ],
  };
}

/** With more hits than a person can choose from, nobody is judged: the names suffice. */
const MOST_FOLLOWED = 5;

interface Readable {
  readonly domain: Domain;
  /** On its way while the name is looked for. */
  readonly facts: Promise<ForestDocument>;
  readonly hits: readonly AdEntry[];
}

interface Found {
  readonly readable: readonly Readable[];
  readonly failed: readonly { readonly domain: Domain; readonly error: unknown }[];
  readonly catalogs: readonly FromCatalog[];
  readonly fromCatalogs: readonly CatalogAnswer[];
  readonly hits: readonly AdEntry[];
  readonly unread: readonly Unread[];
}

async function findEverywhere(domains: readonly Domain[], name: string): Promise<Found> {
  const [answers, fromCatalogs] = await Promise.all([
    Promise.all(domains.map(async (domain) => ({ domain, ...begun(domain), answer: await attempt(() => domain.directory.find(name)) }))),
    askCatalogs(domains, (catalog) => catalog.find(name)),
  ]);
  const readable = answers.flatMap(({ domain, facts, answer }) => (answer.ok ? [{ domain, facts, hits: answer.value }] : []));
  const own = readable.flatMap(({ hits }) => hits);
  const catalogs = await Promise.all(fromCatalogs.flatMap(({ forest, answer }) => (answer.ok ? [strangers({ forest, entries: answer.value }, own, domains)] : [])));
  return {
    readable,
    failed: answers.flatMap(({ domain, answer }) => (answer.ok ? [] : [{ domain, error: answer.error }])),
    catalogs,
    fromCatalogs,
    hits: eachOnce([...own, ...catalogs.flatMap(({ entries }) => entries)]),
    unread: catalogs.flatMap(({ unread }) => unread),
  };
}

/** Asks for the facts at once; whoever awaits them hears of a failure. */
function begun(domain: Domain): { readonly facts: Promise<ForestDocument> } {
  const facts = domain.directory.forest();
  facts.catch(() => undefined);
  return { facts };
}

interface Known {
  readonly domain: Domain;
  readonly facts: ForestDocument;
}

/** Each forest speaks once, through the first of its domains that answered. */
function gaps(readable: readonly Known[], domains: readonly Domain[], answers: readonly CatalogAnswer[]): readonly Unread[] {
  const speakers = readable.filter((each, at) => readable.findIndex(({ domain }) => sameForest(domain, each.domain)) === at);
  return speakers.flatMap(({ domain, facts }) => uncovered({ forest: domain.forest, domains: facts.domains ?? [] }, domains, answers));
}

interface Asked {
  readonly name: string;
  readonly followed: readonly AdEntry[];
  readonly nobody: boolean;
}

/** Containers and depth of this domain's own hits; names that come near where no forest knows the name; holders of the values of all hits, for an address collides across forests. */
async function domainAnswer({ domain, facts, hits }: Readable, readable: readonly Readable[], { name, followed, nobody }: Asked): Promise<{ readonly forest: ForestDocument; readonly unread: readonly Unread[] }> {
  const { directory } = domain;
  const homes = readable.map((each) => each.domain).filter((each) => sameForest(each, domain));
  const own = followed.filter((hit) => hits.includes(hit) || homeOf(hit.dn, homes) === domain);
  const [forest, containers, holders, sharers, twins, deleted, near, depth] = await Promise.all([
    facts,
    listed(own.flatMap((entry) => [entry.dn, ...entryValues(entry, 'manager')].flatMap(ancestorDns)), (dns) => directory.existing(dns)).then(async (found) => ({ found, ...(await delegationsOf(domain, found)) })),
    listed(followed.flatMap(addressesOf), (addresses) => directory.holders(addresses)),
    listed(followed.flatMap(anchorsOf), (anchors) => directory.withAnchors(anchors)),
    listed(followed.flatMap(sidsOf), (sids) => directory.withSids(sids)),
    recycled(domain, name, followed),
    nobody ? directory.near(name) : [],
    depthOf(domain, own),
  ]);
  const entries = eachOnce([...hits, ...holders, ...sharers, ...twins, ...containers.found, ...near]);
  return { forest: { ...forest, name: domain.forest, entries, ...deleted.sections, ...containers.sections, ...depth.sections }, unread: [...deleted.unread, ...depth.unread] };
}

/** The recycle bin has rights of its own; without them the rest still counts. */
async function recycled(domain: Domain, name: string, followed: readonly AdEntry[]): Promise<{ readonly sections: Pick<ForestDocument, 'deleted'>; readonly unread: readonly Unread[] }> {
  const names = unique([name, ...followed.flatMap((entry) => ['sAMAccountName', 'userPrincipalName'].flatMap((attribute) => entryValues(entry, attribute)))]);
  const deleted = await attempt(() => domain.directory.deleted({ anchors: unique(followed.flatMap(anchorsOf)), names }));
  return deleted.ok ? { sections: { deleted: deleted.value }, unread: [] } : { sections: {}, unread: [couldNotRead('directory.deleted', `recycle bin of ${placeOf(domain)}`, deleted.error)] };
}

/** The same two questions to the catalogs; their answers about domains that were asked themselves are older and not needed. */
async function holdersInCatalogs(domains: readonly Domain[], followed: readonly AdEntry[]): Promise<readonly CatalogAnswer[]> {
  const addresses = unique(followed.flatMap(addressesOf));
  const sids = unique(followed.flatMap(sidsOf));
  if (addresses.length === 0 && sids.length === 0) return [];
  return askCatalogs(domains, async (catalog) => (await Promise.all([catalog.holders(addresses), catalog.withSids(sids)])).flat());
}

function elsewhere(answers: readonly CatalogAnswer[], domains: readonly Domain[]): readonly FromCatalog[] {
  return answers.flatMap(({ forest, answer }) => {
    if (!answer.ok) return [];
    const own = domains.filter((domain) => sameForest(domain, { forest }));
    return [{ forest, entries: answer.value.filter(({ dn }) => homeOf(dn, own) === undefined), unread: [] }];
  });
}

const listed = async (values: readonly string[], look: (values: readonly string[]) => Promise<readonly AdEntry[]>): Promise<readonly AdEntry[]> => (values.length === 0 ? [] : look(unique(values)));

const unique = (values: readonly string[]): readonly string[] => [...new Set(values)];
