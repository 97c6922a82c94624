import type { RunEnd } from '../model/plan-arrows.ts';
import type { Placed, RunStep, Standing } from './move.ts';

interface HowItEnds {
  /** The plan was closed as unknown before. */
  readonly isSettling: boolean;
  /** Why the run may not go on; null where it may. */
  readonly stopped: string | null;
}

interface End {
  readonly as: RunEnd;
  readonly says: string;
}

/** How a run ends of which nothing is open any more, and the sentence for people. */
export function endOfRun(placed: readonly Placed[], how: HowItEnds): End {
  const as = stateOf(placed, how);
  const says = lanesOf(placed).length === 0 ? inOrder(placed, how, as) : byLane(placed, how, as);
  return { as, says };
}

function stateOf(placed: readonly Placed[], { isSettling, stopped }: HowItEnds): RunEnd {
  const all = placed.map(({ standing }) => standing.is);
  if (all.includes('unknown') && !isSettling) return 'unknown';
  if (all.every((is) => is === 'applied' || is === 'already')) return 'done';
  if (all.includes('applied')) return 'partly-done';
  const bad = all.filter((is) => is === 'failed' || is === 'drifted' || is === 'unknown');
  return !isSettling && bad.every((is) => is === 'drifted') && (bad.length > 0 || stopped !== null) ? 'stale' : 'failed';
}

/** A plan without lanes: the step at which it ended, and what ran in any case. */
function inOrder(placed: readonly Placed[], how: HowItEnds, as: RunEnd): string {
  if (as === 'done') return placed.length === 1 ? 'Done, and read back.' : `Done: all ${placed.length} steps were carried out and read back.`;
  const at = placed.findIndex(({ standing }) => isBad(standing));
  if (at < 0 && how.stopped !== null) return joined([sentence(how.stopped), as === 'stale' || as === 'failed' ? 'Nothing was changed.' : 'The remaining steps were not started.', ...inAnyCase(placed, placed.findIndex(({ standing }) => standing.is === 'not-run'))]);
  const end = at < 0 ? placed.findIndex(({ standing }) => standing.is === 'not-run') : at;
  const ended = placed[end];
  if (ended === undefined) return 'The run has ended.';
  const why = badSays(ended.standing) ?? 'The run had been stopped.';
  const done = placed.slice(0, end).filter(({ standing }) => standing.is === 'applied').length;
  const before = done === 0 ? '' : done === 1 ? 'The step before it was carried out.' : `The ${done} steps before it were carried out.`;
  return joined([`${where(ended.step, placed.length)}: ${sentence(why)}`, before, untouched(placed, as, why), ...inAnyCase(placed, end)]);
}

/** What became of the steps after the one at which the plan ended. */
function inAnyCase(placed: readonly Placed[], end: number): readonly string[] {
  return placed.slice(end + 1).flatMap(({ step, standing }) => {
    if (standing.is === 'applied') return [`${where(step, placed.length)} was carried out all the same.`];
    const says = badSays(standing);
    return says === null ? [] : [`${where(step, placed.length)}: ${sentence(says)}`];
  });
}

/** More are counted, not told one by one. */
const MOST_TOLD = 8;

/** A plan with lanes: how many objects went well, and a sentence for each that did not. */
function byLane(placed: readonly Placed[], { stopped }: HowItEnds, as: RunEnd): string {
  const lanes = lanesOf(placed).map((lane) => placed.filter(({ step }) => step.lane === lane));
  const of = lanes.length === 1 ? '1 object' : `${lanes.length} objects`;
  if (as === 'done') return `Done for ${lanes.length === 1 ? of : `all ${of}`}, and read back.`;
  const bad = lanes.flatMap((lane) => lane.find(({ standing }) => isBad(standing)) ?? []);
  const unfinished = lanes.filter((lane) => lane.some(({ standing }) => standing.is === 'not-run') && !lane.some(({ standing }) => isBad(standing)));
  const good = lanes.length - bad.length - unfinished.length;
  const common = placed.filter(({ step, standing }) => step.lane === undefined && isBad(standing));
  return joined([
    ...common.map(({ step, standing }) => `${where(step, placed.length)}: ${sentence(badSays(standing) ?? '')}`),
    bad.length === 0 ? '' : `${bad.length} of ${of}: ${bad.slice(0, MOST_TOLD).map(({ step, standing }) => `${step.says}: ${sentence(badSays(standing) ?? '')}`).join(' ')}`,
    bad.length > MOST_TOLD ? `And ${bad.length - MOST_TOLD} more.` : '',
    stopped === null ? '' : sentence(stopped),
    unfinished.length === 0 ? '' : `${unfinished.length} of ${of}: not carried out to the end.`,
    good === 0 ? '' : `${good} of ${of}: carried out.`,
    ...placed.filter(({ step, standing }) => step.lane === undefined && standing.is === 'not-run').map(({ step }) => `${where(step, placed.length)} was not started.`),
    untouched(placed, as, bad.map(({ standing }) => badSays(standing)).join(' ')),
  ]);
}

const lanesOf = (placed: readonly Placed[]): readonly string[] => [...new Set(placed.flatMap(({ step }) => (step.lane === undefined ? [] : [step.lane])))];

const isBad = ({ is }: Standing): boolean => is === 'drifted' || is === 'failed' || is === 'unknown';

function badSays(standing: Standing): string | null {
  if (standing.is === 'drifted') return `The object has changed since the plan was made. ${standing.says}`;
  return standing.is === 'failed' || standing.is === 'unknown' ? standing.says : null;
}

/** Said once, and not where somebody has to look first. */
const untouched = (placed: readonly Placed[], as: RunEnd, said: string): string =>
  as === 'unknown' || placed.some(({ standing }) => standing.is === 'applied' || standing.is === 'unknown') || /nothing was (changed|started)|neither as before/i.test(said) ? '' : 'Nothing was changed.';

const where = (step: RunStep, of: number): string => (of === 1 ? step.says : `Step ${step.n} of ${of} (${step.says})`);

const sentence = (text: string): string => (/[.!?]$/.test(text.trim()) ? text.trim() : `${text.trim()}.`);

const joined = (sentences: readonly string[]): string => sentences.filter((each) => each !== '').join(' ');
