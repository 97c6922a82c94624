import { setTimeout as pause } from 'node:timers/promises';
import { readGraphBatch } from '../../boundary/graph-objects.ts';
import { TenantError } from '../../ports/tenant.ts';
import { GraphRefusal } from './graph-fault.ts';
import { waitOf } from './graph-transport.ts';
import { LONGEST_WAIT, waitAfter } from './waits.ts';

/** A GET inside a batch: its escaped address below the version. */
export interface Part {
  readonly address: string;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

export type PartAnswer = { readonly is: 'answered'; readonly body: unknown } | { readonly is: 'refused'; readonly error: TenantError };

type Send = (requests: readonly Readonly<Record<string, unknown>>[]) => Promise<unknown>;

const MOST_PARTS = 20;
const ATTEMPTS = 3;

/** Sends the parts in batches of 20; parts that are throttled inside an accepted batch are sent again by themselves. */
export async function answerParts(parts: readonly Part[], send: Send): Promise<readonly PartAnswer[]> {
  const chunks = Array.from({ length: Math.ceil(parts.length / MOST_PARTS) }, (_, index) => parts.slice(index * MOST_PARTS, (index + 1) * MOST_PARTS));
  return (await Promise.all(chunks.map((chunk) => answerChunk(chunk, send)))).flat();
}

async function answerChunk(parts: readonly Part[], send: Send): Promise<readonly PartAnswer[]> {
  const answers = new Map<number, PartAnswer>();
  for (let attempt = 1; ; attempt += 1) {
    const open = [...parts.keys()].filter((index) => !answers.has(index));
    const round = await sendOnce(open.map((index) => ({ id: String(index), part: parts[index] ?? { address: '' } })), send);
    const waits: number[] = [];
    for (const index of open) {
      const answer = round.get(String(index)) ?? { is: 'refused', error: new TenantError('failed', 'Microsoft Graph left out the answer to a part of the request') };
      const wait = attempt < ATTEMPTS ? waitBeforeAgain(answer, attempt) : undefined;
      if (wait === undefined) answers.set(index, answer);
      else waits.push(wait);
    }
    if (waits.length === 0) return [...parts.keys()].flatMap((index) => answers.get(index) ?? []);
    await pause(Math.max(...waits));
  }
}

async function sendOnce(open: readonly { readonly id: string; readonly part: Part }[], send: Send): Promise<ReadonlyMap<string, PartAnswer>> {
  const requests = open.map(({ id, part }) => ({ id, method: 'GET', url: part.address, ...(part.headers === undefined ? {} : { headers: part.headers }) }));
  const answers = readGraphBatch(await send(requests));
  return new Map(answers.map(({ id, status, headers, body }) => [id, status < 300 ? { is: 'answered', body } : { is: 'refused', error: refusal(status, headers, body) }]));
}

function refusal(status: number, headers: Readonly<Record<string, string>>, body: unknown): GraphRefusal {
  const named = (wanted: string): string | undefined => Object.entries(headers).find(([name]) => name.toLowerCase() === wanted)?.[1];
  return new GraphRefusal({ status, body, retryAfter: waitOf(named('retry-after'), named('date') ?? null) });
}

/** Milliseconds until a throttled part is sent again; undefined when its answer stands. */
function waitBeforeAgain(answer: PartAnswer, attempt: number): number | undefined {
  if (answer.is !== 'refused' || !(answer.error instanceof GraphRefusal) || ![429, 503, 504].includes(answer.error.status ?? 0)) return undefined;
  const wait = waitAfter(attempt, answer.error.retryAfter);
  return wait > LONGEST_WAIT ? undefined : wait;
}
