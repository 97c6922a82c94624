import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { Client } from 'ldapts';
import type { Clock } from '../../ports/clock.ts';
import { DirectoryError } from '../../ports/directory.ts';
import { watchPageCookies } from './page-cookie.ts';
import { openSecureSocket, type Where } from './secure-socket.ts';

export interface SessionOptions extends Where {
  readonly bindDn: string;
  readonly password: () => Promise<string>;
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
  /** The connection itself, on which nobody else listens from here on; `request` is over then. */
  connectionItself(listener: { readonly heard: (chunk: Buffer) => void; readonly failed: (failure: Error | null) => void }): TLSSocket;
  /** Rejects, and ends the session, when this takes longer than one request may. */
  inTime<Answer>(answer: Promise<Answer>): Promise<Answer>;
  end(): void;
}

/** Connects and signs in, within the time of one request. */
export async function openSession(options: SessionOptions, password: string): Promise<LdapSession> {
  const sockets: Socket[] = [];
  const end = (): void => sockets.forEach((socket) => void socket.destroy());
  const opening = openSecureSocket(options, (socket) => void sockets.push(socket)).then(async (socket) => {
    const session = sessionOn(socket, { options, end });
    await session.request((client) => client.bind(options.bindDn, password));
    return session;
  });
  try {
    return await withinTime(opening, options);
  } catch (thrown) {
    end();
    throw thrown;
  }
}

function sessionOn(socket: TLSSocket, { options, end: endSockets }: { readonly options: SessionOptions; readonly end: () => void }): LdapSession {
  const link: { failure: Error | null } = { failure: null };
  const cookies = watchPageCookies(socket);
  const client = clientOn(socket, options, (failure) => void (link.failure = failure));
  let spent = false;
  let line: Promise<unknown> = Promise.resolve();
  const end = (): void => {
    spent = true;
    endSockets();
  };
  socket.once('end', end).once('close', end);
  const inTurn = async <Answer>(ask: (client: Client) => Promise<Answer>): Promise<Answer> => {
    if (spent) throw new NotSent();
    cookies.forget();
    return ask(client);
  };
  const inTime = async <Answer>(answer: Promise<Answer>): Promise<Answer> => {
    try {
      return await withinTime(answer, options);
    } catch (thrown) {
      end();
      throw thrown instanceof DirectoryError ? thrown : (link.failure ?? thrown);
    }
  };
  return {
    get spent() { return spent; },
    request(ask) {
      const answer = line.then(() => inTurn(ask));
      line = answer.catch(() => undefined);
      return inTime(answer);
    },
    pageCookie: () => cookies.last(),
    connectionItself({ heard, failed }) {
      line = Promise.reject(new NotSent());
      line.catch(() => undefined);
      return socket.removeAllListeners('data').on('data', heard).once('close', () => failed(link.failure));
    },
    inTime,
    end,
  };
}

/** ldapts would connect anew by itself, unsigned and perhaps in the clear; so it is handed this one connection and never another. */
function clientOn(socket: TLSSocket, { timeoutMs }: SessionOptions, failed: (failure: Error) => void): Client {
  let given = false;
  return new Client({
    url: 'ldaps://connected.already',
    timeout: timeoutMs,
    createSecureConnection: () => {
      if (given) throw new NotSent();
      given = true;
      // ldapts clears the listeners and wraps errors into text; kept here, their code survives.
      queueMicrotask(() => socket.on('error', failed));
      return socket;
    },
  });
}

/** ldapts has waits without an end of their own (a closed client), so the limit is set from outside. */
export async function withinTime<Answer>(answer: Promise<Answer>, { clock, timeoutMs }: Pick<SessionOptions, 'clock' | 'timeoutMs'>): Promise<Answer> {
  const done = new AbortController();
  const late: Promise<never> = clock.sleep(timeoutMs, done.signal).then(() => {
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
export async function readPassword(password: () => Promise<string>): Promise<string> {
  const text = await password().catch(() => '');
  if (text === '') throw new DirectoryError('credentials', 'The password of the relay’s account could not be read.');
  return text;
}
