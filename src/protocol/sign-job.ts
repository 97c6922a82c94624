import { createHash, type KeyObject } from 'node:crypto';
import type { RelayJob } from '../model/relay-job.ts';
import { canonicalJson, sha256Hex } from './canonical-json.ts';
import { textIsSigned } from './keys.ts';

/** A job as it travels: the relay checks the signature of `job` before it reads anything in it. */
interface SignedJob {
  readonly job: RelayJob;
  readonly signature: string;
}

/** Longest time between signing and the latest start of a job. */
export const JOB_LIFETIME_MS = 5 * 60_000;

/** Signs for one relay only: another member of the group refuses the same octets. Rejects when the key store gives no signature. */
export const signJob = async (job: RelayJob, relayId: string, key: { sign(text: string): Promise<string> }): Promise<SignedJob> => ({ job, signature: await key.sign(signedText(job, relayId)) });

/** Whether the bot signed this job for this relay; `job` is JSON as received, of any shape. */
export const jobIsSigned = (received: { readonly job: unknown; readonly signature: string }, relayId: string, botKey: KeyObject): boolean =>
  textIsSigned(signedText(received.job, relayId), received.signature, botKey);

/** Chains an answer to exactly this job. */
export const jobHash = (job: unknown): string => sha256Hex(canonicalJson(job));

/** The hash over the parts of a long answer, in their order; each part is told from the next. */
export function listHash(): { add(part: string): void; hex(): string } {
  const all = createHash('sha256');
  return { add: (part) => void all.update(`${sha256Hex(part)}\n`), hex: () => all.digest('hex') };
}

const signedText = (job: unknown, relayId: string): string => `syncwhy-relay-job/1\n${relayId}\n${canonicalJson(job)}`;
