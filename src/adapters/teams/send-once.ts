import type { ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import { connectorErrorCodes } from '../../boundary/connector-error.ts';

/** The SDK does not export its options by name. */
type ConnectorOptions = NonNullable<ConstructorParameters<typeof ConfigurationBotFrameworkAuthentication>[4]>;
type HttpClient = NonNullable<ConnectorOptions['httpClient']>;

interface RefusalFacts {
  /** Milliseconds that the connector asks to wait. */
  readonly retryAfterMs?: number | undefined;
  /** Words of Teams for the reason, e.g. `BotNotInConversationRoster`. */
  readonly codes?: readonly string[] | undefined;
  /** The connection was never made, so nothing can have been sent. */
  readonly isUnsent?: boolean | undefined;
}

/** The connector said no (or, without a status, nothing). Its text is kept out: it may name tokens and people. */
export class ConnectorRefusal extends Error {
  readonly statusCode: number | undefined;
  readonly retryAfterMs: number | undefined;
  readonly codes: readonly string[];
  readonly isUnsent: boolean;

  constructor(statusCode: number | undefined, { retryAfterMs, codes = [], isUnsent = false }: RefusalFacts = {}) {
    super(statusCode === undefined ? 'the connector could not be reached' : `the connector answered ${statusCode}`);
    this.name = 'ConnectorRefusal';
    this.statusCode = statusCode;
    this.retryAfterMs = retryAfterMs;
    this.codes = codes;
    this.isUnsent = isUnsent;
  }
}

const SILENCE_MS = 15_000;

/**
 * Sends each request exactly once. The SDK's own pipeline repeats every request after 5xx, creates as well, which
 * posts messages twice; an error of our own makes it stop and leaves the decision to `Patience`.
 */
export const sendOnce: HttpClient = {
  async sendRequest(request) {
    const body: unknown = request.body;
    const answer = await fetch(request.url, {
      method: request.method,
      headers: request.headers.rawHeaders(),
      body: typeof body === 'string' ? body : null,
      redirect: 'error',
      signal: AbortSignal.timeout(SILENCE_MS),
    }).catch((error: unknown) => Promise.reject(new ConnectorRefusal(undefined, { isUnsent: wasNeverConnected(error) })));
    const text = await answer.text().catch(() => null);
    if (!answer.ok) throw new ConnectorRefusal(answer.status, { retryAfterMs: waitOf(answer.headers.get('retry-after')), codes: connectorErrorCodes(text ?? '') });
    const headers = request.headers.clone();
    for (const name of headers.headerNames()) headers.remove(name);
    for (const [name, value] of answer.headers) headers.set(name, value);
    // What was done is done: an answer that broke off, or is no JSON, only names nothing.
    return { request, status: answer.status, headers, bodyAsText: isJson(text) ? text : '{}' };
  },
};

/** Codes of failures before a connection stands. A connection that was reset may have carried the request. */
const NEVER_CONNECTED: readonly string[] = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT', 'CERT_HAS_EXPIRED', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'SELF_SIGNED_CERT_IN_CHAIN', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'ERR_TLS_CERT_ALTNAME_INVALID'];

function wasNeverConnected(error: unknown): boolean {
  const cause: unknown = error instanceof Error ? error.cause : undefined;
  const each: readonly unknown[] = cause instanceof AggregateError ? cause.errors : [cause];
  return each.length > 0 && each.every((one) => typeof one === 'object' && one !== null && 'code' in one && typeof one.code === 'string' && NEVER_CONNECTED.includes(one.code));
}

function isJson(text: string | null): text is string {
  if (text === null) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function waitOf(header: string | null): number | undefined {
  const seconds = header === null || header.trim() === '' ? Number.NaN : Number(header);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : undefined;
}
