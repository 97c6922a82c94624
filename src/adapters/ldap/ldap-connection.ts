import { DirectoryError } from '../../ports/directory.ts';
import { directoryFault, mayAskAgain } from './directory-fault.ts';
import { NotSent, type LdapSession, type SessionOptions } from './ldap-session.ts';
import { requireSecure } from './secure-socket.ts';
import { createSessionPool, type SessionPool } from './session-pool.ts';

export interface ConnectionOptions extends SessionOptions {
  /** The account for changes; the one for reading makes them where there is no other. */
  readonly write?: { readonly bindDn: string; readonly password: () => Promise<string> } | undefined;
  /** Sessions at the same time for each account. */
  readonly sessions?: number | undefined;
}

/** One domain controller, over sessions that renew themselves. Everything rejects with `DirectoryError`. */
export interface LdapConnection {
  /** Host and, where the address names one, port. */
  readonly server: string;
  /** Runs a reading; when the session breaks, once more from its start on a new one. */
  read<Answer>(work: (session: LdapSession) => Promise<Answer>): Promise<Answer>;
  /** A reading in the name of the account that makes the changes. */
  readAsWriter<Answer>(work: (session: LdapSession) => Promise<Answer>): Promise<Answer>;
  /** Runs a change at most once; a second time only when the first was never sent. */
  write(work: (session: LdapSession) => Promise<void>): Promise<void>;
  /** A session for a long list, to be ended by whoever asked for it. */
  openStream(): Promise<LdapSession>;
  close(): void;
}

/** Connects at the first use. */
export function createLdapConnection(options: ConnectionOptions): LdapConnection {
  requireSecure(options);
  const readers = createSessionPool(options);
  const writers = options.write === undefined ? readers : createSessionPool({ ...options, ...options.write });
  return {
    server: new URL(options.url).host,
    read: (work) => inOurWords(() => reading(readers, work)),
    readAsWriter: (work) => inOurWords(() => reading(writers, work)).catch(forChanges),
    write: (work) => inOurWords(() => writing(writers, work)).catch(forChanges),
    openStream: () => inOurWords(() => readers.own()),
    close() {
      readers.close();
      writers.close();
    },
  };

  /** With two accounts it matters which of them was refused. */
  function forChanges(thrown: unknown): never {
    if (options.write === undefined || !(thrown instanceof DirectoryError) || thrown.fault !== 'credentials') throw thrown;
    throw new DirectoryError(thrown.fault, `${thrown.message} This is the account for changes.`, thrown.code);
  }
}

async function reading<Answer>(pool: SessionPool, work: (session: LdapSession) => Promise<Answer>): Promise<Answer> {
  try {
    return await pool.use(work);
  } catch (thrown) {
    if (!mayAskAgain(thrown)) throw thrown;
    return pool.use(work, true);
  }
}

async function writing(pool: SessionPool, work: (session: LdapSession) => Promise<void>): Promise<void> {
  try {
    await pool.use(work);
  } catch (thrown) {
    if (!(thrown instanceof NotSent)) throw thrown;
    await pool.use(work, true);
  }
}

async function inOurWords<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  try {
    return await ask();
  } catch (thrown) {
    throw directoryFault(thrown);
  }
}
