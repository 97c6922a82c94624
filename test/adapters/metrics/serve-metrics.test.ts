import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { serveMetrics } from '../../../src/adapters/metrics/serve-metrics.ts';
import { NotReady } from '../../../src/ports/not-ready.ts';
import { sampleIncident } from '../../contracts/sample-incident.ts';

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });

describe('The metrics of incidents', () => {
  it('count what is open by cause, name nobody, and say how old the knowledge is', async () => {
    const port = await freePort();
    const incidents = [sampleIncident(1, { count: 12 }), sampleIncident(2, { count: 3, reopened: ['2026-11-21T09:00:00Z'] }), sampleIncident(3, { state: 'resolved' }), sampleIncident(4, { cause: null, kind: 'relay', severity: 'high', count: 0 })];
    const metrics = await serveMetrics({ address: '127.0.0.1', port, incidents: () => Promise.resolve(incidents), sinceLastPoll: () => Promise.resolve(42) });
    try {
      const text = await (await fetch(`http://127.0.0.1:${String(port)}/metrics`)).text();
      const lines = text.split('\n').filter((line) => !line.startsWith('#') && line !== '').map((line) => line.replace(/ \d{13}$/, ''));
      assert.deepEqual(lines.toSorted(), [
        'syncwhy_incident_reopenings{cause="unknown-relay",severity="high"} 0', 'syncwhy_incident_reopenings{cause="upn-suffix-not-verified",severity="medium"} 1',
        'syncwhy_last_poll_age_seconds 42',
        'syncwhy_open_incident_objects{cause="unknown-relay",severity="high"} 0', 'syncwhy_open_incident_objects{cause="upn-suffix-not-verified",severity="medium"} 15',
        'syncwhy_open_incidents{cause="unknown-relay",severity="high"} 1', 'syncwhy_open_incidents{cause="upn-suffix-not-verified",severity="medium"} 2',
      ]);
    } finally {
      await metrics.close();
    }
  });

  it('say in a sentence when their port is taken', async () => {
    const taken = createServer();
    const port = await new Promise<number>((resolve) => taken.listen(0, '127.0.0.1', () => resolve((taken.address() as AddressInfo).port)));
    try {
      await assert.rejects(serveMetrics({ address: '127.0.0.1', port, incidents: () => Promise.resolve([]), sinceLastPoll: () => Promise.resolve(null) }), (error) => error instanceof NotReady && /another program listens there/.test(error.message));
    } finally {
      taken.close();
    }
  });
});
