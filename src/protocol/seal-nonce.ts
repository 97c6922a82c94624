import { createHash } from 'node:crypto';
import type { Seal } from '../model/seal.ts';

/** The nonce that binds a sign-in to one plan, role and verdict: base64url(SHA-256(planHash ‖ role ‖ verdict)), the hash in hex, all UTF-8. */
export const sealNonce = (planHash: string, role: Seal['role'], verdict: Seal['verdict']): string =>
  createHash('sha256').update(`${planHash}${role}${verdict}`, 'utf8').digest('base64url');
