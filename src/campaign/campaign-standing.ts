import type { Campaign, CampaignPair, CampaignWave } from '../model/campaign.ts';
import type { JournalEntry } from '../model/journal.ts';
import { appliedIn, lanesDone } from '../model/lanes.ts';
import { OPEN_STATES, type Plan } from '../model/plan.ts';

/** A wave with what became of its plan. */
export interface WaveRun {
  readonly wave: CampaignWave;
  /** Null where the plan was never made. */
  readonly plan: Plan | null;
  readonly journal: readonly JournalEntry[];
  /** Accounts that an executed undo has taken back. */
  readonly undone: readonly string[];
}

/** What has become of one pair. */
export type PairStand = 'done' | 'in-a-wave' | 'not-done' | 'taken-back' | 'waits' | 'needs-a-word' | 'left';

export interface PairRow {
  readonly pair: CampaignPair;
  readonly stands: PairStand;
  /** The last wave it was in; null for none. */
  readonly wave: CampaignWave | null;
}

/** Where every pair stands, from the plans and their journals alone. */
export function campaignStanding({ pairs }: Pick<Campaign, 'pairs'>, runs: readonly WaveRun[]): readonly PairRow[] {
  const last = new Map<string, { readonly wave: CampaignWave; readonly stands: PairStand }>();
  const bound = new Set(runs.flatMap(boundIn));
  for (const run of runs) {
    const done = new Set(run.plan === null ? [] : lanesDone(run.plan, run.journal).map(({ key }) => key));
    for (const key of run.wave.keys) last.set(key, { wave: run.wave, stands: standIn(run, key, done.has(key)) });
  }
  return pairs.map((each) => {
    const pair = bound.has(each.fresh.guid) ? { ...each, fresh: { ...each.fresh, anchor: each.old.anchor } } : each;
    const in_ = last.get(pair.fresh.guid);
    if (in_ !== undefined && (in_.stands === 'done' || in_.stands === 'in-a-wave')) return { pair, ...in_ };
    if (pair.standing === 'left' || pair.standing === 'needs-a-word') return { pair, stands: pair.standing, wave: in_?.wave ?? null };
    return { pair, stands: in_?.stands ?? 'waits', wave: in_?.wave ?? null };
  });
}

/** Accounts that a wave has given the anchor, whatever became of the rest of their lane. */
function boundIn({ plan, journal, undone }: WaveRun): readonly string[] {
  if (plan === null) return [];
  return appliedIn(plan.content, journal).flatMap((step) => (step.operation === 'ad.set-anchor' && !undone.includes(step.params.object.guid) ? [step.params.object.guid] : []));
}

function standIn({ plan, undone }: WaveRun, key: string, isDone: boolean): PairStand {
  if (plan !== null && OPEN_STATES.includes(plan.state)) return 'in-a-wave';
  if (undone.includes(key)) return 'taken-back';
  return isDone ? 'done' : 'not-done';
}

/** The pairs of the next wave: those that were never in one first, then those that were not done; what was taken back waits for the word of a person. */
export function nextWave(rows: readonly PairRow[], size: number): readonly CampaignPair[] {
  const of = (stands: PairStand): readonly CampaignPair[] => rows.filter((row) => row.stands === stands).map(({ pair }) => pair);
  const again = rows.filter(({ stands, pair }) => stands === 'taken-back' && pair.standing === 'taken').map(({ pair }) => pair);
  return [...of('waits'), ...of('not-done'), ...again].slice(0, size);
}

/** When the pause after the last wave is over; null while that wave is still open, or where there was none. */
export function pauseEnds({ pauseMinutes }: Pick<Campaign, 'pauseMinutes'>, runs: readonly WaveRun[]): { readonly is: 'open'; readonly code: string } | { readonly is: 'over-at'; readonly at: number } {
  const [open] = runs.flatMap(({ plan }) => (plan !== null && OPEN_STATES.includes(plan.state) ? [plan] : []));
  if (open !== undefined) return { is: 'open', code: open.code };
  const ends = runs.flatMap(({ plan }) => (plan === null || !RAN.includes(plan.state) ? [] : [Date.parse(plan.stateSince)]));
  return { is: 'over-at', at: ends.length === 0 ? 0 : Math.max(...ends) + pauseMinutes * 60_000 };
}

const RAN: readonly string[] = ['done', 'failed', 'partly-done'];
