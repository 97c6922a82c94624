import { SyncServerError } from '../../ports/sync-server.ts';
import { startHost, type HostProcess } from './host-process.ts';
import type { Shell } from './shell.ts';

/** The host that runs, if one does, and how those before it fared. */
export interface HostCare {
  readonly shell: Shell;
  host: HostProcess | null;
  served: number;
  /** Hosts in a row that came to nothing. */
  failures: number;
  notBefore: number;
}

/** Windows PowerShell takes some seconds to come up on a busy server. */
const START_MS = 30_000;
const FIRST_DELAY_MS = 1_000;
const LONGEST_DELAY_MS = 60_000;
/** Nobody waits longer than this for another try. */
const LONGEST_WAIT_MS = 5_000;

/** The host that runs, or a new one that has said that it is ready. Rejects with `SyncServerError`. */
export async function readyHost(care: HostCare): Promise<HostProcess> {
  if (care.host?.hasEnded() === true) replace(care, false);
  if (care.host !== null) return care.host;
  const { clock, command, remote } = care.shell;
  const wait = care.notBefore - clock.now().getTime();
  if (wait > LONGEST_WAIT_MS) throw new SyncServerError('unreachable', `PowerShell failed ${care.failures} times in a row; it is tried again in ${Math.ceil(wait / 1000)} s.`);
  if (wait > 0) await clock.sleep(wait);
  const host = startHost(command);
  Object.assign(care, { host, served: 0 });
  try {
    host.send({ open: { computerName: remote?.computerName ?? null, configurationName: remote?.configurationName ?? null, scriptsFolder: remote?.scriptsFolder ?? null } });
    if (!(await beforeDeadline(care.shell, START_MS, ready(host)))) throw new SyncServerError('unreachable', `PowerShell was not ready within ${START_MS / 1000} s.`);
    return host;
  } catch (error) {
    replace(care, false);
    throw error;
  }
}

async function ready(host: HostProcess): Promise<void> {
  while ((await host.next()).is !== 'ready');
}

/** Whether the work came to its end in time. Rejects as the work does. */
export async function beforeDeadline({ clock }: Pick<Shell, 'clock'>, milliseconds: number, work: Promise<void>): Promise<boolean> {
  const done = new AbortController();
  work.catch(() => undefined);
  try {
    return await Promise.race([work.then(() => true), clock.sleep(milliseconds, done.signal).then(() => false)]);
  } finally {
    done.abort();
  }
}

/** The first host after a failure starts at once, for others wait; only what keeps failing is slowed down. */
export function replace(care: HostCare, saidSomething: boolean): void {
  dismiss(care);
  care.failures = saidSomething ? 0 : care.failures + 1;
  const delay = care.failures < 2 ? 0 : Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** (care.failures - 2));
  care.notBefore = care.shell.clock.now().getTime() + delay;
}

export function dismiss(care: HostCare): void {
  care.host?.kill();
  care.host = null;
}
