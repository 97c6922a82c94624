import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stageOpening } from './company/opening-scene.ts';
import { startLab } from './start-lab.ts';
import { NotReady } from '../src/ports/not-ready.ts';

/** Where a running lab writes its address, so that `syncwhy ask --lab` finds it. */
export const LAB_ADDRESS_FILE = join(import.meta.dirname, '..', '.lab', 'address.json');

const THINGS_TO_TRY = [
  { title: 'Somebody cannot sign in', text: "@SyncWhy why won't jsmith sync" },
  { title: 'An account that was made again (two approvers)', text: '@SyncWhy why does mlopez not sync' },
  { title: 'A wrong address', text: '@SyncWhy what is wrong with tnguyen' },
] as const;

/** `npm start`: the pretend company, bot and relay, and a Teams-like client in the browser. Runs until it is interrupted. */
export async function runLab({ port }: { readonly port: number }): Promise<number> {
  process.stdout.write('Starting the pretend company, the bot and the relay …\n');
  const lab = await startLab({ stage: stageOpening, cycleSeconds: 20, thingsToTry: THINGS_TO_TRY, chatPort: port }).catch((error: unknown) => {
    const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    throw isTaken ? new NotReady(`Port ${port} is taken by another program. Choose another one: npm start -- --port 4712`) : error;
  });
  mkdirSync(join(LAB_ADDRESS_FILE, '..'), { recursive: true, mode: 0o700 });
  writeFileSync(LAB_ADDRESS_FILE, JSON.stringify({ url: lab.files.adminUrl, tokenFile: lab.files.adminTokenFile }), { mode: 0o600 });
  process.stdout.write(`
  SyncWhy lab: Contoso, a pretend company. Nothing leaves this machine.

  Open  ${lab.chat.url}

  You are Ana, an administrator; switch to Ben or Chloe at the top to approve what Ana asked for.
${THINGS_TO_TRY.map(({ text }, index) => `    ${index + 1}. ${text}`).join('\n')}

  In another terminal:  npx syncwhy ask --lab "why won't jsmith sync"
                        npx syncwhy scan --lab --out report.html
  Logs: ${lab.folder}      Stop: Ctrl+C
`);
  const ended = await Promise.race([
    interrupted(),
    lab.bot().ended.then(() => 'bot' as const),
    lab.relay().ended.then(() => 'relay' as const),
  ]);
  if (ended !== 'interrupted') process.stderr.write(`The ${ended} ended unexpectedly; its log is in ${lab.folder}.\n`);
  rmSync(LAB_ADDRESS_FILE, { force: true });
  await lab.close();
  return ended === 'interrupted' ? 0 : 1;
}

const interrupted = (): Promise<'interrupted'> =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve('interrupted'));
  });
