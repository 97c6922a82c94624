import assert from 'node:assert/strict';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { signedWebhook } from '../../../src/adapters/webhooks/signed-webhook.ts';
import { systemClock } from '../../../src/adapters/system/system-clock.ts';
import { toldIncident } from '../../../src/model/told-incident.ts';
import { NotReceived } from '../../../src/ports/event-receiver.ts';
import { sampleIncident } from '../../contracts/sample-incident.ts';
import { MADE } from '../../contracts/sample-plan.ts';

const EVENT = toldIncident({ seq: 7, at: MADE, turn: 'opened', incident: sampleIncident(1, { title: 'Größe – 12 accounts' }) }, { names: false });
const SECRET = `whsec_${Buffer.from('twenty-four octets, or so').toString('base64')}`;

describe('A signed webhook', () => {
  let server: Server;
  let seen: { readonly headers: IncomingHttpHeaders; readonly body: string }[];
  let status: number | 'hangs' | 'moved';
  beforeEach(async () => {
    seen = [];
    status = 204;
    server = createServer((request, response) => {
      let body = '';
      request.setEncoding('utf8').on('data', (part: string) => { body += part; }).on('end', () => {
        seen.push({ headers: request.headers, body });
        if (status === 'hangs') return;
        response.writeHead(status === 'moved' ? 307 : status, status === 'moved' ? { location: '/elsewhere' } : {});
        response.end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });
  const webhook = (secret = SECRET) => signedWebhook({ name: 'pager', url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/hook`, secret, names: false, clock: systemClock, deadlineMilliseconds: 500 });

  for (const [which, secret, key] of [['of the specification', SECRET, SECRET], ['of plain text', 'twenty-four octets, or so', SECRET]] as const) {
    it(`is taken by the library of the specification, with a secret ${which}`, async () => {
      await webhook(secret).deliver(EVENT);
      const { headers, body } = seen[0] ?? assert.fail('nothing came');
      const named = { 'webhook-id': String(headers['webhook-id']), 'webhook-timestamp': String(headers['webhook-timestamp']), 'webhook-signature': String(headers['webhook-signature']) };
      assert.deepEqual(new Webhook(key).verify(body, named), JSON.parse(JSON.stringify(EVENT)));
      assert.equal(named['webhook-id'], 'syncwhy-7');
      assert.throws(() => new Webhook(key).verify(body.replace('12', '13'), named));
    });
  }

  for (const [answered, says] of [[500, 'it answered 500'], [404, 'it answered 404'], ['hangs', 'it could not be reached'], ['moved', 'it could not be reached']] as const) {
    it(`is not taken when the receiver ${typeof answered === 'number' ? `answers ${String(answered)}` : answered === 'hangs' ? 'does not answer' : 'sends it elsewhere'}`, async () => {
      status = answered;
      await assert.rejects(webhook().deliver(EVENT), (error) => error instanceof NotReceived && error.message === says);
      assert.equal(seen.length, 1);
    });
  }
});
