import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stageOpening } from '../../lab/company/opening-scene.ts';
import type { Spot } from '../../lab/servers/bot-connector.ts';
import { startLab, type Lab } from '../../lab/start-lab.ts';
import { leaveOut } from '../real/left-out.ts';
import { socketsOf } from '../real/sockets-of.ts';
import { startTraced, whyNotTraceable, type TracedProcess } from '../real/traced-process.ts';
import { trustLabCa } from '../real/trust-lab-ca.ts';
import { chatting, type Chatting } from './chatting.ts';
import { linkOn, nextSecond, signInAt } from './signing-in.ts';

const PROGRAM = join(import.meta.dirname, '..', '..', 'bin', 'syncwhy.mjs');
const EVERY_MS = 10;
const alone = (who: string): Spot => ({ place: 'personal', chatOf: who });

/** A question, and a plan that both sign in for: AD, sync server and the tenant's keys are all needed. */
async function sealedRepair(chat: Chatting): Promise<void> {
  const thread = await chat.post('ana', "why won't jsmith sync");
  await chat.press('ana', await chat.sees('ana', thread, /Not synced/, 60_000), 'propose');
  await chat.sees('ben', thread, /Waiting for a second admin/);
  await nextSecond();
  await signInAt(linkOn(await chat.sees('ana', alone('ana'), /Sign in to seal your request/)), 'ana');
  await chat.press('ben', await chat.sees('ben', thread, /Waiting for a second admin/), 'approve');
  await signInAt(linkOn(await chat.sees('ben', alone('ben'), /Sign in to seal your approval/)), 'ben');
  await chat.sees('ana', thread, /Verified in Entra ID/, 60_000);
}

const at = (url: string): string => `127.0.0.1:${new URL(url).port}`;
const allowed = (lab: Lab): readonly string[] => [at(lab.files.messagesUrl), at(lab.ldap.url), at(lab.files.loginUrl)].sort();

describe('the relay during a plan that people seal', function () {
  this.timeout(120_000);
  let lab: Lab;
  let chat: Chatting;
  let looks = 0;
  const listening = new Set<string>();
  const connectedTo = new Set<string>();
  let looking: NodeJS.Timeout | undefined;
  before(async function () {
    if (process.platform !== 'linux') {
      leaveOut('the sockets of the relay', 'the kernel lists them in /proc on Linux only');
      return this.skip();
    }
    lab = await startLab({ stage: stageOpening, cycleSeconds: 5, sealed: 'sign-in' });
    trustLabCa(readFileSync(lab.files.caFile, 'utf8'));
    chat = chatting(lab.connector);
    looking = setInterval(() => {
      const seen = socketsOf(lab.relay().pid);
      looks += 1;
      for (const address of seen.listening) listening.add(address);
      for (const address of seen.connectedTo) connectedTo.add(address);
    }, EVERY_MS);
    // From its very first moment on.
    await lab.relay().kill();
    lab.startRelay();
  });
  after(async () => {
    clearInterval(looking);
    await lab?.close();
  });

  it('repairs what was approved', async () => {
    await sealedRepair(chat);
    assert.ok(looks > 200, `only ${looks} looks`);
  });

  it('listens nowhere', () => {
    assert.ok(socketsOf(lab.bot().pid).listening.length > 0, 'the bot listens, so it can be seen who does');
    assert.deepEqual([...listening], []);
  });

  it('connects to the bot, the domain controller and the address of the tenant\'s keys, and to nothing else', () => {
    assert.deepEqual([...connectedTo].sort(), allowed(lab));
  });
});

describe('every network call of the relay, from its first moment to its last, during a plan that people seal', function () {
  this.timeout(180_000);
  let lab: Lab;
  let relay: TracedProcess;
  before(async function () {
    const reason = whyNotTraceable();
    if (reason !== null) {
      leaveOut('the network calls of the relay', reason);
      return this.skip();
    }
    lab = await startLab({ stage: stageOpening, cycleSeconds: 5, sealed: 'sign-in' });
    trustLabCa(readFileSync(lab.files.caFile, 'utf8'));
    await lab.relay().kill();
    relay = await startTraced([process.execPath, PROGRAM, 'relay', '--config', lab.files.relayConfig]);
    await sealedRepair(chatting(lab.connector));
    return undefined;
  });
  after(async () => {
    await relay?.stop();
    await lab?.close();
  });

  it('makes no socket listen, takes no connection and sends nothing without one', () => {
    const { listened, sentTo } = relay.calls();
    assert.deepEqual([listened, sentTo], [[], []]);
  });

  it('connects to the bot, the domain controller and the address of the tenant\'s keys, and never for a moment to anything else', () => {
    assert.deepEqual([...relay.calls().connectedTo].sort(), allowed(lab));
  });

  it('binds no address of the network', () => assert.deepEqual(relay.calls().bound, []));

  it('reaches the sync server through the one program that its configuration names, and starts no other', () => {
    const { programs } = relay.calls();
    assert.ok(programs.length > 0, 'the sync server was never asked');
    for (const program of programs) assert.match(program, /pretend-powershell\.mjs/);
  });
});
