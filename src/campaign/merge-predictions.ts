import type { Prediction, PredictedCause } from '../model/prediction.ts';

/** What a plan for many leads to: each outcome of each cause once, with the number of objects. Undefined where nothing was worked out. */
export function mergePredictions(predictions: readonly Prediction[], objects: number): Prediction | undefined {
  if (predictions.length === 0) return undefined;
  const unforeseen = objects - predictions.length;
  return {
    causes: [...mergeCauses(predictions), ...(unforeseen <= 0 ? [] : [{ cause: 'not-worked-out', title: `${count(unforeseen)} not worked out`, becomes: 'cannot-tell' as const, because: '' }])],
    nextCycle: merged(predictions.flatMap(({ nextCycle }) => [...new Set(nextCycle)])),
    overwrites: predictions.flatMap(({ overwrites }) => overwrites).slice(0, MOST_OVERWRITES),
  };
}

const MOST_OVERWRITES = 60;

function mergeCauses(predictions: readonly Prediction[]): readonly PredictedCause[] {
  const groups = new Map<string, { readonly first: PredictedCause; readonly number: number }>();
  for (const cause of predictions.flatMap(({ causes }) => causes)) {
    const key = `${cause.becomes} ${cause.cause} ${cause.because}`;
    const known = groups.get(key);
    groups.set(key, { first: known?.first ?? cause, number: (known?.number ?? 0) + 1 });
  }
  return [...groups.values()].toSorted((one, other) => ORDER.indexOf(one.first.becomes) - ORDER.indexOf(other.first.becomes) || other.number - one.number).map(({ first, number }) => ({ ...first, title: `${first.title} (${count(number)})` }));
}

/** What needs a thought comes first. */
const ORDER: readonly PredictedCause['becomes'][] = ['new', 'cannot-tell', 'stays', 'gone'];

/** The same sentence of many objects is said once. */
function merged(sentences: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const sentence of sentences) counts.set(sentence, (counts.get(sentence) ?? 0) + 1);
  return [...counts].map(([sentence, number]) => (number === 1 ? sentence : `${sentence} (${number} times)`));
}

const count = (number: number): string => (number === 1 ? '1 object' : `${number} objects`);
