import type { IncomingMessage } from 'node:http';
import type { Server } from 'node:net';

const MOST_OCTETS = 4 * 1024 * 1024;

/** The port that a listening server was given. */
export function loopbackPort(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server does not listen');
  return address.port;
}

/** The whole body as text. */
export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let octets = 0;
  for await (const chunk of request) {
    if (!(chunk instanceof Buffer)) continue;
    octets += chunk.length;
    if (octets > MOST_OCTETS) throw new Error('the body is too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
