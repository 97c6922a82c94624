import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { SambaDc } from './samba-dc.ts';

/** Process ids of those that answer LDAP for this domain controller; others take their place when they die. */
export function workersOf({ auditLog }: Pick<SambaDc, 'auditLog'>): readonly number[] {
  const [main] = readFileSync(join(dirname(auditLog), '..', 'pid'), 'utf8').split(' ');
  const all = readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map((name) => ({ pid: Number(name), parent: parentOf(name) }));
  const below = (pid: number): readonly number[] => all.filter(({ parent }) => parent === pid).flatMap((each) => [each.pid, ...below(each.pid)]);
  const children = below(Number(main));
  return children.filter((pid) => !all.some(({ parent }) => parent === pid) && /ldap/.test(nameOf(pid)));
}

/** Stops for good whoever answers LDAP, at once. */
export function killWorkers(dc: Pick<SambaDc, 'auditLog'>): number {
  const workers = workersOf(dc);
  for (const pid of workers) process.kill(pid, 'SIGKILL');
  return workers.length;
}

/** Their requests wait from now on. */
export function holdWorkers(dc: Pick<SambaDc, 'auditLog'>): void {
  for (const pid of workersOf(dc)) process.kill(pid, 'SIGSTOP');
}

const parentOf = (pid: string): number => Number(/\) \S (\d+)/.exec(orNothing(`/proc/${pid}/stat`))?.[1]);

/** Samba writes into its command line what a process does. */
const nameOf = (pid: number): string => orNothing(`/proc/${pid}/cmdline`);

function orNothing(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
