import { parseBundle } from '../src/boundary/evidence-bundle.ts';
import { CATALOGUE } from '../src/catalogue/index.ts';
import { diagnose } from '../src/diagnose/diagnose.ts';
import type { Measured } from './main.ts';
import { grownBundle, healthyBundle } from './sized-bundles.ts';

const GOAL = 3;

/**
 * Measured is everything from the text of a bundle to the finished diagnosis: JSON, refusal of repeated keys, shapes, exhibits, every cause, ranking.
 * The baseline is JSON.parse of the same text, alternating with it in the same run; both warm.
 */
export async function benchBundles(): Promise<readonly Measured[]> {
  const sizes = [
    { name: 'the complete bundle of a healthy account', text: healthyBundle(), rounds: 1000 },
    { name: '60 entries, 60 users, 60 connector-space objects', text: grownBundle({ entries: 60, users: 60, csObjects: 60 }), rounds: 200 },
    { name: '2,000 entries, 2,000 users, 500 connector-space objects', text: grownBundle({ entries: 2000, users: 2000, csObjects: 500 }), rounds: 20 },
  ];
  return Promise.resolve(sizes.map(({ name, text, rounds }) => compare({ name, text, rounds })));
}

function compare({ name, text, rounds }: { readonly name: string; readonly text: string; readonly rounds: number }): Measured {
  const took: Record<'baseline' | 'parsed' | 'diagnosed', number[]> = { baseline: [], parsed: [], diagnosed: [] };
  for (let round = -rounds; round < rounds; round += 1) {
    const baseline = timed((): unknown => JSON.parse(text));
    const parsed = timed(() => parseBundle(text));
    const { value } = parsed;
    if (!value.ok) throw new Error(value.says);
    const diagnosed = timed(() => diagnose(value.document, CATALOGUE));
    if (round < 0) continue;
    took.baseline.push(baseline.took);
    took.parsed.push(parsed.took);
    took.diagnosed.push(diagnosed.took);
  }
  const [baseline, parsed, diagnosed] = [median(took.baseline), median(took.parsed), median(took.diagnosed)];
  const whole = median(took.parsed.map((each, at) => each + (took.diagnosed[at] ?? 0)));
  return {
    name: `diagnosing ${name}`, goal: GOAL, baseline, subject: whole,
    note: `(${Math.round(text.length / 1024)} kB, ${CATALOGUE.length} causes; reading and checking ${(parsed / baseline).toFixed(2)} x, diagnosing ${(diagnosed / baseline).toFixed(2)} x; medians of ${rounds})`,
  };
}

function timed<Value>(work: () => Value): { readonly value: Value; readonly took: number } {
  const started = performance.now();
  const value = work();
  return { value, took: performance.now() - started };
}

const median = (values: readonly number[]): number => values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
