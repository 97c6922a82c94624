import { domainOf } from './address-calculation.ts';
import type { WantedUser } from './wanted.ts';

/** What Entra needs to know of the tenant when it computes a sign-in name. */
interface NameRules {
  readonly initialDomain: string;
  readonly isVerified: (domain: string) => boolean;
}

/**
 * The UPN that Entra gives before it looks at uniqueness: the synced one, or `MailNickName@<initial domain>`.
 * Source: learn.microsoft.com/entra/identity/hybrid/connect/plan-connect-userprincipalname
 */
export function calculateUpn(wanted: Pick<WantedUser, 'upn'>, mailNickname: string, rules: NameRules): string {
  return isLegal(wanted.upn) && rules.isVerified(domainOf(wanted.upn)) ? wanted.upn : `${mailNickname}@${rules.initialDomain}`;
}

/** An alias that Entra takes over; null for one that it leaves aside. */
export const legalAlias = (alias: string | null): string | null => (alias !== null && alias.length <= 64 && /^[^.\s@"(),:;<>[\]\\][^\s@"(),:;<>[\]\\]*$/.test(alias) ? alias : null);

/** MailNickName of a new object: the first that exists of alias, primary SMTP, mail, UPN, secondary address. */
export function initialMailNickname(wanted: { readonly mailNickname: string | null; readonly mail: string | null; readonly proxyAddresses: readonly string[]; readonly upn?: string; readonly displayName: string | null }): string {
  const primary = wanted.proxyAddresses.find((value) => value.startsWith('SMTP:'))?.slice(5);
  const secondary = wanted.proxyAddresses.find((value) => value.startsWith('smtp:'))?.slice(5);
  const first = [primary, wanted.mail, wanted.upn, secondary].find((value) => value !== undefined && value !== null && value.includes('@'));
  const fallback = (wanted.displayName ?? 'object').replace(/[^A-Za-z0-9.]/g, '');
  return wanted.mailNickname ?? first?.slice(0, first.indexOf('@')) ?? fallback;
}

/** `<prefix><4 digits>@<initial domain>`; the digits depend on the anchor only, so that a repeated cycle gives the same name. */
export function nameWithDigits(upn: string, seed: { readonly anchor: string; readonly attempt: number }, initialDomain: string): string {
  const sum = [...seed.anchor].reduce((total, letter) => (total * 31 + letter.charCodeAt(0)) % 9000, 7);
  return `${upn.slice(0, upn.indexOf('@'))}${1000 + ((sum + seed.attempt) % 9000)}@${initialDomain}`;
}

function isLegal(upn: string): boolean {
  const at = upn.indexOf('@');
  return at > 0 && at <= 64 && upn.length <= 113 && /^[A-Za-z0-9'.\-_!#^~]+$/.test(upn.slice(0, at)) && !upn.slice(0, at).endsWith('.');
}
