import type { ExportRefusal, WantedUser } from './wanted.ts';

const MOST_ADDRESSES = 300;

/**
 * What Entra answers to a user whom it cannot take as he is; null when nothing is wrong with the values.
 * Source: learn.microsoft.com/entra/identity/hybrid/connect/tshoot-connect-sync-errors
 */
export function refusedValue({ proxyAddresses, usageLocation }: WantedUser): ExportRefusal | null {
  if (proxyAddresses.length > MOST_ADDRESSES) return { type: 'LargeObject', objectIdInConflict: null, attribute: 'ProxyAddresses', values: [] };
  if (usageLocation !== null && !/^[A-Za-z]{2}$/.test(usageLocation)) return { type: 'DataValidationFailed', objectIdInConflict: null, attribute: 'UsageLocation', values: [usageLocation] };
  return null;
}
