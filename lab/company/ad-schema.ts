/** How AD compares and checks the values of an attribute. */
export type AdSyntax = 'text' | 'octets' | 'integer' | 'boolean' | 'time' | 'dn' | 'oid' | 'link' | 'back-link';

export interface AdAttribute {
  readonly name: string;
  readonly oid: string;
  readonly syntax: AdSyntax;
  readonly single: boolean;
  /** Characters or octets of one value; undefined where AD sets no limit that matters here. */
  readonly max: number | undefined;
  /** Written by AD itself; clients may only read it. */
  readonly system: boolean;
  /** Link or back link at the other end. */
  readonly partner: string | undefined;
}

const A2 = '1.2.840.113556.1.2.';
const A4 = '1.2.840.113556.1.4.';
const X5 = '2.5.4.';
const UID = '0.9.2342.19200300.100.1.';
const EXCHANGE = '1.2.840.113556.1.4.7000.102.';

/** Flags: s single-valued, y written by the system. */
type Row = readonly [name: string, oid: string, syntax: AdSyntax, flags?: string, max?: number | undefined, partner?: string];

const ROWS: readonly Row[] = [
  ['objectClass', `${X5}0`, 'oid', 'y'], ['objectCategory', `${A4}782`, 'dn', 's'], ['objectGUID', `${A4}2`, 'octets', 'sy'], ['objectSid', `${A4}146`, 'octets', 'sy'],
  ['distinguishedName', `${X5}49`, 'dn', 'sy'], ['name', `${A4}1`, 'text', 'sy', 255], ['cn', `${X5}3`, 'text', 's', 64], ['ou', `${X5}11`, 'text', '', 64], ['dc', `${UID}25`, 'text', 's'],
  ['instanceType', `${A2}1`, 'integer', 'sy'], ['whenCreated', `${A2}2`, 'time', 'sy'], ['whenChanged', `${A2}3`, 'time', 'sy'], ['uSNCreated', `${A2}19`, 'integer', 'sy'], ['uSNChanged', `${A2}120`, 'integer', 'sy'],
  ['replPropertyMetaData', `${A4}3`, 'octets', 'sy'], ['isDeleted', `${A2}48`, 'boolean', 'sy'], ['isRecycled', `${A4}2058`, 'boolean', 'sy'], ['lastKnownParent', `${A4}781`, 'dn', 'sy'], ['msDS-LastKnownRDN', `${A4}2067`, 'text', 'sy', 255],
  ['sAMAccountName', `${A4}221`, 'text', 's', 256], ['sAMAccountType', `${A4}302`, 'integer', 'sy'], ['userPrincipalName', `${A4}656`, 'text', 's', 1024], ['userAccountControl', `${A4}8`, 'integer', 's'],
  ['pwdLastSet', `${A4}96`, 'integer', 's'], ['accountExpires', `${A4}159`, 'integer', 's'], ['lockoutTime', `${A4}662`, 'integer', 's'], ['badPwdCount', `${A4}12`, 'integer', 'sy'], ['primaryGroupID', `${A4}98`, 'integer', 's'], ['groupType', `${A4}750`, 'integer', 's'], ['adminCount', `${A4}150`, 'integer', 's'],
  ['sIDHistory', `${A4}609`, 'octets'], ['isCriticalSystemObject', `${A4}868`, 'boolean', 's'], ['systemFlags', `${A4}375`, 'integer', 's'], ['servicePrincipalName', `${A4}771`, 'text'], ['dNSHostName', `${A4}619`, 'text', 's', 2048], ['operatingSystem', `${A4}363`, 'text', 's'],
  ['displayName', `${A2}13`, 'text', 's', 256], ['givenName', `${X5}42`, 'text', 's', 64], ['sn', `${X5}4`, 'text', 's', 64], ['initials', `${X5}43`, 'text', 's', 6], ['description', `${X5}13`, 'text', '', 1024], ['info', `${A2}81`, 'text', 's', 1024],
  ['title', `${X5}12`, 'text', 's', 128], ['department', `${A2}141`, 'text', 's', 64], ['company', `${A2}146`, 'text', 's', 64], ['employeeID', `${A4}35`, 'text', 's', 16], ['employeeNumber', `${A2}610`, 'text', 's', 512], ['employeeType', `${A2}613`, 'text', 's', 256],
  ['telephoneNumber', `${X5}20`, 'text', 's', 64], ['mobile', `${UID}41`, 'text', 's', 64], ['physicalDeliveryOfficeName', `${X5}19`, 'text', 's', 128], ['streetAddress', `${A2}256`, 'text', 's', 1024], ['l', `${X5}7`, 'text', 's', 128], ['st', `${X5}8`, 'text', 's', 128], ['postalCode', `${X5}17`, 'text', 's', 40],
  ['c', `${X5}6`, 'text', 's', 3], ['co', `${A2}131`, 'text', 's', 128], ['countryCode', `${A4}25`, 'integer', 's'], ['codePage', `${A4}16`, 'integer', 's'], ['adminDescription', `${A2}226`, 'text', 's', 1024], ['adminDisplayName', `${A2}194`, 'text', 's', 256],
  ['mail', `${UID}3`, 'text', 's', 256], ['proxyAddresses', `${A2}210`, 'text', '', 1123], ['legacyExchangeDN', `${A4}655`, 'text', 's'], ['showInAddressBook', `${A4}1133`, 'dn'], ['msRTCSIP-PrimaryUserAddress', '1.2.840.113556.1.6.24.1.1', 'text', 's', 454],
  ['mS-DS-ConsistencyGuid', `${A4}1360`, 'octets', 's'], ['msDS-ExternalDirectoryObjectId', `${A4}2310`, 'text', 's', 256], ['thumbnailPhoto', '2.16.840.1.113730.3.1.35', 'octets', 's', 102400], ['jpegPhoto', `${UID}60`, 'octets'], ['userCertificate', `${X5}36`, 'octets', '', 32768], ['userSMIMECertificate', '2.16.840.1.113730.3.140', 'octets', '', 32768], ['userWorkstations', `${A4}86`, 'text', 's', 1024], ['logonHours', `${A4}64`, 'octets', 's'],
  ['member', `${X5}31`, 'link', '', undefined, 'memberOf'], ['memberOf', `${A2}102`, 'back-link', 'y', undefined, 'member'], ['manager', `${UID}10`, 'link', 's', undefined, 'directReports'], ['directReports', `${A2}436`, 'back-link', 'y', undefined, 'manager'],
  ['facsimileTelephoneNumber', `${X5}23`, 'text', 's', 64], ['homePhone', `${UID}20`, 'text', 's', 64], ['ipPhone', `${A4}721`, 'text', 's'], ['pager', `${UID}42`, 'text', 's', 64], ['preferredLanguage', '2.16.840.1.113730.3.1.39', 'text', 's'], ['managedBy', `${A4}653`, 'link', 's', undefined, 'managedObjects'], ['managedObjects', `${A4}654`, 'back-link', 'y', undefined, 'managedBy'],
  ['msDS-ManagedPasswordInterval', `${A4}2198`, 'integer', 's'], ['operatingSystemVersion', `${A4}364`, 'text', 's'], ['lastLogonTimestamp', `${A4}1696`, 'integer', 's'], ['serverReference', `${A4}515`, 'dn', 's'], ['nTSecurityDescriptor', `${A2}281`, 'octets', 's', 132096], ['msDS-ReplAttributeMetaData', `${A4}1707`, 'text', 'y'], ['msDS-ReplValueMetaData', `${A4}1708`, 'text', 'y'],
  ['uPNSuffixes', `${A4}890`, 'text'], ['dnsRoot', `${A4}28`, 'text', '', 255], ['nETBIOSName', `${A4}87`, 'text', 's', 16], ['nCName', `${A2}16`, 'dn', 's'],
  ['lDAPDisplayName', `${A2}460`, 'text', 's', 256], ['attributeID', `${A2}30`, 'oid', 's'], ['isSingleValued', `${A2}33`, 'boolean', 's'], ['attributeSyntax', `${A2}32`, 'oid', 's'], ['rangeUpper', `${A2}35`, 'integer', 's'], ['msDS-IntId', `${A4}1716`, 'integer', 's'],
];

const EXCHANGE_ROWS: readonly Row[] = [
  ['mailNickname', `${A2}447`, 'text', 's', 64], ['targetAddress', `${A2}353`, 'text', 's', 1123],
  ['msExchRecipientTypeDetails', `${EXCHANGE}50936`, 'integer', 's'], ['msExchRecipientDisplayType', `${EXCHANGE}50730`, 'integer', 's'], ['msExchRemoteRecipientType', `${EXCHANGE}50938`, 'integer', 's'],
  ['msExchHideFromAddressLists', `${EXCHANGE}73`, 'boolean', 's'], ['msExchMailboxGuid', `${EXCHANGE}11058`, 'octets', 's', 16], ['msExchArchiveGUID', `${EXCHANGE}51227`, 'octets', 's', 16], ['msExchMasterAccountSid', `${EXCHANGE}11041`, 'octets', 's'], ['msExchUsageLocation', `${EXCHANGE}51284`, 'text', 's', 128],
  ...Array.from({ length: 15 }, (_, index): Row => [`extensionAttribute${index + 1}`, `${A2}${index < 10 ? 423 + index : 589 + index}`, 'text', 's', 1024]),
];

const BY_NAME: ReadonlyMap<string, AdAttribute> = new Map(
  [...ROWS, ...EXCHANGE_ROWS].map(([name, oid, syntax, flags = '', max, partner]) => [
    name.toLowerCase(),
    { name, oid, syntax, single: flags.includes('s'), system: flags.includes('y'), max, partner },
  ]),
);

/** The attribute of this name, in any case; undefined when the schema has none. */
export const schemaAttribute = (name: string): AdAttribute | undefined => BY_NAME.get(name.toLowerCase());
/** Whether the global catalog has the attribute. */
export const isInCatalog = (name: string): boolean => CATALOG.has(name.toLowerCase());
const CATALOG: ReadonlySet<string> = new Set(
  ['objectClass', 'objectCategory', 'objectGUID', 'objectSid', 'sIDHistory', 'distinguishedName', 'name', 'cn', 'ou', 'dc', 'whenCreated', 'whenChanged', 'uSNCreated', 'uSNChanged', 'sAMAccountName', 'sAMAccountType', 'userPrincipalName', 'userAccountControl', 'primaryGroupID', 'groupType', 'servicePrincipalName',
    'displayName', 'givenName', 'sn', 'description', 'department', 'title', 'mail', 'mailNickname', 'proxyAddresses', 'targetAddress', 'legacyExchangeDN', 'msRTCSIP-PrimaryUserAddress', 'nTSecurityDescriptor'].map((name) => name.toLowerCase()),
);
export const schemaAttributes = (): readonly AdAttribute[] => [...BY_NAME.values()];

/** Prefixes that have the same number in every forest. */
const NUMBERED: ReadonlyMap<string, number> = new Map([[X5, 0], ['2.5.6.', 1], [A2, 2], ['1.2.840.113556.1.3.', 3], [A4, 9], ['2.16.840.1.113730.3.', 0x14], [UID, 0x15], ['2.16.840.1.113730.3.1.', 0x16]]);

/** Number of an attribute in replPropertyMetaData; 0x80000000 and up (and then also msDS-IntId in the schema) for prefixes that forests number themselves. */
export function attributeNumber({ oid }: AdAttribute): number {
  const last = Number(oid.slice(oid.lastIndexOf('.') + 1));
  const prefix = NUMBERED.get(oid.slice(0, oid.lastIndexOf('.') + 1));
  return prefix !== undefined && last < 0x8000 ? prefix * 0x10000 + last : 0x80000000 + (last & 0xffffff);
}

export interface AdClass {
  readonly chain: readonly string[];
  readonly rdn: 'CN' | 'OU' | 'DC';
  /** CN of the class that objectCategory names. */
  readonly category: string;
  readonly hasSid: boolean;
  readonly holdsOthers: boolean;
}

const PERSON = ['top', 'person', 'organizationalPerson'];
const plain = (chain: readonly string[], category: string, holdsOthers = false): AdClass => ({ chain, rdn: 'CN', category, hasSid: false, holdsOthers });

const CLASSES: Readonly<Record<string, AdClass>> = {
  user: { ...plain([...PERSON, 'user'], 'Person'), hasSid: true },
  inetorgperson: { ...plain([...PERSON, 'user', 'inetOrgPerson'], 'Person'), hasSid: true },
  computer: { ...plain([...PERSON, 'user', 'computer'], 'Computer'), hasSid: true },
  'msds-groupmanagedserviceaccount': { ...plain([...PERSON, 'user', 'computer', 'msDS-GroupManagedServiceAccount'], 'ms-DS-Group-Managed-Service-Account'), hasSid: true },
  msexchdynamicdistributionlist: plain(['top', 'msExchBaseClass', 'msExchDynamicDistributionList'], 'ms-Exch-Dynamic-Distribution-List'),
  publicfolder: plain(['top', 'publicFolder'], 'ms-Exch-Public-Folder'),
  foreignsecurityprincipal: { ...plain(['top', 'foreignSecurityPrincipal'], 'Foreign-Security-Principal'), hasSid: true },
  contact: plain([...PERSON, 'contact'], 'Person'),
  group: { ...plain(['top', 'group'], 'Group'), hasSid: true },
  organizationalunit: { chain: ['top', 'organizationalUnit'], rdn: 'OU', category: 'Organizational-Unit', hasSid: false, holdsOthers: true },
  container: plain(['top', 'container'], 'Container', true),
  builtindomain: plain(['top', 'builtinDomain'], 'Builtin-Domain', true),
  domaindns: { chain: ['top', 'domain', 'domainDNS'], rdn: 'DC', category: 'Domain-DNS', hasSid: true, holdsOthers: true },
  configuration: plain(['top', 'configuration'], 'Configuration', true),
  crossrefcontainer: plain(['top', 'crossRefContainer'], 'Cross-Ref-Container', true),
  crossref: plain(['top', 'crossRef'], 'Cross-Ref'),
  sitescontainer: plain(['top', 'sitesContainer'], 'Sites-Container', true),
  site: plain(['top', 'site'], 'Site', true),
  serverscontainer: plain(['top', 'serversContainer'], 'Servers-Container', true),
  server: plain(['top', 'server'], 'Server', true),
  dmd: plain(['top', 'dMD'], 'DMD', true),
  attributeschema: plain(['top', 'attributeSchema'], 'Attribute-Schema'),
};

/** The structural class among these names: the one furthest down. */
export function structuralClass(names: readonly string[]): AdClass | undefined {
  const known = names.flatMap((name) => CLASSES[name.toLowerCase()] ?? []);
  return known.toSorted((one, other) => other.chain.length - one.chain.length)[0];
}
