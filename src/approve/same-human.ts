import type { ApprovalPolicy } from '../model/approval.ts';
import type { Person } from '../model/person.ts';

type Account = Pick<Person, 'oid' | 'personKey' | 'extensions'>;
type Humans = Pick<ApprovalPolicy, 'accounts' | 'personAttribute'>;
type Names = Pick<ApprovalPolicy, 'adminAccounts'>;

/** The human behind an account: as the policy says, else by the attribute that the policy names, else by employeeId; null when nobody knows. */
export function humanBehind({ oid, personKey, extensions }: Account, { accounts, personAttribute }: Humans): string | null {
  const attribute = extensions?.[personAttribute ?? ''];
  const key = (accounts.find(({ ids }) => ids.includes(oid))?.person ?? attribute ?? personKey ?? '').trim();
  return key === '' ? null : key;
}

/** Whether both are known and equal; an unknown human is like nobody. */
export const isSameHuman = (one: string | null, other: string | null): boolean => one !== null && other !== null && one.trim().toLowerCase() === other.trim().toLowerCase();

/** Whether two accounts are of one human: as far as both are known by that, else by their names. */
export function isOneHuman(one: Account & Pick<Person, 'upn'>, other: Account & Pick<Person, 'upn'>, policy: Humans & Names): boolean {
  const [human, otherHuman] = [humanBehind(one, policy), humanBehind(other, policy)];
  return human !== null && otherHuman !== null ? isSameHuman(human, otherHuman) : isNamedAfter(one.upn, other.upn, policy);
}

/** An account that humans have besides their own, of which nobody can tell whose it is. */
export const isNobodysAccount = (account: Account & Pick<Person, 'upn'>, policy: Humans & Names): boolean => humanBehind(account, policy) === null && isAdminName(account.upn, policy);

/** Whether a sign-in name, or another name of the account, is one of those that humans have besides their own. */
export const isAdminName = (name: string, { adminAccounts }: Names): boolean => ownerNames(name, adminAccounts).length > 0;

/** `adm-jsmith@contoso.com` and `jsmith@contoso.com` where `adm-*` are administrator accounts; two names of which none is such a one tell nothing. */
export function isNamedAfter(one: string, other: string, { adminAccounts }: Names): boolean {
  const [owners, otherOwners] = [ownerNames(one, adminAccounts), ownerNames(other, adminAccounts)];
  if (owners.length + otherOwners.length === 0) return false;
  const names = new Set([...owners, localPart(one)].filter(isTelling));
  return [...otherOwners, localPart(other)].some((name) => names.has(name));
}

/** A letter or two are in every name. */
const isTelling = (name: string): boolean => name.length > 2;

const localPart = (name: string): string => name.toLowerCase().split('@')[0] ?? '';

/** What is left of a name without the part by which it is an administrator's; empty texts where nothing is left, nothing where no pattern fits. */
const ownerNames = (name: string, patterns: readonly string[]): readonly string[] =>
  patterns.flatMap((pattern) => {
    const wanted = pattern.toLowerCase();
    return [name.toLowerCase(), localPart(name)].flatMap((text) => (fitsText(wanted, text) ? [localPart(without(text, wanted)).replace(/^[-._]+|[-._]+$/gu, '')] : []));
  });

/** `adm-*`, `*-adm` or `*admin*`, compared with the whole sign-in name and with its part before the `@`. */
function fitsText(pattern: string, text: string): boolean {
  const { open, close, core } = partsOf(pattern);
  if (open && close) return text.includes(core);
  return open ? text.endsWith(core) : close ? text.startsWith(core) : text === core;
}

function without(text: string, pattern: string): string {
  const { open, core } = partsOf(pattern);
  const at = open ? text.lastIndexOf(core) : 0;
  return text.slice(0, at) + text.slice(at + core.length);
}

function partsOf(pattern: string): { readonly open: boolean; readonly close: boolean; readonly core: string } {
  const [open, close] = [pattern.startsWith('*'), pattern.endsWith('*')];
  return { open, close, core: pattern.slice(open ? 1 : 0, close && pattern.length > 1 ? -1 : undefined) };
}
