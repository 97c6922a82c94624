import { z } from 'zod';
import { GraphFault } from '../company/tenant-state.ts';
import type { GraphAnswer } from './graph-request.ts';

const PART = z.object({
  id: z.string(),
  method: z.string(),
  url: z.string(),
  headers: z.record(z.string(), z.string()).optional(),
  body: z.unknown().optional(),
  dependsOn: z.array(z.string()).optional(),
});
const ENVELOPE = z.object({ requests: z.array(PART).min(1) });
type BatchPart = z.infer<typeof PART>;

const MOST_PARTS = 20;
const bad = (message: string): GraphFault => new GraphFault(400, 'BadRequest', message);

/** $batch: up to 20 requests, each judged alone; a part waits for those it depends on and fails with 424 when one of them failed. */
export async function answerBatch(body: unknown, run: (part: BatchPart) => Promise<GraphAnswer>): Promise<GraphAnswer> {
  const parsed = ENVELOPE.safeParse(body);
  if (!parsed.success) throw bad('Invalid batch payload format.');
  const { requests } = parsed.data;
  refuse(requests);
  const answers = new Map<string, GraphAnswer>();
  let waiting = requests;
  while (waiting.length > 0) {
    const ready = waiting.filter(({ dependsOn }) => (dependsOn ?? []).every((id) => answers.has(id)));
    if (ready.length === 0) throw bad('The parts of the batch depend on each other in a circle.');
    await Promise.all(ready.map(async (part) => answers.set(part.id, await runAfter(part, answers, run))));
    waiting = waiting.filter((part) => !ready.includes(part));
  }
  const responses = [...answers].reverse().map(([id, answer]) => ({ id, status: answer.status, headers: { 'Content-Type': 'application/json', ...answer.headers }, body: answer.body }));
  return { status: 200, body: { responses } };
}

function refuse(requests: readonly BatchPart[]): void {
  if (requests.length > MOST_PARTS) throw bad(`Number of batch requests exceeds the allowed limit of ${MOST_PARTS}.`);
  const ids = new Set(requests.map(({ id }) => id));
  if (ids.size !== requests.length) throw bad('Request ids must be unique in a batch.');
  for (const { id, url, body, headers, dependsOn } of requests) {
    if (/^https?:|^\/?v1\.0\//.test(url)) throw bad(`Part ${id}: give a path relative to the version.`);
    if (/^\/?\$batch/.test(url)) throw bad('A batch may not hold a batch.');
    if (body !== undefined && !Object.keys(headers ?? {}).some((name) => name.toLowerCase() === 'content-type')) throw bad(`Part ${id} has a body but no Content-Type.`);
    if ((dependsOn ?? []).some((other) => !ids.has(other))) throw bad(`Part ${id} depends on a part that is not in the batch.`);
  }
}

async function runAfter(part: BatchPart, answers: ReadonlyMap<string, GraphAnswer>, run: (part: BatchPart) => Promise<GraphAnswer>): Promise<GraphAnswer> {
  if ((part.dependsOn ?? []).some((id) => (answers.get(id)?.status ?? 500) >= 400)) {
    return { status: 424, body: { error: { code: 'FailedDependency', message: 'A part that this one depends on has failed.' } } };
  }
  return run(part);
}
