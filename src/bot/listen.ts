import restify, { type Request, type Response, type Server } from 'restify';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { readText } from '../adapters/system/read-settings.ts';
import { NotReady } from '../ports/not-ready.ts';
import { requestBody } from '../boundary/request-body.ts';
import type { Log } from '../ports/log.ts';

/** What came in, without a framework. `signal` aborts when the caller has gone. */
export interface RouteRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
  readonly signal: AbortSignal;
}

/** A route is either a function from request to answer, or serves the raw request itself. */
export type Route = { readonly method: 'GET' | 'POST'; readonly path: string } & (
  | { readonly maxBytes: number; answer(request: RouteRequest): Promise<RouteAnswer> }
  | { serve(request: IncomingMessage, response: ServerResponse): Promise<void> }
);
export interface RouteAnswer {
  readonly status: number;
  readonly body?: string | undefined;
  readonly contentType?: string | undefined;
}

interface Listening {
  readonly url: string;
  close(): Promise<void>;
}

interface ListenOptions {
  readonly address: string;
  readonly port: number;
  readonly tls?: { readonly certFile: string; readonly keyFile: string } | undefined;
  readonly log: Log;
}

/** Serves the routes. No error of ours ever reaches a caller: 400, 404, 413 and 500 have no body. Rejects with `NotReady` when it cannot listen. */
export async function listen(routes: readonly Route[], { address, port, tls, log }: ListenOptions): Promise<Listening> {
  const server = restify.createServer({
    name: '',
    handleUncaughtExceptions: false,
    ...(tls === undefined ? {} : { certificate: readText(tls.certFile, 'the certificate'), key: readText(tls.keyFile, 'the private key') }),
    formatters: { 'application/json': () => '', 'text/plain': () => '' },
  });
  tame(server);
  for (const route of routes) {
    const handle = async (request: Request, response: Response): Promise<void> => serve(route, { request, response, log });
    if (route.method === 'GET') server.get(route.path, handle);
    else server.post(route.path, handle);
  }
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: Error) => reject(new NotReady(`Cannot listen at ${address}, port ${port}: ${'code' in error && error.code === 'EADDRINUSE' ? 'another program does' : 'this account may not, or the address is not of this machine'}.`)));
    server.listen(port, address, resolve);
  });
  const bound = server.address();
  return {
    url: `${tls === undefined ? 'http' : 'https'}://${bound.address === '0.0.0.0' ? '127.0.0.1' : bound.address}:${bound.port}`,
    close: async () => {
      server.server.closeAllConnections();
      await new Promise<void>((resolve) => {
        server.close(() => {
          resolve();
        });
      });
    },
  };
}

function tame(server: Server): void {
  server.server.requestTimeout = 60_000;
  server.server.headersTimeout = 15_000;
  server.server.keepAliveTimeout = 75_000;
  // Nothing here speaks another protocol; an upgraded connection would be kept without any time limit, even while the bot ends.
  server.server.on('upgrade', (_request, socket) => socket.destroy());
  server.pre((request, response, next) => {
    if (hasAddress(request)) return next();
    response.writeHead(400);
    response.end();
    return next(false);
  });
  for (const event of ['NotFound', 'MethodNotAllowed', 'InternalServer', 'uncaughtException']) {
    server.on(event, (_request: Request, response: Response) => {
      if (!response.headersSent) response.writeHead(event === 'NotFound' ? 404 : event === 'MethodNotAllowed' ? 405 : 500);
      response.end();
    });
  }
}

/** The framework makes a URL of target and Host header and throws outside of every handler where they make none: one such request would end the process. */
function hasAddress(request: Request): boolean {
  try {
    return request.getUrl() instanceof URL;
  } catch {
    return false;
  }
}

async function serve(route: Route, { request, response, log }: { readonly request: Request; readonly response: Response; readonly log: Log }): Promise<void> {
  try {
    if ('serve' in route) {
      await route.serve(request, response);
      return;
    }
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    const body = await requestBody(request, route.maxBytes);
    if (body === null) {
      response.once('finish', () => request.destroy());
      finish(response, { status: 413 });
      return;
    }
    finish(response, await route.answer({ method: route.method, path: route.path, query: new URLSearchParams((request.url ?? '').split('?')[1] ?? ''), headers: flat(request.headers), body, signal: gone.signal }));
  } catch (error) {
    log.error('http.failed', { path: route.path, error: error instanceof Error ? (error.stack ?? error.message) : 'unknown' });
    finish(response, { status: 500 });
  }
}

function finish(response: Response, { status, body, contentType }: RouteAnswer): void {
  if (response.headersSent) return;
  const text = body ?? '';
  response.writeHead(status, { 'content-length': String(Buffer.byteLength(text)), ...(text === '' ? {} : { 'content-type': contentType ?? 'application/json; charset=utf-8' }) });
  response.end(text);
}

const flat = (headers: Request['headers']): Readonly<Record<string, string | undefined>> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]));
