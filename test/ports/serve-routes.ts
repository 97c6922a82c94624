import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { RELAY_BODY_LIMITS, RELAY_PATHS, type RelayRoutes } from '../../src/adapters/relay-link/relay-routes.ts';
import { requestBody } from '../../src/boundary/request-body.ts';

/** Mounts the relay routes on a real socket of the loopback. */
export async function serveRoutes(routes: RelayRoutes): Promise<{ readonly url: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    const gone = new AbortController();
    response.on('close', () => gone.abort());
    const path = RELAY_PATHS.find((each) => each === request.url);
    const answered = async (): Promise<{ readonly status: number; readonly body: string }> => {
      const body = path === undefined ? null : await requestBody(request, RELAY_BODY_LIMITS[path]);
      if (path === undefined || body === null) return { status: path === undefined ? 404 : 413, body: '' };
      return routes[path]({ method: request.method ?? '', path, headers: request.headers, body, signal: gone.signal });
    };
    void answered().then((answer) => response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body));
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
