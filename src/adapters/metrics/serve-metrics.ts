import { PrometheusExporter } from '@opentelemetry/exporter-prometheus';
import { MeterProvider } from '@opentelemetry/sdk-metrics';
import type { Incident } from '../../model/incident.ts';
import { NotReady } from '../../ports/not-ready.ts';

interface MetricsOptions {
  readonly address: string;
  readonly port: number;
  /** Asked whenever somebody reads the metrics. */
  readonly incidents: () => Promise<readonly Incident[]>;
  /** Seconds since the last look at everything; null before the first one. */
  readonly sinceLastPoll: () => Promise<number | null>;
}

/** Prometheus text at `/metrics`, on an address of its own: how many incidents and objects are open, by cause, and how old that knowledge is. Nothing in it names an object. */
export async function serveMetrics({ address, port, incidents, sinceLastPoll }: MetricsOptions): Promise<{ close(): Promise<void> }> {
  const exporter = new PrometheusExporter({ host: address, port, endpoint: '/metrics', preventServerStart: true, withoutTargetInfo: true, withoutScopeInfo: true });
  const provider = new MeterProvider({ readers: [exporter] });
  const meter = provider.getMeter('syncwhy');
  const open = meter.createObservableGauge('syncwhy_open_incidents', { description: 'Incidents that are open now, by cause' });
  const objects = meter.createObservableGauge('syncwhy_open_incident_objects', { description: 'Objects of open incidents, by cause' });
  const turns = meter.createObservableGauge('syncwhy_incident_reopenings', { description: 'How often the open incidents of a cause have come back lately' });
  const age = meter.createObservableGauge('syncwhy_last_poll_age_seconds', { description: 'Seconds since everything that is watched was looked at' });
  meter.addBatchObservableCallback(async (result) => {
    for (const [labels, each] of byCause(await incidents())) {
      result.observe(open, each.incidents, labels);
      result.observe(objects, each.objects, labels);
      result.observe(turns, each.reopened, labels);
    }
    const seconds = await sinceLastPoll();
    if (seconds !== null) result.observe(age, seconds);
  }, [open, objects, turns, age]);
  await exporter.startServer().catch(() => {
    throw new NotReady(`Cannot serve metrics at ${address}, port ${String(port)}: another program listens there, or the address is not of this machine.`);
  });
  return { close: () => provider.shutdown() };
}

interface Tally {
  readonly incidents: number;
  readonly objects: number;
  readonly reopened: number;
}

/** The cause where there is one; titles are words and no labels, so that what has none is counted by its kind. */
function byCause(incidents: readonly Incident[]): ReadonlyMap<{ readonly cause: string; readonly severity: string }, Tally> {
  const tallies = new Map<string, { readonly labels: { readonly cause: string; readonly severity: string }; readonly tally: Tally }>();
  for (const { state, cause, kind, severity, count, reopened } of incidents) {
    if (state !== 'open') continue;
    const labels = { cause: cause ?? `unknown-${kind}`, severity };
    const key = JSON.stringify(labels);
    const before = tallies.get(key)?.tally ?? { incidents: 0, objects: 0, reopened: 0 };
    tallies.set(key, { labels, tally: { incidents: before.incidents + 1, objects: before.objects + count, reopened: before.reopened + reopened.length } });
  }
  return new Map([...tallies.values()].map(({ labels, tally }) => [labels, tally]));
}
