import { isOnPrem } from '../model/reach.ts';
import type { Placed, RunStep, StepMove } from './move.ts';

/**
 * Most steps of one run that are in flight together. Half of Graph's quota is a write every 100 ms; where Graph answers in 300 ms, a step with its three reads
 * and its write is in flight for 1.2 s, and for up to 0.9 s more until it has been asked whether the run may go on and the next one has taken its place.
 */
export const MOST_IN_FLIGHT = 24;
/**
 * So many lanes are begun before one of them goes on. As many steps as are ready then, and not yet in flight, keep the pace at the end of a plan,
 * when each lane that is left would have to wait for its own step before.
 */
const LANES_BEGUN = 36;

interface Ready {
  readonly step: RunStep;
  readonly move: StepMove;
}

/** Which of the steps that are ready may go beside those in hand. To the relay one step goes after the other, in the order of the plan, so that its fences rise with them. Pure. */
export function sideBySide(placed: readonly Placed[], { inHand, hasEntries }: { readonly inHand: ReadonlySet<number>; readonly hasEntries: (step: number) => boolean }): readonly StepMove[] {
  const ready = placed.flatMap(({ step, standing }): readonly Ready[] => (standing.is === 'open' && (standing.move.do === 'start' || standing.move.do === 'look') ? [{ step, move: standing.move }] : []));
  const begun = new Set(placed.flatMap(({ step }) => (step.lane !== undefined && (inHand.has(step.n) || hasEntries(step.n)) ? [step.lane] : [])));
  const goingOn = new Set(placed.flatMap(({ step, standing }) => (step.lane !== undefined && begun.has(step.lane) && (standing.is === 'open' || standing.is === 'held') ? [step.lane] : [])));
  const fresh = new Set(ready.filter(({ step }) => step.lane !== undefined && !begun.has(step.lane) && !isOnPrem(step)).slice(0, Math.max(0, LANES_BEGUN - goingOn.size)));
  let relayIsFree = !placed.some(({ step }) => inHand.has(step.n) && isOnPrem(step));
  const mayGo = ({ step }: Ready): boolean => {
    if (!isOnPrem(step)) return true;
    const isFree = relayIsFree;
    relayIsFree = false;
    return isFree;
  };
  return [...fresh, ...ready.filter((each) => !fresh.has(each))].filter(mayGo).slice(0, MOST_IN_FLIGHT - inHand.size).map(({ move }) => move);
}
