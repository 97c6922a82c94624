import { systemClock } from '../adapters/system/system-clock.ts';
import { trustAlso } from '../adapters/system/trust-also.ts';
import type { LocalPolicy } from '../boundary/local-policy.ts';
import type { RelayConfig } from '../boundary/relay-config.ts';
import type { Clock } from '../ports/clock.ts';
import { checkBot } from './check-bot.ts';
import { checkDomain } from './check-domain.ts';
import { checkPolicy } from './check-policy.ts';
import { checkFiles } from './check-files.ts';
import { inTime, lineText, note, type CheckLine } from './check-line.ts';
import { checkSeals } from './check-seals.ts';
import { checkSecurityLog, checkSyncServer } from './check-sync-server.ts';
import { inWords } from './check-words.ts';
import { readLocalPolicy, readRelayConfig } from './config.ts';

interface CheckOptions {
  /** Only explain; connect to nothing. */
  readonly offline?: boolean | undefined;
  /** Longest time for one check, in milliseconds. */
  readonly limitMs?: number | undefined;
  readonly clock?: Clock | undefined;
}

/** `syncwhy relay check`: configuration and local policy in words, then a line for everything that was looked at. Nothing is written anywhere. 0 when there is nothing to mend, else 1. */
export async function runCheck(configFile: string, out: (text: string) => void, { offline = false, limitMs = 90_000, clock = systemClock }: CheckOptions = {}): Promise<number> {
  const config = readRelayConfig(configFile);
  const policy = readLocalPolicy(config.localPolicyFile);
  out(inWords(config, policy).join('\n'));
  if (offline) return 0;
  trustAlso(config.trustedCaFile);
  const lines = await checkAll(config, policy, { limitMs, clock });
  out(['', ...lines.map(lineText), '', summary(lines)].join('\n'));
  return lines.some(({ is }) => is === 'mend') ? 1 : 0;
}

async function checkAll(config: RelayConfig, policy: LocalPolicy, { limitMs, clock }: { readonly limitMs: number; readonly clock: Clock }): Promise<readonly CheckLine[]> {
  const found = await Promise.all([
    inTime('bot', () => checkBot(config, clock), limitMs),
    inTime('files', () => Promise.resolve(checkFiles(config)), limitMs),
    inTime('local policy', () => Promise.resolve(checkPolicy(config, policy)), limitMs),
    inTime('sealing keys', () => checkSeals(config, policy), limitMs),
    ...config.directories.map((configured) => inTime(`domain ${configured.baseDn}`, () => checkDomain({ config, configured, policy, clock }), limitMs)),
    ...config.syncServers.map((server) => inTime(`sync server ${server.name}`, () => checkSyncServer(server, policy, clock), limitMs)),
    inTime('Security log', () => checkSecurityLog(config, policy, clock), limitMs),
  ]);
  return [...found.flat(), ...(config.directories.length === 0 ? [note('domains', 'the configuration names none, so Active Directory is not read')] : [])];
}

function summary(lines: readonly CheckLine[]): string {
  const wrong = lines.filter(({ is }) => is === 'mend').length;
  return wrong === 0 ? 'Nothing to mend.' : `${String(wrong)} to mend.`;
}
