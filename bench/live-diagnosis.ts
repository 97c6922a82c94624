import { CATALOGUE } from '../src/catalogue/index.ts';
import { diagnose } from '../src/diagnose/diagnose.ts';
import type { Gathered } from '../src/diagnose/gather.ts';
import { startLiveWorld, type Latencies, type LiveWorld } from './live-world.ts';
import type { Measured } from './main.ts';

const PEOPLE = 500;
const WARMING = 20;
const AT_ONCE: Latencies = { directory: 0, graph: 0, syncServer: 0 };
const LATENCIES: Latencies = { directory: 5, graph: 120, syncServer: 60 };
/** One AD look-up, then two rounds to Graph; the sync server is asked beside them. A healthy account names no other holder, so there is no third round. */
const CRITICAL_PATH = LATENCIES.directory + 2 * LATENCIES.graph;

/** From the name to the finished diagnosis for 500 people, one after another, nothing remembered of the one before; what is over the critical path is the product's own. */
export async function benchLiveDiagnosis(): Promise<readonly Measured[]> {
  const floor = percentile((await runsWith(AT_ONCE, 100)).map(({ took }) => took), 50);
  const runs = await runsWith(LATENCIES, PEOPLE);
  describePath(runs);
  console.log(`  With no latency at all the same takes ${floor.toFixed(1)} ms (p50): the product and the pretend servers together on this machine.`);
  const over = runs.map(({ took }) => took - CRITICAL_PATH);
  return [{ percent: 50, allowed: 10 }, { percent: 99, allowed: 25 }].map(({ percent, allowed }) => ({
    name: `live diagnosis p${percent}`, goalIs: 'milliseconds over' as const, goal: allowed, baseline: CRITICAL_PATH, subject: CRITICAL_PATH + percentile(over, percent),
    note: `(${PEOPLE} people, one after another; 5 ms each AD question, 120 ms each Graph request, 60 ms the sync server)`,
  }));
}

async function runsWith(latencies: Latencies, people: number): Promise<readonly Run[]> {
  const world = await startLiveWorld(latencies);
  try {
    for (let warming = 0; warming < WARMING; warming += 1) await once(world, 1_000_000 + warming);
    const runs: Run[] = [];
    for (let person = 1; person <= people; person += 1) runs.push(await once(world, person));
    return runs;
  } finally {
    await world.close();
  }
}

interface Run {
  readonly took: number;
  readonly path: Gathered['path'];
  readonly unread: readonly string[];
  readonly searches: number;
  readonly requests: number;
  readonly relay: number;
}

async function once(world: LiveWorld, number: number): Promise<Run> {
  const searches = await world.moveIn(number);
  const gather = world.gatherAbout(number);
  const { graph, relay } = world.asked;
  const started = performance.now();
  const { document, path } = await gather();
  const { subject } = diagnose(document, CATALOGUE);
  const took = performance.now() - started;
  if (subject.entraId === undefined || subject.dn === undefined) throw new Error(`person${number} was not found in AD and Entra`);
  return { took, path, unread: document.unread.map(({ what }) => what), searches: (await world.moveIn(number + 100_000)) - searches, requests: world.asked.graph - graph, relay: world.asked.relay - relay };
}

/** What is printed besides the figures: the way of the first run, and how often each source was asked in all of them. */
function describePath(runs: readonly Run[]): void {
  const [first] = runs;
  for (const { asked, from, round, startedAfter, endedAfter } of first?.path.steps ?? []) console.log(`  round ${round}: ${asked} (${from}), ${startedAfter.toFixed(0)} to ${endedAfter.toFixed(0)} ms`);
  const range = (pick: (run: Run) => number): string => [...new Set([Math.min(...runs.map(pick)), Math.max(...runs.map(pick))])].join(' to ');
  console.log(`  dependent rounds ${range(({ path }) => path.rounds)}, LDAP searches ${range(({ searches }) => searches)}, Graph requests ${range(({ requests }) => requests)}, relay round trips ${range(({ relay }) => relay)}`);
  const unread = [...new Set(runs.flatMap((run) => run.unread))];
  console.log(`  not read: ${unread.length === 0 ? 'nothing' : unread.join(', ')}`);
  console.log('  The pretend tenant lets 100,000 report requests pass in 10 seconds instead of 5, and each person gets a queue of reports of its own, so that the audit log is read for all of them. The sync server answers as the cmdlets do without the start of a PowerShell. Connections and tokens are warm, evidence is cold.');
}

const percentile = (values: readonly number[], percent: number): number => values.toSorted((one, other) => one - other)[Math.min(values.length - 1, Math.floor((values.length * percent) / 100))] ?? 0;
