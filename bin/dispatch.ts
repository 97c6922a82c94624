import { existsSync, readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import packageJson from '../package.json' with { type: 'json' };
import { NotReady } from '../src/ports/not-ready.ts';
import type { AdminAddress } from '../src/terminal/admin-client.ts';
import { runAsk, type Terminal } from '../src/terminal/ask-command.ts';
import { addAudit } from './audit.ts';
import { addApprove } from './approve.ts';
import { addBot } from './bot.ts';
import { addCampaign } from './campaign.ts';
import { addConnect } from './connect.ts';
import { addScan } from './scan.ts';

/** Everything `syncwhy …` can do. Each command loads only what it needs. */
export async function dispatch(argv: readonly string[]): Promise<number> {
  const terminal: Terminal = { out: (text) => process.stdout.write(`${text}\n`), err: (text) => process.stderr.write(`${text}\n`) };
  let code = 0;
  const program = new Command('syncwhy')
    .description('Explains why an account does not sync from Active Directory to Microsoft Entra ID.')
    .version(packageJson.version)
    .option('--debug', 'print stack traces')
    .enablePositionalOptions()
    .exitOverride()
    .configureOutput({ writeErr: (text) => process.stderr.write(text) });

  program.command('lab').description('the pretend company, the bot, the relay and a Teams-like client in the browser')
    .option('--port <number>', 'port of the chat window', '0')
    .action(async ({ port }: { port: string }) => {
      code = await (await import('../lab/main.ts')).runLab({ port: Number(port) });
    });
  addBot(program, terminal, (ended) => { code = ended; });
  addRelay(program, terminal, (ended) => { code = ended; });
  addQuestions(program, terminal, (ended) => { code = ended; });
  addOverviews(program, terminal, (ended) => { code = ended; });
  addConnect(program, terminal, (ended) => { code = ended; });
  addApprove(program, terminal, (ended) => { code = ended; });
  addAudit(program, terminal, (ended) => { code = ended; });
  addScan(program, { terminal, withBot: (options, work) => withBot(options, terminal, work) }, (ended) => { code = ended; });
  addCampaign(program, { terminal, withBot: (options, work) => withBot(options, terminal, work) }, (ended) => { code = ended; });

  try {
    await program.parseAsync([...argv]);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    terminal.err(sayable(error, argv.includes('--debug')));
    return 2;
  }
  return code;
}

/** Our own sentences as they are; of anything unforeseen only that it happened, unless asked for. */
function sayable(error: unknown, debug: boolean): string {
  if (debug && error instanceof Error) return error.stack ?? error.message;
  return error instanceof NotReady ? error.message : 'It failed for a reason that was not foreseen. Run it again with --debug to see the reason.';
}

function addQuestions(program: Command, terminal: Terminal, ended: (code: number) => void): void {
  program.command('ask').argument('<question>', 'for example: why won\'t jsmith sync').description('ask the running bot')
    .option('--lab', 'ask the lab; starts one for the question when none runs')
    .option('--config <file>', 'configuration of the running bot')
    .option('--json', 'the diagnosis as JSON')
    .action(async (question: string, options: { lab?: boolean; config?: string; json?: boolean }) => {
      ended(await ask(question, options, terminal));
    });
  program.command('collect').argument('<name>', 'whom the evidence is about').description('write an evidence bundle, for example: syncwhy collect jsmith --lab > evidence.json')
    .option('--redact', 'replace names and addresses, the same by the same')
    .option('--lab', 'collect from the lab; starts one when none runs')
    .option('--config <file>', 'configuration of the running bot')
    .action(async (name: string, options: { redact?: boolean; lab?: boolean; config?: string }) => {
      const { runCollect } = await import('../src/terminal/collect-command.ts');
      const write = (piece: string): void => void process.stdout.write(piece);
      ended(await withBot(options, terminal, (address) => runCollect(address, name, { redact: options.redact === true, write, err: terminal.err })));
    });
  program.command('anchor').argument('<value>', 'GUID, immutable id, octets in hex or DN of the connector space').description('show an anchor in all its spellings')
    .option('--json', 'as JSON')
    .action(async (value: string, { json }: { json?: boolean }) => {
      ended((await import('../src/terminal/anchor-command.ts')).runAnchor(value, { json: json === true, terminal }));
    });
  program.command('diagnose').argument('<file>', 'evidence bundle, or - for standard input').description('diagnose offline from an evidence bundle')
    .option('--json', 'the diagnosis as JSON')
    .action(async (file: string, { json }: { json?: boolean }) => {
      ended(await diagnose(file, json === true));
    });
}

/** The two questions about everything, for scripts and monitoring. */
function addOverviews(program: Command, terminal: Terminal, ended: (code: number) => void): void {
  const words = { status: 'state of relays, sync servers, Entra ID and plans', errors: 'what is failing now, by cause; ends with 1 when there is an error, with 2 when not everything could be read' } as const;
  for (const [word, says] of Object.entries(words)) {
    program.command(word).description(says)
      .option('--lab', 'of the lab; starts one when none runs')
      .option('--config <file>', 'configuration of the running bot')
      .option('--json', 'as JSON')
      .action(async (options: { lab?: boolean; config?: string; json?: boolean }) => {
        ended(await ask(word, options, terminal));
      });
  }
}

/** The relay has a command line of its own, for it is packed without the rest. */
function addRelay(program: Command, terminal: Terminal, ended: (code: number) => void): void {
  program.command('relay').argument('[words...]', 'enrol, check, journal, export-undo or set-password; nothing to run it').description('the relay beside the domain controllers')
    .allowUnknownOption().helpOption(false).passThroughOptions()
    .action(async (words: string[]) => {
      ended(await (await import('../src/relay/cli.ts')).relayCommand(words, terminal));
    });
}

const ask = (question: string, options: { lab?: boolean; config?: string; json?: boolean }, terminal: Terminal): Promise<number> =>
  withBot(options, terminal, (address) => runAsk(address, question, { json: options.json === true, terminal }));

/** Works with the bot of a configuration, or with the lab: the running one, or one that is started for this question. */
async function withBot(options: { lab?: boolean; config?: string }, terminal: Terminal, work: (address: AdminAddress) => Promise<number>): Promise<number> {
  if (options.lab !== true) {
    if (options.config === undefined) {
      terminal.err('Which bot? Say --config FILE for a running bot, or --lab for the pretend company.');
      return 2;
    }
    const { readBotConfig } = await import('../src/bot/config.ts');
    const { admin } = readBotConfig(options.config, process.env);
    return work({ url: `http://127.0.0.1:${admin.port}`, tokenFile: admin.tokenFile });
  }
  const running = await runningLab();
  if (running !== null) return work(running);
  const { startLab } = await import('../lab/start-lab.ts');
  const { stageOpening } = await import('../lab/company/opening-scene.ts');
  process.stderr.write('No lab is running, so one is started for this question …\n');
  const lab = await startLab({ stage: stageOpening, cycleSeconds: 600 });
  try {
    return await work({ url: lab.files.adminUrl, tokenFile: lab.files.adminTokenFile });
  } finally {
    await lab.close();
  }
}

/** The lab that `npm start` runs in another terminal; null when none answers. */
async function runningLab(): Promise<AdminAddress | null> {
  const { LAB_ADDRESS_FILE } = await import('../lab/main.ts');
  if (!existsSync(LAB_ADDRESS_FILE)) return null;
  const address = JSON.parse(readFileSync(LAB_ADDRESS_FILE, 'utf8')) as AdminAddress;
  const answer = await fetch(`${address.url}/readyz`).catch(() => null);
  return answer?.status === 200 ? address : null;
}

async function diagnose(file: string, json: boolean): Promise<number> {
  const { runDiagnose } = await import('../src/terminal/diagnose-command.ts');
  return runDiagnose(file, {
    json,
    stdout: (text) => void process.stdout.write(text),
    stderr: (text) => void process.stderr.write(text),
    readFile: (path) => readFileSync(path, 'utf8'),
    stdin: () => readFileSync(0, 'utf8'),
  });
}
