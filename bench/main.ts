import { appendFileSync, mkdirSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { benchBotTurn } from './bot-turn.ts';
import { benchBundles } from './bundles.ts';
import { benchCampaign } from './campaign.ts';
import { benchClick } from './click.ts';
import { benchDirectory } from './directory.ts';
import { benchIdleRelay } from './idle-relay.ts';
import { benchIncidents } from './incidents.ts';
import { benchJournal } from './journal.ts';
import { benchLiveDiagnosis } from './live-diagnosis.ts';
import { benchRelayList } from './relay-list.ts';
import { benchRelayReading } from './relay-reading.ts';
import { benchScan } from './scan.ts';
import { benchScanMillion } from './scan-million.ts';

/** One measurement: baseline and subject of the same run, in milliseconds. */
export interface Measured {
  readonly name: string;
  /** What the goal bounds: the subject as a multiple of the baseline, or the milliseconds that it takes longer. Left out: the multiple. */
  readonly goalIs?: 'multiple' | 'milliseconds over' | undefined;
  readonly goal: number;
  readonly baseline: number;
  readonly subject: number;
  readonly note: string;
}

const BENCHES = { 'bot-turn': benchBotTurn, bundles: benchBundles, campaign: benchCampaign, click: benchClick, directory: benchDirectory, 'idle-relay': benchIdleRelay, incidents: benchIncidents, journal: benchJournal, 'live-diagnosis': benchLiveDiagnosis, 'relay-list': benchRelayList, 'relay-reading': benchRelayReading, 'scan': benchScan, 'scan-million': benchScanMillion };
/** Takes minutes and a gigabyte, so it runs only where it is named. */
const ONLY_BY_NAME = ['scan-million'];
const history = join(import.meta.dirname, '..', '.ci', 'out', 'bench.jsonl');

/** Runs all measurements, or those that are named; prints each and keeps it as JSON lines; never fails because of a figure. */
const wanted = process.argv.slice(2);
mkdirSync(join(history, '..'), { recursive: true });
for (const [name, bench] of Object.entries(BENCHES)) if (wanted.includes(name) || (wanted.length === 0 && !ONLY_BY_NAME.includes(name))) (await bench()).forEach(report);

function report({ name, goalIs = 'multiple', goal, baseline, subject, note }: Measured): void {
  const [figure, unit] = goalIs === 'multiple' ? [subject / baseline, 'x'] : [subject - baseline, 'ms over'];
  console.log(`${name}: ${subject.toFixed(2)} ms against ${baseline.toFixed(2)} ms = ${figure.toFixed(2)} ${unit} (goal ${goal} ${unit}, ${figure <= goal ? 'met' : 'not met'}) ${note}`);
  appendFileSync(history, `${JSON.stringify({ at: new Date().toISOString(), name, goalIs, goal, baseline, subject, figure, load: loadavg()[0] })}\n`);
}
