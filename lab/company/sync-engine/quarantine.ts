import type { TenantState } from '../tenant-state.ts';
import { bareAddress, isSmtp } from './address-calculation.ts';

export interface ProvisioningError {
  category: string;
  occurredDateTime: string;
  propertyCausingError: string;
  value: string;
}

/** Whose object this is and what was quarantined before; the first occurrence of a conflict keeps its time. */
export interface Victim {
  readonly cloudId: string;
  readonly before: readonly ProvisioningError[];
  readonly now: Date;
}

/** Whoever else holds a value, the recycle bin included. */
export const otherHolder = (tenant: TenantState, value: string, cloudId: string): { readonly type: string; readonly id: string } | undefined =>
  tenant.holders(value).find((holder) => holder.id !== cloudId);

/** Splits wanted addresses into those that may be held and those that are kept out. */
export function quarantineAddresses(tenant: TenantState, wanted: readonly string[], victim: Victim): { readonly free: string[]; readonly errors: ProvisioningError[] } {
  const isTaken = (value: string): boolean => isSmtp(value) && otherHolder(tenant, bareAddress(value), victim.cloudId) !== undefined;
  return {
    free: wanted.filter((value) => !isTaken(value)),
    errors: wanted.filter(isTaken).map((value) => conflict(victim, 'ProxyAddresses', value)),
  };
}

export function conflict(victim: Victim, property: 'ProxyAddresses' | 'UserPrincipalName', value: string): ProvisioningError {
  const same = victim.before.find((error) => error.propertyCausingError === property && error.value === value);
  return same ?? { category: 'PropertyConflict', occurredDateTime: victim.now.toISOString(), propertyCausingError: property, value };
}
