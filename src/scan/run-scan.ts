import type { ScanFinding, ScanRecord, ScanRequest, ScanSummary } from '../model/scan.ts';
import { createAskedAbout } from './asked-about.ts';
import { createCaseJudge, type Judge } from './judge-case.ts';
import { lookAt, needsLook, needsOwnLook, type LookedAt } from './judge-suspects.ts';
import { keepScan } from './kept-scan.ts';
import { openSides } from './open-sides.ts';
import type { OpenedSides } from './opened-sides.ts';
import type { ScanWatch, ScanWorld } from './scan-world.ts';
import { ScanTally } from './scan-tally.ts';
import type { Sighted } from './shared-values.ts';
import type { CaseSources } from './subject-evidence.ts';
import { canForetell, foretell } from './what-if.ts';

export type { ScanWatch, ScanWorld } from './scan-world.ts';

/**
 * Scans AD and Entra ID. The findings come one by one and the summary last, each to be written as a line of JSON; nothing of them is kept here.
 * Never rejects for a source: what could not be read is in the summary, and what depends on it was not judged. Leaving the iteration ends the scan.
 */
export async function* runScan(world: ScanWorld, request: ScanRequest, watch: ScanWatch = {}): AsyncGenerator<ScanRecord, void> {
  const startedAt = world.clock.now().toISOString();
  const tally = new ScanTally();
  const sides = await openSides(world, request, { tally, watch });
  try {
    const judge = createCaseJudge(world.catalogue);
    const run: Run = { world, request, watch, tally, sides, judge, isWanted: wantedBy(world, request), askedAbout: createAskedAbout(world, request.askAbout) };
    yield* suspectsOf(run);
    if (request.whatIf !== null) yield* predictions(run);
    if (sides.mayKeep && watch.signal?.aborted !== true) await keepScan(sides, startedAt);
    tell(run, 'done');
    yield summaryOf(run, startedAt);
  } finally {
    await sides.state.room.close();
  }
}

interface Run {
  readonly world: ScanWorld;
  readonly request: ScanRequest;
  readonly watch: ScanWatch;
  readonly tally: ScanTally;
  readonly sides: OpenedSides;
  readonly judge: Judge;
  isWanted(finding: ScanFinding): boolean;
  askedAbout(findings: readonly ScanFinding[]): Promise<readonly ScanFinding[]>;
}

const isStopped = ({ watch }: Run): boolean => watch.signal?.aborted === true;

/** Other work of the process comes in between after so many objects. */
const AT_ONCE = 100;

async function* suspectsOf(run: Run): AsyncGenerator<ScanFinding, void> {
  const { sides, tally } = run;
  const { directory, entra } = sides.state;
  tell(run, 'judging');
  let looks = 0;
  for (const [name, side] of [['directory', directory], ['entra', entra]] as const) {
    for (let object = 0; object < side.length && !isStopped(run); object += 1) {
      if (side.is(object, 'outdated')) continue;
      const looked = lookedAt(run, { side: name, object });
      if (name === 'directory') tally.standing[looked?.standing ?? plainStanding(sides.sources, object)] += 1;
      if (looked === null) continue;
      tally.notJudged(looked.cannotTell);
      for (const finding of [...looked.findings, ...(await run.askedAbout(looked.findings))]) if (run.isWanted(finding)) {
        tally.found(finding);
        yield finding;
      }
      looks += 1;
      if (looks % AT_ONCE === 0) await pause(run);
    }
  }
}

/** What nothing stands out in is there if it has a partner; without a look at Entra nobody knows. */
const plainStanding = ({ state }: CaseSources, object: number): 'synced' | 'cannot-tell' => (state.directory.partnerOf(object) >= 0 ? 'synced' : 'cannot-tell');

/** Looked at now, or kept from the scan before; null where nothing stands out. */
function lookedAt(run: Run, sighted: Sighted): LookedAt | null {
  const { sides, tally, judge } = run;
  const kept = sides.keptVerdict(sighted);
  if (kept !== undefined) return kept;
  if (!(sighted.side === 'directory' ? needsLook(sides.sources, sighted.object) : needsOwnLook(sides.sources, sighted.object))) return null;
  tally.progress.suspects += 1;
  const looked = lookAt(sides.sources, sighted, judge);
  tally.progress.judged += 1;
  if (sides.mayKeep) sides.layVerdict(sighted, looked);
  return looked;
}

async function* predictions(run: Run): AsyncGenerator<ScanFinding, void> {
  const { sides, request: { whatIf }, tally, judge } = run;
  const { directory } = sides.state;
  if (whatIf === null || !canForetell(sides.sources.facts.evidence)) return;
  let foretold = 0;
  for (let object = 0; object < directory.length && !isStopped(run); object += 1) {
    if (!directory.is(object, 'predicted') || directory.is(object, 'outdated')) continue;
    for (const finding of foretell(sides.sources, object, { whatIf, judge })) if (run.isWanted(finding)) {
      tally.found(finding);
      yield finding;
    }
    foretold += 1;
    if (foretold % AT_ONCE === 0) await pause(run);
  }
}

async function pause(run: Run): Promise<void> {
  tell(run, 'judging');
  await run.world.clock.sleep(0);
}

function tell({ watch, tally }: Pick<Run, 'watch' | 'tally'>, phase: 'judging' | 'done'): void {
  tally.progress.phase = phase;
  watch.onProgress?.({ ...tally.progress });
}

/** By id of the finding or by the area of its cause; predictions belong to the question that asks for them. */
function wantedBy({ catalogue }: ScanWorld, { checks }: ScanRequest): (finding: ScanFinding) => boolean {
  const areas = new Map<string, string>(catalogue.map(({ text }) => [text.id, text.area]));
  const wanted = new Set(checks);
  return ({ id }) => wanted.size === 0 || wanted.has(id) || wanted.has(areas.get(id) ?? id);
}

function summaryOf(run: Run, startedAt: string): ScanSummary {
  const { sides, tally, world } = run;
  const predicted = run.request.whatIf !== null && !canForetell(sides.sources.facts.evidence);
  return {
    record: 'summary', startedAt, endedAt: world.clock.now().toISOString(), read: sides.read, readEverythingBecause: sides.readEverythingBecause,
    ended: isStopped(run) ? 'stopped' : sides.isWhole ? 'whole' : 'in-part', objects: sides.counts, ...tally.counts(),
    unread: predicted ? [...sides.unread, { what: 'syncServers.connectors', why: 'failed', detail: 'without the lists of the connectors nothing can be predicted' }] : sides.unread,
  };
}
