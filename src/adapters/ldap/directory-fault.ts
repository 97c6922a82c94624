import { DirectoryError, type DirectoryFault } from '../../ports/directory.ts';

const FAULT_OF_CODE: Readonly<Record<number, DirectoryFault>> = {
  3: 'timed-out', 16: 'drifted', 19: 'constraint', 20: 'drifted', 21: 'constraint', 32: 'no-such-object', 48: 'credentials', 49: 'credentials',
  50: 'access-denied', 51: 'unreachable', 52: 'unreachable', 64: 'constraint', 65: 'constraint', 67: 'constraint', 68: 'constraint', 69: 'constraint',
};

const SAYS: Readonly<Record<DirectoryFault, string>> = {
  unreachable: 'The domain controller could not be reached, or the connection broke',
  'timed-out': 'The domain controller did not answer in time',
  credentials: 'The domain controller refused the account of the relay',
  'access-denied': 'The account of the relay has no right to do this',
  'no-such-object': 'There is no such object',
  drifted: 'The values in Active Directory are no longer those that were expected',
  constraint: 'Active Directory refused the value or the place',
  failed: 'The domain controller refused the request',
};

/** The `data` part of AD's answer to a bind: a Windows error in hexadecimal. Source: [MS-ERREF] 2.2. */
const BIND_DATA: Readonly<Record<string, string>> = {
  '525': 'there is no such account', '52e': 'wrong name or password', '52f': 'an account restriction forbids it', '530': 'the account is not allowed to sign in at this time',
  '531': 'the account is not allowed to sign in from this computer', '532': 'its password has expired', '533': 'the account is disabled', '569': 'the account is not granted this kind of sign-in',
  '701': 'the account has expired', '773': 'its password must be changed first', '775': 'the account is locked',
};

/** What ldapts, Node or the deadline threw, in our words; nothing foreign but codes gets into the sentence. */
export function directoryFault(thrown: unknown): DirectoryError {
  if (thrown instanceof DirectoryError) return thrown;
  const code = codeOf(thrown);
  const message = thrown instanceof Error ? thrown.message : '';
  if (typeof code === 'number') return faultOfResult(code, message);
  if (/timed out|timeout/i.test(message)) return new DirectoryError('timed-out', `${SAYS['timed-out']}.`);
  return new DirectoryError('unreachable', `${SAYS.unreachable}${typeof code === 'string' && /^[A-Z][A-Z0-9_]+$/.test(code) ? ` (${code})` : ''}.`);
}

/** True when asking again on a fresh connection may help: the connection broke, or came back without its sign-in. */
export function mayAskAgain(thrown: unknown): boolean {
  if (thrown instanceof DirectoryError) return thrown.fault === 'unreachable' && !isCertificateFault(thrown.message);
  const code = codeOf(thrown);
  if (typeof code === 'number') return code === 51 || code === 52 || (code === 1 && thrown instanceof Error && /00002020|000004DC/i.test(thrown.message));
  return mayAskAgain(directoryFault(thrown));
}

const isCertificateFault = (says: string): boolean => /CERT|ALTNAME|SELF_SIGNED|UNABLE_TO/.test(says);

function faultOfResult(code: number, message: string): DirectoryError {
  const fault = FAULT_OF_CODE[code] ?? 'failed';
  const extended = /^[0-9A-F]{8}(?=:)/i.exec(message)?.[0];
  const reason = code === 49 ? BIND_DATA[/\bdata ([0-9a-f]+)/i.exec(message)?.[1]?.toLowerCase() ?? ''] : undefined;
  const details = [`LDAP ${code}`, ...(extended === undefined ? [] : [extended.toUpperCase()]), ...(reason === undefined ? [] : [reason])];
  return new DirectoryError(fault, `${SAYS[fault]} (${details.join(', ')}).`, code);
}

function codeOf(thrown: unknown): unknown {
  return typeof thrown === 'object' && thrown !== null && 'code' in thrown ? thrown.code : undefined;
}
