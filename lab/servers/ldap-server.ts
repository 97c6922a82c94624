import { createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { createServer as createTlsServer, type Server as TlsServer, type TLSSocket } from 'node:tls';
import type { AdState } from '../company/ad-state.ts';
import { createLdapConversation, type LdapAccount, type LdapService } from './ldap-conversation.ts';
import type { LabCertificates } from './lab-certificates.ts';
import { messageLength, readRequest } from './ldap-requests.ts';
import { serveUntilTls, type StartTlsFaults } from './ldap-start-tls.ts';

interface LdapServerOptions {
  readonly state: AdState;
  readonly certificates: LabCertificates;
  /** DN or UPN of the account that may read and write. */
  readonly bindDn: string;
  readonly bindPassword: string;
  /** Accounts that may read but change nothing, or these attributes alone; some attributes may be closed to them, and some may not sign in at all. */
  readonly readers?: readonly { readonly bindDn: string; readonly bindPassword: string; readonly withheld?: readonly string[] | undefined; readonly writable?: readonly string[] | undefined; readonly creates?: readonly string[] | undefined; readonly sids?: readonly Buffer[] | undefined; readonly refusedWith?: string | undefined }[] | undefined;
  /** Plain LDAP that goes over to TLS when asked, instead of TLS from the beginning. */
  readonly startTls?: boolean | undefined;
  readonly port?: number | undefined;
}

/** Ways in which a domain controller fails; set by tests at any time. */
interface LdapFaults extends StartTlsFaults {
  /** Requests are read and never answered. */
  stall: boolean;
  /** Connections are accepted but TLS is never begun. */
  stallHandshake: boolean;
  /** New connections are reset at once. */
  refuse: boolean;
  /** Milliseconds before each answer. */
  slowMs: number;
  /** So many requests (other than binds) are met with a reset instead of an answer. */
  resets: number;
  /** So many requests (other than binds) are carried out, and then the connection is reset before the answer. */
  lostAnswers: number;
  /** The same for writes alone. */
  lostWrites: number;
  /** So many pages of searches come without entries but with a cookie. */
  emptyPages: number;
}

export interface LdapServer {
  readonly url: string;
  readonly faults: LdapFaults;
  /** What replicateSingleObject was asked for. */
  readonly replicated: readonly string[];
  /** Kinds of the requests that arrived, in order. */
  readonly seen: string[];
  /** Connections that are open now. */
  openConnections(): number;
  /** Ends TLS on all connections, and only that. */
  endTls(): void;
  /** Ends all connections, as a restart would. */
  dropConnections(): void;
  close(): Promise<void>;
}

/** LDAPS on 127.0.0.1 with AD's limits, codes and texts. */
export async function startLdapServer(options: LdapServerOptions): Promise<LdapServer> {
  const faults: LdapFaults = { stall: false, stallHandshake: false, refuse: false, slowMs: 0, resets: 0, lostAnswers: 0, lostWrites: 0, emptyPages: 0, refuseTls: false, neverBegin: false, slipIn: false };
  const seen: string[] = [];
  const sockets = new Set<Socket>();
  const sessions = new Set<TLSSocket>();
  const replicated: string[] = [];
  const service: LdapService = { state: options.state, accounts: accountsOf(options), now: () => new Date(), replicated, emptyPage: () => faults.emptyPages > 0 && faults.emptyPages-- > 0 };
  const secure = createTlsServer({ cert: options.certificates.certPem, key: options.certificates.keyPem, minVersion: 'TLSv1.2' });
  const server = createServer({ noDelay: true }, (socket) => accept(socket, { faults, sockets, seen, secure, startTls: options.startTls === true }));
  secure.on('secureConnection', (socket) => {
    sessions.add(socket);
    socket.on('close', () => sessions.delete(socket));
    serve(socket, { service, faults, seen, reset: () => resetAll(sockets) });
  });
  secure.on('tlsClientError', () => undefined);
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  return {
    url: `${options.startTls === true ? 'ldap' : 'ldaps'}://127.0.0.1:${portOf(server)}`,
    faults,
    replicated,
    seen,
    endTls: () => sessions.forEach((socket) => void socket.end()),
    openConnections: () => sockets.size,
    dropConnections: () => resetAll(sockets),
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function accept(socket: Socket, world: { readonly faults: LdapFaults; readonly sockets: Set<Socket>; readonly seen: string[]; readonly secure: TlsServer; readonly startTls: boolean }): void {
  socket.on('error', () => socket.destroy());
  if (world.faults.refuse) {
    socket.resetAndDestroy();
    return;
  }
  world.sockets.add(socket);
  socket.on('close', () => world.sockets.delete(socket));
  if (world.faults.stallHandshake) socket.resume();
  else if (world.startTls) serveUntilTls(socket, world);
  else world.secure.emit('connection', socket);
}

interface Serving {
  readonly service: LdapService;
  readonly faults: LdapFaults;
  readonly seen: string[];
  readonly reset: () => void;
}

/** Requests of one client, strictly in order. */
function serve(socket: TLSSocket, serving: Serving): void {
  const conversation = createLdapConversation(serving.service);
  let pending: Buffer = Buffer.alloc(0);
  let line: Promise<void> = Promise.resolve();
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk: Buffer) => {
    pending = Buffer.concat([pending, chunk]);
    try {
      for (let length = messageLength(pending); length !== null && length <= pending.length; length = messageLength(pending)) {
        const message = pending.subarray(0, length);
        pending = pending.subarray(length);
        line = line.then(() => handle(socket, serving, { kind: readRequest(message).operation.kind, answer: () => conversation.answer(readRequest(message)) }));
        line.catch(() => socket.destroy());
      }
    } catch {
      socket.destroy();
    }
  });
}

async function handle(socket: TLSSocket, { faults, seen, reset }: Serving, { kind, answer }: { readonly kind: string; readonly answer: () => Buffer }): Promise<void> {
  seen.push(kind);
  if (kind === 'unbind') socket.end();
  if (kind === 'unbind' || kind === 'abandon' || faults.stall) return;
  if (faults.slowMs > 0) await new Promise((resolve) => setTimeout(resolve, faults.slowMs));
  if (kind !== 'bind' && faults.resets > 0) {
    faults.resets -= 1;
    reset();
    return;
  }
  const reply = answer();
  if (kind !== 'bind' && faults.lostAnswers > 0) {
    faults.lostAnswers -= 1;
    reset();
    return;
  }
  if (WRITES.includes(kind) && faults.lostWrites > 0) {
    faults.lostWrites -= 1;
    reset();
    return;
  }
  if (!socket.destroyed && !socket.write(reply)) await new Promise<void>((resolve) => socket.once('drain', resolve).once('close', () => resolve()));
}

const WRITES: readonly string[] = ['modify', 'modifyDn', 'add', 'delete'];

/** A reset needs the plain socket below TLS. */
function resetAll(sockets: ReadonlySet<Socket>): void {
  for (const socket of sockets) socket.resetAndDestroy();
}

function accountsOf(options: LdapServerOptions): readonly LdapAccount[] {
  const writer: LdapAccount = { name: options.bindDn, password: options.bindPassword, mayWrite: true };
  return [writer, ...(options.readers ?? []).map((each) => ({ name: each.bindDn, password: each.bindPassword, mayWrite: each.writable ?? false, creates: each.creates, sids: each.sids, withheld: each.withheld, refusedWith: each.refusedWith }))].flatMap((account) => {
    const upn = options.state.byDn(account.name.includes('=') ? account.name : '')?.values('userPrincipalName')[0]?.toString();
    return upn === undefined ? [account] : [account, { ...account, name: upn }];
  });
}

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  return address === null || typeof address === 'string' ? 0 : address.port;
}
