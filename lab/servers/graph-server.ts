import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { CompanyClock } from '../company/clock.ts';
import { emptyRecycleBin } from '../company/tenant-recycle-bin.ts';
import { GraphFault, type TenantState } from '../company/tenant-state.ts';
import { answerBatch } from './graph-batch.ts';
import { errorAnswer, throttled } from './graph-errors.ts';
import { createFaults, type GraphFaults } from './graph-faults.ts';
import { recorderFromEnvironment, type GraphRecorder } from './graph-recorder.ts';
import { readRequest, type GraphAnswer, type GraphWorld } from './graph-request.ts';
import { route } from './graph-routes.ts';
import { createStaleReads } from './graph-stale-reads.ts';
import { createBucket, unitsOf, WRITES, type Bucket } from './graph-throttle.ts';
import type { LabCertificates } from './lab-certificates.ts';
import { loopbackPort, readBody } from './loopback.ts';

/** Who may ask: gives the application behind a token, null for any other token. */
interface TokenVerifier {
  verify(token: string, audience: string): Promise<{ readonly appId: string; readonly roles: readonly string[] } | null>;
}

interface GraphServerOptions {
  readonly state: TenantState;
  readonly certificates: LabCertificates;
  readonly clock: CompanyClock;
  readonly tokens: TokenVerifier;
  /** Left out: the file named by SYNCWHY_GRAPH_RECORDING, if any. */
  readonly recorder?: GraphRecorder | undefined;
  /** Size of the token bucket of each application; 3,500 as in a small tenant. */
  readonly resourceUnits?: number | undefined;
  /** Requests to the audit and sign-in logs in 10 seconds; 5 as in every tenant. */
  readonly reportRequests?: number | undefined;
  readonly port?: number | undefined;
}

const REPORTS = 5;
const AUDIENCE = 'https://graph.microsoft.com';

/** The pretend Microsoft Graph v1.0 on 127.0.0.1 over HTTPS. */
export async function startGraphServer(options: GraphServerOptions): Promise<{ readonly url: string; readonly faults: GraphFaults; close(): Promise<void> }> {
  const graph = new LabGraph(options);
  const { certPem: cert, keyPem: key } = options.certificates;
  const server = createServer({ cert, key }, (request, response) => void graph.serve(request, response).catch(() => response.destroy()));
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  graph.origin = `https://127.0.0.1:${loopbackPort(server)}`;
  return {
    url: graph.origin,
    faults: graph.faults,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

interface Caller {
  readonly appId: string;
  readonly roles: readonly string[];
}
type Incoming = { readonly method: string; readonly url: string; readonly headers: Readonly<Record<string, string>>; readonly body: unknown };

class LabGraph {
  readonly faults = createFaults();
  origin = '';
  readonly #options: GraphServerOptions;
  readonly #world: GraphWorld;
  readonly #record: GraphRecorder | undefined;
  readonly #buckets = new Map<string, Bucket>();

  constructor(options: GraphServerOptions) {
    this.#options = options;
    this.#record = options.recorder ?? recorderFromEnvironment();
    const { state, clock } = options;
    this.#world = { state, clock, faults: this.faults, ...createStaleReads({ state, clock, milliseconds: this.faults.staleMilliseconds, missing: this.faults.missingMilliseconds }) };
  }

  async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const text = await readBody(request);
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
    const incoming: Incoming = { method: request.method ?? 'GET', url: request.url ?? '/', headers, body: text === '' ? undefined : jsonOrText(text) };
    this.#record?.(incoming);
    const line = `${incoming.method} ${incoming.url.replace(/^\/(v1\.0|beta)/, '')}`;
    if (this.faults.hit(line, ['drop-before']) !== undefined) return void response.destroy();
    const html = this.faults.hit(line, ['html']);
    if (html?.kind === 'html') return void response.writeHead(html.status, { 'content-type': 'text/html' }).end('<html><body>Gateway Timeout</body></html>');
    const answer = await this.#answer(incoming);
    if (this.faults.hit(line, ['drop-after']) !== undefined) return void response.destroy();
    const requestId = { 'request-id': randomUUID(), 'client-request-id': headers['client-request-id'] ?? randomUUID() };
    response.writeHead(answer.status, { ...(answer.body === undefined ? {} : { 'content-type': 'application/json' }), ...requestId, ...answer.headers });
    response.end(answer.body === undefined ? undefined : JSON.stringify(answer.body));
  }

  async #answer(incoming: Incoming): Promise<GraphAnswer> {
    try {
      const caller = await this.#caller(incoming);
      const version = /^\/(v1\.0|beta)\/\$batch$/.exec(incoming.url)?.[1];
      if (incoming.method !== 'POST' || version === undefined) return await this.#answerOne(incoming, caller);
      return await answerBatch(incoming.body, (part) =>
        this.#answerOne({ method: part.method, url: `/${version}/${part.url.replace(/^\//, '')}`, headers: lowered(part.headers ?? {}), body: part.body }, caller));
    } catch (error) {
      return errorAnswer(error, this.#options.clock);
    }
  }

  async #caller({ headers }: Incoming): Promise<Caller> {
    const token = /^Bearer (.+)$/.exec(headers['authorization'] ?? '')?.[1];
    if (token === undefined) throw new GraphFault(401, 'InvalidAuthenticationToken', 'Access token is empty.');
    const caller = await this.#options.tokens.verify(token, AUDIENCE);
    if (caller === null) throw new GraphFault(401, 'InvalidAuthenticationToken', 'Access token validation failure.');
    return caller;
  }

  async #answerOne(incoming: Incoming, caller: Caller): Promise<GraphAnswer> {
    const line = `${incoming.method} ${incoming.url.replace(/^\/(v1\.0|beta)/, '')}`;
    try {
      const trouble = this.faults.hit(line, ['throttle', 'fail', 'delay', 'odd-body']);
      if (trouble?.kind === 'throttle') return throttled(trouble.retryAfter, this.#options.clock);
      if (trouble?.kind === 'fail') throw new GraphFault(trouble.status, trouble.code, trouble.message);
      if (trouble?.kind === 'odd-body') return { status: 200, body: trouble.body };
      if (trouble?.kind === 'delay') await new Promise((resolve) => setTimeout(resolve, trouble.milliseconds));
      const request = readRequest({ ...incoming, origin: this.origin, roles: caller.roles });
      const units = unitsOf(line, request.query);
      const wait = this.#bucketOf(caller).spend(units);
      if (wait !== null) return throttled(String(wait), this.#options.clock);
      const turn = line.startsWith('GET /auditLogs/') ? this.#reportsOf(caller).spend(1) : null;
      if (turn !== null) return throttled(String(turn), this.#options.clock);
      const write = isWrite(line) ? this.#writesOf(caller).spend(1) : null;
      if (write !== null) return throttled(String(write), this.#options.clock);
      emptyRecycleBin(this.#options.state, this.#options.clock.now());
      const answer = route(request, this.#world);
      return { ...answer, headers: { 'x-ms-resource-unit': String(units), ...answer.headers } };
    } catch (error) {
      return errorAnswer(error, this.#options.clock);
    }
  }

  #writesOf({ appId }: Caller): Bucket {
    const bucket = this.#buckets.get(`writes ${appId}`) ?? createBucket(this.#options.clock, WRITES.units, WRITES.seconds);
    this.#buckets.set(`writes ${appId}`, bucket);
    return bucket;
  }

  /** Reports have a budget of their own: 5 requests in 10 seconds. */
  #reportsOf({ appId }: Caller): Bucket {
    const bucket = this.#buckets.get(`reports ${appId}`) ?? createBucket(this.#options.clock, this.#options.reportRequests ?? REPORTS);
    this.#buckets.set(`reports ${appId}`, bucket);
    return bucket;
  }

  #bucketOf({ appId }: Caller): Bucket {
    const bucket = this.#buckets.get(appId) ?? createBucket(this.#options.clock, this.#options.resourceUnits);
    this.#buckets.set(appId, bucket);
    return bucket;
  }
}

const isWrite = (line: string): boolean => !line.startsWith('GET ') && !/checkMember|getMember|getByIds|\$batch/.test(line);

const lowered = (headers: Readonly<Record<string, string>>): Record<string, string> => Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

function jsonOrText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
