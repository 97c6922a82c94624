import { appendFileSync, mkdirSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { benchBotTurn } from './bot-turn.ts';

/** One measurement: baseline and subject in the same run, alternating; medians in milliseconds. */
export interface Measured {
  readonly name: string;
  readonly goal: number;
  readonly baseline: number;
  readonly subject: number;
  readonly note: string;
}

/** Prints every ratio and keeps it as JSON lines; never fails. */
const results: readonly Measured[] = [...(await benchBotTurn())];
const history = join(import.meta.dirname, '..', '.ci', 'out', 'bench.jsonl');
mkdirSync(join(history, '..'), { recursive: true });
for (const { name, goal, baseline, subject, note } of results) {
  const ratio = subject / baseline;
  console.log(`${name}: ${subject.toFixed(2)} ms against ${baseline.toFixed(2)} ms = ${ratio.toFixed(2)} x (goal ${goal} x, ${ratio <= goal ? 'met' : 'not met'}) ${note}`);
  appendFileSync(history, `${JSON.stringify({ at: new Date().toISOString(), name, goal, baseline, subject, ratio, load: loadavg()[0] })}\n`);
}
