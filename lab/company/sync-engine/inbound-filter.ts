import { text, texts, type ImportedObject } from './imported-object.ts';

/**
 * Why the default inbound rules leave this object out of the metaverse; null when they let it in.
 * Source: learn.microsoft.com/entra/identity/hybrid/connect/concept-azure-ad-connect-sync-default-configuration
 */
export function inboundFilter(object: ImportedObject): string | null {
  const hit = TABLES[object.kind].find((rule) => rule.leavesOut(object));
  return hit?.because ?? null;
}

/** Whether not even the join rule takes it in; what the other rules leave out still gets a person in the metaverse, marked `cloudFiltered`. */
export const isOutOfRuleScope = (object: ImportedObject): boolean =>
  text(object, 'isCriticalSystemObject')?.toUpperCase() === 'TRUE' || startsWith(object, 'adminDescription', ADMIN_PREFIXES[object.kind]);

const ADMIN_PREFIXES: Readonly<Record<ImportedObject['kind'], string>> = { user: 'User_', group: 'Group_', contact: 'Contact_' };

interface Rule {
  readonly because: string;
  leavesOut(object: ImportedObject): boolean;
}

const startsWith = (object: ImportedObject, attribute: string, prefix: string): boolean =>
  text(object, attribute)?.toLowerCase().startsWith(prefix.toLowerCase()) ?? false;

const isCasAccount = (name: string | null): boolean => name !== null && /^CAS_/i.test(name) && name.includes('}');

const hasRecipientBits = (object: ImportedObject, mask: bigint): boolean => {
  const details = text(object, 'msExchRecipientTypeDetails');
  return details !== null && /^-?\d+$/.test(details) && (BigInt(details) & mask) !== 0n;
};

const forEverything: readonly Rule[] = [
  { because: 'isCriticalSystemObject', leavesOut: (object) => text(object, 'isCriticalSystemObject')?.toUpperCase() === 'TRUE' },
  { because: 'replication conflict', leavesOut: (object) => /^[^,]*(\\0ACNF:|\nCNF:)/i.test(object.dn) },
];

const forUsers: readonly Rule[] = [
  { because: 'sAMAccountName missing', leavesOut: (object) => text(object, 'sAMAccountName') === null },
  { because: 'sAMAccountName AAD_', leavesOut: (object) => startsWith(object, 'sAMAccountName', 'AAD_') },
  { because: 'sAMAccountName MSOL_', leavesOut: (object) => startsWith(object, 'sAMAccountName', 'MSOL_') },
  { because: 'SUPPORT_388945a0', leavesOut: (object) => text(object, 'sAMAccountName')?.toLowerCase() === 'support_388945a0' },
  { because: 'system mailbox', leavesOut: (object) => startsWith(object, 'mailNickname', 'SystemMailbox{') },
  { because: 'CAS_ account', leavesOut: (object) => isCasAccount(text(object, 'mailNickname')) || isCasAccount(text(object, 'sAMAccountName')) },
  { because: 'msExchRecipientTypeDetails', leavesOut: (object) => hasRecipientBits(object, 0x21c07000n) },
  { because: 'adminDescription User_', leavesOut: (object) => startsWith(object, 'adminDescription', 'User_') },
];

const forGroups: readonly Rule[] = [
  { because: 'too many members', leavesOut: (object) => texts(object, 'member').length >= 250_000 },
  { because: 'rich coexistence group', leavesOut: (object) => text(object, 'sAMAccountName') === 'MSOL_AD_Sync_RichCoexistence' },
  { because: 'role group', leavesOut: (object) => hasRecipientBits(object, 0x40000000n) },
  {
    because: 'distribution group without an address',
    leavesOut: (object) => isForDistribution(object) && (isNotMailEnabled(object) || hasForeignAddressesOnly(object)),
  },
  { because: 'mail-enabled group without a display name', leavesOut: (object) => text(object, 'displayName') === null && !lacksAddress(object) },
];

const forContacts: readonly Rule[] = [
  { because: 'no address', leavesOut: (object) => isNotMailEnabled(object) },
  { because: 'hidden contact of the old tool', leavesOut: (object) => (text(object, 'displayName') ?? '').toUpperCase().includes('(MSOL)') && text(object, 'msExchHideFromAddressLists')?.toUpperCase() === 'TRUE' },
  { because: 'CAS_ contact', leavesOut: (object) => isCasAccount(text(object, 'mailNickname')) },
];

const isForDistribution = (object: ImportedObject): boolean => (Number(text(object, 'groupType') ?? '0') & 0x80000000) === 0;

/** Beside addresses of other types mail does not count. */
const hasForeignAddressesOnly = (object: ImportedObject): boolean => {
  const addresses = texts(object, 'proxyAddresses');
  return addresses.length > 0 && !addresses.some((value) => /^smtp:/i.test(value));
};

const lacksAddress = (object: ImportedObject): boolean =>
  !(texts(object, 'proxyAddresses').some((value) => /^SMTP:.*@/i.test(value)) || (text(object, 'mail') ?? '').includes('@'));

/** Contacts and distribution groups need a value in both attributes. */
const isNotMailEnabled = (object: ImportedObject): boolean => text(object, 'mail') === null || texts(object, 'proxyAddresses').length === 0 || lacksAddress(object);

const TABLES: Readonly<Record<ImportedObject['kind'], readonly Rule[]>> = {
  user: [...forEverything, ...forUsers],
  group: [...forEverything, ...forGroups],
  contact: [...forEverything, ...forContacts],
};
