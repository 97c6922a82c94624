import type { AdEntry } from '../model/evidence.ts';
import { isSmtp, proxyAddressesOf } from './addresses.ts';
import { firstOf } from './attributes.ts';

/** Why an object is not mail-enabled for the default rules. */
export type MailFault = 'no-mail' | 'no-proxy-addresses' | 'no-usable-address';

/**
 * The rule by which contacts and distribution groups come through: `mail` has a value, `proxyAddresses` has one,
 * and either an `SMTP:` value or `mail` contains an @. Undefined when it is met.
 * Source: learn.microsoft.com/entra/identity/hybrid/connect/concept-azure-ad-connect-sync-default-configuration
 */
export function mailFault(entry: AdEntry): MailFault | undefined {
  const mail = firstOf(entry, 'mail');
  if (mail === undefined) return 'no-mail';
  const proxies = proxyAddressesOf(entry).filter(({ raw }) => raw.trim() !== '');
  if (proxies.length === 0) return 'no-proxy-addresses';
  return mail.includes('@') || proxies.some((each) => isSmtp(each) && each.address.includes('@')) ? undefined : 'no-usable-address';
}

/** The fault in words for an administrator. */
export const MAIL_FAULT: Readonly<Record<MailFault, string>> = {
  'no-mail': 'mail is empty',
  'no-proxy-addresses': 'proxyAddresses is empty',
  'no-usable-address': 'neither mail nor an SMTP: value of proxyAddresses contains an @',
};

/** Whether anything about mail is written in the object. */
export const hasMailValues = (entry: AdEntry): boolean => ['mail', 'proxyAddresses', 'mailNickname'].some((name) => firstOf(entry, name) !== undefined);
