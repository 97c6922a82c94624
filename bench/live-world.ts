import { setTimeout as wait } from 'node:timers/promises';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { GRAPH_READER_APP_ID, GRAPH_WRITER_APP_ID, TENANT_ID } from '../lab/company/cast.ts';
import { createCredential } from '../src/adapters/graph/credential.ts';
import { createGraphClient } from '../src/adapters/graph/graph-client.ts';
import { createGraphTenant } from '../src/adapters/graph/graph-tenant.ts';
import { createGlobalCatalog } from '../src/adapters/ldap/global-catalog.ts';
import { createLdapDirectory } from '../src/adapters/ldap/ldap-directory.ts';
import { systemClock } from '../src/adapters/system/system-clock.ts';
import { parseBundle } from '../src/boundary/evidence-bundle.ts';
import { createTracedGather } from '../src/diagnose/gather.ts';
import type { SyncServerDocument } from '../src/model/evidence.ts';
import type { ReadRequest } from '../src/model/relay-job.ts';
import type { SyncServer } from '../src/ports/sync-server.ts';
import { readOnPrem } from '../src/readings/on-prem/index.ts';
import { trustLabCa } from '../test/real/trust-lab-ca.ts';
import { BASE_DN, BIND, DOMAIN, SECRET, type FromServers, type ToServers } from './live-company.ts';
import { healthyBundle, renamed } from './sized-bundles.ts';

/** Milliseconds that each question takes beside what the pretend servers need. */
export interface Latencies {
  /** Each question of a reading to AD or its global catalog. */
  readonly directory: number;
  /** Each HTTP request to Graph. */
  readonly graph: number;
  /** The sync server: all it says about an object. */
  readonly syncServer: number;
}

export type LiveWorld = Awaited<ReturnType<typeof startLiveWorld>>;

/** Two pretend domain controllers and a global catalog over LDAPS, pretend Graph over HTTPS, and a sync server that answers as the cmdlets do; the product's own adapters before them. */
export async function startLiveWorld(latencies: Latencies) {
  const worker = new Worker(join(import.meta.dirname, 'live-servers.ts'));
  const started = await heard(worker, 'started');
  trustLabCa(started.ca);
  const asked = { graph: 0, relay: 0 };
  const slowFetch: typeof fetch = async (input, init) => {
    asked.graph += 1;
    await wait(latencies.graph);
    return fetch(input, init);
  };
  const client = (clientId: string) => createGraphClient({ endpoint: started.graph, credential: createCredential({ authorityHost: started.login, tenantId: TENANT_ID, clientId, secret: SECRET }), fetch: slowFetch });
  const clients = { reader: client(GRAPH_READER_APP_ID), writer: client(GRAPH_WRITER_APP_ID) };
  const session = { bindDn: BIND.bindDn, password: () => Promise.resolve(BIND.bindPassword), ca: started.ca, timeoutMs: 5000, clock: systemClock };
  const directory = createLdapDirectory({ ...session, url: started.first, baseDn: BASE_DN, forest: DOMAIN, domainControllers: [started.second] });
  const catalog = createGlobalCatalog({ ...session, url: started.catalog });
  const directories = [{ forest: DOMAIN, baseDn: BASE_DN, directory: delayed(directory, latencies.directory), globalCatalog: delayed(catalog, latencies.directory) }];
  const { server, syncFeatures } = healthyParts();
  return {
    asked,
    /** This person moves in; resolves with how many LDAP searches have been made until now. */
    async moveIn(person: number): Promise<number> {
      worker.postMessage({ person } satisfies ToServers);
      return (await heard(worker, 'ready')).searches;
    },
    /** A way to gather about this person in which nothing is remembered of any other; connections and tokens are kept, as in a running product. */
    gatherAbout(person: number) {
      const world = { directories, syncServers: [answering(server, person, latencies.syncServer)] };
      const shelf = { syncFeatures: () => Promise.resolve({ features: syncFeatures, readAt: new Date().toISOString(), readBy: 'the measurement' }) };
      const gather = createTracedGather({
        clock: systemClock,
        relayLink: { read: (request: ReadRequest) => ((asked.relay += 1), readOnPrem(world, request)) },
        tenant: createGraphTenant({ ...clients, clock: systemClock, shelf }),
      });
      return () => gather(`person${person}`);
    },
    async close() {
      await Promise.all([directory.close(), catalog.close()]);
      await worker.terminate();
    },
  };
}

const heard = <Kind extends FromServers['is']>(worker: Worker, kind: Kind): Promise<Extract<FromServers, { readonly is: Kind }>> =>
  new Promise((resolve, reject) => {
    worker.once('error', reject);
    worker.once('message', (message: FromServers) => {
      worker.off('error', reject);
      if (message.is === kind) resolve(message as Extract<FromServers, { readonly is: Kind }>);
      else reject(new Error(`the pretend servers said ${message.is}`));
    });
  });

function healthyParts() {
  const parsed = parseBundle(healthyBundle());
  if (!parsed.ok) throw new Error(parsed.says);
  const [server] = parsed.document.syncServers ?? [];
  const syncFeatures = parsed.document.entra?.syncFeatures;
  if (server === undefined || syncFeatures === undefined) throw new Error('the healthy bundle has a sync server and the settings of the synchronisation');
  return { server, syncFeatures };
}

function answering(server: SyncServerDocument, person: number, milliseconds: number): SyncServer {
  const document = JSON.parse(renamed(JSON.stringify(server), person)) as SyncServerDocument;
  const unused = (): never => {
    throw new Error('a diagnosis only reads');
  };
  return { name: server.name, describe: () => wait(milliseconds, document), scheduler: unused, recentRuns: unused, setCycleEnabled: unused, startDelta: unused, service: unused, setMaintenance: unused, setHistoryRetention: unused, startFull: unused, synchronizeObject: unused, sendPasswordHash: unused, restartService: unused };
}

/** The same port, each of whose answers takes so much longer. */
const delayed = <Port extends object>(port: Port, milliseconds: number): Port =>
  new Proxy(port, {
    get(target, name) {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== 'function' || name === 'close') return method;
      return async (...given: readonly unknown[]): Promise<unknown> => {
        await wait(milliseconds);
        return Reflect.apply(method, target, given);
      };
    },
  });
