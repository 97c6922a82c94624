import { connect, type TLSSocket } from 'node:tls';
import { Client } from 'ldapts';
import type { Clock } from '../../ports/clock.ts';
import { DirectoryError } from '../../ports/directory.ts';
import { watchPageCookies } from './page-cookie.ts';

export interface SessionOptions {
  /** `ldaps://host[:port]`; nothing else is spoken, because the password goes over this connection. */
  readonly url: string;
  readonly bindDn: string;
  readonly password: () => Promise<string>;
  /** PEM of the authority that signed the domain controller's certificate, when the system does not know it. */
  readonly ca?: string | undefined;
  /** Port of an address that names none; 636 unless said. */
  readonly defaultPort?: number | undefined;
  /** For one request, waiting in line included. */
  readonly timeoutMs: number;
  readonly clock: Clock;
}

/** The connection was gone before the request was sent: the domain controller never saw it. */
export class NotSent extends DirectoryError {
  constructor() {
    super('unreachable', 'The connection to the domain controller broke.');
  }
}

/** One connection, signed in. It serves one request after the other and is spent after the first error. */
export interface LdapSession {
  readonly spent: boolean;
  /** Rejects with whatever went wrong; a request that was still waiting in line when time ran out is never sent. */
  request<Answer>(ask: (client: Client) => Promise<Answer>): Promise<Answer>;
  /** Cookie of the search that just ended, to be asked for inside the request; null when none was seen. */
  pageCookie(): Buffer | null;
  end(): void;
}

/** Connects and signs in, within the time of one request. */
export async function openSession(options: SessionOptions): Promise<LdapSession> {
  const session = newSession(options);
  try {
    const password = await readPassword(options.password);
    await session.request((client) => client.bind(options.bindDn, password));
    return session;
  } catch (thrown) {
    session.end();
    throw thrown;
  }
}

function newSession(options: SessionOptions): LdapSession {
  const link: { socket: TLSSocket | null; cookies: ReturnType<typeof watchPageCookies> | null; failure: Error | null } = { socket: null, cookies: null, failure: null };
  const client = new Client({ url: options.url, timeout: options.timeoutMs, connectTimeout: options.timeoutMs, createSecureConnection: () => openSocket(options, link) });
  let spent = false;
  let line: Promise<unknown> = Promise.resolve();
  const end = (): void => {
    spent = true;
    link.socket?.destroy();
  };
  const inTurn = async <Answer>(ask: (client: Client) => Promise<Answer>): Promise<Answer> => {
    if (spent) throw new NotSent();
    link.cookies?.forget();
    return ask(client);
  };
  return {
    get spent() { return spent || (link.socket?.destroyed ?? false); },
    async request(ask) {
      const answer = line.then(() => inTurn(ask));
      line = answer.catch(() => undefined);
      try {
        return await withinTime(answer, options);
      } catch (thrown) {
        end();
        throw thrown instanceof DirectoryError ? thrown : (link.failure ?? thrown);
      }
    },
    pageCookie: () => link.cookies?.last() ?? null,
    end,
  };
}

function openSocket(options: SessionOptions, link: { socket: TLSSocket | null; cookies: unknown; failure: Error | null }): TLSSocket {
  const { hostname, port } = new URL(options.url);
  const host = hostname.replace(/^\[|\]$/g, '');
  const socket = connect({ host, port: port === '' ? (options.defaultPort ?? 636) : Number(port), ca: options.ca, minVersion: 'TLSv1.2' });
  link.socket = socket;
  link.cookies = watchPageCookies(socket);
  // ldapts wraps the error of an open connection into text; kept here, its code survives.
  socket.on('error', (failure: Error) => void (link.failure = failure));
  return socket;
}

/** ldapts has waits without an end of their own (a stalled handshake, a closed client), so the limit is set from outside. */
async function withinTime<Answer>(answer: Promise<Answer>, options: SessionOptions): Promise<Answer> {
  const done = new AbortController();
  const late: Promise<never> = options.clock.sleep(options.timeoutMs, done.signal).then(() => {
    throw new DirectoryError('timed-out', 'The domain controller did not answer in time.');
  });
  late.catch(() => undefined);
  try {
    return await Promise.race([answer, late]);
  } finally {
    done.abort();
  }
}

/** An empty password would be an anonymous bind, which AD accepts. */
async function readPassword(password: () => Promise<string>): Promise<string> {
  const text = await password().catch(() => '');
  if (text === '') throw new DirectoryError('credentials', 'The password of the relay’s account could not be read.');
  return text;
}
