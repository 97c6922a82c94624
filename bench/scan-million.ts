import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { madeUpLists, madeUpTenant } from './scan-company.ts';
import type { Measured } from './main.ts';
import { timedScan } from './scan.ts';

const FEW = 100_000;
const MANY = 1_000_000;

/** A million users on both sides against a hundred thousand, each in a process of its own; sources without any wait. */
export function benchScanMillion(): Promise<readonly Measured[]> {
  const [few, many] = [alone(FEW), alone(MANY)];
  return Promise.resolve([
    { name: `scan: ${MANY} users on both sides`, goal: 12, baseline: few.took, subject: many.took, note: `against ${FEW} users` },
    // Memory, told as milliseconds are.
    { name: `scan: megabytes of RSS with ${MANY} users on both sides`, goalIs: 'milliseconds over', goal: 1024, baseline: 0, subject: many.megabytes, note: `(read “ms” as MB; ${few.megabytes} MB with ${FEW})` },
  ]);
}

interface Alone {
  readonly took: number;
  readonly megabytes: number;
}

function alone(users: number): Alone {
  const { status, stdout } = spawnSync(process.execPath, ['--max-semi-space-size=16', join(import.meta.dirname, 'scan-million.ts'), String(users)], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  if (status !== 0) throw new Error('a scan failed');
  return JSON.parse(stdout) as Alone;
}

if (process.argv[1] === import.meta.filename) {
  const users = Number(process.argv[2]);
  const { took } = await timedScan({ lists: madeUpLists(users), tenantLists: madeUpTenant(users) });
  console.log(JSON.stringify({ took, megabytes: Math.round(process.resourceUsage().maxRSS / 1024) }));
}
