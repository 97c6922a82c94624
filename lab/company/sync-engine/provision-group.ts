import type { CompanyClock } from '../clock.ts';
import type { TenantGroup, TenantState } from '../tenant-state.ts';
import { quarantineAddresses } from './quarantine.ts';
import { initialMailNickname } from './sign-in-name.ts';
import type { ExportOutcome, WantedGroup } from './wanted.ts';

/** What Entra does with exported groups. */
interface GroupSide {
  add(wanted: WantedGroup): ExportOutcome;
  update(cloudId: string, wanted: WantedGroup): ExportOutcome;
  remove(cloudId: string): void;
  heal(): number;
}

export function createGroupSide(tenant: TenantState, given: { readonly clock: CompanyClock; readonly idOfAnchor: (anchor: string) => string | undefined }): GroupSide {
  const shadows = new Map<string, WantedGroup>();
  const idOf = (anchor: string): string | undefined =>
    given.idOfAnchor(anchor) ?? [...shadows].find(([cloudId, wanted]) => wanted.anchor === anchor && tenant.groups.has(cloudId))?.[0];
  const refresh = (cloudId: string, wanted: WantedGroup): boolean => {
    tenant.members.set(cloudId, new Set(wanted.members.flatMap((anchor) => idOf(anchor) ?? [])));
    return write(tenant, { cloudId, wanted, now: given.clock.now() });
  };
  const take = (cloudId: string, wanted: WantedGroup): void => {
    shadows.set(cloudId, wanted);
    refresh(cloudId, wanted);
  };
  return {
    add: (wanted) => {
      const known = idOf(wanted.anchor) ?? cloudGroupWithAddress(tenant, wanted)?.id;
      const cloudId = known ?? create(tenant, wanted).id;
      take(cloudId, wanted);
      return { result: 'done', cloudId, how: known === undefined ? 'created' : 'soft-match' };
    },
    update: (cloudId, wanted) => {
      take(cloudId, wanted);
      return { result: 'done', cloudId, how: 'updated' };
    },
    remove: (cloudId) => {
      tenant.groups.delete(cloudId);
      shadows.delete(cloudId);
    },
    heal: () => [...shadows].filter(([cloudId, wanted]) => refresh(cloudId, wanted)).length,
  };
}

/** Groups match on addresses only, and never by anchor. */
const cloudGroupWithAddress = (tenant: TenantState, wanted: WantedGroup): TenantGroup | undefined =>
  [...tenant.groups.values()].find((group) => group.onPremisesSyncEnabled === null && group.proxyAddresses.some((value) => addressesOf(wanted).includes(value)));

const create = (tenant: TenantState, wanted: WantedGroup): TenantGroup => tenant.newGroup({ displayName: wanted.displayName ?? wanted.dn });

function write(tenant: TenantState, about: { readonly cloudId: string; readonly wanted: WantedGroup; readonly now: Date }): boolean {
  const group = tenant.groups.get(about.cloudId);
  if (group === undefined) return false;
  const victim = { cloudId: group.id, before: group.onPremisesProvisioningErrors, now: about.now };
  const nickname = initialMailNickname(about.wanted);
  const { free, errors } = quarantineAddresses(tenant, addressesIn(tenant, group, { wanted: about.wanted, nickname }), victim);
  const before = JSON.stringify(group);
  Object.assign(group, {
    displayName: about.wanted.displayName,
    mail: about.wanted.mail,
    mailNickname: nickname,
    mailEnabled: about.wanted.mail !== null || free.length > 0,
    securityEnabled: about.wanted.securityEnabled,
    proxyAddresses: free,
    onPremisesSyncEnabled: true,
    onPremisesDomainName: about.wanted.domain,
    onPremisesSamAccountName: about.wanted.sam,
    onPremisesSecurityIdentifier: about.wanted.sid,
    onPremisesProvisioningErrors: errors,
  });
  return JSON.stringify(group) !== before;
}

/** A group that had mail keeps the address that Entra made of its alias when AD takes the others away. */
function addressesIn(tenant: TenantState, group: TenantGroup, { wanted, nickname }: { readonly wanted: WantedGroup; readonly nickname: string }): readonly string[] {
  const addresses = addressesOf(wanted);
  return addresses.length === 0 && group.proxyAddresses.length > 0 ? [`SMTP:${nickname}@${tenant.initialDomain}`] : addresses;
}

function addressesOf(wanted: WantedGroup): readonly string[] {
  if (wanted.proxyAddresses.length > 0) return wanted.proxyAddresses.filter((value) => /^smtp:/i.test(value));
  return wanted.mail === null ? [] : [`SMTP:${wanted.mail}`];
}
