import type { Contoso } from '../../lab/company/contoso.ts';

/** What no change leaves alone. */
const MOVES = /^(whenChanged|uSNChanged|dSCorePropagationData|replPropertyMetaData|onPremisesLastSyncDateTime|lastUpdatedDateTime|assignedDateTime|occurredDateTime|provisionedPlans)$/i;

/** The sets of values in AD, Entra property for property, and how the scheduler is set. */
export function stateOf({ ad, tenant, sync }: Contoso): unknown {
  const directory = ad.all().map((record): readonly [string, unknown] => [record.dn, Object.fromEntries(record.attributes().filter(({ name }) => !MOVES.test(name)).map(({ name, values }) => [name, values.map((value) => (typeof value === 'string' ? value : value.toString('base64'))).toSorted()]))]);
  const objects = [tenant.users, tenant.deletedUsers, tenant.groups, tenant.contacts].flatMap((each) => [...each.values()]);
  const cloud = objects.map((object): unknown => JSON.parse(JSON.stringify(object, (name: string, value: unknown) => (MOVES.test(name) ? undefined : name === 'proxyAddresses' && Array.isArray(value) ? value.toSorted() : value))));
  const { SyncCycleEnabled, MaintenanceEnabled, PurgeRunHistoryInterval } = sync.scheduler();
  const members = [...tenant.members].map(([id, inside]) => [id, [...inside].toSorted()]);
  return { directory: Object.fromEntries(directory), cloud, members, scheduler: { SyncCycleEnabled, MaintenanceEnabled, PurgeRunHistoryInterval } };
}
