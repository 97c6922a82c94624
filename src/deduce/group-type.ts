import type { AdEntry } from '../model/evidence.ts';
import { firstOf, valuesOf } from './attributes.ts';

/** GROUP_TYPE_SECURITY_ENABLED. Source: MS-ADTS 2.2.12 */
const SECURITY = 0x80000000n;

/**
 * Whether a group is a security group or a distribution group; undefined when `groupType` says nothing.
 * AD writes the number signed, so a security group is negative (-2147483646); other tools show it unsigned.
 */
export function groupPurpose(group: AdEntry): 'security' | 'distribution' | undefined {
  const text = firstOf(group, 'groupType')?.trim() ?? '';
  if (!/^-?\d{1,10}$/.test(text)) return undefined;
  return (BigInt.asUintN(32, BigInt(text)) & SECURITY) !== 0n ? 'security' : 'distribution';
}

/** Bits of a large number that LDAP gives as text; false when it is none. */
export function hasBits(text: string | undefined, bits: bigint): boolean {
  const digits = text?.trim() ?? '';
  return /^-?\d{1,19}$/.test(digits) && (BigInt(digits) & bits) !== 0n;
}

export const isDynamicGroup = (entry: AdEntry): boolean => valuesOf(entry, 'objectClass').some((name) => name.toLowerCase() === 'msexchdynamicdistributionlist');
