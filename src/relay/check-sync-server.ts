import { compareShapes, describeShapes } from '../adapters/sync-powershell/compare-shapes.ts';
import { createPowerShellSecurityLog } from '../adapters/sync-powershell/powershell-security-log.ts';
import { createPowerShellSyncServer } from '../adapters/sync-powershell/powershell-sync-server.ts';
import type { LocalPolicy } from '../boundary/local-policy.ts';
import type { LiveShape } from '../boundary/script-shapes.ts';
import type { RelayConfig } from '../boundary/relay-config.ts';
import type { SecurityLogAnswer } from '../model/security-event.ts';
import type { Clock } from '../ports/clock.ts';
import { SyncServerError, type SyncServerFault } from '../ports/sync-server.ts';
import { mend, note, ok, type CheckLine } from './check-line.ts';
import { serverRights } from './rights-needed.ts';

/** Longest time for one script here. */
const SCRIPT_MS = 40_000;

/** One sync server: whether it is the active one, and whether its cmdlets give what the scripts expect. Only reads, so of the rights for changes it can only say which are needed. */
export async function checkSyncServer({ name, command, computerName, configurationName, scriptsFolder }: RelayConfig['syncServers'][number], policy: LocalPolicy, clock: Clock): Promise<readonly CheckLine[]> {
  const what = `sync server ${name}`;
  const remote = computerName === undefined ? undefined : { computerName, configurationName, scriptsFolder };
  const server = createPowerShellSyncServer({ name, command, timeoutMs: SCRIPT_MS, clock, remote });
  try {
    const { StagingModeEnabled: isStaging, SyncCycleEnabled: isOn } = await server.scheduler();
    const role = ok(what, `${isStaging === true ? 'in staging mode' : 'the active one'}, its scheduler is ${isOn === true ? 'on' : 'off'}`);
    return [role, shapeLine(name, await server.shapes(null)), ...changeLines(name, policy)];
  } catch (error) {
    if (!(error instanceof SyncServerError)) throw error;
    return [mend(what, error.message, MEND[error.fault])];
  } finally {
    server.close();
  }
}

const changeLines = (name: string, policy: LocalPolicy): readonly CheckLine[] =>
  policy.readOnly ? [] : serverRights(policy).map(({ needs, operations }) => note(`rights on ${name}`, `${operations.join(', ')}: the account of the relay needs ${needs} there; whether it has that shows when it is used, for nothing is changed here to find out`));

function shapeLine(name: string, live: readonly LiveShape[]): CheckLine {
  const what = `cmdlets of ${name}`;
  const differences = compareShapes(live);
  const [title = '', ...more] = describeShapes(differences);
  if (differences.some(({ is }) => is === 'missing' || is === 'other-kind')) return { ...mend(what, title, 'readings that need these fields are unknown; send us the lines below, there is nothing of your site in them'), more };
  if (live.some((shape) => shape.is === 'not-seen' && shape.why !== 'nothing-to-look-at')) return { ...mend(what, 'not all of them can be run', 'let the account of the relay into ADSyncOperators, and see that the module ADSync is there'), more };
  return live.some(({ is }) => is === 'seen') ? { ...ok(what, title), more } : note(what, 'no cmdlet gave anything to look at');
}

const MEND: Readonly<Record<SyncServerFault, string>> = {
  unreachable: 'see that command in syncServers names Windows PowerShell, and that PowerShell remoting reaches the server where computerName is used',
  'timed-out': 'look whether the service ADSync answers (Get-ADSyncScheduler by hand), and check again',
  'access-denied': 'let the account of the relay into the group ADSyncAdmins or ADSyncOperators of that server',
  busy: 'check again when the cycle has ended',
  refused: 'run Get-ADSyncScheduler by hand on that server, as the account of the relay',
  failed: 'run Get-ADSyncScheduler by hand on that server, as the account of the relay',
};

/** Whether the Security log can be read; nothing where the policy does not let it be read. */
export async function checkSecurityLog({ securityLog }: RelayConfig, { readSecurityLog }: LocalPolicy, clock: Clock): Promise<readonly CheckLine[]> {
  const what = 'Security log';
  if (readSecurityLog !== true) return [note(what, 'is not looked at, since the policy does not let it be read (readSecurityLog)')];
  if (securityLog === undefined) return [mend(what, 'the policy lets it be read, but the configuration does not say how', 'add securityLog to the configuration, or set readSecurityLog to false')];
  const log = createPowerShellSecurityLog({ ...securityLog, timeoutMs: SCRIPT_MS, clock });
  try {
    return (await log.about({ guid: NOBODY })).map((answer) => lineOf(answer));
  } catch (error) {
    if (!(error instanceof SyncServerError)) throw error;
    return [mend(what, error.message, 'let the account of the relay into Event Log Readers of the domain, and see that command in securityLog names Windows PowerShell')];
  } finally {
    log.close();
  }
}

function lineOf(answer: SecurityLogAnswer): CheckLine {
  const what = `Security log of ${answer.domainController}`;
  if (answer.is !== 'read') return mend(what, answer.says, SILENCE[answer.is]);
  if (answer.audited.length === 0) return mend(what, 'can be read, but no changes of accounts are written into it', SILENCE['not-audited']);
  return ok(what, `can be read${answer.reachesBackTo === undefined ? '' : `, back to ${answer.reachesBackTo}`}`);
}

const SILENCE: Readonly<Record<Exclude<SecurityLogAnswer['is'], 'read'>, string>> = {
  'access-denied': 'let the account of the relay into Event Log Readers of the domain',
  'not-audited': 'switch on the audit policies User Account Management and Directory Service Changes on the domain controllers',
  unreachable: 'let this machine reach the event log of that domain controller (Remote Event Log Management in its firewall)',
  'timed-out': 'check again; a very large log takes long',
  failed: 'run Get-WinEvent -LogName Security -ComputerName by hand, as the account of the relay',
};

/** The GUID of no object: the log is asked, and has nothing to say. */
const NOBODY = '00000000-0000-0000-0000-000000000000';
