import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import type { Command } from 'commander';
import { NotReady } from '../src/ports/not-ready.ts';
import type { ApproveSettings } from '../src/boundary/approve-settings.ts';
import type { Terminal } from '../src/terminal/ask-command.ts';

interface Options {
  readonly bot: string;
  readonly ticket: string;
  readonly ca?: string;
  readonly authority?: string;
  readonly clientId?: string;
  readonly open: boolean;
}

const SETTINGS_FILE = join(homedir(), '.config', 'syncwhy', 'approve.yaml');

/** `syncwhy approve CODE …`: sealing a plan from the person's own machine. */
export function addApprove(program: Command, terminal: Terminal, ended: (code: number) => void): void {
  program.command('approve').argument('<code>', 'code of the plan, for example 7F3K-92QD').description('sign for a plan from this machine, where the bot does not draw the screen')
    .requiredOption('--bot <url>', 'address of the bot, as the chat gave it')
    .requiredOption('--ticket <ticket>', 'ticket for one sign-in, as the chat gave it')
    .option('--ca <file>', 'certificate authorities to trust besides, PEM')
    .option('--authority <url>', 'where people of the tenant sign in (https://login.microsoftonline.com)')
    .option('--client-id <id>', `application to sign in to; from ${SETTINGS_FILE} when left out`)
    .option('--no-open', 'only print the address to sign in at')
    .action(async (code: string, options: Options) => {
      ended(await approve(code, options, terminal));
    });
}

async function approve(code: string, { bot, ticket, ca, open, ...given }: Options, terminal: Terminal): Promise<number> {
  const [{ runApprove }, { createEntraSignIn }, { trustAlso }] = await Promise.all([
    import('../src/terminal/approve-command.ts'), import('../src/adapters/seal-sign-in/entra-sign-in.ts'), import('../src/adapters/system/trust-also.ts'),
  ]);
  if (!URL.canParse(bot) || new URL(bot).protocol !== 'https:') throw new NotReady(`--bot ${bot} is no https address.`);
  trustAlso(ca);
  const settings = await settingsOf(given);
  const pageOf = (tenantId: string) => createEntraSignIn({ authority: settings.authority, tenantId });
  return runApprove({ settings, pageOf, terminal, ask, browse: (address) => (open ? browse(address) : undefined) }, { code, bot, ticket });
}

/** Opened for the question only: what is typed before it must not get lost. An end of the input is no yes. */
async function ask(question: string): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  const ended = new Promise<string>((resolve) => lines.once('close', () => resolve('')));
  try {
    return await Promise.race([lines.question(question), ended]);
  } finally {
    lines.close();
  }
}

/** The person's own file, and what is said on the command line on top. */
async function settingsOf({ authority, clientId }: Pick<Options, 'authority' | 'clientId'>): Promise<ApproveSettings> {
  const [{ parseApproveSettings }, { readYaml, withComplaints }] = await Promise.all([import('../src/boundary/approve-settings.ts'), import('../src/adapters/system/read-settings.ts')]);
  const own: unknown = existsSync(SETTINGS_FILE) ? readYaml(SETTINGS_FILE, 'the settings of syncwhy approve') : {};
  const parsed = parseApproveSettings({ ...(typeof own === 'object' ? own : {}), ...(authority === undefined ? {} : { authority }), ...(clientId === undefined ? {} : { clientId }) });
  if (!parsed.ok) throw new NotReady(withComplaints(`${SETTINGS_FILE} or the command line must say where to sign in; your administrator knows the application (--client-id)`, parsed.complaints));
  return parsed.settings;
}

/** The address is printed as well, so a machine without a browser loses nothing. */
function browse(address: string): void {
  const [program, ...words] = process.platform === 'win32' ? ['rundll32', 'url.dll,FileProtocolHandler', address] : process.platform === 'darwin' ? ['open', address] : ['xdg-open', address];
  spawn(program ?? '', words, { stdio: 'ignore', detached: true }).once('error', () => undefined).unref();
}
