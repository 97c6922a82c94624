import type { ScanRequest } from '../model/scan.ts';
import { openChanges } from './open-changes.ts';
import { counted, readerOf, restOf, type OpenedSides, type Opening, type Watched } from './opened-sides.ts';
import { pairUp } from './pair-up.ts';
import { readContainers, readEverything } from './read-everything.ts';
import { readScanFacts } from './scan-facts.ts';
import { emptyState } from './scan-state.ts';
import type { ScanWorld } from './scan-world.ts';
import { shareValues } from './shared-values.ts';
import { createIntake } from './take-in.ts';

/** Everything, or what has changed where that was asked for and is possible. */
export async function openSides(world: ScanWorld, request: ScanRequest, watched: Watched): Promise<OpenedSides> {
  const facts = await readScanFacts(world);
  const changes = request.since === 'last' ? await openChanges(world, { request, facts, watched }) : null;
  if (changes !== null && 'state' in changes) return changes;
  return openEverything(world, { request, facts, watched, because: changes?.because });
}

async function openEverything(world: ScanWorld, { request, facts, watched, because }: Opening & { readonly because: string | undefined }): Promise<OpenedSides> {
  const state = emptyState(await world.shelf.open());
  try {
    const reader = readerOf(world, facts, { intake: counted(createIntake(state, facts, request.whatIf), watched.tally), watched });
    const [read, containers] = await Promise.all([readEverything(reader, request), readContainers(reader)]);
    watched.tally.progress.phase = 'comparing';
    pairUp(state);
    const shared = shareValues(state);
    const isWhole = read.wholeDirectory && (world.tenant === null || read.wholeLists.size === ALL_LISTS);
    const mayKeep = request.keep && isWhole && Object.keys(read.bookmarks.domains).length === facts.domains.length && (world.tenant === null || Object.keys(read.bookmarks.lists).length === FOLLOWED);
    return {
      ...restOf(state), read: 'everything', readEverythingBecause: because, bookmarks: read.bookmarks, isWhole, mayKeep,
      sources: { state, shared, facts, containers, whole: read.wholeLists, wholeDirectory: read.wholeDirectory }, unread: [...facts.unread, ...read.unread], keptVerdict: () => undefined,
    };
  } catch (error) {
    await state.room.close();
    throw error;
  }
}

const ALL_LISTS = 5;
const FOLLOWED = 3;
