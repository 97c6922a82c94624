import type { ApprovalPolicy } from '../model/approval.ts';
import type { Person } from '../model/person.ts';

type Account = Pick<Person, 'oid' | 'personKey'>;

/** The human behind an account: as the policy says, else by employeeId; null when neither knows. */
export function humanBehind({ oid, personKey }: Account, { accounts }: Pick<ApprovalPolicy, 'accounts'>): string | null {
  const key = (accounts.find(({ ids }) => ids.includes(oid))?.person ?? personKey ?? '').trim();
  return key === '' ? null : key;
}

/** Whether both are known and equal; an unknown human is like nobody. */
export const isSameHuman = (one: string | null, other: string | null): boolean => one !== null && other !== null && one.trim().toLowerCase() === other.trim().toLowerCase();

/** An account that humans have besides their own, of which nobody can tell whose it is. */
export const isNobodysAccount = (account: Account & Pick<Person, 'upn'>, policy: Pick<ApprovalPolicy, 'accounts' | 'adminAccounts'>): boolean =>
  humanBehind(account, policy) === null && policy.adminAccounts.some((pattern) => fits(pattern, account.upn));

/** `adm-*`, `*-adm` or `*admin*`, compared with the whole sign-in name and with its part before the `@`. */
function fits(pattern: string, upn: string): boolean {
  const [wanted, name] = [pattern.toLowerCase(), upn.toLowerCase()];
  return [name, name.split('@')[0] ?? name].some((text) => fitsText(wanted, text));
}

function fitsText(pattern: string, text: string): boolean {
  const [open, close] = [pattern.startsWith('*'), pattern.endsWith('*')];
  const core = pattern.slice(open ? 1 : 0, close && pattern.length > 1 ? -1 : undefined);
  if (open && close) return text.includes(core);
  return open ? text.endsWith(core) : close ? text.startsWith(core) : text === core;
}
