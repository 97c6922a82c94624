import { DirectoryError } from '../../ports/directory.ts';
import { directoryFault, mayAskAgain } from './directory-fault.ts';
import { NotSent, openSession, type LdapSession, type SessionOptions } from './ldap-session.ts';

/** A connection that renews itself. Everything rejects with `DirectoryError`. */
export interface LdapConnection {
  /** Runs a reading; when the connection breaks, once more from its start on a new connection. */
  read<Answer>(work: (session: LdapSession) => Promise<Answer>): Promise<Answer>;
  /** Runs a change at most once; a second time only when the first was never sent. */
  write(work: (session: LdapSession) => Promise<void>): Promise<void>;
  close(): void;
}

/** Connects at the first use. Uses at the same time share one sign-in. */
export function createLdapConnection(options: SessionOptions): LdapConnection {
  if (!options.url.startsWith('ldaps://')) throw new TypeError('The address of a domain controller must start with ldaps://');
  let opening: Promise<LdapSession> | null = null;
  let open: LdapSession | null = null;
  let closed = false;

  // Nothing is awaited in here, so callers at the same time always get the same session.
  function sessionNow(): Promise<LdapSession> {
    if (closed) return Promise.reject(new DirectoryError('unreachable', 'The connection was closed.'));
    if (open?.spent === true) opening = open = null;
    opening ??= begin();
    return opening;
  }

  function begin(): Promise<LdapSession> {
    return openSession(options).then(
      (session) => (open = session),
      (thrown: unknown) => {
        opening = null;
        throw thrown;
      },
    );
  }

  async function attempt<Answer>(work: (session: LdapSession) => Promise<Answer>): Promise<Answer> {
    const session = await sessionNow();
    try {
      return await work(session);
    } catch (thrown) {
      session.end();
      throw thrown;
    }
  }

  return {
    async read(work) {
      try {
        return await attempt(work).catch((thrown: unknown) => {
          if (closed || !mayAskAgain(thrown)) throw thrown;
          return attempt(work);
        });
      } catch (thrown) {
        throw directoryFault(thrown);
      }
    },
    async write(work) {
      try {
        await attempt(work).catch((thrown: unknown) => {
          if (closed || !(thrown instanceof NotSent)) throw thrown;
          return attempt(work);
        });
      } catch (thrown) {
        throw directoryFault(thrown);
      }
    },
    close() {
      closed = true;
      void opening?.then((session) => session.end(), () => undefined);
    },
  };
}
