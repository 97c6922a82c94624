/** Attributes that an entry of the evidence carries, in the spelling of the AD schema. */
export const ENTRY_ATTRIBUTES = [
  'distinguishedName', 'objectClass', 'objectCategory', 'objectGUID', 'objectSid', 'mS-DS-ConsistencyGuid',
  'cn', 'name', 'displayName', 'givenName', 'sn', 'ou', 'description', 'employeeID',
  'sAMAccountName', 'userPrincipalName', 'mail', 'mailNickname', 'proxyAddresses', 'targetAddress', 'msRTCSIP-PrimaryUserAddress', 'legacyExchangeDN',
  'memberOf', 'primaryGroupID', 'groupType', 'manager', 'isCriticalSystemObject', 'adminDescription', 'adminCount', 'sIDHistory',
  'userAccountControl', 'pwdLastSet', 'accountExpires', 'lockoutTime', 'servicePrincipalName', 'dNSHostName', 'operatingSystem',
  'msExchRecipientTypeDetails', 'msExchRecipientDisplayType', 'msExchRemoteRecipientType', 'msExchHideFromAddressLists',
  'msExchMailboxGuid', 'msExchArchiveGUID', 'msExchMasterAccountSid', 'msExchUsageLocation', 'c', 'co', 'countryCode', 'msDS-ExternalDirectoryObjectId',
  'userCertificate', 'userSMIMECertificate', 'thumbnailPhoto',
  'whenCreated', 'whenChanged', 'uSNCreated', 'uSNChanged',
  'isDeleted', 'isRecycled', 'lastKnownParent', 'msDS-LastKnownRDN',
] as const;

/**
 * Attributes of octet string syntax. ldapts compares the spelling with the one the server sends, so this is schema spelling;
 * msExchArchiveGUID is met in both.
 */
export const OCTET_ATTRIBUTES = [
  'objectGUID', 'objectSid', 'sIDHistory', 'mS-DS-ConsistencyGuid', 'msExchMailboxGuid', 'msExchArchiveGUID', 'msExchArchiveGuid', 'msExchMasterAccountSid',
  'userCertificate', 'userSMIMECertificate', 'thumbnailPhoto', 'replPropertyMetaData',
] as const;

/** Their presence in the schema tells that the forest was prepared for Exchange. */
export const EXCHANGE_ATTRIBUTES: readonly string[] = ['mailNickname', 'targetAddress', 'msExchRecipientTypeDetails', 'msExchMailboxGuid', 'msExchHideFromAddressLists'];
