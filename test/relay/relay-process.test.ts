import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import sinon from 'sinon';
import { stringify } from 'yaml';
import { inviteRelay } from '../../src/adapters/relay-link/enrol.ts';
import { loadJobKey } from '../../src/adapters/relay-link/load-job-key.ts';
import type { RelayLinkOptions } from '../../src/adapters/relay-link/relay-link-options.ts';
import { createRelayLink } from '../../src/adapters/relay-link/relay-link.ts';
import { systemClock } from '../../src/adapters/system/system-clock.ts';
import { systemRandom } from '../../src/adapters/system/system-random.ts';
import { planHash } from '../../src/protocol/plan-hash.ts';
import { NotReady } from '../../src/ports/not-ready.ts';
import { readRelayConfig } from '../../src/relay/config.ts';
import { enrol } from '../../src/relay/enrol.ts';
import { planWith, stepJob } from '../ports/relay-jobs.ts';
import { confirm, relayStore, type RelayStore } from '../ports/relay-store.ts';
import { serveRoutes } from '../ports/serve-routes.ts';

const MAIN = join(import.meta.dirname, '..', '..', 'src', 'relay', 'cli.ts');

describe('the relay as a process of its own', () => {
  let folder = '';
  let server: Awaited<ReturnType<typeof serveRoutes>>;
  let store: RelayStore;
  let options: RelayLinkOptions;
  let link: ReturnType<typeof createRelayLink>;
  let child: ChildProcess | null = null;
  const file = (name: string): string => join(folder, name);

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'syncwhy-relay-'));
    store = relayStore();
    options = { store, jobKey: loadJobKey(file('job-key.pem')), clock: systemClock, random: systemRandom, log: { info: sinon.fake(), warn: sinon.fake(), error: sinon.fake() }, group: 'default', patience: { pickUp: 10_000, pickUpFromNobody: 10_000 } };
    link = createRelayLink(options);
    server = await serveRoutes(link.routes);
    writeFileSync(file('policy.yaml'), stringify({ readOnly: true, operations: [], writableContainers: [], objectsPerHour: 0 }));
    writeFileSync(file('relay.yaml'), stringify({ bot: { url: server.url }, stateDir: 'state', localPolicyFile: 'policy.yaml' }));
  });
  afterEach(async () => {
    if (child !== null && child.exitCode === null && child.signalCode === null) {
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
    child = null;
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const start = (...words: readonly string[]): { readonly ended: Promise<number | null>; said(): string } => {
    const started = spawn(process.execPath, [MAIN, ...words], { stdio: ['ignore', 'pipe', 'pipe'] });
    child = started;
    let text = '';
    started.stdout.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')));
    started.stderr.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')));
    return { ended: new Promise((resolve) => started.on('exit', (code) => resolve(code))), said: () => text };
  };
  const introduce = async (): Promise<string> => confirm(store, (await enrol(readRelayConfig(file('relay.yaml')), (await inviteRelay(options, hostname())).token)).relayId);

  it('enrols, serves, refuses by its policy and stops when told to', async () => {
    // A sync server that the plan is about, so that the step comes here.
    writeFileSync(file('relay.yaml'), stringify({ bot: { url: server.url }, stateDir: 'state', localPolicyFile: 'policy.yaml', syncServers: [{ name: 'SYNC01', command: ['false'] }] }));
    await introduce();
    const relay = start('--config', file('relay.yaml'));
    const fragment = await link.read({ reading: 'ad.subject', version: 1, params: { name: 'jsmith' } });
    assert.deepEqual(fragment.unread.map(({ what, why }) => [what, why]), [['directory', 'not-configured']], relay.said());
    const at = (minutes: number): string => new Date(Date.now() + minutes * 60_000).toISOString();
    const plan = planWith([{ operation: 'sync.start-delta', params: { server: 'SYNC01', reason: 'an address was released' }, says: 'Start a delta cycle' }], { createdAt: at(-5), approveBy: at(55) });
    const job = stepJob(plan, { notAfter: at(4) });
    const answer = await link.step({ ...job, decisions: job.decisions.map((decision) => ({ ...decision, planHash: planHash(plan), at: at(-1) })) });
    assert.ok(answer.kind === 'refused' && answer.says.includes('read-only'), JSON.stringify(answer));
    child?.kill('SIGTERM');
    assert.equal(await relay.ended, 0);
  });

  it('finds its way back after it was killed', async () => {
    await introduce();
    const relay = start('--config', file('relay.yaml'));
    await link.read({ reading: 'ad.subject', version: 1, params: { name: 'jsmith' } });
    child?.kill('SIGKILL');
    await relay.ended;
    start('--config', file('relay.yaml'));
    const ask = async (): Promise<readonly string[]> => (await link.read({ reading: 'sync.servers', version: 1, params: { dns: [], anchors: [] } })).unread.map(({ why }) => why);
    const first = await ask();
    // What was still handed to the lease of the dead relay is said to be lost when the new one reports; the next question must reach it.
    if (first[0] === 'relay-offline') assert.deepEqual(await ask(), ['not-configured']);
    else assert.deepEqual(first, ['not-configured']);
  });

  it('keeps its key to itself', async () => {
    await introduce();
    for (const name of ['state/relay-key.pem', 'state/identity.json', 'job-key.pem']) assert.equal(statSync(file(name)).mode & 0o077, 0, name);
  });

  it('does not enrol with a bot that signs with another key than the token says', async () => {
    const { token } = await inviteRelay(options, hostname());
    const forged = [...token.split('.').slice(0, 2), 'x'.repeat(43)].join('.');
    await assert.rejects(enrol(readRelayConfig(file('relay.yaml')), forged), (error) => error instanceof NotReady && error.message.includes('another key'));
    assert.ok(!existsSync(file('state/identity.json')));
  });

  it('does not enrol with a token used before', async () => {
    const { token } = await inviteRelay(options, hostname());
    await enrol(readRelayConfig(file('relay.yaml')), token);
    const identity = readFileSync(file('state/identity.json'), 'utf8');
    await assert.rejects(enrol(readRelayConfig(file('relay.yaml')), token), (error) => error instanceof NotReady && error.message.includes('used up'));
    assert.equal(readFileSync(file('state/identity.json'), 'utf8'), identity);
  });

  for (const [what, prepare, says] of [
    ['without enrolment', () => undefined, /not enrolled yet/],
    ['without a configuration', () => rmSync(file('relay.yaml')), /Cannot read the configuration/],
    ['with an unknown key in its configuration', () => writeFileSync(file('relay.yaml'), stringify({ bot: { url: 'https://bot' }, stateDir: 's', localPolicyFile: 'policy.yaml', extra: 1 })), /extra/],
    ['with a bot over the open network without TLS', () => writeFileSync(file('relay.yaml'), stringify({ bot: { url: 'http://bot.contoso.com' }, stateDir: 's', localPolicyFile: 'policy.yaml' })), /bot\.url: must start with https/],
    ['without a local policy', () => rmSync(file('policy.yaml')), /Cannot read the local policy/],
    ['with a local policy that lacks a limit', () => writeFileSync(file('policy.yaml'), stringify({ readOnly: false })), /objectsPerHour/],
  ] as const) {
    it(`does not start ${what} and says so without a stack trace`, async () => {
      prepare();
      const relay = start('--config', file('relay.yaml'));
      assert.equal(await relay.ended, 2);
      assert.match(relay.said(), says);
      assert.doesNotMatch(relay.said(), /^\s+at /m);
    });
  }
});
