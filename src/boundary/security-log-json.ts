import { z } from 'zod';
import type { SecurityAudit, SecurityEvent, SecurityLogAnswer, SecurityLogSilence } from '../model/security-event.ts';
import { parseScriptResult } from './script-answer.ts';
import { ownMember } from '../model/own-member.ts';

/** What read-security-log.ps1 says, one answer a domain controller. Throws `UnreadableAnswer`. */
export const readSecurityLogs = (result: unknown): readonly SecurityLogAnswer[] => parseScriptResult(z.array(log), Array.isArray(result) ? result : [result]).map(answerOf);

function answerOf({ domainController, ...said }: z.output<typeof log>): SecurityLogAnswer {
  if ('why' in said) return { domainController, is: said.why, says: SAYS[said.why] };
  const audited: readonly SecurityAudit[] = [...(said.accountManagement ? ['account-management' as const] : []), ...(said.directoryChanges ? ['directory-changes' as const] : [])];
  if (audited.length === 0) return { domainController, is: 'not-audited', says: SAYS['not-audited'] };
  const events = said.events.flatMap((event) => rowsOf(domainController, event));
  return { domainController, is: 'read', events, audited, reachesBackTo: said.oldest ?? undefined, isCutOff: said.isCutOff };
}

const SAYS: Readonly<Record<SecurityLogSilence, string>> = {
  'access-denied': 'the account of the relay may not read the Security log of this domain controller; add it to the group Event Log Readers of the domain',
  'not-audited': 'this domain controller writes down no changes of accounts or attributes; switch on the audit policies "User Account Management" and "Directory Service Changes"',
  'unreachable': 'the event log of this domain controller cannot be reached; its firewall must let Remote Event Log Management in',
  'timed-out': 'the domain controllers before it took too long',
  'failed': 'the event log of this domain controller could not be read',
};

type Told = z.output<typeof event>;

/** One row for each attribute; an event that names none (moved, disabled, password reset) is one row. */
function rowsOf(domainController: string, { time, eventId, data }: Told): readonly SecurityEvent[] {
  const of = (name: string): string | undefined => data.find((each) => each.Name === name)?.Value ?? undefined;
  const shared = { time, eventId, actor: [of('SubjectDomainName'), of('SubjectUserName')].filter((part) => part !== undefined && part !== '-').join('\\') || 'unknown', domainController };
  if (eventId === DIRECTORY_CHANGE) return [{ ...shared, attribute: of('AttributeLDAPDisplayName'), value: of('AttributeValue'), change: ownMember(OPERATIONS, of('OperationType') ?? '') }];
  if (eventId === MOVED) return [{ ...shared, attribute: 'distinguishedName', value: of('NewObjectDN') }];
  if (!ACCOUNT_CHANGES.includes(eventId)) return [shared];
  const written = data.flatMap(({ Name, Value }) => (ownMember(ATTRIBUTES, Name) === undefined || Value === undefined || Value === null || UNTOUCHED.includes(Value) ? [] : [{ ...shared, attribute: ATTRIBUTES[Name], value: Value }]));
  return written.length === 0 ? [shared] : written;
}

const DIRECTORY_CHANGE = 5136;
const MOVED = 5139;
const ACCOUNT_CHANGES: readonly number[] = [4720, 4738, 4741, 4742];
/** How an account event words a field that the change did not touch. */
const UNTOUCHED: readonly string[] = ['-', '', '%%1793'];

/** Message numbers of the event's own table. */
const OPERATIONS: Readonly<Record<string, 'added' | 'removed'>> = { '%%14674': 'added', '%%14675': 'removed' };

/** Fields of 4738 and 4742, and the attributes behind them. */
const ATTRIBUTES: Readonly<Record<string, string>> = {
  SamAccountName: 'sAMAccountName', DisplayName: 'displayName', UserPrincipalName: 'userPrincipalName', HomeDirectory: 'homeDirectory', HomePath: 'homeDrive', ScriptPath: 'scriptPath',
  ProfilePath: 'profilePath', UserWorkstations: 'userWorkstations', PasswordLastSet: 'pwdLastSet', AccountExpires: 'accountExpires', PrimaryGroupId: 'primaryGroupID',
  AllowedToDelegateTo: 'msDS-AllowedToDelegateTo', UserAccountControl: 'userAccountControl', SidHistory: 'sIDHistory', LogonHours: 'logonHours', DnsHostName: 'dNSHostName', ServicePrincipalNames: 'servicePrincipalName',
};

/** PowerShell prints an empty list as null, and may unwrap a list of one. */
const asList = (value: unknown): unknown => (value === null ? [] : Array.isArray(value) ? value : [value]);

const datum = z.object({ Name: z.string(), Value: z.string().nullish() });
const event = z.object({ time: z.string(), eventId: z.number(), data: z.preprocess(asList, z.array(datum)) });
const log = z.union([
  z.object({ domainController: z.string(), why: z.enum(['access-denied', 'unreachable', 'timed-out', 'failed']) }),
  z.object({
    domainController: z.string(),
    events: z.preprocess(asList, z.array(event)),
    accountManagement: z.boolean(),
    directoryChanges: z.boolean(),
    oldest: z.string().nullish(),
    isCutOff: z.boolean(),
  }),
]);
