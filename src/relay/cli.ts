import { parseArgs } from 'node:util';
import { NotReady } from '../ports/not-ready.ts';
import { runCheck } from './check-command.ts';
import { runEnrol } from './enrol-command.ts';
import { runExportUndo, runJournal } from './journal-command.ts';
import { start } from './main.ts';
import { runSetPassword } from './set-password-command.ts';

/** Where a command of the relay's says something. */
interface Screen {
  out(text: string): void;
  err(text: string): void;
}

const USAGE = `Usage:
  relay --config FILE                      run until asked to stop
  relay --config FILE enrol --token TOKEN  make the key of this relay and introduce it to the bot
  relay --config FILE check [--offline]    explain the configuration and the local policy in words, then look whether everything
                                           answers and may do what it should; --offline only explains
  relay --config FILE journal [PLAN]       what this relay has started
  relay --config FILE export-undo PLAN     LDIF that takes back what was done for a plan
  relay --config FILE set-password NAME    keep the password that comes on standard input`;

/** Everything the relay can be told on its own machine. Exit code 0; 2 with one sentence when it could not be done. */
export async function relayCommand(words: readonly string[], screen: Screen): Promise<number> {
  try {
    const { values, positionals } = parseArgs({ args: [...words], allowPositionals: true, options: { config: { type: 'string' }, token: { type: 'string' }, offline: { type: 'boolean' }, help: { type: 'boolean' } } });
    const [command = 'run', about] = positionals;
    if (values.help === true || command === 'help') return said(screen, USAGE);
    if (values.config === undefined) throw new NotReady(`Which configuration? Say --config FILE.\n${USAGE}`);
    return await run(command, { config: values.config, token: values.token, offline: values.offline, about }, screen);
  } catch (error) {
    screen.err(error instanceof NotReady ? error.message : error instanceof TypeError && 'code' in error ? `${error.message.split('. ')[0] ?? ''}.\n${USAGE}` : UNFORESEEN);
    return 2;
  }
}

async function run(command: string, { config, token, about, offline }: { readonly config: string; readonly token: string | undefined; readonly about: string | undefined; readonly offline: boolean | undefined }, screen: Screen): Promise<number> {
  const out = (text: string): void => screen.out(text);
  switch (command) {
    case 'run':
      return start(config);
    case 'enrol':
      if (token === undefined) throw new NotReady('Which token? Say enrol --token TOKEN; the bot gives one.');
      return runEnrol(config, token, out);
    case 'check':
      return runCheck(config, out, { offline });
    case 'journal':
      return runJournal(config, about, out);
    case 'set-password':
      if (about === undefined) throw new NotReady('Under which name? Say set-password NAME, and hand the password over on standard input.');
      return runSetPassword(config, about, out);
    case 'export-undo':
      if (about === undefined) throw new NotReady('Which plan? Say export-undo and its code, for example 7F3K-92QD.');
      return runExportUndo(config, about, out);
    default:
      throw new NotReady(`The relay knows no command "${command.slice(0, 40)}".\n${USAGE}`);
  }
}

function said(screen: Screen, text: string): number {
  screen.out(text);
  return 0;
}

const UNFORESEEN = 'It failed for a reason that was not foreseen; the log of the relay may say more.';

if (import.meta.main) {
  process.exitCode = await relayCommand(process.argv.slice(2), { out: (text) => void process.stdout.write(`${text}\n`), err: (text) => void process.stderr.write(`${text}\n`) });
}
