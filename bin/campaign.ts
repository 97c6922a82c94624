import { readFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import type { Command } from 'commander';
import { NotReady } from '../src/ports/not-ready.ts';
import type { AdminAddress } from '../src/terminal/admin-client.ts';
import type { Terminal } from '../src/terminal/ask-command.ts';

interface Options {
  readonly pairs: string;
  readonly from: string;
  readonly to: string;
  readonly waves?: string;
  readonly pause: string;
  readonly config?: string;
  readonly lab?: boolean;
  readonly json?: boolean;
}

type WithBot = (options: Pick<Options, 'config' | 'lab'>, work: (address: AdminAddress) => Promise<number>) => Promise<number>;

/** `syncwhy campaign new NAME …`: a migration of pairs from a list. */
export function addCampaign(program: Command, { terminal, withBot }: { readonly terminal: Terminal; readonly withBot: WithBot }, ended: (code: number) => void): void {
  program.command('campaign').description('migrations to a new domain').command('new').argument('<name>', 'what it is called, for example northwind')
    .description('make a migration of pairs from a list; nothing is changed in AD or Entra, and each wave is begun and approved in the chat')
    .requiredOption('--pairs <file>', 'CSV with the header old,new: sAMAccountName, DN, user principal name or objectGUID')
    .requiredOption('--from <container or domain>', 'where the old accounts are, or the DNS name of a domain that can no longer be read')
    .requiredOption('--to <container>', 'where the new accounts are')
    .option('--waves <accounts>', 'accounts in a wave; as many as the policy allows when left out')
    .option('--pause <minutes>', 'between two waves', '60')
    .option('--lab', 'in the lab')
    .option('--config <file>', 'configuration of the running bot')
    .option('--json', 'as JSON')
    .action(async (name: string, options: Options) => {
      const asked = { name, from: options.from, to: options.to, size: options.waves === undefined ? null : Number(options.waves), pauseMinutes: Number(options.pause), account: userInfo().username };
      const octets = octetsOf(options.pairs);
      const { runCampaignNew } = await import('../src/terminal/campaign-command.ts');
      ended(await withBot(options, (address) => runCampaignNew(address, asked, { octets, json: options.json === true, terminal })));
    });
}

function octetsOf(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch {
    throw new NotReady(`The list ${file} cannot be read.`);
  }
}
