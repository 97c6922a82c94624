import { accessSync, constants, existsSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { RelayConfig } from '../boundary/relay-config.ts';
import { NotReady } from '../ports/not-ready.ts';
import { linkKeyOf } from '../protocol/keys.ts';
import { mend, note, ok, type CheckLine } from './check-line.ts';
import { journalFile, keyFile, readIdentity } from './identity.ts';
import { readJournalLines } from './journal.ts';
import { isOnShelf, passwordFilesOf, shelfIn, thisPlatform, type Platform } from './secrets.ts';

/** What lies on this machine: the state folder, the key, the enrolment, the journal and the files with secrets. Nothing is made or changed. */
export function checkFiles(config: RelayConfig, platform: Platform = thisPlatform): readonly CheckLine[] {
  return [...stateLines(config, platform), ...passwordFilesOf(config).map((file) => (isOnShelf(file, config.stateDir, platform) ? shelfLine('password file', file, { config, platform }) : secretLine('password file', file)))];
}

function stateLines(config: RelayConfig, platform: Platform): readonly CheckLine[] {
  const { stateDir } = config;
  if (!existsSync(stateDir)) return [mend('enrolment', `there is no state folder ${stateDir} yet, so this relay is not enrolled`, ENROL)];
  const loose = openTo(stateDir, 'shared');
  const folder = !isWritable(stateDir)
    ? mend('state folder', `${stateDir} cannot be written by this account`, 'let the account of the relay, and nobody else, own it')
    : loose === null ? ok('state folder', `${stateDir} is there${ON_WINDOWS}`) : mend('state folder', `${stateDir} is open to ${loose}`, `chmod 700 ${stateDir}`);
  return [folder, keyLine(keyFile(stateDir), { config, platform }), enrolmentLine(config), journalLine(stateDir)];
}

const ENROL = 'get a token from the bot, then: relay --config FILE enrol --token TOKEN';
const ON_WINDOWS = process.platform === 'win32' ? ' (who may read it is not checked on Windows: icacls shows it)' : '';

interface Here {
  readonly config: RelayConfig;
  readonly platform: Platform;
}

function keyLine(file: string, here: Here): CheckLine {
  if (!existsSync(file)) return mend('key', `there is no ${file}, so this relay is not enrolled`, ENROL);
  const line = shelfLine('key', file, here);
  return line.is === 'ok' && linkKeyOf(shelfIn(dirname(file), here.config, here.platform).read(basename(file)) ?? '') === null ? mend('key', `${file} holds no key of a relay`, `remove it, and ${ENROL}`) : line;
}

/** A secret that the relay keeps itself. */
function shelfLine(what: string, file: string, { config, platform }: Here): CheckLine {
  if (platform.name !== 'win32') return secretLine(what, file, 'own');
  const shelf = shelfIn(dirname(file), config, platform);
  try {
    const form = shelf.form(basename(file));
    if (form === 'absent') return mend(what, `there is no ${file}`, 'hand the password over with set-password');
    if ((shelf.read(basename(file)) ?? '').trim() === '') return mend(what, `${file} is empty`, 'hand the secret over again');
    return form === 'protected' ? ok(what, `${file} is there, protected for this machine`) : mend(what, `${file} holds its secret as plain text`, 'start the relay once, which protects it; or hand it over again with set-password');
  } catch (error) {
    if (!(error instanceof NotReady)) throw error;
    return { is: 'mend', what, says: error.message };
  }
}

function enrolmentLine({ stateDir, group, bot }: RelayConfig): CheckLine {
  try {
    const identity = readIdentity(stateDir);
    if (identity.group !== group) return mend('enrolment', `this relay was enrolled for the group ${identity.group}, but the configuration says ${group}`, 'set group back, or remove identity.json and enrol again');
    if (identity.botUrl !== bot.url) return note('enrolment', `as ${identity.relayId} in group ${group}; it was enrolled with the bot at ${identity.botUrl}, and bot.url is ${bot.url} now`);
    return ok('enrolment', `as ${identity.relayId} in group ${group}; whether the bot has confirmed it, agents shows there`);
  } catch (error) {
    if (error instanceof NotReady) return mend('enrolment', error.message, 'see above');
    throw error;
  }
}

function journalLine(stateDir: string): CheckLine {
  const file = journalFile(stateDir);
  if (!existsSync(file)) return ok('journal', 'there is none yet; it begins with the first start');
  try {
    const steps = readJournalLines(file).length;
    return isWritable(file) ? ok('journal', `${String(steps)} lines, all whole`) : mend('journal', `${file} cannot be written by this account`, 'let the account of the relay own it; without its journal it starts nothing');
  } catch (error) {
    return mend('journal', error instanceof NotReady ? error.message : `${file} cannot be read by this account`, 'let the account of the relay own it; without its journal it starts nothing');
  }
}

function secretLine(what: string, file: string, may: Keeping = 'shared'): CheckLine {
  try {
    if (readFileSync(file, 'utf8').trim() === '') return mend(what, `${file} is empty`, 'write the secret into it');
  } catch {
    return mend(what, `${file} cannot be read by this account`, 'make it, and let the account of the relay, and nobody else, read it');
  }
  const loose = openTo(file, may);
  return loose === null ? ok(what, `${file} is there${ON_WINDOWS}`) : mend(what, `${file} is open to ${loose}`, `chmod 600 ${file}`);
}

/** A file that is the relay's own is for nobody else; a shared one may be read, not written, by the group of the service. */
type Keeping = 'own' | 'shared';
const TOO_MUCH: Readonly<Record<Keeping, number>> = { own: 0o077, shared: 0o027 };

/** Who else may get at it, by its mode; null for nobody who must not. Windows has no modes. */
function openTo(path: string, keeping: Keeping): string | null {
  if (process.platform === 'win32') return null;
  const wrong = statSync(path).mode & TOO_MUCH[keeping];
  if (wrong === 0) return null;
  return (wrong & 0o007) !== 0 ? 'everybody on this machine' : 'its group';
}

function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
