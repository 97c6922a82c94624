import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { z } from 'zod';
import { stageOpening } from '../../lab/company/opening-scene.ts';
import { runToEnd, startProcess, type LabProcess } from '../../lab/lab-process.ts';
import { startLab, type Lab } from '../../lab/start-lab.ts';
import { withPostgres } from '../real/with-postgres.ts';
import { chatting, wordsOf, type Chatting } from './chatting.ts';

const CONFIG = z.looseObject({ listen: z.looseObject({ port: z.number() }), admin: z.looseObject({ port: z.number(), tokenFile: z.string() }) });
const VARIABLES = ['SYNCWHY_STORE_POSTGRES_URL', 'SYNCWHY_STORE_POSTGRES_PASSWORD'] as const;

/** Two bot processes from the production entry on one PostgreSQL; the relay polls the first one only. */
withPostgres('two bot processes', (postgres) => {
  describe('and one relay', function () {
    this.timeout(120_000);
    let lab: Lab;
    let second: { readonly process: LabProcess; readonly messagesUrl: string };
    let chat: Chatting;

    before(async () => {
      const { host, port, database, user, password = '' } = await postgres().database();
      // The environment wins over the configuration of the lab, and its processes inherit it.
      process.env['SYNCWHY_STORE_POSTGRES_URL'] = `postgres://${user}@${host}:${port}/${database}`;
      process.env['SYNCWHY_STORE_POSTGRES_PASSWORD'] = password;
      lab = await startLab({ stage: stageOpening, cycleSeconds: 5 });
      second = await startSecond(lab);
      chat = chatting(lab.connector);
    });
    after(async () => {
      await second?.process.stop();
      await lab?.close();
      for (const variable of VARIABLES) delete process.env[variable];
    });

    it('carry out on one what was asked for on the other', async () => {
      const thread = await chat.post('ana', "why won't jsmith sync");
      await chat.press('ana', await chat.sees('ana', thread, /Not synced/), 'propose');
      const plan = await chat.sees('ben', thread, /Waiting for/);
      lab.connector.pointAt(second.messagesUrl);
      await chat.press('ben', plan, 'approve', { approveComment: 'looks right' });
      await chat.sees('ana', thread, /✓ (Done|Verified)/, 60_000);
      lab.connector.pointAt(lab.files.messagesUrl);
    });

    it('read through the relay that the other one serves', async () => {
      lab.connector.pointAt(second.messagesUrl);
      const thread = await chat.post('ana', 'why tnguyen');
      await chat.sees('ana', thread, /Synced|Not synced/, 40_000);
      assert.doesNotMatch(wordsOf(await chat.sees('ana', thread, /Synced|Not synced/)), /relay-offline|no relay answers/);
      lab.connector.pointAt(lab.files.messagesUrl);
    });

    it('go on when one of them is killed', async () => {
      await second.process.kill();
      const thread = await chat.post('ana', 'why fokafor');
      await chat.sees('ana', thread, /Synced|Not synced/, 40_000);
    });

    it('leave one audit trail, and it is whole', async () => {
      const { code, output } = await runToEnd(['audit', 'verify', '--config', lab.files.botConfig]);
      assert.equal(code, 0, output);
      assert.match(output, /whole/);
      assert.equal(existsSync(join(lab.folder, 'syncwhy.db')), false);
    });
  });
});

async function startSecond(lab: Lab): Promise<{ readonly process: LabProcess; readonly messagesUrl: string }> {
  const first = CONFIG.parse(parse(readFileSync(lab.files.botConfig, 'utf8')));
  const [port, adminPort] = await Promise.all([freePort(), freePort()]);
  const config = { ...first, listen: { ...first.listen, port }, admin: { ...first.admin, port: adminPort, tokenFile: 'admin-second.token' } };
  const file = join(lab.folder, 'bot-second.yaml');
  const log = join(lab.folder, 'bot-second.log');
  writeFileSync(file, stringify(config));
  const process = startProcess(['bot', '--config', file], log);
  let hasEnded = false;
  void process.ended.then(() => (hasEnded = true));
  for (;;) {
    if (hasEnded) assert.fail(`the second bot ended: ${readFileSync(log, 'utf8').slice(-2_000)}`);
    if ((await fetch(`http://127.0.0.1:${adminPort}/readyz`).catch(() => null))?.status === 200) return { process, messagesUrl: `https://127.0.0.1:${port}/api/messages` };
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject).listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
