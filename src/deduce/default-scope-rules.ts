import type { AdEntry } from '../model/evidence.ts';
import { firstOf, isConflictCopy, valuesOf } from './attributes.ts';

/**
 * Default inbound rules that keep an object out although its container is in scope.
 * Source: learn.microsoft.com/entra/identity/hybrid/connect/concept-azure-ad-connect-sync-default-configuration
 */
export interface FilteredValue {
  readonly attribute: 'sAMAccountName' | 'mailNickname' | 'msExchRecipientTypeDetails';
  /** Empty when it is the lack of a value that filters. */
  readonly value: string;
  /** The pattern or bits of the rule, for people. */
  readonly rule: string;
}

/** Bits of msExchRecipientTypeDetails that the rule for users filters; the remote mailbox (2147483648) is not among them. */
const SYSTEM_RECIPIENTS = 0x21c07000n;

/** Microsoft tests that the attribute is there; AD writes no other value than TRUE. */
export const isCriticalSystemObject = (entry: AdEntry): boolean => valuesOf(entry, 'isCriticalSystemObject').length > 0;

/** User objects without computers, which carry the class `user` too. */
export function isUserObject(entry: AdEntry): boolean {
  const classes = valuesOf(entry, 'objectClass').map((name) => name.toLowerCase());
  return classes.some((name) => name === 'user' || name === 'inetorgperson') && !classes.includes('computer');
}

/** The name by which an object is left out: users by their account name, users and contacts as client access accounts of Exchange. */
export function filteredName(entry: AdEntry): FilteredValue | undefined {
  const account = firstOf(entry, 'sAMAccountName');
  if (isUserObject(entry)) {
    if (account === undefined) return { attribute: 'sAMAccountName', value: '', rule: 'no sAMAccountName' };
    const prefix = ['AAD_', 'MSOL_'].find((each) => startsWith(account, each));
    if (prefix !== undefined) return { attribute: 'sAMAccountName', value: account, rule: `${prefix}…` };
    if (account.toUpperCase() === 'SUPPORT_388945A0') return { attribute: 'sAMAccountName', value: account, rule: 'SUPPORT_388945a0' };
  }
  const names = [['sAMAccountName', account], ['mailNickname', firstOf(entry, 'mailNickname')]] as const;
  return names.flatMap(([attribute, value]) => (value !== undefined && startsWith(value, 'CAS_') && value.includes('}') ? [{ attribute, value, rule: 'CAS_…}' }] : []))[0];
}

/** A mailbox that Exchange keeps for itself; users only. */
export function filteredMailbox(entry: AdEntry): FilteredValue | undefined {
  if (!isUserObject(entry)) return undefined;
  const alias = firstOf(entry, 'mailNickname');
  if (alias !== undefined && startsWith(alias, 'SystemMailbox{')) return { attribute: 'mailNickname', value: alias, rule: 'SystemMailbox{…' };
  const details = firstOf(entry, 'msExchRecipientTypeDetails')?.trim() ?? '';
  if (!/^-?\d+$/.test(details) || (BigInt(details) & SYSTEM_RECIPIENTS) === 0n) return undefined;
  return { attribute: 'msExchRecipientTypeDetails', value: details, rule: `shares bits with 0x${SYSTEM_RECIPIENTS.toString(16).toUpperCase()}` };
}

export const isFilteredByDefaultRules = (entry: AdEntry): boolean =>
  isCriticalSystemObject(entry) || isConflictCopy(entry) || filteredName(entry) !== undefined || filteredMailbox(entry) !== undefined;

const startsWith = (value: string, prefix: string): boolean => value.toUpperCase().startsWith(prefix.toUpperCase());
