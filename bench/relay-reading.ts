import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { Measured } from './main.ts';
import { hear, startRelaySite } from './relay-site.ts';

const ROUNDS = 7;
const TIMES = 200;
const GOAL = 1.5;

/** One reading from the question in the bot to the answer there, with signatures, store and journal of requests, against two bare HTTPS exchanges of as many octets. */
export async function benchRelayReading(): Promise<readonly Measured[]> {
  const site = await startRelaySite();
  const client = fork(join(import.meta.dirname, 'bare-exchange.ts'));
  const bare = async (): Promise<readonly number[]> => {
    client.send({ url: site.started.bare, ca: site.started.ca, times: TIMES });
    return hear(client);
  };
  const rounds: { readonly baseline: readonly number[]; readonly subject: readonly number[] }[] = [];
  for (let round = -1; round < ROUNDS; round += 1) {
    const [baseline, { took: subject }] = [await bare(), await site.ask({ ask: 'read', times: TIMES })];
    if (round >= 0) rounds.push({ baseline, subject });
  }
  client.kill();
  await site.close();
  return [50, 99].map((percent) => ({
    name: `relay reading p${percent}`, goal: GOAL, baseline: median(rounds.map(({ baseline }) => percentile(baseline, percent))), subject: median(rounds.map(({ subject }) => percentile(subject, percent))),
    note: `(against two bare HTTPS exchanges; ${ROUNDS} rounds of ${TIMES}, one in flight)`,
  }));
}

const percentile = (values: readonly number[], percent: number): number => values.toSorted((one, other) => one - other)[Math.min(values.length - 1, Math.floor((values.length * percent) / 100))] ?? 0;
const median = (values: readonly number[]): number => percentile(values, 50);
