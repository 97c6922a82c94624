/** What Entra works with when it computes the addresses of one object. */
interface AddressInput {
  readonly proxyAddresses: readonly string[];
  readonly mail: string | null;
  readonly upn: string | null;
  /** `mailNickname@<initial domain>`. */
  readonly moera: string;
  readonly exchangeLicensed: boolean;
  readonly isVerified: (domain: string) => boolean;
}

/**
 * ProxyCalc: the addresses that Entra would give, primary first. Dropped values leave no trace.
 * Source: learn.microsoft.com/troubleshoot/entra/entra-id/user-prov-sync/proxyaddresses-attribute-populate
 */
export function calculateAddresses(input: AddressInput): readonly string[] {
  const kept = input.proxyAddresses.filter((value) => isKept(value, input)).map(cleaned);
  const primary = primaryOf(kept, input);
  if (primary === null) return kept;
  const extra = input.exchangeLicensed ? [input.upn, input.moera].filter((value) => value !== null) : [];
  const usable = extra.filter((value) => input.isVerified(domainOf(value)));
  const secondary = [...kept.map(demoted), ...usable.map((value) => `smtp:${value}`)];
  return withoutRepeats([`SMTP:${primary}`, ...secondary]);
}

export const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1).toLowerCase();

/** The address without its type, lower case: what uniqueness compares. */
export const bareAddress = (value: string): string => value.replace(/^[a-z0-9]+:/i, '').toLowerCase();

export const isSmtp = (value: string): boolean => /^smtp:/i.test(value);

function primaryOf(kept: readonly string[], input: AddressInput): string | null {
  const chosen = kept.find((value) => value.startsWith('SMTP:'));
  if (chosen !== undefined) return chosen.slice(5);
  if (input.proxyAddresses.length > 0) return input.moera;
  const usable = (value: string): boolean => !input.exchangeLicensed || input.isVerified(domainOf(value));
  if (input.mail !== null) return usable(input.mail) ? input.mail : input.moera;
  if (!input.exchangeLicensed) return null;
  return input.upn !== null && usable(input.upn) ? input.upn : input.moera;
}

function isKept(value: string, input: AddressInput): boolean {
  const type = /^([A-Za-z0-9]+):/.exec(value)?.[1]?.toLowerCase();
  if (type === undefined || type === 'x400' || type === 'msmail') return false;
  if (type !== 'smtp') return true;
  const address = value.slice(5);
  if (address.length > LONGEST) return false;
  if (!/^[^\s<>();,[\]":@]+@[^\s<>();,[\]":@]+$/.test(address)) return false;
  const domain = domainOf(address);
  if (domain.endsWith('.mail.onmicrosoft.com')) return true;
  if (/(^|\.)(onmicrosoft|microsoftonline)\.com$/.test(domain)) return false;
  return !input.exchangeLicensed || input.isVerified(domain);
}

const LONGEST = 256;

/** Characters that become an underscore in the local part. */
function cleaned(value: string): string {
  if (!isSmtp(value)) return value;
  const at = value.lastIndexOf('@');
  return value.slice(0, at).replace(/[ `|=?/%]/g, '_') + value.slice(at);
}

const demoted = (value: string): string => (value.startsWith('SMTP:') ? `smtp:${value.slice(5)}` : value);

function withoutRepeats(values: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  return values.filter((value) => {
    const key = value.toLowerCase();
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
