import type { Unread } from '../model/evidence.ts';
import type { ScanRequest, ScanSummary } from '../model/scan.ts';
import type { LookedAt } from './judge-suspects.ts';
import { keptVerdict, layVerdict } from './kept-scan.ts';
import type { Bookmarks, Reader } from './read-everything.ts';
import type { ScanFacts } from './scan-facts.ts';
import type { ScanState } from './scan-state.ts';
import type { ScanTally } from './scan-tally.ts';
import type { ScanWatch, ScanWorld } from './scan-world.ts';
import type { Sighted } from './shared-values.ts';
import type { CaseSources } from './subject-evidence.ts';
import type { Intake } from './take-in.ts';

/** Both sides read, paired and compared; what is left is to look at those that stand out. */
export interface OpenedSides {
  readonly state: ScanState;
  readonly sources: CaseSources;
  readonly bookmarks: Bookmarks;
  readonly read: ScanSummary['read'];
  readonly readEverythingBecause?: string | undefined;
  /** Every list was read to its end. */
  readonly isWhole: boolean;
  readonly mayKeep: boolean;
  readonly unread: readonly Unread[];
  readonly counts: ScanSummary['objects'];
  /** What the scan before found of an object that nothing has touched since; undefined where it has to be looked at. */
  keptVerdict(sighted: Sighted): LookedAt | null | undefined;
  layVerdict(sighted: Sighted, looked: LookedAt | null): void;
}

export interface Watched {
  readonly tally: ScanTally;
  readonly watch: ScanWatch;
}

export interface Opening {
  readonly request: ScanRequest;
  readonly facts: ScanFacts;
  readonly watched: Watched;
}

/** What follows from the state alone. */
export const restOf = (state: ScanState): Pick<OpenedSides, 'state' | 'counts' | 'layVerdict'> => ({ state, counts: countsOf(state), layVerdict: (sighted, looked) => layVerdict(state, sighted, looked) });

export const keptBy = (state: ScanState, touched: ReadonlySet<string>): OpenedSides['keptVerdict'] => (sighted) => (touched.has(`${sighted.side} ${sighted.object}`) ? undefined : keptVerdict(state, sighted));

function countsOf({ directory, entra }: ScanState): ScanSummary['objects'] {
  const counts = { directory: 0, entra: 0, deletedInEntra: 0, pairs: 0 };
  for (let object = 0; object < directory.length; object += 1) {
    if (directory.is(object, 'outdated')) continue;
    counts.directory += 1;
    if (directory.partnerOf(object) >= 0) counts.pairs += 1;
  }
  for (let object = 0; object < entra.length; object += 1) if (!entra.is(object, 'outdated')) counts[entra.listOf(object) >= 3 ? 'deletedInEntra' : 'entra'] += 1;
  return counts;
}

const TELL_EVERY = 5000;

export function readerOf({ lists, tenant }: ScanWorld, facts: ScanFacts, { intake, watched }: { readonly intake: Intake; readonly watched: Watched }): Reader {
  const { tally, watch } = watched;
  let told = 0;
  return {
    lists, tenant: tenant?.lists ?? null, facts, intake,
    onward() {
      const seen = tally.progress.directory + tally.progress.entra;
      if (seen - told >= TELL_EVERY) {
        told = seen;
        watch.onProgress?.({ ...tally.progress });
      }
      return watch.signal?.aborted === true;
    },
  };
}

export const counted = (intake: Intake, { progress }: ScanTally): Intake => ({
  entry(entry, forest) {
    const taken = intake.entry(entry, forest);
    if (taken) progress.directory += 1;
    return taken;
  },
  account(list, object) {
    intake.account(list, object);
    progress.entra += 1;
  },
});
