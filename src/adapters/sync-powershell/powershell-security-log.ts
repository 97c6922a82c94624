import { readSecurityLogs } from '../../boundary/security-log-json.ts';
import type { SecurityLog } from '../../ports/security-log.ts';
import { askScript } from './ask-script.ts';
import { createPowerShellHost } from './powershell-host.ts';
import type { Shell } from './shell.ts';

/** The Security logs of these domain controllers, or of all of this machine's domain when none is named, read by Windows PowerShell. */
export function createPowerShellSecurityLog({ domainControllers, ...shell }: Shell & { readonly domainControllers: readonly string[] }): SecurityLog & { close(): void } {
  const host = createPowerShellHost(shell);
  return {
    about: ({ guid, sid }) =>
      askScript(host, {
        script: 'read-security-log', question: { guid, sid: sid ?? null, domainControllers, most: MOST_EVENTS, seconds: SECONDS }, timeoutMs: shell.timeoutMs, read: (result) => readSecurityLogs(result),
      }),
    close: () => host.close(),
  };
}

const MOST_EVENTS = 200;

/** No further domain controller is asked after this. */
const SECONDS = 15;
