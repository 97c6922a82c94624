import { fork, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { packageRelay } from '../tools/package-relay.ts';
import type { FromBot, ToBot } from './relay-bot.ts';

export interface RelaySite {
  /** The process of the relay, as it is packed for a site. */
  readonly relay: ChildProcess;
  readonly started: Extract<FromBot, { readonly is: 'started' }>;
  ask(message: ToBot): Promise<Extract<FromBot, { readonly is: 'done' }>>;
  close(): Promise<void>;
}

/** A bot and a relay in processes of their own, over TLS, as they run at a site. `directories` as in the relay's configuration. */
export async function startRelaySite(directories: readonly Readonly<Record<string, unknown>>[] = []): Promise<RelaySite> {
  const folder = mkdtempSync(join(tmpdir(), 'syncwhy-bench-relay-'));
  const file = (name: string): string => join(folder, name);
  const bot = fork(join(import.meta.dirname, 'relay-bot.ts'), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const started = await hear<RelaySite['started']>(bot);
  await packageRelay(file('packed'));
  writeFileSync(file('ca.pem'), started.ca);
  writeFileSync(file('policy.yaml'), stringify({ readOnly: true, operations: [], writableContainers: [], objectsPerHour: 0 }));
  writeFileSync(file('relay.yaml'), stringify({ bot: { url: started.url }, stateDir: 'state', localPolicyFile: 'policy.yaml', trustedCaFile: 'ca.pem', directories, log: { level: 'warn' } }));
  const run = (...words: readonly string[]): ChildProcess => spawn(file('packed/node'), [...flagsOfService(), file('packed/relay.mjs'), '--config', file('relay.yaml'), ...words], { stdio: ['ignore', 'ignore', 'inherit'] });
  await once(run('enrol', '--token', started.token), 'exit');
  const ask: RelaySite['ask'] = async (message) => {
    bot.send(message);
    return hear(bot);
  };
  await ask({ ask: 'confirm' });
  const relay = run();
  return {
    relay,
    started,
    ask,
    close: async () => {
      const ended = [once(relay, 'exit'), once(bot, 'exit')];
      relay.kill('SIGTERM');
      await ask({ ask: 'end' });
      await Promise.all(ended);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** What the service gives the runtime, before the file that it runs. */
export const flagsOfService = (): readonly string[] =>
  /^ExecStart=\S+ (.*?)\S*relay\.mjs/m.exec(readFileSync(join(import.meta.dirname, '..', 'packaging/relay/syncwhy-relay.service'), 'utf8'))?.[1]?.split(' ').filter((flag) => flag !== '') ?? [];

/** The next thing that a child says; rejects when it dies instead. */
export async function hear<Message>(child: ChildProcess): Promise<Message> {
  const died = new AbortController();
  const exited = once(child, 'exit', { signal: died.signal }).then(([code]) => Promise.reject(new Error(`a process of the measurement ended with ${String(code)}`)), () => new Promise<never>(() => undefined));
  try {
    const [message] = (await Promise.race([once(child, 'message', { signal: died.signal }), exited])) as [Message];
    return message;
  } finally {
    died.abort();
  }
}
