import type { Clock } from '../../ports/clock.ts';

/** The fixed scripts beside this file that the host runs. */
export const SCRIPTS = [
  'read-server', 'read-scheduler', 'read-runs', 'read-service', 'read-shapes', 'read-security-log', 'set-scheduler', 'start-cycle', 'synchronize-object', 'send-password-hash',
  'restart-service',
] as const;
export type Script = (typeof SCRIPTS)[number];

/** Those for the relay's own machine, where that is Windows: for its secrets and its events. Each runs as a process of its own and never in the host. */
export const OWN_SCRIPTS = ['protect', 'unprotect', 'write-events'] as const;
/** Those for its secrets. */
export const SHELF_SCRIPTS = ['protect', 'unprotect'] as const;
export type ShelfScript = (typeof SHELF_SCRIPTS)[number];

/** Whether a script only reads, so that it may be asked a second time when its host died under it. */
export const onlyReads = (script: Script): boolean => script.startsWith('read-');

/** The machine on which the scripts run, where it is not this one: by PowerShell remoting, with the account of this process. */
export interface RemoteMachine {
  readonly computerName: string;
  /** Name of the session configuration (an endpoint that the site made for it); the machine's own default when absent. */
  readonly configurationName?: string | undefined;
  /** Where the scripts are installed on that machine; when absent, they are sent to it for each session. */
  readonly scriptsFolder?: string | undefined;
}

export interface Shell {
  /** Windows PowerShell 5.1 and whatever must precede its own arguments. */
  readonly command: readonly string[];
  /** For one request, from the moment that it was handed to the host. */
  readonly timeoutMs: number;
  readonly clock: Clock;
  readonly remote?: RemoteMachine | undefined;
}
