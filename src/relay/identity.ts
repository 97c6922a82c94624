import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import packageJson from '../../package.json' with { type: 'json' };
import type { KeyShelf } from '../ports/key-shelf.ts';
import { NotReady } from '../ports/not-ready.ts';
import type { LocalPolicy } from '../boundary/local-policy.ts';
import type { HelloRequest } from '../boundary/relay-messages.ts';
import { parseCounter, parseRelayIdentity, type RelayIdentity } from '../boundary/relay-state.ts';
import { linkKeyOf, newPrivateKeyPem, publicKeyOf, type LinkKey } from '../protocol/keys.ts';
import { RELAY_KEY } from './change-key.ts';
import { policyHash } from './local-policy.ts';
import { shelfIn } from './secrets.ts';

/** Names of the files below the relay's state folder. */
const FILES = { key: RELAY_KEY, identity: 'identity.json', counter: 'counter.json', journal: 'journal.jsonl' } as const;

export const journalFile = (stateDir: string): string => join(stateDir, FILES.journal);
export const keyFile = (stateDir: string): string => join(stateDir, FILES.key);

/** Where the relay keeps its key; `serviceAccount` as in the configuration. */
export const relayShelf = (stateDir: string, serviceAccount?: string): KeyShelf => shelfIn(stateDir, { serviceAccount });

/** The relay's own key pair; made here at the first use, never leaves this machine. */
export function relayKey(shelf: KeyShelf): LinkKey {
  if (shelf.read(RELAY_KEY) === null) shelf.write(RELAY_KEY, newPrivateKeyPem());
  const key = linkKeyOf(shelf.read(RELAY_KEY) ?? '');
  if (key === null) throw new NotReady('The key of this relay is damaged: it is no P-256 private key. Enrol the relay again.');
  return key;
}

/** Who this relay is, and the key of the only bot that it obeys. */
export function readIdentity(stateDir: string): RelayIdentity & { readonly botKey: NonNullable<ReturnType<typeof publicKeyOf>> } {
  const text = readIfThere(join(stateDir, FILES.identity));
  if (text === null) throw new NotReady(`This relay is not enrolled yet (no ${FILES.identity} in ${stateDir}). Get a token from the bot, then: syncwhy relay enrol --config FILE --token TOKEN`);
  const identity = parseRelayIdentity(text);
  const botKey = identity === null ? null : publicKeyOf(identity.jobKey);
  if (identity === null || botKey === null) throw new NotReady(`${join(stateDir, FILES.identity)} is damaged. Remove it and enrol the relay again.`);
  return { ...identity, botKey };
}

export function writeIdentity(stateDir: string, { relayId, group, botUrl, jobKey, keySince }: RelayIdentity): void {
  makeFolder(stateDir);
  writeDurably(join(stateDir, FILES.identity), JSON.stringify({ relayId, group, botUrl, jobKey, keySince }));
}

/** What a relay tells the bot about itself. */
export const aboutThisRelay = (policy: LocalPolicy): HelloRequest => ({ host: hostname(), version: packageJson.version, policyHash: policyHash(policy), readOnly: policy.readOnly, seals: policy.sealing?.operations ?? {} });

/** Request numbers that rise, across restarts too: every start takes a thousand million of them. */
export function openCounter(stateDir: string): () => number {
  const file = join(stateDir, FILES.counter);
  const text = readIfThere(file);
  const starts = text === null ? 0 : parseCounter(text);
  if (starts === null) throw new NotReady(`${file} is damaged. Remove it and enrol the relay again.`);
  makeFolder(stateDir);
  writeDurably(file, JSON.stringify(starts + 1));
  let last = (starts + 1) * NUMBERS_A_START;
  return () => (last += 1);
}

const NUMBERS_A_START = 1_000_000_000;

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch {
    throw new NotReady(`The state folder ${folder} cannot be made by this account.`);
  }
}

function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw new NotReady(`${file} cannot be read by this account.`);
  }
}

/** Readable for this account only; the old file stays until the new one is on the disk. */
function writeDurably(file: string, text: string): void {
  try {
    const handle = openSync(`${file}.new`, 'w', 0o600);
    writeSync(handle, text);
    fsyncSync(handle);
    closeSync(handle);
    renameSync(`${file}.new`, file);
  } catch {
    throw new NotReady(`${file} cannot be written by this account.`);
  }
}
