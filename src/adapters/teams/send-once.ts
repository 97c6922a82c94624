import type { ConfigurationBotFrameworkAuthentication } from 'botbuilder';

/** The SDK does not export its options by name. */
type ConnectorOptions = NonNullable<ConstructorParameters<typeof ConfigurationBotFrameworkAuthentication>[4]>;
type HttpClient = NonNullable<ConnectorOptions['httpClient']>;

/** The connector said no (or, without a status, nothing). Its text is kept out: it may name tokens and people. */
export class ConnectorRefusal extends Error {
  readonly statusCode: number | undefined;
  /** Milliseconds that the connector asks to wait. */
  readonly retryAfterMs: number | undefined;

  constructor(statusCode: number | undefined, retryAfterMs: number | undefined) {
    super(statusCode === undefined ? 'the connector could not be reached' : `the connector answered ${statusCode}`);
    this.name = 'ConnectorRefusal';
    this.statusCode = statusCode;
    this.retryAfterMs = retryAfterMs;
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
    }).catch(() => Promise.reject(new ConnectorRefusal(undefined, undefined)));
    const text = await answer.text();
    if (!answer.ok) throw new ConnectorRefusal(answer.status, waitOf(answer.headers.get('retry-after')));
    const headers = request.headers.clone();
    for (const name of headers.headerNames()) headers.remove(name);
    for (const [name, value] of answer.headers) headers.set(name, value);
    return { request, status: answer.status, headers, bodyAsText: text };
  },
};

function waitOf(header: string | null): number | undefined {
  const seconds = header === null || header.trim() === '' ? Number.NaN : Number(header);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : undefined;
}
