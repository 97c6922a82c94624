import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How long the person may take to sign in. */
const LONGEST_MS = 5 * 60_000;

export type LoopbackEnd = { readonly is: 'code'; readonly code: string } | { readonly is: 'refused'; readonly says: string };

export interface LoopbackSignIn {
  /** `http://localhost:PORT`; the code arrives on this machine and nowhere else. */
  readonly redirectUri: string;
  /** The code that the sign-in page sends back with this state. */
  code(state: string): Promise<LoopbackEnd>;
  close(): void;
}

/** Waits on loopback for the browser to come back. */
export async function openLoopback(): Promise<LoopbackSignIn> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    redirectUri: `http://localhost:${portOf(server)}`,
    code: (state) => codeOf(server, state),
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

const portOf = (server: Server): number => {
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('a server on a port was expected');
  return address.port;
};

function codeOf(server: Server, state: string): Promise<LoopbackEnd> {
  return new Promise((resolve) => {
    const late = setTimeout(() => resolve({ is: 'refused', says: 'Nobody signed in within 5 minutes. Nothing was signed.' }), LONGEST_MS);
    server.on('request', (request, response) => {
      const query = new URLSearchParams((request.url ?? '').split('?')[1] ?? '');
      // Whatever else knocks here, a favicon or another program, ends nothing.
      if (query.get('state') !== state) return answer(response, 404, 'There is nothing here.');
      clearTimeout(late);
      const code = query.get('code');
      answer(response, 200, code === null ? 'The sign-in was not completed. Go back to the terminal.' : 'Signed in. Go back to the terminal; you can close this window.');
      resolve(code === null ? { is: 'refused', says: 'The sign-in was not completed. Nothing was signed.' } : { is: 'code', code });
    });
  });
}

function answer(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store', 'referrer-policy': 'no-referrer', 'connection': 'close' });
  response.end(text);
}
