import { createHash } from 'node:crypto';
import type { AdEntry, CloudUser, Connector, SyncServerDocument } from '../src/model/evidence.ts';
import type { ChangedEntry, ListPart } from '../src/model/list-reading.ts';
import { guidOfAnchor } from '../src/model/anchor.ts';
import { CATALOGUE } from '../src/catalogue/index.ts';
import { systemClock } from '../src/adapters/system/system-clock.ts';
import type { RelayLists } from '../src/ports/relay-link.ts';
import type { ScanShelf } from '../src/ports/scan-shelf.ts';
import { FOLLOWED_LISTS, type CloudPage, type TenantLists } from '../src/ports/tenant-lists.ts';
import type { ScanWorld } from '../src/scan/run-scan.ts';

export const BASE = 'DC=corp,DC=contoso,DC=com';
const SKU = '06ebc4ee-1bb5-47dd-8120-11324bc54e06';
const EXCHANGE = 'efb87545-963c-4e0d-99df-69c6916d9eb0';
const NAMES = 'abcdefghijklmnopqrstuvwxyz';

/** Names begin as names do: with every letter, evenly. */
export const nameOf = (number: number): string => `${NAMES[(number * 7) % 26] ?? ''}${NAMES[(number * 11 + 3) % 26] ?? ''}person${number}`;
export const anchorOf = (number: number): string => createHash('md5').update(`anchor ${number}`).digest('base64');
/** Of a thousand, two have an address that somebody else has too. */
const addressesOf = (number: number): readonly string[] => [`SMTP:${nameOf(number)}@contoso.com`, `smtp:${number % 1000 === 1 ? `shared${Math.floor(number / 2000)}` : `p.${nameOf(number)}`}@contoso.com`];

/** A user as AD has it. `round` changes the title. */
export const entryOf = (number: number, round = 0): AdEntry => ({
  dn: `CN=Person ${number},OU=Staff,${BASE}`,
  attributes: {
    objectClass: ['top', 'person', 'organizationalPerson', 'user'], objectGUID: [anchorOf(number)], cn: [`Person ${number}`], sAMAccountName: [nameOf(number)], userPrincipalName: [`${nameOf(number)}@contoso.com`],
    mail: [`${nameOf(number)}@contoso.com`], proxyAddresses: addressesOf(number), displayName: [`Person ${number}`], givenName: ['Person'], sn: [`Number ${number}`], title: [`Clerk ${round}`], department: ['Sales'], company: ['Contoso'],
    userAccountControl: ['512'], pwdLastSet: ['133000000000000000'], whenChanged: ['20261121100000.0Z'], memberOf: [`CN=All,OU=Groups,${BASE}`],
  },
});

/** The same user as Entra has it; of a thousand, one has another name there. */
export const accountOf = (number: number, round = 0): CloudUser => ({
  id: idOf(number), displayName: number % 1000 === 500 ? `Another ${number}` : `Person ${number}`, mail: `${nameOf(number)}@contoso.com`, mailNickname: nameOf(number), userPrincipalName: `${nameOf(number)}@contoso.com`, userType: 'Member', accountEnabled: true,
  proxyAddresses: [...addressesOf(number), `smtp:${nameOf(number)}@contoso.onmicrosoft.com`], onPremisesSyncEnabled: true, onPremisesImmutableId: anchorOf(number), onPremisesSamAccountName: nameOf(number), onPremisesDomainName: 'corp.contoso.com',
  onPremisesDistinguishedName: `CN=Person ${number},OU=Staff,${BASE}`, onPremisesProvisioningErrors: [], serviceProvisioningErrors: [], usageLocation: 'DE', assignedLicenses: [{ skuId: SKU, disabledPlans: [] }],
  licenseAssignmentStates: [{ skuId: SKU, state: 'Active', error: 'None' }], givenName: 'Person', surname: `Number ${number}`, jobTitle: `Clerk ${round}`, department: 'Sales', companyName: 'Contoso', employeeId: null, imAddresses: [],
});

export function idOf(number: number): string {
  const hex = createHash('md5').update(`id ${number}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
}

const connectors: readonly Connector[] = [{ Name: 'corp.contoso.com', Type: 'AD', Partitions: [{ DN: BASE, Selected: true, IsDomain: true, ConnectorPartitionScope: { ContainerInclusionList: [BASE], ContainerExclusionList: [] } }] }];
const server: SyncServerDocument = { name: 'SYNC01', scheduler: { StagingModeEnabled: false, SyncCycleEnabled: true }, connectors, globalSettings: { Parameters: [{ Name: 'Microsoft.SynchronizationOption.AnchorAttribute', Value: 'mS-DS-ConsistencyGuid' }] }, rules: [] };

export const tenantFacts: NonNullable<ScanWorld['tenant']>['tenantFacts'] = () => Promise.resolve({
  readAt: '2026-11-22T00:00:00Z', unread: [],
  entra: {
    organization: { onPremisesSyncEnabled: true, verifiedDomains: [{ name: 'contoso.com' }] }, domains: [{ id: 'contoso.com', isVerified: true, authenticationType: 'Managed' }, { id: 'contoso.onmicrosoft.com', isVerified: true, isInitial: true }],
    subscribedSkus: [{ skuId: SKU, skuPartNumber: 'SPE_E5', consumedUnits: 1, prepaidUnits: { enabled: 5 }, servicePlans: [{ servicePlanId: EXCHANGE, servicePlanName: 'EXCHANGE_S_ENTERPRISE' }] }],
  },
});

/** What a scan asks, with lists made up on the spot; nobody waits for a network. */
export function worldWith({ lists, tenantLists, shelf }: { readonly lists: RelayLists; readonly tenantLists: TenantLists | null; readonly shelf: ScanShelf }): ScanWorld {
  return {
    relayLink: { read: ({ reading }) => Promise.resolve(reading === 'sync.servers' ? { syncServers: [server], unread: [] } : { forests: [{ name: 'corp.contoso.com', domains: ['corp.contoso.com'], exchangeSchema: true }], unread: [] }) },
    lists, tenant: tenantLists === null ? null : { tenantFacts, lists: tenantLists }, catalogue: CATALOGUE, shelf, clock: systemClock,
  };
}

const PAGE = 1000;

/** Users in AD; of the next round only every fourteenth has changed, which is seven of a hundred. */
export function madeUpLists(users: number): RelayLists {
  const isChanged = (number: number): boolean => number % 14 === 0;
  return {
    async *list(request) {
      await Promise.resolve();
      for (let from = 0; from < users; from += PAGE) {
        const page = Array.from({ length: Math.min(PAGE, users - from) }, (_, at) => from + at);
        if (request.reading === 'ad.objects' && !request.params.classes.includes('user')) return;
        if (request.reading === 'ad.objects') yield { reading: 'ad.objects', base: BASE, server: 'DC01', entries: page.map((number) => entryOf(number)) };
        else yield changesOf(request.params.since === null ? page.map((number) => changeOf(number)) : page.filter(isChanged).map((number) => changeOf(number, 1)));
      }
    },
  };
}

const changesOf = (entries: readonly ChangedEntry[]): ListPart => ({ reading: 'ad.object-changes', server: 'DC01', entries, cookie: 'next' });

function changeOf(number: number, round?: number): ChangedEntry {
  const { dn, attributes } = entryOf(number, round);
  const guid = guidOfAnchor(anchorOf(number));
  if (guid === null) throw new Error('an anchor that is none');
  return { guid, dn, deleted: false, cleared: [], attributes: round === undefined ? attributes : { title: attributes['title'] ?? [] } };
}

/** The same users in Entra. */
export function madeUpTenant(users: number): TenantLists {
  return {
    async *pages(list): AsyncGenerator<CloudPage, void> {
      await Promise.resolve();
      if (list === 'users') for (let from = 0; from < users; from += 999) yield { list, objects: Array.from({ length: Math.min(999, users - from) }, (_, at) => accountOf(from + at)) };
    },
    mark: () => Promise.resolve('mark'),
    async *changes(list) {
      await Promise.resolve();
      if (list === FOLLOWED_LISTS[0]) for (let from = 0; from < users; from += 14 * 500) yield { removed: [], changed: Array.from({ length: 500 }, (_, at) => from + at * 14).filter((number) => number < users).map((number) => ({ id: idOf(number), jobTitle: 'Clerk 1' })) };
      return 'mark';
    },
  };
}
