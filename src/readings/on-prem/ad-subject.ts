import { ancestorDns } from '../../model/distinguished-name.ts';
import { entryValues } from '../../model/entry-values.ts';
import type { AdEntry, ForestDocument, Unread } from '../../model/evidence.ts';
import type { OnPremFragment, OnPremReadingParams } from '../../model/relay-job.ts';
import type { Directory } from '../../ports/directory.ts';
import { couldNotRead } from './could-not-read.ts';
import { addressesOf, anchorsOf, eachOnce } from './entry-facts.ts';
import type { OnPremWorld } from './world.ts';

/** Everything AD says about a name. A forest that cannot be read is absent and named in `unread`; it is never an empty answer. */
export async function adSubject({ directories }: Pick<OnPremWorld, 'directories'>, { name }: OnPremReadingParams['ad.subject']): Promise<OnPremFragment> {
  if (directories.length === 0) return { unread: [{ what: 'directory', why: 'not-configured', detail: 'no forest is configured on the relay' }] };
  const found = await Promise.all(directories.map((each) => attempt(each, async () => ({ ...each, facts: await each.directory.forest(), hits: await each.directory.find(name) }))));
  const readable = found.flatMap((each) => (each.ok ? [each.value] : []));
  const hits = readable.flatMap((each) => each.hits);
  const followed = hits.length <= MOST_FOLLOWED ? hits : [];
  const finished = await Promise.all(readable.map((each) => attempt(each, () => forestAnswer(each, name, { followed, nobody: hits.length === 0 }))));
  return {
    forests: finished.flatMap((each) => (each.ok ? [each.value.forest] : [])),
    unread: [...found, ...finished].flatMap((each) => (each.ok ? ('unread' in each.value ? each.value.unread : []) : [each.unread])),
  };
}

/** With more hits than a person can choose from, nobody is judged: the names suffice. */
const MOST_FOLLOWED = 5;

interface Readable {
  readonly forest: string;
  readonly directory: Directory;
  readonly facts: ForestDocument;
  readonly hits: readonly AdEntry[];
}

type Attempt<Value> = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly unread: Unread };

async function attempt<Value>({ forest }: { readonly forest: string }, look: () => Promise<Value>): Promise<Attempt<Value>> {
  try {
    return { ok: true, value: await look() };
  } catch (error) {
    return { ok: false, unread: couldNotRead('directory', `forest ${forest}`, error) };
  }
}

/** Containers of this forest's own hits; names that come near where no forest knows the name; holders of the values of all hits, for an address collides across forests. */
async function forestAnswer(each: Readable, name: string, { followed, nobody }: { readonly followed: readonly AdEntry[]; readonly nobody: boolean }): Promise<{ readonly forest: ForestDocument; readonly unread: readonly Unread[] }> {
  const { directory, facts, hits } = each;
  const [containers, holders, sharers, deleted, near] = await Promise.all([
    listed(hits.filter((hit) => followed.includes(hit)).flatMap(({ dn }) => ancestorDns(dn)), (dns) => directory.existing(dns)),
    listed(followed.flatMap(addressesOf), (addresses) => directory.holders(addresses)),
    listed(followed.flatMap(anchorsOf), (anchors) => directory.withAnchors(anchors)),
    recycled(each, name, followed),
    nobody ? directory.near(name) : [],
  ]);
  const entries = eachOnce([...hits, ...holders, ...sharers, ...containers, ...near]);
  return { forest: { ...facts, name: each.forest, entries, ...(deleted.ok ? { deleted: deleted.value } : {}) }, unread: deleted.ok ? [] : [deleted.unread] };
}

/** The recycle bin has rights of its own; without them the rest still counts. */
async function recycled({ forest, directory }: Readable, name: string, followed: readonly AdEntry[]): Promise<Attempt<readonly AdEntry[]>> {
  try {
    const names = unique([name, ...followed.flatMap((entry) => entryValues(entry, 'sAMAccountName'))]);
    return { ok: true, value: await directory.deleted({ anchors: unique(followed.flatMap(anchorsOf)), names }) };
  } catch (error) {
    return { ok: false, unread: couldNotRead('directory.deleted', `recycle bin of ${forest}`, error) };
  }
}

const listed = async (values: readonly string[], look: (values: readonly string[]) => Promise<readonly AdEntry[]>): Promise<readonly AdEntry[]> => (values.length === 0 ? [] : look(unique(values)));

const unique = (values: readonly string[]): readonly string[] => [...new Set(values)];
