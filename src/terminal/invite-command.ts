import { askBot, type AdminAddress } from './admin-client.ts';
import type { Terminal } from './ask-command.ts';

/** Asks the running bot for a one-time token and prints it alone on standard output, so that a script can take it. Exit code 0, or 2 when there is none. */
export async function runInvite(address: AdminAddress, relay: { readonly group: string; readonly host: string }, terminal: Terminal): Promise<number> {
  const answer = await askBot(address, '/admin/enrol-token', relay);
  if (!answer.ok) {
    terminal.err(answer.says);
    return 2;
  }
  terminal.out(answer.text);
  terminal.err(`Good once, for 15 minutes, on ${relay.host}. There: syncwhy relay --config FILE enrol --token TOKEN`);
  return 0;
}
