import type { AdObject, Evidence } from '../model/exhibits.ts';
import type { Connector } from '../model/evidence.ts';
import { firstOf, isDisabled, sameText } from './attributes.ts';
import { knownOf } from './reading.ts';
import { fileTime } from './times.ts';

/** Why the account by which Entra Connect reads a forest cannot log on, as far as its own entry tells. */
export type AccountFault = 'disabled' | 'locked' | 'expired' | 'password-newer';

/** The name an AD connector logs on with; undefined when its parameters were not read. */
export const loginOf = (connectorName: string | null | undefined, evidence: Pick<Evidence, 'syncServers.connectors'>): string | undefined => {
  const connector = (knownOf(evidence['syncServers.connectors']) ?? []).flatMap(({ value }): readonly Connector[] => value).find(({ Name }) => sameText(Name, connectorName));
  return connector?.ConnectivityParameters?.find(({ Name }) => sameText(Name, 'forest-login-user'))?.Value ?? undefined;
};

/** The entry of that account, where it is among the entries that were read. */
export const loginEntry = (login: string, evidence: Pick<Evidence, 'directory.entries'>): AdObject | undefined => {
  const account = login.replace(/^[^\\]*\\/, '').replace(/@.*$/, '');
  return (knownOf(evidence['directory.entries']) ?? []).find((entry) => sameText(firstOf(entry, 'sAMAccountName'), account));
};

/** What is wrong with the account; undefined when nothing is seen. */
export function accountFault(entry: AdObject, { now, lastGood }: { readonly now: Date; readonly lastGood: Date | undefined }): AccountFault | undefined {
  if (isDisabled(entry)) return 'disabled';
  if (fileTime(firstOf(entry, 'lockoutTime')) !== undefined) return 'locked';
  const expires = fileTime(firstOf(entry, 'accountExpires'));
  if (expires !== undefined && expires <= now) return 'expired';
  const changed = fileTime(firstOf(entry, 'pwdLastSet'));
  return changed !== undefined && lastGood !== undefined && changed > lastGood ? 'password-newer' : undefined;
}
