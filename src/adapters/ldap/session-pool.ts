import { DirectoryError } from '../../ports/directory.ts';
import { directoryFault } from './directory-fault.ts';
import { openSession, readPassword, type LdapSession, type SessionOptions } from './ldap-session.ts';

/** Sessions at the same time with one domain controller in the name of one account, unless said. */
const SESSIONS = 4;
/** Long lists, each of which keeps a session of its own until it is read. */
const STREAMS = 4;
/** So many may wait for a session; more would only wait to be told that it took too long. */
const LONGEST_LINE = 500;
/** Domain controllers and firewalls drop idle connections, some without a word. */
const IDLE_MS = 120_000;
/** The same wrong password is not offered again so soon: each time counts towards locking the account. */
const REFUSED_MS = 30_000;

export interface PoolOptions extends SessionOptions {
  readonly sessions?: number | undefined;
}

/** No session became free in time. That says nothing about the domain controller. */
export class AllBusy extends DirectoryError {
  constructor() {
    super('timed-out', 'Too many questions were waiting for the domain controller, and this one’s turn did not come in time.');
  }
}

/** Sessions with one domain controller in the name of one account. */
export interface SessionPool {
  /** Lends a session to this work alone. `fresh`: one that was opened just now, since those at rest may be dead. */
  use<Answer>(work: (session: LdapSession) => Promise<Answer>, fresh?: boolean): Promise<Answer>;
  /** A session beside the others, to be ended by whoever asked for it. */
  own(): Promise<LdapSession>;
  close(): void;
}

interface Waiter {
  /** A session, or leave to open one in a place that is reserved. */
  readonly go: (session: LdapSession | null) => void;
  readonly fail: (reason: unknown) => void;
}

export function createSessionPool(options: PoolOptions): SessionPool {
  const pool = new Pool(options);
  return {
    async use(work, fresh = false) {
      const session = await pool.lease(fresh);
      try {
        return await work(session);
      } catch (thrown) {
        session.end();
        throw thrown;
      } finally {
        pool.giveBack(session);
      }
    },
    own: () => pool.own(),
    close: () => pool.close(),
  };
}

class Pool {
  readonly #options: PoolOptions;
  readonly #idle: { readonly session: LdapSession; readonly since: number }[] = [];
  readonly #waiting: Waiter[] = [];
  readonly #streams = new Set<LdapSession>();
  readonly #lent = new Set<LdapSession>();
  #open = 0;
  #opening = false;
  #closed = false;
  #refused: { readonly password: string; readonly at: number; readonly why: unknown } | null = null;

  constructor(options: PoolOptions) {
    this.#options = options;
  }

  async lease(fresh: boolean): Promise<LdapSession> {
    if (this.#closed) throw closed();
    if (fresh) while (this.#idle.length > 0) this.#drop();
    const session = this.#rested() ?? (this.#mayOpen() ? this.#reserve() : await this.#turn());
    const lent = session ?? (await this.#begin());
    this.#lent.add(lent);
    return lent;
  }

  giveBack(session: LdapSession): void {
    this.#lent.delete(session);
    if (session.spent || this.#closed) {
      session.end();
      this.#open -= 1;
      this.#letOpen();
      return;
    }
    const next = this.#waiting.shift();
    if (next === undefined) this.#idle.push({ session, since: this.#now() });
    else next.go(session);
  }

  async own(): Promise<LdapSession> {
    if (this.#closed) throw closed();
    for (const each of this.#streams) if (each.spent) this.#streams.delete(each);
    if (this.#streams.size >= STREAMS) throw new AllBusy();
    const session = await this.#signIn();
    this.#streams.add(session);
    return session;
  }

  close(): void {
    this.#closed = true;
    for (const each of [...this.#idle.map(({ session }) => session), ...this.#streams, ...this.#lent]) each.end();
    for (const each of this.#waiting.splice(0)) each.fail(closed());
  }

  /** One after the other: if the first is refused, the others need not be. */
  #mayOpen(): boolean {
    return !this.#opening && this.#open < (this.#options.sessions ?? SESSIONS);
  }

  /** Taken at once, so that nobody else takes the same place before the session is there. */
  #reserve(): null {
    this.#opening = true;
    this.#open += 1;
    return null;
  }

  #letOpen(): void {
    if (this.#waiting.length > 0 && this.#mayOpen()) this.#waiting.shift()?.go(this.#reserve());
  }

  #rested(): LdapSession | null {
    for (let last = this.#idle.at(-1); last !== undefined; last = this.#idle.at(-1)) {
      if (!last.session.spent && this.#now() - last.since < IDLE_MS) return this.#idle.pop()?.session ?? null;
      this.#drop();
    }
    return null;
  }

  #drop(): void {
    this.#idle.pop()?.session.end();
    this.#open -= 1;
  }

  async #begin(): Promise<LdapSession> {
    try {
      const session = await this.#signIn();
      this.#opening = false;
      this.#letOpen();
      return session;
    } catch (thrown) {
      this.#opening = false;
      this.#open -= 1;
      for (const each of this.#waiting.splice(0)) each.fail(thrown);
      throw thrown;
    }
  }

  async #signIn(): Promise<LdapSession> {
    const password = await readPassword(this.#options.password);
    if (this.#refused?.password === password && this.#now() - this.#refused.at < REFUSED_MS) throw this.#refused.why;
    try {
      const session = await openSession(this.#options, password);
      this.#refused = null;
      if (!this.#closed) return session;
      session.end();
      throw closed();
    } catch (thrown) {
      const fault = directoryFault(thrown);
      if (fault.fault === 'credentials') this.#refused = { password, at: this.#now(), why: fault };
      throw fault;
    }
  }

  async #turn(): Promise<LdapSession | null> {
    if (this.#waiting.length >= LONGEST_LINE) throw new AllBusy();
    const done = new AbortController();
    try {
      return await new Promise<LdapSession | null>((go, fail) => {
        const waiter: Waiter = { go, fail };
        this.#waiting.push(waiter);
        void this.#options.clock.sleep(this.#options.timeoutMs, done.signal).then(() => {
          const at = this.#waiting.indexOf(waiter);
          if (at >= 0) this.#waiting.splice(at, 1);
          fail(new AllBusy());
        });
      });
    } finally {
      done.abort();
    }
  }

  readonly #now = (): number => this.#options.clock.now().getTime();
}

const closed = (): DirectoryError => new DirectoryError('unreachable', 'The connection was closed.');
