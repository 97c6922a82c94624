import type { TokenCredential } from '@azure/identity';
import { AuthenticationHandler, Client, type GraphRequest, ResponseType, RetryHandler, RetryHandlerOptions, type Context, type Middleware } from '@microsoft/microsoft-graph-client';
import { TenantError } from '../../ports/tenant.ts';
import { GraphRefusal } from './graph-fault.ts';

export interface GraphClientOptions {
  /** Origin, e.g. `https://graph.microsoft.com`; https only. */
  readonly endpoint: string;
  readonly credential: TokenCredential;
  /** Host that also gets the token; the endpoint's own host when left out. */
  readonly customHost?: string | undefined;
  readonly fetch?: typeof fetch | undefined;
  /** Deadline of one request; 10 seconds when left out. */
  readonly deadlineMilliseconds?: number | undefined;
}

export type GraphVersion = 'v1.0' | 'beta';

export type WriteMethod = 'POST' | 'PATCH' | 'PUT' | 'DELETE';

export interface Call {
  readonly method: 'GET' | 'POST' | WriteMethod;
  /** `v1.0` when left out. */
  readonly version?: GraphVersion | undefined;
  /** Path below the version with its query, escaped; or a nextLink of this endpoint. */
  readonly address: string;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly body?: Readonly<Record<string, unknown>> | undefined;
}

const GRAPHS = new Set(['graph.microsoft.com', 'graph.microsoft.us', 'dod-graph.microsoft.us', 'microsoftgraph.chinacloudapi.cn']);

/**
 * One request through Microsoft's client, once. Its own retry is off, for it repeats writes.
 * Resolves with the parsed JSON (undefined for an empty body); rejects with `TenantError`.
 */
export function createTransport(options: GraphClientOptions): (call: Call, signal: AbortSignal) => Promise<unknown> {
  const { origin, hostname, protocol } = new URL(options.endpoint);
  if (protocol !== 'https:') throw new Error(`The Graph endpoint ${options.endpoint} must start with https://, or no token would be sent.`);
  const scope = `${GRAPHS.has(hostname) ? origin : 'https://graph.microsoft.com'}/.default`;
  const client = Client.initWithMiddleware({
    baseUrl: `${origin}/`,
    customHosts: new Set([options.customHost ?? hostname]),
    middleware: chain(async () => tokenOf(options.credential, scope), options.fetch ?? fetch),
  });
  return async (call, signal) => {
    if (call.address.startsWith('https:') && new URL(call.address).origin !== origin) throw new TenantError('failed', 'Microsoft Graph pointed to a page on another host');
    await tokenOf(options.credential, scope, signal);
    return contentOf(await send(client, call, signal));
  };
}

function chain(getAccessToken: () => Promise<string>, send: typeof fetch): Middleware[] {
  const last: Middleware = {
    async execute(context: Context): Promise<void> {
      const request: unknown = context.request;
      if (typeof request !== 'string') throw new Error('the client gave a request object where an address was expected');
      context.response = await send(request, { ...context.options, redirect: 'error' });
    },
  };
  return [new AuthenticationHandler({ getAccessToken }), new RetryHandler(new RetryHandlerOptions(0, 0)), last];
}

/** The credential keeps its tokens; asking first tells a failed sign-in, after which nothing was sent for certain, from a request that broke. */
async function tokenOf(credential: TokenCredential, scope: string, signal?: AbortSignal): Promise<string> {
  try {
    const token = await credential.getToken(scope, signal === undefined ? {} : { abortSignal: signal });
    if (token !== null) return token.token;
  } catch (error) {
    const code = error instanceof Error ? /AADSTS\d+/.exec(error.message)?.[0] : undefined;
    if (code !== undefined) throw new TenantError('access-denied', `Microsoft Entra ID refused the sign-in of the application (${code})`);
    throw new TenantError('refused', 'The sign-in of the application did not work: the login server could not be reached or gave no usable answer');
  }
  throw new TenantError('access-denied', 'Microsoft Entra ID gave the application no token');
}

async function send(client: Client, { method, version, address, headers, body }: Call, signal: AbortSignal): Promise<Response> {
  const request = client.api(address).version(version ?? 'v1.0').headers({ ...headers }).option('signal', signal).responseType(ResponseType.RAW);
  try {
    const answer = await asked(request, method, body);
    if (answer instanceof Response) return answer;
  } catch {
    if (signal.aborted) throw new TenantError('timed-out', 'Microsoft Graph did not answer in time');
  }
  throw new TenantError('unreachable', 'Microsoft Graph could not be reached, or the connection broke before the answer came');
}

function asked(request: GraphRequest, method: Call['method'], body: Call['body']): Promise<unknown> {
  switch (method) {
    case 'GET':
      return request.get();
    case 'POST':
      return request.post(body);
    case 'PATCH':
      return request.patch(body);
    case 'PUT':
      return request.put(body);
    case 'DELETE':
      return request.delete();
  }
}

async function contentOf(response: Response): Promise<unknown> {
  const text = await response.text().catch(() => {
    throw new TenantError('unreachable', 'The connection to Microsoft Graph broke in the middle of the answer');
  });
  const body = jsonOf(text);
  if (!response.ok) throw new GraphRefusal({ status: response.status, body, retryAfter: waitOf(response.headers.get('retry-after'), response.headers.get('date')) });
  if (text !== '' && body === undefined) throw new TenantError('failed', 'Microsoft Graph answered with something that is not JSON');
  return body;
}

function jsonOf(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Retry-After in milliseconds: seconds (also with a fraction), or a date that counts from the answer's own. */
export function waitOf(retryAfter: string | null | undefined, date: string | null): number | undefined {
  if (retryAfter === null || retryAfter === undefined || retryAfter.trim() === '') return undefined;
  const seconds = Number(retryAfter);
  const wait = Number.isNaN(seconds) ? Date.parse(retryAfter) - Date.parse(date ?? '') : seconds * 1000;
  return Number.isNaN(wait) ? undefined : Math.max(0, wait);
}
