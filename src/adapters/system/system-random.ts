import { randomBytes, randomUUID } from 'node:crypto';
import type { Random } from '../../ports/random.ts';

/** The machine's cryptographic random numbers. */
export const systemRandom: Random = {
  uuid: () => randomUUID(),
  nonce: () => randomBytes(16).toString('base64url'),
};
