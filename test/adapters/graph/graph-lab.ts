import { randomUUID } from 'node:crypto';
import type { CompanyClock } from '../../../lab/company/clock.ts';
import { GRAPH_READER_APP_ID, GRAPH_WRITER_APP_ID, TENANT_ID } from '../../../lab/company/cast.ts';
import { createTenantDatabase } from '../../../lab/company/tenant-database.ts';
import type { TenantContact, TenantState } from '../../../lab/company/tenant-state.ts';
import { recorderFromEnvironment, type GraphRecorder } from '../../../lab/servers/graph-recorder.ts';
import { startGraphServer } from '../../../lab/servers/graph-server.ts';
import { READER_PERMISSIONS, WRITER_PERMISSIONS } from '../../../lab/servers/graph-permissions.ts';
import { makeLabCertificates } from '../../../lab/servers/lab-certificates.ts';
import { startLoginServer, type LoginServer } from '../../../lab/servers/login-server.ts';
import { createCredential } from '../../../src/adapters/graph/credential.ts';
import { createGraphClient, type GraphClient, type GraphClientOptions } from '../../../src/adapters/graph/graph-client.ts';
import { createGraphTenant } from '../../../src/adapters/graph/graph-tenant.ts';
import type { Clock } from '../../../src/ports/clock.ts';
import type { Tenant } from '../../../src/ports/tenant.ts';
import { trustLabCa } from '../../real/trust-lab-ca.ts';

/** Time as it is, without waiting. */
export const TEST_CLOCK = { now: () => new Date(), sleep: () => Promise.resolve() };

const CURIOUS_APP_ID = '0b07a991-8888-4c2d-8e3f-5a6b7c8d9e02';

export const SECRET = 'a pretend secret of the lab';

/** The pretend tenant behind real HTTPS, and the product's clients for it. */
export interface GraphLab {
  readonly state: TenantState;
  readonly login: LoginServer;
  readonly graph: Awaited<ReturnType<typeof startGraphServer>>;
  readonly tenant: Tenant;
  /** Waits for nothing. */
  readonly clock: Clock;
  /** A client of an application that has these permissions; without `without` those of the reader. */
  client(given?: { readonly without?: string; readonly options?: Partial<GraphClientOptions> }): GraphClient;
  writer(options?: Partial<GraphClientOptions>): GraphClient;
  /** A reading application that may read the whole directory. */
  curious(): GraphClient;
  bearer(clientId?: string): Promise<string>;
  addContact(given: Partial<TenantContact> & { displayName: string }): TenantContact;
  close(): Promise<void>;
}

interface LabSettings {
  readonly clock?: CompanyClock;
  readonly resourceUnits?: number;
  readonly reportRequests?: number;
  /** For a test that asks for what is wrong on purpose. */
  readonly isUnrecorded?: true;
  /** Told of every request, which is recorded all the same. */
  readonly onRequest?: GraphRecorder;
}

export async function startGraphLab(settings: LabSettings = {}): Promise<GraphLab> {
  const clock = settings.clock ?? { now: () => new Date() };
  const certificates = await makeLabCertificates();
  trustLabCa(certificates.caPem);
  const state = createTenantDatabase({ clock });
  const restricted = READER_PERMISSIONS.map((permission) => ({ clientId: idWithout(permission), secret: SECRET, roles: READER_PERMISSIONS.filter((each) => each !== permission) }));
  const login = await startLoginServer({
    certificates,
    clients: [
      { clientId: GRAPH_READER_APP_ID, secret: SECRET, roles: READER_PERMISSIONS },
      { clientId: GRAPH_WRITER_APP_ID, secret: SECRET, roles: WRITER_PERMISSIONS },
      { clientId: CURIOUS_APP_ID, secret: SECRET, roles: [...READER_PERMISSIONS, 'Directory.Read.All'] },
      ...restricted,
    ],
  });
  const { resourceUnits } = settings;
  const kept = settings.isUnrecorded === true ? undefined : recorderFromEnvironment();
  const recorder: GraphRecorder = (request) => {
    kept?.(request);
    settings.onRequest?.(request);
  };
  const graph = await startGraphServer({ state, certificates, clock, tokens: login, resourceUnits, recorder, reportRequests: settings.reportRequests ?? 1_000 });
  const client = (clientId: string, options: Partial<GraphClientOptions> = {}): GraphClient =>
    createGraphClient({ endpoint: graph.url, credential: createCredential({ authorityHost: login.url, tenantId: TENANT_ID, clientId, secret: SECRET }), ...options });
  return {
    state,
    login,
    graph,
    clock: TEST_CLOCK,
    tenant: createGraphTenant({ reader: client(GRAPH_READER_APP_ID), writer: client(GRAPH_WRITER_APP_ID), clock: TEST_CLOCK }),
    client: ({ without, options } = {}) => client(without === undefined ? GRAPH_READER_APP_ID : idWithout(without), options),
    writer: (options) => client(GRAPH_WRITER_APP_ID, options),
    curious: () => client(CURIOUS_APP_ID),
    bearer: async (clientId = GRAPH_READER_APP_ID) =>
      (await createCredential({ authorityHost: login.url, tenantId: TENANT_ID, clientId, secret: SECRET }).getToken('https://graph.microsoft.com/.default'))?.token ?? '',
    addContact: (given) => {
      const contact: TenantContact = { id: randomUUID(), mail: null, mailNickname: null, proxyAddresses: [], onPremisesSyncEnabled: null, onPremisesProvisioningErrors: [], ...given };
      state.contacts.set(contact.id, contact);
      return contact;
    },
    close: async () => {
      await Promise.all([graph.close(), login.close()]);
    },
  };
}

const idWithout = (permission: string): string => `0b07a991-9999-4c2d-8e3f-${String(READER_PERMISSIONS.indexOf(permission)).padStart(12, '0')}`;
