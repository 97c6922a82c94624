import type { AdEntry } from '../model/evidence.ts';
import { firstOf } from './attributes.ts';

const SMARTCARD_REQUIRED = 0x40000;

/** The bit of userAccountControl that takes the password away from a person and gives the account a random one. */
export function needsSmartcard(entry: AdEntry): boolean {
  const control = Number(firstOf(entry, 'userAccountControl') ?? '0');
  return Number.isFinite(control) && (control & SMARTCARD_REQUIRED) !== 0;
}

/** The box "User must change password at next logon" is ticked. */
export const mustChangePassword = (entry: AdEntry): boolean => firstOf(entry, 'pwdLastSet')?.trim() === '0';
