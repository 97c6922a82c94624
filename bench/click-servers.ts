import { parentPort } from 'node:worker_threads';
import { systemClock } from '../src/adapters/system/system-clock.ts';
import { GRAPH_READER_APP_ID, TENANT_ID } from '../lab/company/cast.ts';
import { createContoso } from '../lab/company/contoso.ts';
import { startGraphServer } from '../lab/servers/graph-server.ts';
import { makeLabCertificates } from '../lab/servers/lab-certificates.ts';
import { startLoginServer } from '../lab/servers/login-server.ts';

/** Where the pretend Graph and its login answer, and the authority to trust. */
export interface ClickServers {
  readonly graph: string;
  readonly login: string;
  readonly ca: string;
}

export const SECRET = 'bench secret';

if (parentPort !== null) {
  const certificates = await makeLabCertificates();
  const login = await startLoginServer({ certificates, clients: [{ clientId: GRAPH_READER_APP_ID, secret: SECRET, tenantId: TENANT_ID }] });
  const graph = await startGraphServer({ state: createContoso({ clock: systemClock }).tenant, certificates, clock: systemClock, tokens: login });
  parentPort.postMessage({ graph: graph.url, login: login.url, ca: certificates.caPem } satisfies ClickServers);
}
