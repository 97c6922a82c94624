import { guidOf } from './default-rules.ts';

/** Object types and attributes that the wizard selects on an AD connector. */
export const AD_CLASSES = ['computer', 'contact', 'container', 'domainDNS', 'foreignSecurityPrincipal', 'group', 'inetOrgPerson', 'organizationalUnit', 'user'];

export const AD_ATTRIBUTES = [
  'accountExpires', 'adminDescription', 'c', 'cn', 'co', 'company', 'department', 'description', 'displayName', 'employeeID', ...Array.from({ length: 15 }, (_, at) => `extensionAttribute${at + 1}`), 'givenName', 'groupType', 'homePhone', 'isCriticalSystemObject',
  'l', 'mail', 'mailNickname', 'managedBy', 'manager', 'member', 'mobile', 'mS-DS-ConsistencyGuid', 'msExchArchiveGUID', 'msExchHideFromAddressLists', 'msExchMailboxGuid', 'msExchRecipientTypeDetails',
  'msExchRemoteRecipientType', 'msExchUsageLocation', 'objectGUID', 'objectSid', 'physicalDeliveryOfficeName', 'postalCode', 'proxyAddresses', 'pwdLastSet', 'sAMAccountName', 'sn', 'st', 'streetAddress',
  'targetAddress', 'telephoneNumber', 'thumbnailPhoto', 'title', 'userAccountControl', 'userCertificate', 'userPrincipalName', 'userSMIMECertificate',
];

/** What the connector to Entra exports. */
export const CLOUD_ATTRIBUTES = [
  'accountEnabled', 'alias', 'assistant', 'city', 'cn', 'commonName', 'company', 'country', 'department', 'description', 'displayName', 'employeeId', ...Array.from({ length: 15 }, (_, at) => `extensionAttribute${at + 1}`), 'facsimileTelephoneNumber', 'givenName', 'jobTitle',
  'mail', 'mailNickname', 'manager', 'member', 'mobile', 'msExchArchiveGUID', 'msExchHideFromAddressLists', 'msExchMailboxGuid', 'msExchRecipientTypeDetails', 'msExchRemoteRecipientType', 'onPremiseSecurityIdentifier',
  'onPremisesSamAccountName', 'onPremisesUserPrincipalName', 'otherMobile', 'physicalDeliveryOfficeName', 'postalCode', 'preferredLanguage', 'proxyAddresses', 'securityEnabled', 'sourceAnchor', 'streetAddress', 'surname',
  'targetAddress', 'telephoneNumber', 'thumbnailPhoto', 'title', 'usageLocation', 'userCertificate', 'userPrincipalName',
];

/** The five run profiles of a connector. */
export const runProfiles = (connector: string) =>
  ['Full Import', 'Full Synchronization', 'Delta Import', 'Delta Synchronization', 'Export'].map((Name) => ({ Identifier: guidOf(`${connector} ${Name}`), Name }));
