import type { IncomingMessage } from 'node:http';
import { Agent, request as secureRequest } from 'node:https';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

/** A forward proxy that is asked to CONNECT; `http://` address, user and password where it wants them (Basic, RFC 9110 §11.7). */
export interface ForwardProxy {
  readonly url: string;
  readonly user?: string | undefined;
  readonly password?: string | undefined;
}

export interface PostRequest {
  readonly url: URL;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  /** POST unless said. */
  readonly method?: 'GET' | undefined;
  /** Octets of the answer, 16 MB unless said. */
  readonly longest?: number | undefined;
}

/** Resolves with whatever the server answered; rejects with the error of Node's client. Connections are kept alive. */
export type Post = (request: PostRequest) => Promise<{ readonly status: number; readonly text: string; /** The header Date of the answer. */ readonly date?: string | undefined }>;

/** A longer body travels compressed (gzip); the signature covers the text itself. */
const COMPRESS_FROM = 1_024;
/** Longest answer that is read, in octets. */
const LONGEST_ANSWER = 16 * 1024 * 1024;

/** An import of node:http would also load what makes WebSockets, 5 MB that an idle relay has no use for. */
const { Agent: PlainAgent, request: plainRequest } = process.getBuiltinModule('node:http');

const compressed = promisify(gzip);

export function createPost(proxy: ForwardProxy | null): Post {
  const proxyEnv = proxy === null ? {} : { HTTP_PROXY: addressOf(proxy), HTTPS_PROXY: addressOf(proxy) };
  const agents = { 'http:': new PlainAgent({ keepAlive: true, proxyEnv }), 'https:': new Agent({ keepAlive: true, proxyEnv }) };
  return async ({ url, body, headers, signal, method = 'POST', longest = LONGEST_ANSWER }) => {
    const isLong = Buffer.byteLength(body) >= COMPRESS_FROM;
    const octets = isLong ? await compressed(body) : Buffer.from(body);
    const all = { ...headers, 'content-length': String(octets.length), ...(isLong ? { 'content-encoding': 'gzip' } : {}) };
    return new Promise((resolve, reject) => {
      const options = { method, headers: all, signal };
      const sending = url.protocol === 'https:' ? secureRequest(url, { ...options, agent: agents['https:'] }) : plainRequest(url, { ...options, agent: agents['http:'] });
      sending.on('error', reject);
      sending.on('response', (answer) => {
        read(answer, longest).then((text) => resolve({ status: answer.statusCode ?? 0, text, date: answer.headers.date }), reject);
      });
      sending.end(octets);
    });
  };
}

async function read(answer: IncomingMessage, longest: number): Promise<string> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of answer) {
    const octets = Buffer.isBuffer(piece) ? piece : Buffer.from(String(piece));
    length += octets.length;
    if (length > longest) throw new Error('the answer is too long');
    pieces.push(octets);
  }
  return Buffer.concat(pieces).toString('utf8');
}

function addressOf({ url, user, password }: ForwardProxy): string {
  const address = new URL(url);
  if (user !== undefined) address.username = encodeURIComponent(user);
  if (password !== undefined) address.password = encodeURIComponent(password);
  return address.toString();
}
