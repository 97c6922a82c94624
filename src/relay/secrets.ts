import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { createProtectedShelf } from '../adapters/sync-powershell/protected-shelf.ts';
import { createFileShelf } from '../adapters/system/file-shelf.ts';
import type { RelayConfig } from '../boundary/relay-config.ts';
import type { KeyShelf } from '../ports/key-shelf.ts';
import type { Log } from '../ports/log.ts';
import { NotReady } from '../ports/not-ready.ts';
import { NEXT_KEY, RELAY_KEY } from './change-key.ts';

/** What decides how secrets are kept: DPAPI on Windows, files of mode 0600 elsewhere. */
export interface Platform {
  readonly name: NodeJS.Platform;
  /** Windows PowerShell 5.1. */
  readonly powershell: readonly string[];
}

export const thisPlatform: Platform = { name: process.platform, powershell: [`${process.env['SystemRoot'] ?? 'C:\\Windows'}\\System32\\WindowsPowerShell\\v1.0\\powershell.exe`] };

type Account = Pick<RelayConfig, 'serviceAccount'>;
type Kept = Pick<RelayConfig, 'stateDir' | 'serviceAccount'>;

/** The shelf of this platform in a folder. */
export function shelfIn(folder: string, { serviceAccount }: Account, platform: Platform = thisPlatform): KeyShelf {
  if (platform.name !== 'win32') return createFileShelf(folder);
  const here = shelves.get(platform) ?? new Map<string, KeyShelf>();
  const shelf = here.get(`${serviceAccount ?? ''}\n${folder}`) ?? createProtectedShelf({ folder, command: platform.powershell, account: serviceAccount });
  shelves.set(platform, here.set(`${serviceAccount ?? ''}\n${folder}`, shelf));
  return shelf;
}

/** One for each folder: opening a secret holds up everything for as long as PowerShell takes, so it is done once however many ask. */
const shelves = new WeakMap<Platform, Map<string, KeyShelf>>();

/** Folder of the passwords that `set-password` was handed. */
export const passwordFolder = (stateDir: string): string => join(stateDir, 'passwords');

/** Whether the relay itself keeps this file; the others are the site's own, such as a credential of systemd, with whatever rights the site gave them. */
export const isOnShelf = (file: string, stateDir: string, { name }: Platform = thisPlatform): boolean => name === 'win32' || dirname(file) === passwordFolder(stateDir);

/** Reads the password in this file, anew at each call, so that a changed one needs no restart. Throws `NotReady`. */
export function passwordReader(file: string, { stateDir, serviceAccount }: Kept, platform: Platform = thisPlatform): () => string {
  const shelf = isOnShelf(file, stateDir, platform) ? shelfIn(dirname(file), { serviceAccount }, platform) : null;
  return () => {
    const text = shelf === null ? plainText(file) : shelf.read(basename(file));
    if (text === null) throw unreadable(file);
    return text.replace(/\r?\n$/, '');
  };
}

function plainText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw unreadable(file);
  }
}

const unreadable = (file: string): NotReady => new NotReady(`The password file ${file} is missing, or this account may not read it.`);

/** Every file that the configuration names for a password. */
export const passwordFilesOf = ({ bot, directories }: Pick<RelayConfig, 'bot' | 'directories'>): readonly string[] =>
  [...new Set([bot.proxy, ...directories.flatMap((each) => [each, each.write])].flatMap((each) => each?.passwordFile ?? []))];

/** Brings what an earlier version wrote as plain text into the protected form. One that cannot be is told in the log, and is read as it is. */
export function protectPlainSecrets(config: RelayConfig, log: Log, platform: Platform = thisPlatform): void {
  const files = [RELAY_KEY, NEXT_KEY].map((name) => join(config.stateDir, name)).concat(passwordFilesOf(config).filter((file) => isOnShelf(file, config.stateDir, platform)));
  for (const file of files) {
    const shelf = shelfIn(dirname(file), config, platform);
    try {
      if (shelf.form(basename(file)) !== 'plain') continue;
      shelf.write(basename(file), (shelf.read(basename(file)) ?? '').replace(/\r?\n$/, ''));
      log.info('secret.protected', { file });
    } catch (error) {
      if (!(error instanceof NotReady)) throw error;
      log.warn('secret.not-protected', { file, says: error.message });
    }
  }
}
