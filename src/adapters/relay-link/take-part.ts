import { parsePartRequest } from '../../boundary/relay-messages.ts';
import type { JobDesk, PartTaken } from '../../ports/job-desk.ts';
import { jobHash } from '../../protocol/sign-job.ts';
import { holdRequest } from './hold-request.ts';
import type { RelayRequest } from './recognise-relay.ts';
import type { RelayLinkOptions } from './relay-link-options.ts';

/** How long a part is held while there is no room for it. */
const PART_MS = 20_000;

/** Puts a part of a long answer on the desk as it came; whoever asked for the list reads it there and finds out what it is worth. */
export async function takePart({ clock }: RelayLinkOptions, desk: JobDesk, { relayId, request }: { readonly relayId: string; readonly request: RelayRequest }): Promise<PartTaken | 'malformed'> {
  const message = parsePartRequest(request.body);
  if (message === null) return 'malformed';
  const { head: { jobId, jobHash: hash, n }, part: text } = message;
  const job = await desk.holds(relayId, jobId);
  if (job === null) return 'unknown-job';
  if (job.kind !== 'list' || jobHash(job) !== hash) return 'out-of-order';
  return holdRequest(clock, { request, atMost: PART_MS }, (signal) => desk.addPart(relayId, { jobId, n, text }, signal));
}
