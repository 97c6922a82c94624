import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { connect as connectTls, createServer as createTlsServer, TLSSocket } from 'node:tls';
import type { LabCertificates } from '../../lab/servers/lab-certificates.ts';

export const FAULTS = ['cut', 'stall', 'reset', 'slow', 'duplicate'] as const;

/**
 * `cut`: half of the message passes, then both ends are closed. `stall`: this connection says nothing any more, and stays open.
 * `reset`: the message is lost and both ends are reset. `slow`: it comes in eight pieces. `duplicate`: it comes twice.
 */
export type FaultKind = (typeof FAULTS)[number];

/** One piece on its way, and the last one that the client sent on the same connection. */
export interface Passing {
  readonly chunk: Buffer;
  readonly request: Buffer;
}

export interface Fault {
  readonly kind: FaultKind;
  readonly towards: 'server' | 'client';
  readonly fits: (passing: Passing) => boolean;
  /** Strikes the n-th message that fits, once; after that the line is sound again. */
  readonly nth?: number | undefined;
}

export interface FaultProxy {
  readonly port: number;
  arm(fault: Fault): void;
  /** Whether every fault that was armed has struck. */
  hasStruck(): boolean;
  close(): Promise<void>;
}

interface FaultProxyTarget {
  /** 127.0.0.1 unless said. */
  readonly host?: string | undefined;
  readonly port: number;
  /** The proxy's own on the side of the client. */
  readonly certificates?: LabCertificates | undefined;
  /** The authority of the server; that of the certificates unless said. */
  readonly ca?: string | undefined;
}

const PIECES = 8;
const PIECE_PAUSE_MS = 15;

/** Stands on the loopback between a client and a server and spoils one message. With certificates it ends TLS on one side and begins it anew on the other, and sees what is said. */
export async function startFaultProxy(target: FaultProxyTarget): Promise<FaultProxy> {
  const { certificates, host = '127.0.0.1', ca = certificates?.caPem } = target;
  const sockets = new Set<Socket>();
  const strike = striking();
  const accept = (client: Socket): void => {
    const server: Socket = certificates === undefined ? connect({ host, port: target.port, noDelay: true }) : connectTls({ host, port: target.port, ca });
    join(client, server, strike.next);
    for (const socket of [client, server]) sockets.add(socket.on('close', () => sockets.delete(socket)));
  };
  const listening: Server = certificates === undefined ? createServer({ noDelay: true }, accept) : createTlsServer({ cert: certificates.certPem, key: certificates.keyPem }, accept);
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  return {
    port: portOf(listening.address()),
    arm: strike.arm,
    hasStruck: strike.hasStruck,
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => listening.close(() => resolve()));
    },
  };
}

type Strike = (towards: Fault['towards'], passing: Passing) => FaultKind | null;

function striking(): { readonly arm: (fault: Fault) => void; readonly hasStruck: () => boolean; readonly next: Strike } {
  const armed = new Map<Fault, number>();
  return {
    arm: (fault) => void armed.set(fault, fault.nth ?? 1),
    hasStruck: () => armed.size === 0,
    next: (towards, passing) => {
      for (const [fault, left] of armed) {
        if (fault.towards !== towards || !fault.fits(passing)) continue;
        armed.set(fault, left - 1);
        if (left > 1) continue;
        armed.delete(fault);
        return fault.kind;
      }
      return null;
    },
  };
}

function join(client: Socket, server: Socket, strike: Strike): void {
  let request: Buffer = Buffer.alloc(0);
  let isStalled = false;
  const both = [client, server];
  const stall = (): void => void (isStalled = true);
  for (const [from, to, towards] of [[client, server, 'server'], [server, client, 'client']] as const) {
    let line: Promise<void> = Promise.resolve();
    from.on('error', () => to.destroy()).on('close', () => void (line = line.then(() => void to.destroy())));
    from.on('end', () => void (line = line.then(() => void to.end())));
    from.on('data', (chunk: Buffer) => {
      if (towards === 'server') request = chunk;
      const kind = strike(towards, { chunk, request });
      line = line.then(async () => (isStalled ? undefined : pass({ to, both, stall }, chunk, kind)));
    });
  }
}

async function pass({ to, both, stall }: { readonly to: Socket; readonly both: readonly Socket[]; readonly stall: () => void }, chunk: Buffer, kind: FaultKind | null): Promise<void> {
  switch (kind) {
    case null:
      to.write(chunk);
      return;
    case 'cut':
      to.write(chunk.subarray(0, Math.ceil(chunk.length / 2)));
      for (const socket of both) socket.end(() => socket.destroy());
      return;
    case 'stall':
      return stall();
    case 'reset':
      // Only a plain socket can be reset; TLS is broken off without a farewell.
      for (const socket of both) void (socket instanceof TLSSocket ? socket.destroy() : socket.resetAndDestroy());
      return;
    case 'slow':
      return trickle(to, chunk);
    case 'duplicate':
      to.write(chunk);
      to.write(chunk);
  }
}

async function trickle(to: Socket, chunk: Buffer): Promise<void> {
  const size = Math.ceil(chunk.length / PIECES);
  for (let at = 0; at < chunk.length; at += size) {
    to.write(chunk.subarray(at, at + size));
    await new Promise((resolve) => setTimeout(resolve, PIECE_PAUSE_MS));
  }
}

const portOf = (address: AddressInfo | string | null): number => (address === null || typeof address === 'string' ? 0 : address.port);
