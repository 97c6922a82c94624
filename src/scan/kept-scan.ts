import { createHash } from 'node:crypto';
import { asLaidDown } from '../boundary/trust.ts';
import type { KeptRoom } from '../ports/scan-shelf.ts';
import type { LookedAt } from './judge-suspects.ts';
import type { Bookmarks } from './read-everything.ts';
import type { ScanFacts } from './scan-facts.ts';
import type { ScanState } from './scan-state.ts';
import type { Sighted } from './shared-values.ts';

/** What is noted beside the columns of a scan that is kept. */
export interface KeptNote {
  readonly format: 'syncwhy-scan/1';
  /** ISO 8601 UTC. */
  readonly startedAt: string;
  readonly bookmarks: Bookmarks;
  /** Stands for everything that holds for all objects: where it is another one, every verdict may be. */
  readonly facts: string;
}

interface ToKeep {
  readonly state: ScanState;
  readonly sources: { readonly facts: ScanFacts };
  readonly bookmarks: Bookmarks;
}

export async function keepScan({ state, sources, bookmarks }: ToKeep, startedAt: string): Promise<void> {
  const note: KeptNote = { format: 'syncwhy-scan/1', startedAt, bookmarks, facts: factsMark(sources.facts) };
  await state.room.keep({ ...state.directory.columns('directory'), ...state.entra.columns('entra'), note: ENCODER.encode(JSON.stringify(note)) });
}

/** Null where it was written by another version. */
export function noteOf(room: KeptRoom): KeptNote | null {
  const text = room.column('note');
  if (text === null) return null;
  const note = asLaidDown<KeptNote>(DECODER.decode(text));
  return note.format === 'syncwhy-scan/1' ? note : null;
}

/** The settings by which objects are judged, without what changes by itself from minute to minute. */
export function factsMark({ evidence, ordinary, keys }: ScanFacts): string {
  const told = [evidence['entra.domains'], evidence['entra.subscribedSkus'], evidence['syncServers.connectors'], evidence['syncServers.globalSettings'], evidence['syncServers.rules'], evidence['directory.exchangeSchema']]
    .map((reading) => (reading.state === 'known' ? reading.value : null));
  const skus = told[1] === null ? null : (evidence['entra.subscribedSkus'].state === 'known' ? evidence['entra.subscribedSkus'].value.map(({ skuId, servicePlans }) => ({ skuId, servicePlans })) : null);
  return createHash('sha256').update(JSON.stringify([told[0], skus, ...told.slice(2), [...(ordinary.ownDomains ?? [])], keys])).digest('hex');
}

export function layVerdict(state: ScanState, { side, object }: Sighted, looked: LookedAt | null): void {
  if (looked === null) state[side].forgetVerdict(object);
  else state[side].layVerdict(object, ENCODER.encode(JSON.stringify(looked)), state.room);
}

export function keptVerdict(state: ScanState, { side, object }: Sighted): LookedAt | null {
  const text = state[side].verdictOf(object, state.room);
  return text === null ? null : asLaidDown<LookedAt>(text);
}

const ENCODER = new TextEncoder();
const DECODER = new TextDecoder();
