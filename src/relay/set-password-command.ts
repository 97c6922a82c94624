import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NotReady } from '../ports/not-ready.ts';
import { readRelayConfig } from './config.ts';
import { passwordFolder, shelfIn } from './secrets.ts';

const LONGEST = 1_024;

/** `syncwhy relay set-password NAME`: keeps what comes on standard input where only this account can read it. A password is never an argument: arguments can be seen by everybody on the machine. */
export function runSetPassword(configFile: string, name: string, out: (text: string) => void): number {
  if (!/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/.test(name)) throw new NotReady('A name for a password has letters, digits, - and _ only, for example: set-password ldap-read');
  const config = readRelayConfig(configFile);
  const folder = passwordFolder(config.stateDir);
  const password = passwordOf(standardInput());
  shelfIn(folder, config).write(name, password);
  out(`Kept. Name it in the configuration where it is needed: passwordFile: ${join(folder, name)}\nThe relay reads it at the next sign-in; it need not be restarted.`);
  return 0;
}

function standardInput(): string {
  // Whatever is typed at a terminal is shown there, and stays in its history.
  if (process.stdin.isTTY) throw new NotReady('Hand the password over on standard input, so that it is not shown. For example: systemd-ask-password | syncwhy relay --config FILE set-password NAME');
  return readFileSync(0, 'utf8');
}

function passwordOf(text: string): string {
  // Windows PowerShell may put a byte order mark before what it pipes.
  const password = text.replace(/^\uFEFF/, '').replace(/\r?\n$/, '');
  if (password === '') throw new NotReady('No password came on standard input; nothing was changed.');
  if (password.length > LONGEST || /[\r\n\0]/.test(password)) throw new NotReady(`A password is one line of at most ${LONGEST} characters; nothing was changed.`);
  return password;
}
