import { DatabaseError } from 'pg';
import { Conflict, StoreUnavailable } from '../../ports/store.ts';
import { Disturbed } from '../sql-store/disturbed.ts';

/** The driver's error in the words of the port; what is left as it is would be a mistake of ours. */
export function faultOf(error: unknown): unknown {
  const state = stateOf(error);
  if (state === null) return error instanceof Error && !(error instanceof StoreUnavailable) ? new StoreUnavailable(`The database does not answer: ${whyUnreachable(error)}.`) : error;
  if (state === UNIQUE) return new Conflict('Another change of the same thing was quicker.');
  if (CALLED_OFF.has(state)) return new Disturbed();
  const says = SAYS.find(([states]) => states.some((each) => state.startsWith(each)))?.[1];
  return says === undefined ? error : new StoreUnavailable(says);
}

/** After this the connection cannot be trusted any more: an answer to an older question might still come. */
export function endsConnection(error: unknown): boolean {
  const state = stateOf(error);
  return state === null || /^(08|57P|25P03)/.test(state);
}

const UNIQUE = '23505';

/** Serialization failure and deadlock: the server has rolled back. */
const CALLED_OFF: ReadonlySet<string> = new Set(['40001', '40P01']);

const SAYS: readonly (readonly [states: readonly string[], says: string])[] = [
  [['28'], 'The database server refused the user or its password.'],
  [['3D000'], 'The database does not exist on this server.'],
  [['42501'], 'The user of the database lacks a right that it needs there.'],
  [['25006'], 'The database is read-only at the moment (a standby server, or a failover under way).'],
  [['53300'], 'The database server has no free connection.'],
  [['53', '58', 'XX'], 'The database server is out of disk or memory, or its files are damaged.'],
  [['55P03', '57014'], 'The database was too slow: what was asked for was called off and not written.'],
  [['08', '57P', '25P03'], 'The connection to the database was lost; whether the last change was written is not known.'],
];

const stateOf = (error: unknown): string | null => (error instanceof DatabaseError && error.code !== undefined ? error.code : null);

function whyUnreachable(error: Error): string {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const known = UNREACHABLE[code];
  if (known !== undefined) return known;
  if (/does not support SSL/i.test(error.message)) return 'the server offers no TLS, which is required for a server on another machine';
  if (/CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ALTNAME/.test(code)) return `its certificate is not accepted (${code}); name its authority with caFile`;
  if (/timeout/i.test(error.message)) return 'no answer in time';
  if (/password must be a string|no password/i.test(error.message)) return 'the server asks for a password, and none is configured';
  return 'the connection was lost; whether the last change was written is not known';
}

const UNREACHABLE: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens at its address',
  ENOENT: 'there is no socket in this folder',
  ENOTFOUND: 'its name cannot be resolved',
  EAI_AGAIN: 'its name cannot be resolved at the moment',
  ETIMEDOUT: 'its address cannot be reached',
  EHOSTUNREACH: 'its address cannot be reached',
  EACCES: 'this account may not open its socket',
};
