import { once } from 'node:events';
import { connect as connectPlain, isIP, type Socket } from 'node:net';
import { connect, type ConnectionOptions, type TLSSocket } from 'node:tls';
import { askForTls } from './start-tls.ts';

export interface Where {
  /** `ldaps://host[:port]`, or `ldap://host[:port]` together with `startTls`. */
  readonly url: string;
  /** Begin in plain LDAP and go over to TLS before anything else is said. */
  readonly startTls?: boolean | undefined;
  /** PEM of the authority that signed the domain controller's certificate, when the system does not know it. */
  readonly ca?: string | undefined;
  /** Port of an address that names none; LDAP's own unless said. */
  readonly defaultPort?: number | undefined;
}

/** Throws for an address over which a password would go in the clear. */
export function requireSecure({ url, startTls }: Where): void {
  const wanted = startTls === true ? 'ldap://' : 'ldaps://';
  if (!url.startsWith(wanted)) throw new TypeError(`The address of a domain controller must start with ${wanted}`);
}

/**
 * A connection whose other end has proved its name. Only this leaves here, so neither password nor request can go anywhere else;
 * `keep` is handed each socket as soon as there is one, to be destroyed when time runs out.
 */
export async function openSecureSocket(where: Where, keep: (socket: Socket) => void): Promise<TLSSocket> {
  const address = addressOf(where);
  const plain = where.startTls === true ? await begun(connectPlain({ ...address, noDelay: true }), { event: 'connect', keep }) : null;
  if (plain !== null) await askForTls(plain);
  return begun(connect({ ...address, ...(plain === null ? { noDelay: true } : { socket: plain }), ...trust(where, address.host) }), { event: 'secureConnect', keep });
}

function trust({ ca }: Where, host: string): ConnectionOptions {
  return { ca, minVersion: 'TLSv1.2', rejectUnauthorized: true, ...(isIP(host) === 0 ? { servername: host } : {}) };
}

async function begun<Kind extends Socket>(socket: Kind, { event, keep }: { readonly event: string; readonly keep: (socket: Socket) => void }): Promise<Kind> {
  // Without a listener an error that comes after the time ran out would end the process.
  socket.on('error', () => undefined);
  keep(socket);
  const over = new AbortController();
  const closed = once(socket, 'close', { signal: over.signal }).then((): never => {
    throw Object.assign(new Error('closed before it was open'), { code: 'ECONNRESET' });
  });
  closed.catch(() => undefined);
  try {
    await Promise.race([once(socket, event), closed]);
    return socket;
  } catch (thrown) {
    socket.destroy();
    throw thrown;
  } finally {
    over.abort();
  }
}

function addressOf({ url, defaultPort, startTls }: Where): { readonly host: string; readonly port: number } {
  const { hostname, port } = new URL(url);
  return { host: hostname.replace(/^\[|\]$/g, ''), port: port === '' ? (defaultPort ?? (startTls === true ? 389 : 636)) : Number(port) };
}
