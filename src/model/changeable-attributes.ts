/** Attributes of AD objects that may be changed value by value. A closed list: nothing else is ever written. */
export const CHANGEABLE_ATTRIBUTES = [
  'proxyAddresses', 'mS-DS-ConsistencyGuid', 'mail', 'userPrincipalName', 'targetAddress', 'mailNickname', 'msRTCSIP-PrimaryUserAddress',
  'displayName', 'givenName', 'sn', 'title', 'department', 'company', 'physicalDeliveryOfficeName', 'telephoneNumber', 'sAMAccountName', 'userAccountControl', 'accountExpires', 'adminDescription', 'msExchHideFromAddressLists',
  'msExchUsageLocation', 'member', 'userCertificate', 'userSMIMECertificate', 'thumbnailPhoto', 'employeeID', 'description',
  'extensionAttribute1', 'extensionAttribute2', 'extensionAttribute3', 'extensionAttribute4', 'extensionAttribute5', 'extensionAttribute6', 'extensionAttribute7', 'extensionAttribute8',
  'extensionAttribute9', 'extensionAttribute10', 'extensionAttribute11', 'extensionAttribute12', 'extensionAttribute13', 'extensionAttribute14', 'extensionAttribute15',
] as const;
export type ChangeableAttribute = (typeof CHANGEABLE_ATTRIBUTES)[number];

/** Attributes whose values are octets, given as base64. */
export const BINARY_ATTRIBUTES: readonly ChangeableAttribute[] = ['mS-DS-ConsistencyGuid', 'userCertificate', 'userSMIMECertificate', 'thumbnailPhoto'];
