import { execFile, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export const MODEL_FILE = fileURLToPath(new URL('approval.pml', import.meta.url));

/** A part of the model that can be looked through whole: which processes there are, and how often something may go wrong. */
export interface ModelPart {
  readonly defines: readonly string[];
  /** Looks for runs that never end, under weak fairness, instead of broken assertions only. */
  readonly liveness?: true;
  /** Something is expected to break soon, so that compiling well is not worth its time. */
  readonly breaks?: true;
}

export interface Verdict {
  readonly errors: number;
  readonly states: number;
  /** The broken assertion or the endless run; empty when nothing is wrong. */
  readonly broken: string;
  /** A run that shows it was written down. */
  readonly hasTrail: boolean;
  /** The whole state space was looked through. */
  readonly isWhole: boolean;
}

/** Null when spin and gcc are here, else what is missing. */
export function whatSpinLacks(): string | null {
  const missing = (['spin', 'gcc'] as const).filter((tool) => spawnSync(tool, [tool === 'spin' ? '-V' : '--version'], { stdio: 'ignore' }).status !== 0);
  return missing.length === 0 ? null : `missing: ${missing.join(', ')} (Debian packages of the same names)`;
}

const run = promisify(execFile);
const MOST_MEGABYTES = 1_900;

/** Has spin look at every run of this part of the model. */
export async function checkModel({ defines, liveness, breaks }: ModelPart): Promise<Verdict> {
  const cwd = mkdtempSync(join(tmpdir(), 'syncwhy-model-'));
  try {
    copyFileSync(MODEL_FILE, join(cwd, 'approval.pml'));
    const given = [...defines, ...(liveness === true ? ['LIVENESS'] : [])].map((name) => `-D${name}`);
    await run('spin', [...given, '-a', 'approval.pml'], { cwd });
    const kind = liveness === true ? ['-DNFAIR=3'] : ['-DSAFETY', '-DNOCLAIM'];
    await run('gcc', ['-w', breaks === true ? '-O0' : '-O2', '-DCOLLAPSE', `-DMEMLIM=${MOST_MEGABYTES}`, ...kind, '-o', 'pan', 'pan.c'], { cwd });
    const { stdout } = await run(join(cwd, 'pan'), [...(liveness === true ? ['-a', '-f'] : ['-E']), '-m100000', '-w22'], { cwd, maxBuffer: 64 * 1024 * 1024 });
    return verdictOf(stdout, existsSync(join(cwd, 'approval.pml.trail')));
  } finally {
    rmSync(cwd, { recursive: true, force: true });
  }
}

function verdictOf(said: string, hasTrail: boolean): Verdict {
  const number = (pattern: RegExp): number => Number(pattern.exec(said)?.[1] ?? Number.NaN);
  return {
    errors: number(/errors: (\d+)/),
    states: number(/(\d+)(?:e\+\d+)? states, stored/),
    broken: /^pan:1: (.*) \(at depth/m.exec(said)?.[1] ?? '',
    hasTrail,
    isWhole: !/Search not completed|max search depth too small|reached limit|out of memory/.test(said),
  };
}
