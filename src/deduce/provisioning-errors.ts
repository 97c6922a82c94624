import type { CloudObject, ProvisioningError } from '../model/evidence.ts';

/**
 * The entries of `onPremisesProvisioningErrors` about one property; undefined when they were not collected.
 * Graph's documentation says `ProxyAddress`, tenants have been seen to say `ProxyAddresses`: both are the same.
 */
export const provisioningErrors = (object: CloudObject, property: 'UserPrincipalName' | 'ProxyAddresses'): readonly ProvisioningError[] | undefined =>
  object.onPremisesProvisioningErrors?.filter(({ propertyCausingError }) => singular(propertyCausingError ?? '') === singular(property));

const singular = (property: string): string => property.toLowerCase().replace(/sses$/, 'ss');
