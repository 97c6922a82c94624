import type { Company, Entry } from '../company.ts';

type Json = Record<string, unknown>;

/** One object of another kind than user, healthy on both sides and in the engine, open for a change. */
export interface Healthy {
  readonly ad: Entry;
  readonly cloud: Json;
  readonly imported: Json;
  readonly exported: Json;
  /** Takes it out of Entra and out of the connector space of Entra. */
  leaveCloud(): void;
}

/** base64 of the SID S-1-5-21-1111-2222-3333-<rid>, in whose domain the healthy company lives. */
export function sidOfRid(rid: number): string {
  const octets = Buffer.from('AQUAAAAAAAUVAAAAVwQAAK4IAAAFDQAAUAQAAA==', 'base64');
  octets.writeUInt32LE(rid, 24);
  return octets.toString('base64');
}

const spaceDn = (anchor: string): string => `CN={${Buffer.from(anchor, 'ascii').toString('hex').toUpperCase()}}`;

export const SALES = 'CN=Sales,OU=Staff,DC=corp,DC=contoso,DC=com';
export const SALES_ID = '33333333-aaaa-4aaa-8aaa-000000000001';

/** The universal security group Sales with John Smith in it; a question about it. */
export const sales = (given: Company): Healthy =>
  settle(given, 'groups', {
    ad: {
      dn: SALES,
      attributes: {
        objectClass: ['top', 'group'], objectGUID: ['IiIiIiIiIiIiIiIiIiIiIg=='], objectSid: [sidOfRid(2001)], sAMAccountName: ['Sales'], cn: ['Sales'], displayName: ['Sales'], groupType: ['-2147483640'],
        member: [given.ad.dn], whenCreated: ['20250110080000.0Z'], whenChanged: ['20261101100000.0Z'],
      },
    },
    cloud: {
      id: SALES_ID, displayName: 'Sales', mail: null, mailNickname: 'Sales', mailEnabled: false, securityEnabled: true, groupTypes: [], proxyAddresses: [], onPremisesSyncEnabled: true, onPremisesLastSyncDateTime: '2026-11-01T10:05:00Z',
      onPremisesSecurityIdentifier: 'S-1-5-21-1111-2222-3333-2001', onPremisesSamAccountName: 'Sales', onPremisesDomainName: 'corp.contoso.com', onPremisesProvisioningErrors: [], serviceProvisioningErrors: [], createdDateTime: '2025-01-10T09:00:00Z',
    },
  });

/** Sales as a mail-enabled distribution group. */
export function distribution(given: Company): Healthy {
  const group = sales(given);
  Object.assign(group.ad.attributes, { groupType: ['8'], mail: ['sales@contoso.com'], mailNickname: ['sales'], proxyAddresses: ['SMTP:sales@contoso.com'] });
  Object.assign(group.cloud, { mail: 'sales@contoso.com', mailEnabled: true, securityEnabled: false, proxyAddresses: ['SMTP:sales@contoso.com', 'smtp:sales@contoso.onmicrosoft.com'] });
  return group;
}

/** Sales as a distribution group that Entra does not have. */
export function lostDistribution(given: Company): Healthy {
  const group = distribution(given);
  group.leaveCloud();
  return group;
}

export const PARTNER = 'CN=Paula Partner,OU=Staff,DC=corp,DC=contoso,DC=com';

/** The mail contact Paula Partner; a question about her. */
export const partner = (given: Company): Healthy =>
  settle(given, 'contacts', {
    ad: {
      dn: PARTNER,
      attributes: {
        objectClass: ['top', 'person', 'organizationalPerson', 'contact'], objectGUID: ['MzMzMzMzMzMzMzMzMzMzMw=='], cn: ['Paula Partner'], displayName: ['Paula Partner'], mail: ['paula@partner.example'], mailNickname: ['paula'],
        proxyAddresses: ['SMTP:paula@partner.example'], targetAddress: ['SMTP:paula@partner.example'], whenCreated: ['20250110080000.0Z'], whenChanged: ['20261101100000.0Z'],
      },
    },
    cloud: {
      id: '44444444-aaaa-4aaa-8aaa-000000000001', displayName: 'Paula Partner', mail: 'paula@partner.example', mailNickname: 'paula', proxyAddresses: ['SMTP:paula@partner.example'], onPremisesSyncEnabled: true,
      onPremisesLastSyncDateTime: '2026-11-01T10:05:00Z', onPremisesProvisioningErrors: [], serviceProvisioningErrors: [],
    },
  });

export const PC01 = 'CN=PC01,OU=Staff,DC=corp,DC=contoso,DC=com';
/** Its objectGUID as text is 30475e40-e7ae-4af3-af75-8b143c81daf5. */
export const PC01_GUID = 'QF5HMK7n80qvdYsUPIHa9Q==';

/** Self-signed with the subject CN=30475e40-e7ae-4af3-af75-8b143c81daf5, as hybrid join makes it. */
export const JOIN_CERTIFICATE =
  'MIIBszCCAVmgAwIBAgIUO31UqiR/ExtKe/bqjyU5227A2GswCgYIKoZIzj0EAwIwLzEtMCsGA1UEAwwkMzA0NzVlNDAtZTdhZS00YWYzLWFmNzUtOGIxNDNjODFkYWY1MB4XDTI2MTEyMTE1NTA0OFoXDTM2MTExODE1NTA0OFowLzEtMCsGA1UEAwwkMzA0NzVlNDAtZTdhZS00YWYzLWFmNzUtOGIxNDNjODFkYWY1MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEgTVsTEGQZ7ixF7k1SWNzxri9Ym6oyMMdU71URekbO+Oib5a2o1AwkwixqCB6SB9DSs7gjtT4+fNju4AalMJfjKNTMFEwHQYDVR0OBBYEFIZx7DIXJyTnOyNIXqsXccD4JvUCMB8GA1UdIwQYMBaAFIZx7DIXJyTnOyNIXqsXccD4JvUCMA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDSAAwRQIhAKDavIpkG5BAgIpx6R+d/Pou18R0jZia8TFhyQCSL2aAAiArwnWHhHV/qtYbNif/WEGg8Pe/LxgGnleUkaDdO8bpDQ==';
/** Self-signed with the subject O=Contoso, CN=pc01.corp.contoso.com. */
export const OTHER_CERTIFICATE =
  'MIIBuTCCAV+gAwIBAgIUCQ/PaeiiljMt52ridNY4AxFwAL8wCgYIKoZIzj0EAwIwMjEQMA4GA1UECgwHQ29udG9zbzEeMBwGA1UEAwwVcGMwMS5jb3JwLmNvbnRvc28uY29tMB4XDTI2MTEyMTE1NTA0OFoXDTM2MTExODE1NTA0OFowMjEQMA4GA1UECgwHQ29udG9zbzEeMBwGA1UEAwwVcGMwMS5jb3JwLmNvbnRvc28uY29tMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEuG7J2lLBMOdY4SJJxD1+eyDBUcvPCV64xyLEwv5lujtgK8t1lk8VgSj4q88DQf3lsD0pq4lPjdSa5Z75GZEsIKNTMFEwHQYDVR0OBBYEFC/rCqB7ttInRf9Ia+v7UTtkfMfuMB8GA1UdIwQYMBaAFC/rCqB7ttInRf9Ia+v7UTtkfMfuMA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDSAAwRQIgI+FAqub5GvoJ2clXUUdUVl9ss4AWHtV6yJma9/jKxkECIQC206HpX/ZGSqsTP9GADT8t1lDkl0OXzlVfmtRpC+Ef7Q==';

/** The hybrid-joined computer PC01; a question about it. */
export const pc01 = (given: Company): Healthy =>
  settle(given, 'devices', {
    ad: {
      dn: PC01,
      attributes: {
        objectClass: ['top', 'person', 'organizationalPerson', 'user', 'computer'], objectGUID: [PC01_GUID], objectSid: [sidOfRid(3001)], sAMAccountName: ['PC01$'], cn: ['PC01'], dNSHostName: ['pc01.corp.contoso.com'],
        operatingSystem: ['Windows 11 Enterprise'], primaryGroupID: ['515'], userAccountControl: ['4096'], userCertificate: [JOIN_CERTIFICATE], whenCreated: ['20250110080000.0Z'], whenChanged: ['20261101100000.0Z'],
      },
    },
    cloud: {
      id: '55555555-aaaa-4aaa-8aaa-000000000001', displayName: 'PC01', deviceId: '30475e40-e7ae-4af3-af75-8b143c81daf5', trustType: 'ServerAd', operatingSystem: 'Windows', accountEnabled: true, onPremisesSyncEnabled: true,
      onPremisesLastSyncDateTime: '2026-11-01T10:05:00Z', registrationDateTime: '2025-01-10T10:00:00Z', approximateLastSignInDateTime: '2026-11-20T08:00:00Z',
    },
  });

/** Puts an object into AD, Entra and the engine, and asks for it by its common name. */
function settle(given: Company, section: 'groups' | 'contacts' | 'devices', { ad, cloud }: Pick<Healthy, 'ad' | 'cloud'>): Healthy {
  const [anchor = ''] = ad.attributes['objectGUID'] ?? [];
  const objectType = section.slice(0, -1);
  const sound = { ConnectedMVObjectId: 'm9', HasExportError: false, ExportError: null, HasSyncError: false, SynchronizationError: null, IsPlaceHolder: false, IsConnector: true, IsTransient: false, ObjectType: objectType, Lineage: [] };
  const imported: Json = { ...sound, ObjectId: 'c8', ConnectorName: 'corp.contoso.com', ConnectorType: 'AD', DistinguishedName: ad.dn, AnchorValue: anchor, Attributes: [] };
  const exported: Json = { ...sound, ObjectId: 'c9', ConnectorName: 'contoso.onmicrosoft.com - AAD', ConnectorType: 'Extensible2', DistinguishedName: spaceDn(anchor), Attributes: [{ Name: 'sourceAnchor', Values: [anchor] }] };
  const lineage = [{ ConnectorName: 'corp.contoso.com', ConnectedCsObjectDN: ad.dn, ConnectedCsObjectId: 'c8' }, { ConnectorName: 'contoso.onmicrosoft.com - AAD', ConnectedCsObjectDN: spaceDn(anchor), ConnectedCsObjectId: 'c9' }];
  const spaces = given.server['csObjects'] as Json[];
  const clouds = given.entra[section] as Json[];
  given.entries.push(ad);
  clouds.push(cloud);
  spaces.push(imported, exported);
  (given.server['mvObjects'] as Json[]).push({ ObjectId: 'm9', ObjectType: objectType, Lineage: lineage, Attributes: [{ Name: 'sourceAnchor', Values: [anchor] }] });
  given.bundle['subject'] = ad.attributes['cn']?.[0];
  return {
    ad, cloud, imported, exported,
    leaveCloud: () => {
      clouds.splice(clouds.indexOf(cloud), 1);
      spaces.splice(spaces.indexOf(exported), 1);
    },
  };
}

/** An export error on the object in the connector space of Entra, newer than every run. */
export const refuse = ({ exported }: Healthy, error: Json): void => {
  Object.assign(exported, { HasExportError: true, ExportError: { RetryCount: 3, LatestOccurrence: '2026-11-21T09:05:00Z', InitialOccurrence: '2026-11-20T09:01:50Z', ...error } });
};
