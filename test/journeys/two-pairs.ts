import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parse, stringify } from 'yaml';
import { z } from 'zod';
import { confirmLabRelay } from '../../lab/confirm-relay.ts';
import type { Contoso } from '../../lab/company/contoso.ts';
import { runToEnd, startProcess, type LabProcess } from '../../lab/lab-process.ts';
import { startLab, type Lab } from '../../lab/start-lab.ts';
import type { PostgresServer } from '../../src/adapters/postgres/postgres-server.ts';
import { AHEAD, setAhead } from '../real/clock-ahead.ts';
import { chatting, type Chatting } from './chatting.ts';

export const MEMBERS = ['first bot', 'second bot', 'first relay', 'second relay'] as const;
export type Member = (typeof MEMBERS)[number];

/** Two bots on one database, and two relays of one group, each with a bot of its own. */
export interface TwoPairs {
  readonly lab: Lab;
  readonly chat: Chatting;
  kill(member: Member): Promise<void>;
  revive(member: Member): Promise<void>;
  /** Which bot Teams sends to. */
  talkTo(bot: 'first bot' | 'second bot'): void;
  /** Kills all four, and starts them again so many minutes later. */
  skip(minutes: number): Promise<void>;
  auditIsWhole(): Promise<void>;
  close(): Promise<void>;
}

const VARIABLES = ['SYNCWHY_STORE_POSTGRES_URL', 'SYNCWHY_STORE_POSTGRES_PASSWORD', 'NODE_OPTIONS', AHEAD] as const;
const BOT = z.looseObject({ listen: z.looseObject({ port: z.number() }), admin: z.looseObject({ port: z.number(), tokenFile: z.string() }) });

/** Cycles run only on command. The environment wins over the configuration of the lab, and its processes inherit it. */
export async function startTwoPairs({ host, port, database, user, password = '' }: PostgresServer, stage: (company: Contoso) => void): Promise<TwoPairs> {
  const before = process.env['NODE_OPTIONS'];
  process.env['SYNCWHY_STORE_POSTGRES_URL'] = `postgres://${user}@${host}:${port}/${database}`;
  process.env['SYNCWHY_STORE_POSTGRES_PASSWORD'] = password;
  process.env['NODE_OPTIONS'] = `${before ?? ''} --import ${pathToFileURL(join(import.meta.dirname, '..', 'real', 'clock-ahead.ts')).href}`.trim();
  setAhead(0);
  const lab = await startLab({ stage, cycleSeconds: 3600 });
  const pair = await secondPair(lab);
  const revive = async (member: Member): Promise<void> => {
    if (member === 'first bot') await lab.startBot();
    else if (member === 'first relay') lab.startRelay();
    else await pair.start(member);
  };
  await revive('second bot');
  await pair.enrol();
  await revive('second relay');
  const running = (member: Member): LabProcess => (member === 'first bot' ? lab.bot() : member === 'first relay' ? lab.relay() : pair.running(member));
  let ahead = 0;
  return {
    lab,
    chat: chatting(lab.connector),
    kill: (member) => running(member).kill(),
    revive,
    talkTo: (bot) => lab.connector.pointAt(bot === 'first bot' ? lab.files.messagesUrl : pair.messagesUrl),
    async skip(minutes) {
      await Promise.all(MEMBERS.map((member) => running(member).kill()));
      setAhead((ahead += minutes * 60_000));
      for (const member of MEMBERS) await revive(member);
    },
    async auditIsWhole() {
      const { code, output } = await runToEnd(['audit', 'verify', '--config', lab.files.botConfig]);
      assert.equal(code, 0, output);
      assert.match(output, /whole/);
    },
    async close() {
      await Promise.all((['second bot', 'second relay'] as const).map((member) => pair.running(member).stop()));
      await lab.close();
      setAhead(0);
      for (const variable of VARIABLES) delete process.env[variable];
      if (before !== undefined) process.env['NODE_OPTIONS'] = before;
    },
  };
}

type Second = 'second bot' | 'second relay';

async function secondPair(lab: Lab) {
  const { botConfig, relayConfig } = lab.files;
  const [port, adminPort] = await Promise.all([freePort(), freePort()]);
  const bot = BOT.parse(parse(readFileSync(botConfig, 'utf8')));
  const files = { 'second bot': join(lab.folder, 'bot-2.yaml'), 'second relay': join(lab.folder, 'relay-2.yaml') } as const;
  writeFileSync(files['second bot'], stringify({ ...bot, listen: { ...bot.listen, port }, admin: { ...bot.admin, port: adminPort, tokenFile: 'admin-2.token' } }));
  const relay = z.looseObject({}).parse(parse(readFileSync(relayConfig, 'utf8')));
  mkdirSync(join(lab.folder, 'relay-2'), { mode: 0o700 });
  writeFileSync(files['second relay'], stringify({ ...relay, bot: { url: `https://127.0.0.1:${port}` }, stateDir: 'relay-2' }));
  const running = new Map<Second, LabProcess>();
  const log = (member: Second): string => join(lab.folder, `${member.replace(' ', '-')}.log`);
  return {
    messagesUrl: `https://127.0.0.1:${port}/api/messages`,
    running: (member: Second): LabProcess => running.get(member) ?? assert.fail(`the ${member} was never started`),
    async start(member: Second): Promise<void> {
      const started = startProcess([member === 'second bot' ? 'bot' : 'relay', '--config', files[member]], log(member));
      running.set(member, started);
      if (member === 'second bot') await isReady(started, `http://127.0.0.1:${adminPort}/readyz`, log(member));
    },
    async enrol(): Promise<void> {
      const authorization = `Bearer ${readFileSync(lab.files.adminTokenFile, 'utf8').trim()}`;
      const response = await fetch(`${lab.files.adminUrl}/admin/enrol-token`, { method: 'POST', headers: { authorization, 'content-type': 'application/json' }, body: JSON.stringify({ group: 'default', host: hostname() }) });
      const { text } = z.looseObject({ text: z.string() }).parse(await response.json());
      const { code, output } = await runToEnd(['relay', 'enrol', '--config', files['second relay'], '--token', text]);
      assert.equal(code, 0, output);
      await confirmLabRelay(join(lab.folder, 'syncwhy.db'));
    },
  };
}

async function isReady(started: LabProcess, url: string, logFile: string): Promise<void> {
  let hasEnded = false;
  void started.ended.then(() => (hasEnded = true));
  while ((await fetch(url).catch(() => null))?.status !== 200) {
    if (hasEnded) assert.fail(`the second bot ended: ${readFileSync(logFile, 'utf8').slice(-2_000)}`);
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
