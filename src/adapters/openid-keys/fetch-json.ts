import type { IncomingMessage } from 'node:http';
import { Agent, request } from 'node:https';

/** Longest wait for one document, and the most octets that are read of it. */
const TIMEOUT_MS = 10_000;
const MOST_OCTETS = 512 * 1024;

/** A forward proxy that is asked to CONNECT. */
export interface KeyProxy {
  readonly url: string;
  readonly user?: string | undefined;
  readonly password?: string | undefined;
}

export type FetchJson = (address: URL) => Promise<unknown>;

/** Reads JSON documents over https only; redirects are not followed. Rejects when one cannot be had whole. */
export function createFetchJson(proxy: KeyProxy | undefined): FetchJson {
  const agent = new Agent(proxy === undefined ? {} : { proxyEnv: { HTTPS_PROXY: addressOf(proxy) } });
  return async (address) => {
    if (address.protocol !== 'https:') throw new Error('not https');
    const text = await new Promise<string>((resolve, reject) => {
      const asking = request(address, { agent, headers: { accept: 'application/json' }, signal: AbortSignal.timeout(TIMEOUT_MS) });
      asking.on('error', reject);
      asking.on('response', (answer) => {
        textOf(answer).then(resolve, reject);
      });
      asking.end();
    });
    const parsed: unknown = JSON.parse(text);
    return parsed;
  };
}

async function textOf(answer: IncomingMessage): Promise<string> {
  if (answer.statusCode !== 200) {
    answer.destroy();
    throw new Error(`status ${answer.statusCode ?? 0}`);
  }
  const pieces: Buffer[] = [];
  let octets = 0;
  for await (const piece of answer) {
    const part = Buffer.isBuffer(piece) ? piece : Buffer.from(String(piece));
    octets += part.length;
    if (octets > MOST_OCTETS) throw new Error('too long');
    pieces.push(part);
  }
  return Buffer.concat(pieces).toString('utf8');
}

function addressOf({ url, user, password }: KeyProxy): string {
  const address = new URL(url);
  if (user !== undefined) address.username = encodeURIComponent(user);
  if (password !== undefined) address.password = encodeURIComponent(password);
  return address.toString();
}
