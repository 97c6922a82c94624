import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { build } from 'esbuild';
import type { Measured } from './main.ts';
import { startRelaySite } from './relay-site.ts';

const ROOT = join(import.meta.dirname, '..');
/** Those of test/house/relay-stays-small.test.ts. */
const PACKAGES = ['canonicalize', 'cockatiel', 'jose', 'ldapts', 'pino', 'yaml', 'zod'];
const IDLE_MS = 30_000;
const MEGABYTE = 1_048_576;
const PAGE = 4_096;
/** A hundredth of a second, as Linux counts. */
const TICK_MS = 10;

/** What a relay costs that has nothing to do: its memory beside a process that only imports the same packages, packed and run the same way, and its processor time. */
export async function benchIdleRelay(): Promise<readonly Measured[]> {
  const folder = mkdtempSync(join(tmpdir(), 'syncwhy-bench-idle-'));
  const site = await startRelaySite();
  const bare = await startBare(folder, site.relay);
  try {
    await wait(5_000);
    const before = processorOf(site.relay);
    await wait(IDLE_MS);
    const used = processorOf(site.relay) - before;
    const [baseline, subject] = [residentOf(bare), residentOf(site.relay)];
    return [
      { name: 'idle relay: megabytes of RSS', goal: 1.4, baseline, subject, note: '(read “ms” as MB; against a process that imports the same packages)' },
      { name: `idle relay: processor time in ${IDLE_MS / 1_000} s`, goalIs: 'milliseconds over', goal: 60, baseline: 0, subject: used, note: `(${((used / IDLE_MS) * 100).toFixed(2)} % of one core)` },
    ];
  } finally {
    bare.kill('SIGKILL');
    await site.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs with the runtime and the flags of the relay. */
async function startBare(folder: string, { spawnargs: [node = process.execPath, ...words] }: ChildProcess): Promise<ChildProcess> {
  const file = join(folder, 'bare.mjs');
  const contents = `${PACKAGES.map((name, at) => `import * as package${at} from '${name}';`).join('\n')}\nglobalThis.kept = [${PACKAGES.map((_, at) => `package${at}`).join(', ')}];\nsetInterval(() => undefined, 60_000);\nconsole.log('ready');`;
  await build({
    stdin: { contents, resolveDir: ROOT }, outfile: file, bundle: true, platform: 'node', target: 'node24', format: 'esm', legalComments: 'none',
    banner: { js: "import { createRequire } from 'node:module';\nconst require = createRequire(import.meta.url);" },
  });
  const child = spawn(node, [...words.filter((word) => word.startsWith('--max-')), file], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  return child;
}

const residentOf = ({ pid }: ChildProcess): number => (Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * PAGE) / MEGABYTE;

/** Milliseconds in user and kernel mode. */
function processorOf({ pid }: ChildProcess): number {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}
