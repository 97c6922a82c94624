import { proxyAddress, suffixOf, type ProxyAddress } from './addresses.ts';
import { addressFaults, formFaults, isLegacyType, LONGEST, quoted, underscored } from './legal-characters.ts';

/**
 * What Entra makes of the addresses of an AD object.
 * Source: learn.microsoft.com/troubleshoot/entra/entra-id/user-prov-sync/proxyaddresses-attribute-populate
 */
export interface AddressInputs {
  /** As AD holds them. */
  readonly proxyAddresses: readonly string[];
  readonly mail: string | undefined;
  readonly mailNickname: string | undefined;
  readonly userPrincipalName: string | undefined;
  /** proxyAddresses of the cloud object; undefined when there is none or it was not read. */
  readonly inCloud: readonly string[] | undefined;
  /** Lower case; undefined when not read. */
  readonly verifiedDomains: readonly string[] | undefined;
  readonly initialDomain: string | undefined;
  /** It has an Exchange licence, or AD marks it as a mailbox of Exchange Online; undefined when not known. */
  readonly mailboxLike: boolean | undefined;
  /** Addresses that Entra keeps aside because another object has them, lower case, without prefix. */
  readonly quarantined: readonly string[];
}

export const ADDRESS_REASONS = [
  'as-it-is', 'no-type', 'legacy-type', 'remote-routing', 'reserved-suffix', 'illegal-character', 'malformed', 'underscored', 'too-long', 'taken', 'unverified-domain', 'licences-unknown', 'domains-unknown', 'unexplained',
] as const;
/** Why a value of proxyAddresses is, or is not, in Entra. */
export type AddressReason = (typeof ADDRESS_REASONS)[number];

export interface AddressOutcome {
  readonly raw: string;
  /** Without prefix, lower case. */
  readonly address: string;
  /** `changed`: it is there with underscores. `not-read`: the cloud object is not there or was not read. */
  readonly fate: 'arrived' | 'changed' | 'missing' | 'not-read';
  readonly reason: AddressReason;
  /** One sentence for an administrator. */
  readonly says: string;
}

/** For every value of proxyAddresses in AD: whether it is in Entra, and why not. */
export function addressOutcomes(inputs: AddressInputs): readonly AddressOutcome[] {
  const there = new Set((inputs.inCloud ?? []).map(canonical));
  return inputs.proxyAddresses.map((raw) => {
    const parsed = proxyAddress(raw);
    const wanted = canonical(raw);
    const fate = inputs.inCloud === undefined ? 'not-read' : there.has(wanted) ? 'arrived' : parsed.type !== null && there.has(canonical(underscored(raw))) ? 'changed' : 'missing';
    const reason = fate === 'arrived' ? 'as-it-is' : fate === 'changed' ? 'underscored' : whyMissing(parsed, inputs);
    return { raw, address: parsed.address, fate, reason, says: sentence(parsed, reason, fate) };
  });
}

const canonical = (raw: string): string => {
  const { type, address } = proxyAddress(raw);
  return `${type?.toLowerCase() ?? 'smtp'}:${address}`;
};

function whyMissing(parsed: ProxyAddress, inputs: AddressInputs): AddressReason {
  const { type, address, raw } = parsed;
  if (type === null) return 'no-type';
  if (isLegacyType(type)) return 'legacy-type';
  const smtp = type.toLowerCase() === 'smtp';
  if (smtp && isRemoteRouting(address)) return 'remote-routing';
  if (smtp && isReserved(address)) return 'reserved-suffix';
  if (addressFaults(raw).length > 0) return 'illegal-character';
  if (smtp && formFaults(address).length > 0) return 'malformed';
  if (raw.length > LONGEST.proxyAddresses) return 'too-long';
  if (inputs.quarantined.includes(address)) return 'taken';
  return smtp ? whyDomain(suffixOf(address), inputs) : 'unexplained';
}

function whyDomain(suffix: string, { verifiedDomains, mailboxLike }: AddressInputs): AddressReason {
  if (mailboxLike === false) return 'unexplained';
  if (verifiedDomains === undefined) return 'domains-unknown';
  if (isCovered(suffix, verifiedDomains)) return 'unexplained';
  return mailboxLike === undefined ? 'licences-unknown' : 'unverified-domain';
}

/** The suffix is verified itself, or lies below a verified domain. */
export const isCovered = (suffix: string, verified: readonly string[]): boolean => verified.some((domain) => suffix === domain || suffix.endsWith(`.${domain}`));

const RESERVED = /\.(onmicrosoft|microsoftonline)\.com$/;
/** `x@tenant.mail.onmicrosoft.com`: the address by which a hybrid Exchange reaches a mailbox in the cloud. */
const isRemoteRouting = (address: string): boolean => /\.mail\.onmicrosoft\.com$/.test(suffixOf(address));
const isReserved = (address: string): boolean => RESERVED.test(`.${suffixOf(address)}`);

function sentence({ raw, address }: ProxyAddress, reason: AddressReason, fate: AddressOutcome['fate']): string {
  switch (reason) {
    case 'as-it-is': return `${address} is in Entra.`;
    case 'no-type': return `${quoted(raw)} has no "smtp:" in front, so Entra does not take it for an address.`;
    case 'legacy-type': return `${quoted(raw)} is of a type that Entra never takes over.`;
    case 'remote-routing': return `${address} is the remote routing address of a hybrid mailbox; Exchange Online adds it by itself.`;
    case 'reserved-suffix': return `${address} ends in a domain that belongs to Microsoft; Entra ignores such a value from AD and makes the one onmicrosoft.com address itself.`;
    case 'illegal-character': return `${quoted(raw)} has ${addressFaults(raw).join(', ')}, so Entra drops it.`;
    case 'malformed': return `${quoted(raw)} has ${formFaults(address).join(', ')}, so it is no e-mail address.`;
    case 'underscored': return `${address} is in Entra as ${underscored(address)}: a character that may not stand there became an underscore.`;
    case 'too-long': return `${address} is longer than ${LONGEST.proxyAddresses} characters.`;
    case 'taken': return `${address} belongs to another object in Entra and is kept aside until it is free.`;
    case 'unverified-domain': return `${suffixOf(address)} is not a verified domain of the tenant, so an account with a mailbox does not get ${address}.`;
    case 'licences-unknown': return `${suffixOf(address)} is not a verified domain; whether that matters depends on the licences, which were not read.`;
    case 'domains-unknown': return `Whether ${suffixOf(address)} is a verified domain was not read.`;
    case 'unexplained': return fate === 'not-read' ? `Nothing in ${address} hinders it.` : `Nothing in AD explains why ${address} is not in Entra; the calculation can lag behind the synchronisation.`;
  }
}

/** Which address becomes the primary one, and what decides it. */
export interface PrimaryAddress {
  readonly address: string | undefined;
  readonly from: 'proxyAddresses' | 'mail' | 'userPrincipalName' | 'initial-domain' | 'none';
  readonly says: string;
}

/** Addresses hide mail, and either of them hides the sign-in name: the first source that has a value decides. */
export function primaryAddress(inputs: AddressInputs): PrimaryAddress {
  const taken = addressOutcomes({ ...inputs, inCloud: undefined }).filter(({ reason }) => reason === 'unexplained' || reason === 'remote-routing' || reason === 'licences-unknown' || reason === 'domains-unknown');
  const primary = taken.find(({ raw }) => raw.startsWith('SMTP:'));
  if (primary !== undefined) return { address: primary.address, from: 'proxyAddresses', says: `${primary.address} is marked as primary by "SMTP:".` };
  if (inputs.proxyAddresses.length > 0) return onInitial(inputs, 'No value of proxyAddresses that Entra takes begins with "SMTP:" in capitals');
  const mail = inputs.mail?.trim();
  if (mail !== undefined && mail !== '') return { address: mail.toLowerCase(), from: 'mail', says: `proxyAddresses is empty, so mail (${mail}) is the primary address.` };
  if (inputs.mailboxLike === false) return { address: undefined, from: 'none', says: 'It has neither addresses nor mail nor a mailbox licence, so the cloud object has no address at all.' };
  const upn = inputs.userPrincipalName?.trim().toLowerCase();
  if (upn !== undefined && inputs.verifiedDomains?.includes(suffixOf(upn)) === true) return { address: upn, from: 'userPrincipalName', says: `proxyAddresses and mail are empty, so the sign-in name ${upn} is the primary address of the mailbox.` };
  return onInitial(inputs, 'Neither addresses nor mail nor a sign-in name on a verified domain are there');
}

function onInitial({ mailNickname, initialDomain }: AddressInputs, because: string): PrimaryAddress {
  const address = mailNickname === undefined || initialDomain === undefined ? undefined : underscored(`${mailNickname}@${initialDomain}`.toLowerCase());
  return { address, from: 'initial-domain', says: `${because}, so the address on the initial domain${address === undefined ? '' : ` (${address})`} is the primary one.` };
}

/** An address of the cloud object that does not come from proxyAddresses in AD. */
export interface AddedAddress {
  readonly raw: string;
  readonly from: 'initial-domain' | 'userPrincipalName' | 'mail' | 'remote-routing' | 'cloud';
}

export function addedAddresses(inputs: AddressInputs): readonly AddedAddress[] {
  const own = new Set(inputs.proxyAddresses.flatMap((raw) => [canonical(raw), canonical(underscored(raw))]));
  const same = (value: string | undefined, address: string): boolean => value?.trim().toLowerCase() === address;
  return (inputs.inCloud ?? []).filter((raw) => !own.has(canonical(raw))).map((raw) => {
    const { address } = proxyAddress(raw);
    if (same(inputs.mail, address)) return { raw, from: 'mail' };
    if (same(inputs.userPrincipalName, address)) return { raw, from: 'userPrincipalName' };
    if (isRemoteRouting(address)) return { raw, from: 'remote-routing' };
    return { raw, from: isReserved(address) ? 'initial-domain' : 'cloud' };
  });
}
