import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** What happens to the octets between a client and a server; changed by tests at any time. */
export interface FaultProxy {
  readonly port: number;
  /** Octets go no further, in both directions. */
  stall: boolean;
  /** Milliseconds by which each piece is late. */
  slowMs: number;
  /** The next piece from the server comes twice. */
  twice: boolean;
  /** After so many more octets from the server the connection is reset; null for never. */
  cutAfter: number | null;
  /** New connections are reset at once. */
  refuse: boolean;
  /** Everything that the client sent, connection by connection. */
  readonly sent: readonly Buffer[];
  connections(): number;
  /** Resets all connections. */
  reset(): void;
  /** Ends all connections politely. */
  end(): void;
  close(): Promise<void>;
}

/** Stands on the server’s own address, for the sake of its certificate, between a client and a server and spoils what goes through it. */
export async function startFaultProxy(url: string): Promise<FaultProxy> {
  const { hostname, port } = new URL(url);
  const pairs = new Set<{ readonly client: Socket; readonly server: Socket }>();
  const sent: Buffer[] = [];
  const server = createServer({ noDelay: true }, (client) => {
    if (proxy.refuse) {
      client.on('error', () => undefined).resetAndDestroy();
      return;
    }
    const pair = { client, server: connect({ host: hostname, port: Number(port), noDelay: true }) };
    const number = sent.push(Buffer.alloc(0)) - 1;
    pairs.add(pair);
    for (const [from, to] of [[client, pair.server], [pair.server, client]] as const) {
      from.on('error', () => to.destroy()).on('close', () => void (pairs.delete(pair), to.destroy()));
      from.on('end', () => to.end());
      let line: Promise<void> = Promise.resolve();
      from.on('data', (chunk: Buffer) => {
        if (from === client) sent[number] = Buffer.concat([sent[number] ?? Buffer.alloc(0), chunk]);
        line = line.then(() => pass(chunk, { from, to, isAnswer: from === pair.server }));
      });
    }
  });
  const pass = async (chunk: Buffer, { from, to, isAnswer }: { readonly from: Socket; readonly to: Socket; readonly isAnswer: boolean }): Promise<void> => {
    if (proxy.slowMs > 0) await new Promise((resolve) => setTimeout(resolve, proxy.slowMs));
    if (proxy.stall) return;
    if (isAnswer && proxy.cutAfter !== null) {
      proxy.cutAfter -= chunk.length;
      if (proxy.cutAfter < 0) {
        proxy.cutAfter = null;
        from.resetAndDestroy();
        to.resetAndDestroy();
        return;
      }
    }
    to.write(chunk);
    if (isAnswer && proxy.twice) {
      proxy.twice = false;
      to.write(chunk);
    }
  };
  await new Promise<void>((resolve) => server.listen(0, hostname, resolve));
  const proxy: FaultProxy = {
    port: portOf(server.address()),
    stall: false,
    slowMs: 0,
    twice: false,
    cutAfter: null,
    refuse: false,
    sent,
    connections: () => pairs.size,
    reset: () => pairs.forEach(({ client, server: there }) => void (client.resetAndDestroy(), there.destroy())),
    end: () => pairs.forEach(({ client, server: there }) => void (client.end(), there.end())),
    close: () => {
      for (const { client, server: there } of pairs) {
        client.destroy();
        there.destroy();
      }
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
  return proxy;
}

const portOf = (address: AddressInfo | string | null): number => (address === null || typeof address === 'string' ? 0 : address.port);
