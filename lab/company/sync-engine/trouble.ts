import type { EventJson } from './event-log.ts';

/** What may stand in the way of a run. */
export type Trouble =
  | 'ad-logon-refused'
  | 'ad-partition-gone'
  | 'ad-search-refused'
  | 'ad-too-many-restored'
  | 'ad-unreachable'
  | 'database-full'
  | 'database-refuses-tables'
  | 'entra-answer-unreadable'
  | 'entra-application-off'
  | 'entra-busy'
  | 'entra-certificate-refused'
  | 'entra-denies-access'
  | 'entra-full'
  | 'entra-refuses-version'
  | 'entra-wants-interaction'
  | 'no-secure-channel'
  | 'proxy-asks-for-sign-in';

/** How a run on one side ends for it, and what the machine writes down. */
export interface Consequence {
  readonly side: 'ad' | 'entra';
  readonly result: string;
  /** Which runs suffer; without it every import and every export. */
  readonly only?: 'import' | 'delta-import' | undefined;
  /** The run does its work all the same; the step tells of these errors of discovery. */
  readonly discoveryErrors?: string | undefined;
  readonly incident?: { readonly result: string; readonly code: string; readonly literal: string } | undefined;
  readonly events: readonly Omit<EventJson, 'time'>[];
  /** The sign-in of the sync account that Entra logs. */
  readonly signIn?: { readonly errorCode: number; readonly failureReason: string; readonly policy?: string | undefined } | undefined;
}

const dirSync = (id: number, message: string): Omit<EventJson, 'time'> => ({ source: 'Directory Synchronization', id, level: 'Error', message });
const adSync = (id: number, message: string): Omit<EventJson, 'time'> => ({ source: 'ADSync', id, level: 'Error', message });
const stopped = (side: 'entra', events: Consequence['events']): Consequence => ({ side, result: 'stopped-extension-dll-exception', events });

/**
 * Results, numbers and words as Entra Connect leaves them.
 * Source: learn.microsoft.com/troubleshoot/entra/entra-id/user-prov-sync and learn.microsoft.com/entra/identity/hybrid/connect/tshoot-connect-connectivity
 */
export const CONSEQUENCES: Readonly<Record<Exclude<Trouble, 'database-full' | 'entra-busy'>, Consequence>> = {
  'ad-logon-refused': {
    side: 'ad', result: 'no-start-credentials', incident: { result: 'failed-authentication', code: '0x31', literal: 'Invalid Credentials' },
    events: [adSync(6000, 'The management agent "corp.contoso.com" failed to start because the credentials of its account were invalid: the logon failed.')],
  },
  'ad-partition-gone': { side: 'ad', result: 'missing-partition-for-run-step', events: [adSync(6020, 'The run profile step names a partition that does not exist any more in the management agent "corp.contoso.com".')] },
  'ad-search-refused': { side: 'ad', only: 'import', result: 'stopped-connectivity', incident: { result: 'failed-search', code: '0x32', literal: 'Insufficient Rights' }, events: [adSync(6050, 'The run of the management agent "corp.contoso.com" failed because of connectivity issues.')] },
  'ad-too-many-restored': {
    side: 'ad', only: 'delta-import', result: 'stopped-connectivity', incident: { result: 'dropped-connection', code: '0x4', literal: 'Size Limit Exceeded' },
    events: [adSync(6050, 'The run of the management agent "corp.contoso.com" failed because of connectivity issues: Size Limit Exceeded (0x4).')],
  },
  'ad-unreachable': { side: 'ad', result: 'no-start-connection', incident: { result: 'failed-connection', code: '0x51', literal: 'Server Down' }, events: [adSync(6050, 'The run of the management agent "corp.contoso.com" failed because no domain controller could be contacted.')] },
  'database-refuses-tables': { side: 'ad', only: 'import', result: 'completed-discovery-errors', discoveryErrors: 'staging-error', events: [adSync(6301, 'The server encountered an unexpected error in the synchronization engine: the incoming tabular data stream (TDS) of a table-valued parameter is not valid.')] },
  'entra-answer-unreadable': {
    side: 'entra', only: 'import', result: 'stopped-extension-dll-exception',
    events: [adSync(6801, 'The extensible extension returned an unsupported error: System.Collections.Generic.KeyNotFoundException: The given key was not present in the dictionary.'), dirSync(109, 'Failure while importing entries from Microsoft Entra ID. Exception: System.Collections.Generic.KeyNotFoundException')],
  },
  'entra-application-off': stopped('entra', [dirSync(106, 'Failed to connect to Microsoft Entra ID: AADSTS7000112: the application is disabled.')]),
  'entra-certificate-refused': {
    ...stopped('entra', [dirSync(106, 'Failed to connect to Microsoft Entra ID: the user name or password is incorrect. AADSTS50126: error validating credentials due to invalid username or password.')]),
    signIn: { errorCode: 50_126, failureReason: 'Error validating credentials due to invalid username or password.' },
  },
  'entra-denies-access': {
    ...stopped('entra', [dirSync(115, 'Access to Microsoft Entra ID has been denied. Contact Technical Support.'), dirSync(106, 'Failed to export entries to Microsoft Entra ID. Access denied.')]),
    signIn: { errorCode: 0, failureReason: 'Other.' },
  },
  'entra-full': stopped('entra', [dirSync(106, 'Failed to export entries to Microsoft Entra ID. ErrorCode: 016. The number of objects in this company exceeds the directory quota.')]),
  'entra-refuses-version': stopped('entra', [dirSync(106, 'Failed to connect to Microsoft Entra ID: this version of Microsoft Entra Connect is no longer supported. Upgrade to the latest version.'), dirSync(109, 'Failure while importing entries: this version is no longer supported.')]),
  'entra-wants-interaction': {
    ...stopped('entra', [dirSync(106, 'Failed to connect to Microsoft Entra ID: AADSTS53003: Access has been blocked by Conditional Access policies.')]),
    signIn: { errorCode: 53_003, failureReason: 'Access has been blocked by Conditional Access policies.', policy: 'Block access from unknown places' },
  },
  'no-secure-channel': stopped('entra', [dirSync(106, 'Failed to connect to Microsoft Entra ID: The request was aborted: Could not create SSL/TLS secure channel.')]),
  'proxy-asks-for-sign-in': { side: 'entra', result: 'stopped-server-down', events: [dirSync(106, 'Failed to connect to Microsoft Entra ID: The remote server returned an error: (407) Proxy Authentication Required.')] },
};
