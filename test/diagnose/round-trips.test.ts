import assert from 'node:assert/strict';
import { createGraphTenant } from '../../src/adapters/graph/graph-tenant.ts';
import { createTracedGather } from '../../src/diagnose/gather.ts';
import type { ReadRequest } from '../../src/model/relay-job.ts';
import { readOnPrem } from '../../src/readings/on-prem/index.ts';
import { startGraphLab, TEST_CLOCK, type GraphLab } from '../adapters/graph/graph-lab.ts';
import { company, documentOf, OLD_ANCHOR } from '../causes/company.ts';
import { memoryDirectory } from '../ports/memory-directory.ts';

const ANCHOR = 'TpwcjSo/bkucfSobPE1ebw==';
/** Never resolves unless ended: here nothing is late. */
const clock = { now: () => TEST_CLOCK.now(), sleep: (_milliseconds: number, signal?: AbortSignal) => new Promise<void>((resolve) => signal?.addEventListener('abort', () => resolve())) };

describe('what one diagnosis costs', () => {
  let lab: GraphLab;
  before(async () => {
    lab = await startGraphLab();
  });
  after(() => lab.close());
  afterEach(() => {
    for (const user of [...lab.state.users.values()]) if (user.onPremisesSamAccountName === 'jsmith') lab.state.users.delete(user.id);
  });

  /** Real readings over a directory in memory, real requests to the lab's Graph; everything is counted. */
  async function diagnosed(anchor: string) {
    lab.state.newUser({ userPrincipalName: 'jsmith@contoso.com', displayName: 'John Smith', onPremisesImmutableId: anchor, onPremisesSyncEnabled: true, onPremisesSamAccountName: 'jsmith', proxyAddresses: ['SMTP:john.smith@contoso.com'] });
    const given = documentOf(company());
    const counts = { searches: 0, engine: 0, relay: [] as string[], requests: [] as string[] };
    const directory = memoryDirectory(given.directory?.forests.flatMap((forest) => forest.entries ?? []) ?? []);
    directory.before = () => { counts.searches += 1; };
    const server = given.syncServers?.[0] ?? assert.fail('the healthy company has a sync server');
    const unused = (): never => assert.fail('a diagnosis only reads');
    const world = {
      directories: [{ forest: 'corp.contoso.com', directory }],
      syncServers: [{ name: 'SYNC01', describe: () => (counts.engine += 1, Promise.resolve(server)), scheduler: unused, recentRuns: unused, setCycleEnabled: unused, startDelta: unused, service: unused, restartService: unused, setMaintenance: unused, setHistoryRetention: unused, startFull: unused, synchronizeObject: unused, sendPasswordHash: unused }],
    };
    const spy: typeof fetch = (input, init) => {
      counts.requests.push(new URL(String(input)).pathname);
      const sent: unknown = typeof init?.body === 'string' ? JSON.parse(init.body) : {};
      if (typeof sent === 'object' && sent !== null && 'requests' in sent && Array.isArray(sent.requests)) assert.ok(sent.requests.length <= 20);
      return fetch(input, init);
    };
    const gather = createTracedGather({
      clock,
      relayLink: { read: (request: ReadRequest) => (counts.relay.push(request.reading), readOnPrem(world, request)) },
      tenant: createGraphTenant({ reader: lab.client({ options: { fetch: spy } }), writer: lab.writer({ fetch: spy }), clock }),
    });
    const { document, path } = await gather('jsmith');
    return { document, path, counts };
  }

  it('is three dependent rounds, two relay round trips and six requests to Graph for a healthy account, cold', async () => {
    const { path, counts, document } = await diagnosed(ANCHOR);
    assert.equal(document.entra?.users?.length, 1);
    assert.ok(document.entra?.roleAssignments !== undefined && document.entra.syncBehavior !== undefined && document.entra.objectIdentifiers !== undefined && document.entra.directoryAudits !== undefined);
    assert.equal(path.rounds, 3);
    assert.deepEqual(counts.relay, ['ad.subject', 'sync.servers']);
    assert.deepEqual(counts.requests.toSorted(), ['/beta/$batch', '/v1.0/$batch', '/v1.0/$batch', '/v1.0/$batch', '/v1.0/$batch', '/v1.0/auditLogs/directoryAudits']);
    assert.equal(counts.engine, 1);
    assert.ok(counts.searches <= 20, `${counts.searches} searches`);
  });

  it('is one more look into AD and at the sync server for a cloud account with a strange anchor, beside the last round', async () => {
    const { path, counts } = await diagnosed(OLD_ANCHOR);
    assert.equal(path.rounds, 3);
    assert.deepEqual(counts.relay.toSorted(), ['ad.holders', 'ad.subject', 'sync.servers', 'sync.servers']);
    assert.equal(counts.requests.length, 6);
    assert.ok(counts.searches <= 24, `${counts.searches} searches`);
  });
});
