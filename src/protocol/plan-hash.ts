import type { PlanContent } from '../model/plan.ts';
import { canonicalJson, sha256Hex } from './canonical-json.ts';

/** SHA-256 (hex) of the canonical JSON of a plan: what is approved, signed, sent and executed. */
export const planHash = (content: PlanContent): string => sha256Hex(canonicalJson(content));

/** The code that people type, e.g. `7F3K-92QD`: the first 40 bits of the hash, without letters that look like digits. */
export function planCode(hash: string): string {
  const bits = BigInt(`0x${hash.slice(0, 10)}`);
  const letters = Array.from({ length: 8 }, (_, at) => ALPHABET.charAt(Number((bits >> BigInt(35 - 5 * at)) & 31n)));
  return `${letters.slice(0, 4).join('')}-${letters.slice(4).join('')}`;
}

const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
