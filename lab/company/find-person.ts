import type { AdRecord, AdState, AdValue } from './ad-state.ts';
import type { Contoso } from './contoso.ts';
import type { TenantUser } from './tenant-state.ts';

/** The living AD account with this sAMAccountName; throws when there is none. */
export function adPerson(ad: AdState, sam: string): AdRecord {
  const found = ad.all().find((record) => !record.deleted && record.values('sAMAccountName')[0]?.toString().toLowerCase() === sam.toLowerCase());
  if (found === undefined) throw new Error(`no AD account ${sam}`);
  return found;
}

/** The cloud account that carries this sAMAccountName, live or in the recycle bin; undefined when there is none. */
export const cloudPerson = ({ tenant }: Pick<Contoso, 'tenant'>, sam: string): TenantUser | undefined =>
  [...tenant.users.values(), ...tenant.deletedUsers.values()].find((user) => user.onPremisesSamAccountName?.toLowerCase() === sam.toLowerCase());

/** Replaces one attribute of an AD account; no values: the attribute goes. */
export function setAttribute(ad: AdState, sam: string, change: Readonly<Record<string, readonly AdValue[]>>): void {
  const { dn } = adPerson(ad, sam);
  ad.modify(dn, Object.entries(change).map(([attribute, values]) => ({ operation: 'replace' as const, attribute, values })));
}

/** Moves an account to another OU below the domain. */
export function moveTo(ad: AdState, sam: string, ou: string): void {
  const { dn } = adPerson(ad, sam);
  ad.rename(dn, dn.slice(0, dn.search(/(?<!\\),/)), `OU=${ou},${ad.baseDn}`);
}
