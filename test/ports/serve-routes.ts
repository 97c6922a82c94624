import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { RELAY_PATHS, type RelayRoutes } from '../../src/adapters/relay-link/relay-routes.ts';

/** Mounts the relay routes on a real socket of the loopback. */
export async function serveRoutes(routes: RelayRoutes): Promise<{ readonly url: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    const gone = new AbortController();
    response.on('close', () => gone.abort());
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const path = RELAY_PATHS.find((each) => each === request.url);
      const body = Buffer.concat(chunks).toString('utf8');
      const answered = path === undefined ? Promise.resolve({ status: 404, body: '' }) : routes[path]({ method: request.method ?? '', path, headers: request.headers, body, signal: gone.signal });
      void answered.then((answer) => response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address: AddressInfo | string | null = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
