import { BulkheadRejectedError, bulkhead, DelegateBackoff, handleWhen, retry, TaskCancelledError, timeout, TimeoutStrategy, wrap } from 'cockatiel';
import { readGraphPage } from '../../boundary/graph-objects.ts';
import { TenantError } from '../../ports/tenant.ts';
import { answerParts, type Part, type PartAnswer } from './graph-batch.ts';
import { GraphRefusal } from './graph-fault.ts';
import { createTransport, type Call, type GraphClientOptions, type GraphVersion, type WriteMethod } from './graph-transport.ts';
import { LONGEST_WAIT, waitAfter } from './waits.ts';

export type { GraphClientOptions } from './graph-transport.ts';

/** Microsoft Graph (v1.0 unless said otherwise) for one application. Everything rejects with `TenantError`; reads are retried, writes never. */
export interface GraphClient {
  get(address: string, headers?: Readonly<Record<string, string>>): Promise<unknown>;
  /** A GET that is not repeated when it is throttled: for what helps but is not worth waiting for. */
  report(address: string): Promise<unknown>;
  /** A POST that only reads, such as checkMemberGroups. */
  ask(address: string, body: Readonly<Record<string, unknown>>): Promise<unknown>;
  /** All pages, at most 50; `complete` is false when there were more. `first` is a page that is there already. */
  list(address: string, headers?: Readonly<Record<string, string>>, first?: unknown): Promise<{ readonly value: readonly unknown[]; readonly complete: boolean }>;
  /** Any number of GETs in as few $batch requests as possible; answers in the order of the parts. */
  batch(parts: readonly Part[], version?: GraphVersion): Promise<readonly PartAnswer[]>;
  /** One write, once. `timed-out`, `unreachable` and `failed` mean that it may have happened. */
  patch(address: string, body: Readonly<Record<string, unknown>>): Promise<void>;
  /** The same with another method; a POST or DELETE may go without a body. */
  write(method: WriteMethod, address: string, body?: Readonly<Record<string, unknown>>): Promise<void>;
  /** The absolute address of an object, by which another one refers to it. */
  link(address: string): string;
}

const MOST_PAGES = 50;
const AT_ONCE = 6;
const MAY_WAIT = 500;
const DEADLINE = 10_000;

export function createGraphClient(options: GraphClientOptions): GraphClient {
  const transport = createTransport(options);
  const deadline = timeout(options.deadlineMilliseconds ?? DEADLINE, TimeoutStrategy.Aggressive);
  const room = bulkhead(AT_ONCE, MAY_WAIT);
  const once = (call: Call): Promise<unknown> => own(deadline.execute((_, signal) => transport(call, signal)));
  const readPolicy = wrap(retry(handleWhen(isPassing), { maxAttempts: 2, backoff: new DelegateBackoff(waitFor) }), room);
  const read = (call: Call): Promise<unknown> => own(readPolicy.execute(() => once(call)));
  const write = async (call: Call): Promise<void> => {
    await own(room.execute(() => once(call)));
  };
  return {
    get: (address, headers) => read({ method: 'GET', address, headers }),
    report: (address) => own(room.execute(() => once({ method: 'GET', address }))),
    ask: (address, body) => read({ method: 'POST', address, body }),
    list: (address, headers, first) => pages((next) => read({ method: 'GET', address: next, headers }), address, first),
    batch: (parts, version) => answerParts(parts, (requests) => read({ method: 'POST', version, address: '/$batch', body: { requests } })),
    patch: (address, body) => write({ method: 'PATCH', address, body }),
    write: (method, address, body) => write({ method, address, ...(body === undefined ? {} : { body }) }),
    link: (address) => `${new URL(options.endpoint).origin}/v1.0${address}`,
  };
}

/** Whether the same read may succeed in a moment. */
function isPassing(error: unknown): boolean {
  if (error instanceof GraphRefusal) return [429, 503, 504].includes(error.status ?? 0) && (error.retryAfter ?? 0) <= LONGEST_WAIT;
  return error instanceof TenantError && error.fault === 'unreachable';
}

function waitFor({ attempt, result }: { readonly attempt: number; readonly result: object }): number {
  const error: unknown = 'error' in result ? result.error : undefined;
  return waitAfter(attempt, error instanceof GraphRefusal ? error.retryAfter : undefined);
}

/** The policies' own errors in our words. */
async function own<Value>(work: Promise<Value>): Promise<Value> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof TaskCancelledError) throw new TenantError('timed-out', 'Microsoft Graph did not answer in time');
    if (error instanceof BulkheadRejectedError) throw new TenantError('throttled', 'Too many requests to Microsoft Graph are waiting');
    throw error;
  }
}

async function pages(get: (address: string) => Promise<unknown>, address: string, first: unknown): Promise<{ value: readonly unknown[]; complete: boolean }> {
  const value: unknown[] = [];
  let page = readGraphPage(first ?? (await get(address)));
  for (let count = 1; ; count += 1) {
    value.push(...page.value);
    if (page.next === undefined || count === MOST_PAGES) return { value, complete: page.next === undefined };
    page = readGraphPage(await get(page.next));
  }
}
