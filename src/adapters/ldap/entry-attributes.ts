const EXTENSIONS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15].map((number) => `extensionAttribute${number}`);

/** Attributes that an entry of the evidence carries, in the spelling of the AD schema. A closed list: nothing else of a person is read. */
export const ENTRY_ATTRIBUTES: readonly string[] = [
  'distinguishedName', 'objectClass', 'objectCategory', 'objectGUID', 'objectSid', 'mS-DS-ConsistencyGuid',
  'cn', 'name', 'displayName', 'givenName', 'sn', 'initials', 'ou', 'gPLink', 'gPOptions', 'description', 'info', 'employeeID', 'employeeNumber', 'employeeType',
  'sAMAccountName', 'sAMAccountType', 'userPrincipalName', 'mail', 'mailNickname', 'proxyAddresses', 'targetAddress', 'altRecipient', 'msRTCSIP-PrimaryUserAddress', 'legacyExchangeDN', 'showInAddressBook',
  'title', 'department', 'company', 'physicalDeliveryOfficeName', 'telephoneNumber', 'mobile', 'facsimileTelephoneNumber', 'homePhone', 'ipPhone', 'pager',
  'streetAddress', 'l', 'st', 'postalCode', 'c', 'co', 'countryCode', 'preferredLanguage',
  'memberOf', 'primaryGroupID', 'groupType', 'manager', 'managedBy', 'isCriticalSystemObject', 'adminDescription', 'adminCount', 'sIDHistory',
  'userAccountControl', 'pwdLastSet', 'accountExpires', 'logonHours', 'lockoutTime', 'lastLogonTimestamp', 'servicePrincipalName', 'dNSHostName', 'operatingSystem', 'operatingSystemVersion',
  'msExchRecipientTypeDetails', 'msExchRecipientDisplayType', 'msExchRemoteRecipientType', 'msExchHideFromAddressLists', 'homeMDB',
  'msExchMailboxGuid', 'msExchArchiveGUID', 'msExchMasterAccountSid', 'msExchUsageLocation', 'msDS-ExternalDirectoryObjectId',
  ...EXTENSIONS,
  'userCertificate', 'userSMIMECertificate', 'thumbnailPhoto',
  'whenCreated', 'whenChanged', 'uSNCreated', 'uSNChanged',
  'isDeleted', 'isRecycled', 'lastKnownParent', 'msDS-LastKnownRDN',
];

/** Members are read of the object that a question is about, not of every group that is met on the way. */
export const SUBJECT_ATTRIBUTES: readonly string[] = [...ENTRY_ATTRIBUTES, 'member'];

/** What tells whether another domain controller has the same state of an object. */
export const COPY_ATTRIBUTES: readonly string[] = ['distinguishedName', 'objectGUID', 'whenChanged', 'uSNChanged', 'proxyAddresses', 'mail', 'userPrincipalName', 'userAccountControl'];

/**
 * Attributes of octet string syntax. ldapts compares the spelling with the one the server sends, so this is schema spelling;
 * msExchArchiveGUID is met in both.
 */
export const OCTET_ATTRIBUTES = [
  'objectGUID', 'objectSid', 'sIDHistory', 'mS-DS-ConsistencyGuid', 'msExchMailboxGuid', 'msExchArchiveGUID', 'msExchArchiveGuid', 'msExchMasterAccountSid',
  'userCertificate', 'userSMIMECertificate', 'thumbnailPhoto', 'logonHours', 'replPropertyMetaData', 'nTSecurityDescriptor', 'tokenGroups',
] as const;

const OCTETS: ReadonlySet<string> = new Set(OCTET_ATTRIBUTES.map((name) => name.toLowerCase()));
const KNOWN: ReadonlyMap<string, boolean> = new Map([...SUBJECT_ATTRIBUTES, ...OCTET_ATTRIBUTES].map((name) => [name, OCTETS.has(name.toLowerCase())]));

/** Whether values of the attribute are octets, which we carry as base64. */
export const isOctets = (attribute: string): boolean => KNOWN.get(attribute) ?? OCTETS.has(attribute.toLowerCase());

/** Their presence in the schema tells that the forest was prepared for Exchange. */
export const EXCHANGE_ATTRIBUTES: readonly string[] = ['mailNickname', 'targetAddress', 'msExchRecipientTypeDetails', 'msExchMailboxGuid', 'msExchHideFromAddressLists'];
