import type { Command } from 'commander';
import type { Terminal } from '../src/terminal/ask-command.ts';

/** `syncwhy connect …`: what an administrator has to sign in for, once. */
export function addConnect(program: Command, terminal: Terminal, ended: (code: number) => void): void {
  const connect = program.command('connect').description('what an administrator has to sign in for, once');
  connect.command('features').requiredOption('--config <file>', 'configuration of the running bot')
    .option('--client-id <id>', 'application to sign in with; the one that reads Graph when left out')
    .description('read the tenant-wide synchronization settings in the name of an administrator')
    .action(async ({ config, clientId }: { config: string; clientId?: string }) => {
      ended(await connectFeatures(config, clientId, terminal));
    });
}

async function connectFeatures(file: string, clientId: string | undefined, terminal: Terminal): Promise<number> {
  const [{ readBotConfig }, { cloudOf }, { byDeviceCode, readFeaturesAs }, { runConnectFeatures }] = await Promise.all([
    import('../src/bot/config.ts'), import('../src/bot/clouds.ts'), import('../src/adapters/graph/signed-in-features.ts'), import('../src/terminal/connect-command.ts'),
  ]);
  const config = readBotConfig(file, process.env);
  const cloud = cloudOf(config);
  const person = byDeviceCode({
    authorityHost: cloud.loginAuthority,
    tenantId: config.tenantId,
    clientId: clientId ?? config.graph.read.clientId,
    prompt: (page, code) => terminal.out(`Open ${page} in a browser, enter the code ${code} and sign in as a Global Administrator or Hybrid Identity Administrator.`),
  });
  const address = { url: `http://127.0.0.1:${config.admin.port}`, tokenFile: config.admin.tokenFile };
  return runConnectFeatures(address, () => readFeaturesAs(person, { endpoint: cloud.graphEndpoint }), terminal);
}
