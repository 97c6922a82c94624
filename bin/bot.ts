import type { Command } from 'commander';
import type { Terminal } from '../src/terminal/ask-command.ts';

/** `syncwhy bot …`: the bot process, and a token for a new relay of its. */
export function addBot(program: Command, terminal: Terminal, ended: (code: number) => void): void {
  program.command('bot').argument('[task]', 'invite: a one-time token for a new relay; nothing to run the bot').description('the bot process')
    .requiredOption('--config <file>', 'YAML configuration')
    .option('--host <name>', 'with invite: the host that the relay will run on')
    .action(async (task: string | undefined, { config, host }: { config: string; host?: string }) => {
      ended(task === undefined ? await (await import('../src/bot/main.ts')).runBot(config) : await invite(task, { config, host }, terminal));
    });
}

async function invite(task: string, { config, host }: { readonly config: string; readonly host: string | undefined }, terminal: Terminal): Promise<number> {
  if (task !== 'invite' || host === undefined) {
    terminal.err(task === 'invite' ? 'For which machine? Say bot invite --config FILE --host NAME, with the host name of the relay.' : `The bot knows no task "${task.slice(0, 40)}". Say bot invite for a token, or nothing to run it.`);
    return 2;
  }
  const [{ readBotConfig }, { runInvite }] = await Promise.all([import('../src/bot/config.ts'), import('../src/terminal/invite-command.ts')]);
  const { admin, relay } = readBotConfig(config, process.env);
  return runInvite({ url: `http://127.0.0.1:${admin.port}`, tokenFile: admin.tokenFile }, { group: relay.group, host }, terminal);
}
