import { anchorOfGuid } from '../model/anchor.ts';
import type { AdEntry } from '../model/evidence.ts';
import type { ChangedEntry } from '../model/list-reading.ts';
import { ListBroken } from '../ports/relay-link.ts';
import type { KeptRoom } from '../ports/scan-shelf.ts';
import { TenantError } from '../ports/tenant.ts';
import { CLOUD_LISTS, FOLLOWED_LISTS, MarkExpired, type CloudChanges, type FollowedList } from '../ports/tenant-lists.ts';
import { factsMark, noteOf, type KeptNote } from './kept-scan.ts';
import { KnownObjects } from './known-objects.ts';
import { counted, keptBy, readerOf, restOf, type OpenedSides, type Opening } from './opened-sides.ts';
import { pairUp } from './pair-up.ts';
import { cloudAt, entryAt } from './read-objects.ts';
import { readContainers, readList, SCANNED_ATTRIBUTES, type Bookmarks, type Reader } from './read-everything.ts';
import { keptState, type ScanState } from './scan-state.ts';
import type { ScanWorld } from './scan-world.ts';
import { createIntake } from './take-in.ts';
import { shareValues } from './shared-values.ts';
import { touchedBy, type Gone } from './touched.ts';

/** Goes on from the last scan that was kept, or tells why that is not possible. */
export async function openChanges(world: ScanWorld, opening: Opening): Promise<OpenedSides | { readonly because: string }> {
  const { request, facts } = opening;
  if (request.below.length > 0) return { because: 'only some containers were asked for' };
  const room = await world.shelf.last();
  const note = room === null ? null : noteOf(room);
  if (room === null || note === null) return { because: 'no earlier scan was kept' };
  const missing = facts.domains.find(({ dn }) => note.bookmarks.domains[dn] === undefined);
  if (missing !== undefined || Object.keys(note.bookmarks.domains).length !== facts.domains.length) return await given(room, `${missing?.dn ?? 'a domain that is gone'} was not part of the earlier scan`);
  try {
    return await follow(world, opening, { room, note });
  } catch (error) {
    if (error instanceof ListBroken) return given(room, `the changes of AD could not be read: ${error.message}`);
    if (error instanceof MarkExpired || error instanceof TenantError) return given(room, error.message);
    await room.close();
    throw error;
  }
}

async function given(room: KeptRoom, because: string): Promise<{ readonly because: string }> {
  await room.close();
  return { because };
}

interface Kept {
  readonly room: KeptRoom;
  readonly note: KeptNote;
}

async function follow(world: ScanWorld, { request, facts, watched }: Opening, { room, note }: Kept): Promise<OpenedSides> {
  const state = keptState(room);
  const intake = counted(createIntake(state, facts, request.whatIf), watched.tally);
  const reader = readerOf(world, facts, { intake, watched });
  const before = { directory: state.directory.length, entra: state.entra.length };
  const gone: Gone = { directory: [], entra: [] };
  const [domains, lists, containers] = await Promise.all([followDomains({ ...reader, relayLink: world.relayLink }, { state, note, gone }), followLists(reader, { state, note, gone }), readContainers(reader)]);
  const bookmarks: Bookmarks = { domains, lists };
  watched.tally.progress.phase = 'comparing';
  unpair(state);
  pairUp(state);
  const isSame = note.facts === factsMark(facts);
  const { touched, shared: sharedByTouched } = touchedBy(state, { before, gone });
  const shared = isSame ? sharedByTouched : shareValues(state);
  return {
    ...restOf(state), read: 'changes', bookmarks, isWhole: true, mayKeep: request.keep, unread: facts.unread, keptVerdict: isSame ? keptBy(state, touched) : () => undefined,
    sources: { state, shared, facts, containers, whole: new Set(world.tenant === null ? [] : CLOUD_LISTS), wholeDirectory: true },
  };
}

interface Following {
  readonly state: ScanState;
  readonly note: KeptNote;
  readonly gone: Gone;
}

async function followDomains({ lists, facts, intake, onward, relayLink }: Reader & Pick<ScanWorld, 'relayLink'>, { state, note, gone }: Following): Promise<Bookmarks['domains']> {
  const known = new KnownObjects(state.directory);
  const taken: Record<string, string> = {};
  for (const { dn, forest } of facts.domains) {
    let bookmark = note.bookmarks.domains[dn] ?? '';
    const newcomers = new Set<string>();
    for await (const part of lists.list({ reading: 'ad.object-changes', version: 1, params: { domain: dn, since: bookmark, attributes: SCANNED_ATTRIBUTES } })) {
      if (part.reading !== 'ad.object-changes') continue;
      for (const changed of part.entries) takeEntry(changed, forest, { state, intake, known, gone, newcomers });
      bookmark = part.cookie ?? bookmark;
      onward();
    }
    for (const entry of await readNewcomers(relayLink, [...newcomers])) if (intake.entry(entry, forest)) known.put(entry.attributes['objectGUID']?.[0] ?? '', state.directory.length - 1);
    taken[dn] = bookmark;
  }
  return taken;
}

interface Taking extends Pick<Reader, 'intake'>, Pick<Following, 'state' | 'gone'> {
  readonly known: KnownObjects;
}

const AT_ONCE = 50;

/** Changes lack what never changes, such as the class, so objects that nobody knew are read by themselves. */
async function readNewcomers(relayLink: ScanWorld['relayLink'], anchors: readonly string[]): Promise<readonly AdEntry[]> {
  const entries: AdEntry[] = [];
  for (let from = 0; from < anchors.length; from += AT_ONCE) {
    const some = anchors.slice(from, from + AT_ONCE);
    const { forests = [], unread } = await relayLink.read({ reading: 'ad.holders', version: 1, params: { anchors: some, addresses: [] } });
    const broken = unread.find(({ what }) => /^directory(\.entries)?$/.test(what));
    if (broken !== undefined) throw new ListBroken(broken.why, broken.detail ?? 'new objects could not be read');
    entries.push(...forests.flatMap((forest) => forest.entries ?? []).filter(({ attributes }) => some.includes(attributes['objectGUID']?.[0] ?? '')));
  }
  return entries;
}

/** The object as it was, with what changed. */
function takeEntry(changed: ChangedEntry, forest: string, { state, intake, known, gone, newcomers }: Taking & { readonly newcomers: Set<string> }): void {
  const guid = anchorOfGuid(changed.guid);
  const earlier = known.find(guid);
  if (earlier >= 0) {
    state.directory.mark(earlier, 'outdated');
    gone.directory.push(earlier);
  }
  newcomers.delete(guid);
  if (changed.deleted) return known.forget(guid);
  if (earlier < 0) return void newcomers.add(guid);
  const attributes: Record<string, readonly string[]> = { ...entryAt(state, earlier).attributes };
  for (const name of changed.cleared) Reflect.deleteProperty(attributes, name);
  if (intake.entry({ dn: changed.dn, attributes: { ...attributes, ...changed.attributes } }, forest)) known.put(guid, state.directory.length - 1);
  else known.forget(guid);
}

async function followLists(reader: Reader, following: Following): Promise<Bookmarks['lists']> {
  const { tenant, onward } = reader;
  if (tenant === null) return {};
  const known = new KnownObjects(following.state.entra);
  const taken: Partial<Record<FollowedList, string>> = {};
  for (const list of FOLLOWED_LISTS) {
    const changes = tenant.changes(list, following.note.bookmarks.lists[list] ?? '');
    let next = await changes.next();
    for (; next.done !== true; next = await changes.next()) {
      takeChanges(next.value, list, { ...following, intake: reader.intake, known });
      onward();
    }
    taken[list] = next.value;
  }
  for (const list of ['deletedUsers', 'deletedGroups'] as const) await readAnew(reader, following, list);
  return taken;
}

function takeChanges({ changed, removed }: CloudChanges, list: FollowedList, { state, intake, known, gone }: Taking): void {
  for (const id of removed) {
    const earlier = known.find(id);
    if (earlier >= 0) outdate(state, gone, earlier);
    known.forget(id);
  }
  for (const object of changed) {
    const earlier = known.find(object.id);
    if (earlier >= 0) outdate(state, gone, earlier);
    intake.account(list, { ...(earlier < 0 ? {} : cloudAt(state, earlier).object), ...object });
    known.put(object.id, state.entra.length - 1);
  }
}

function outdate(state: ScanState, gone: Gone, object: number): void {
  state.entra.mark(object, 'outdated');
  gone.entra.push(object);
}

/** The recycle bin cannot be followed and is short. */
async function readAnew(reader: Reader, { state, gone }: Following, list: 'deletedUsers' | 'deletedGroups'): Promise<void> {
  const { entra } = state;
  const before = entra.length;
  for (let object = 0; object < before; object += 1) if (entra.listOf(object) === CLOUD_LISTS.indexOf(list) && !entra.is(object, 'outdated')) outdate(state, gone, object);
  const { isWhole, unread } = await readList(reader, list, false);
  if (!isWhole) throw new TenantError('failed', unread[0]?.detail ?? 'the recycle bin of Entra ID could not be read');
}

function unpair({ directory, entra }: ScanState): void {
  for (const side of [directory, entra]) for (let object = 0; object < side.length; object += 1) side.pair(object, -1);
}
