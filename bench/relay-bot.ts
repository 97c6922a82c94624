import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { inviteRelay } from '../src/adapters/relay-link/enrol.ts';
import { loadJobKey } from '../src/adapters/relay-link/load-job-key.ts';
import { createRelayLink } from '../src/adapters/relay-link/relay-link.ts';
import { RELAY_BODY_LIMITS, RELAY_PATHS } from '../src/adapters/relay-link/relay-routes.ts';
import { openSqliteStore } from '../src/adapters/sqlite/open-sqlite-store.ts';
import { systemClock } from '../src/adapters/system/system-clock.ts';
import { systemRandom } from '../src/adapters/system/system-random.ts';
import { listen } from '../src/bot/listen.ts';
import type { ListRequest } from '../src/model/list-reading.ts';
import { makeLabCertificates } from '../lab/servers/lab-certificates.ts';
import { JOB_OCTETS } from './exchange-octets.ts';

/** What this bot is asked to do, and what it says when it is done. */
export type ToBot = { readonly ask: 'confirm' } | { readonly ask: 'read'; readonly times: number } | { readonly ask: 'list'; readonly request: ListRequest } | { readonly ask: 'end' };
export type FromBot =
  | { readonly is: 'started'; readonly url: string; readonly bare: string; readonly ca: string; readonly token: string }
  | { readonly is: 'done'; readonly took: readonly number[]; readonly entries: number };

if (process.send !== undefined) await serve();

/** The bot's side of the relay as it runs: the web server over TLS, the store on the disk, a key that signs. Beside it a web server that does nothing, for comparison. */
async function serve(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'syncwhy-bench-bot-'));
  const certificates = await makeLabCertificates();
  const [certFile, keyFile] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
  writeFileSync(certFile, certificates.certPem);
  writeFileSync(keyFile, certificates.keyPem);
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const store = await openSqliteStore({ file: join(folder, 'store.db'), clock: systemClock });
  const options = { store, jobKey: loadJobKey(join(folder, 'job-key.pem')), clock: systemClock, random: systemRandom, log, group: 'default', patience: { pickUp: 30_000, pickUpFromNobody: 30_000 } };
  const link = createRelayLink(options);
  const front = await listen(RELAY_PATHS.map((path) => ({ method: 'POST', path, maxBytes: RELAY_BODY_LIMITS[path], answer: (request) => link.routes[path](request) })), { address: '127.0.0.1', port: 0, tls: { certFile, keyFile }, log });
  const answers = { '/lease': 'j'.repeat(JOB_OCTETS), '/result': '{}' };
  const bare = createServer({ cert: certificates.certPem, key: certificates.keyPem }, (request, response) => {
    request.resume().on('end', () => response.end(request.url === '/lease' ? answers['/lease'] : answers['/result']));
  });
  await new Promise<void>((resolve) => bare.listen(0, '127.0.0.1', resolve));
  const address = bare.address();
  process.on('message', (message: ToBot) => {
    void obey(message).then((said) => process.send?.(said));
  });
  const { token } = await inviteRelay(options, hostname());
  process.send?.({ is: 'started', url: front.url, bare: `https://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`, ca: certificates.caPem, token } satisfies FromBot);

  async function obey(message: ToBot): Promise<FromBot> {
    const took: number[] = [];
    let entries = 0;
    if (message.ask === 'confirm') {
      const [relay] = await store.relays();
      if (relay === undefined) throw new Error('no relay has enrolled');
      const at = systemClock.now().toISOString();
      await store.confirmRelay(relay, { confirmations: [], confirmedAt: at }, { event: 'relay.confirmed', at, actor: null, planId: null, rule: null, facts: {} });
    }
    if (message.ask === 'read') {
      for (let n = 0; n < message.times; n += 1) {
        const started = performance.now();
        const { unread } = await link.read({ reading: 'ad.subject', version: 1, params: { name: 'jsmith' } });
        took.push(performance.now() - started);
        if (unread[0]?.why !== 'not-configured') throw new Error(JSON.stringify(unread));
      }
    }
    if (message.ask === 'list') {
      const started = performance.now();
      for await (const part of link.list(message.request)) entries += part.entries.length;
      took.push(performance.now() - started);
    }
    if (message.ask === 'end') {
      bare.closeAllConnections();
      bare.close();
      await front.close();
      await store.close();
      rmSync(folder, { recursive: true, force: true });
      setImmediate(() => process.disconnect());
    }
    return { is: 'done', took, entries };
  }
}
