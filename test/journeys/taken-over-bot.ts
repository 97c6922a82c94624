import { createServer } from 'node:https';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import sinon from 'sinon';
import type { Lab } from '../../lab/start-lab.ts';
import { loadJobKey } from '../../src/adapters/relay-link/load-job-key.ts';
import { createRelayLink } from '../../src/adapters/relay-link/relay-link.ts';
import { RELAY_BODY_LIMITS, RELAY_PATHS } from '../../src/adapters/relay-link/relay-routes.ts';
import { openSqliteStore } from '../../src/adapters/sqlite/open-sqlite-store.ts';
import { systemClock } from '../../src/adapters/system/system-clock.ts';
import { systemRandom } from '../../src/adapters/system/system-random.ts';
import { requestBody } from '../../src/boundary/request-body.ts';
import type { RelayLink } from '../../src/ports/relay-link.ts';
import type { Store } from '../../src/ports/store.ts';

/** An attacker on the host of the bot: its job key, its store, its address and its certificate. */
export async function takeOver(lab: Lab): Promise<{ readonly step: RelayLink['step']; readonly store: Store; close(): Promise<void> }> {
  await lab.bot().kill();
  const at = (name: string): string => join(lab.folder, name);
  const store = await openSqliteStore({ file: at('syncwhy.db'), clock: systemClock });
  const link = createRelayLink({ store, jobKey: loadJobKey(at('job-key.jwk')), clock: systemClock, random: systemRandom, log: { info: sinon.fake(), warn: sinon.fake(), error: sinon.fake() }, group: 'default', patience: { pickUp: 30_000, pickUpFromNobody: 30_000, step: 30_000 } });
  const server = createServer({ cert: readFileSync(at('bot-cert.pem')), key: readFileSync(at('bot-key.pem')) }, (request, response) => {
    const path = RELAY_PATHS.find((each) => each === request.url);
    const gone = new AbortController();
    response.on('close', () => gone.abort());
    void (async () => {
      const body = path === undefined ? null : await requestBody(request, RELAY_BODY_LIMITS[path]);
      const answer = path === undefined || body === null ? { status: 404, body: '' } : await link.routes[path]({ method: 'POST', path, headers: request.headers, body, signal: gone.signal });
      response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body);
    })();
  });
  server.listen(Number(new URL(lab.files.messagesUrl).port), '127.0.0.1');
  await once(server, 'listening');
  return {
    step: (job) => link.step(job),
    store,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await store.close();
    },
  };
}
