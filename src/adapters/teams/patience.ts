import { DelegateBackoff, handleType, retry } from 'cockatiel';
import { ConnectorRefusal } from './send-once.ts';

/** Runs one request to the connector with the patience that its kind allows. */
export interface Patience {
  /** Creating is not idempotent: repeated only after 429, which says that nothing was created. */
  create<Result>(request: () => Promise<Result>): Promise<Result>;
  /** Updating is: repeated after 412, 429, 5xx, a lost connection or silence. */
  update<Result>(request: () => Promise<Result>): Promise<Result>;
}

const RETRIES = 3;
const LONGEST_WAIT_MS = 30_000;

/** Source of the codes: Teams rate limits (412, 429, 502, 504); creates repeated after 5xx were seen to post twice. */
export function createPatience(firstWaitMs = 1000): Patience {
  const backoff = new DelegateBackoff<{ readonly attempt: number; readonly result: unknown }>(({ attempt, result }) =>
    Math.min(LONGEST_WAIT_MS, askedWait(result) ?? firstWaitMs * 2 ** (attempt - 1)),
  );
  const creating = retry(handleType(ConnectorRefusal, ({ statusCode }) => statusCode === 429), { maxAttempts: RETRIES, backoff });
  const updating = retry(handleType(ConnectorRefusal, mayUpdateAgain), { maxAttempts: RETRIES, backoff });
  return {
    create: (request) => creating.execute(request),
    update: (request) => updating.execute(request),
  };
}

const mayUpdateAgain = ({ statusCode }: ConnectorRefusal): boolean => statusCode === undefined || statusCode === 412 || statusCode === 429 || statusCode >= 500;

function askedWait(result: unknown): number | undefined {
  const error: unknown = typeof result === 'object' && result !== null && 'error' in result ? result.error : undefined;
  return error instanceof ConnectorRefusal ? error.retryAfterMs : undefined;
}
