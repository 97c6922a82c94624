import { DelegateBackoff, handleWhen, retry, timeout, TaskCancelledError, TimeoutStrategy, wrap } from 'cockatiel';

/** Runs one request to the connector with the patience that its kind allows. */
export interface Patience {
  /** Creating is not idempotent: repeated only after 429, which says that nothing was created. */
  create<Result>(request: () => Promise<Result>): Promise<Result>;
  /** Updating is: repeated after 412, 429, 5xx, a lost connection or silence. */
  update<Result>(request: () => Promise<Result>): Promise<Result>;
}

const ATTEMPTS = 4;
const SILENCE_MS = 15_000;
const LONGEST_WAIT_MS = 30_000;

/** Source of the codes: Teams rate limits (412, 429, 502, 504); replays of creates after 5xx were seen to duplicate messages. */
export function createPatience(firstWaitMs = 1000): Patience {
  const backoff = new DelegateBackoff<{ readonly attempt: number; readonly result: unknown }>(({ attempt, result }) =>
    Math.min(LONGEST_WAIT_MS, askedWait(result) ?? firstWaitMs * 2 ** Math.max(0, attempt - 1)),
  );
  const silence = timeout(SILENCE_MS, TimeoutStrategy.Aggressive);
  const creating = wrap(retry(handleWhen((error) => statusOf(error) === 429), { maxAttempts: ATTEMPTS - 1, backoff }), silence);
  const updating = wrap(retry(handleWhen(mayUpdateAgain), { maxAttempts: ATTEMPTS - 1, backoff }), silence);
  return {
    create: (request) => creating.execute(request),
    update: (request) => updating.execute(request),
  };
}

/** HTTP status of a connector error, or undefined when there was no answer. */
export function statusOf(error: unknown): number | undefined {
  const status = typeof error === 'object' && error !== null && 'statusCode' in error ? error.statusCode : undefined;
  return typeof status === 'number' ? status : undefined;
}

function mayUpdateAgain(error: unknown): boolean {
  if (error instanceof TaskCancelledError) return true;
  const status = statusOf(error);
  if (status === undefined) return error instanceof Error && 'code' in error;
  return status === 412 || status === 429 || status >= 500;
}

/** Milliseconds that a Retry-After header asks for. */
function askedWait(result: unknown): number | undefined {
  const error = member(result, 'error');
  const headers = member(member(error, 'response'), 'headers');
  const get = member(headers, 'get');
  const value: unknown = typeof get === 'function' ? Reflect.apply(get, headers, ['retry-after']) : undefined;
  const seconds = typeof value === 'string' ? Number(value) : Number.NaN;
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : undefined;
}

function member(of: unknown, name: string): unknown {
  return typeof of === 'object' && of !== null ? Reflect.get(of, name) : undefined;
}
