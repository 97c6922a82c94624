import type { AdEntry } from '../model/evidence.ts';
import { valuesOf } from './attributes.ts';

/**
 * Attributes that come with the Exchange schema and that the Exchange rules of Connect take over.
 * Source: learn.microsoft.com/entra/identity/hybrid/connect/reference-connect-sync-attributes-synchronized
 */
const EXCHANGE_ATTRIBUTES: readonly string[] = [
  ...Array.from({ length: 15 }, (_, n) => `extensionAttribute${n + 1}`),
  'authOrig', 'dLMemRejectPerms', 'dLMemSubmitPerms', 'msExchArchiveGUID', 'msExchArchiveName', 'msExchHideFromAddressLists', 'msExchMailboxGuid',
  'msExchRequireAuthToSendTo', 'targetAddress', 'unauthOrig',
];
const NAMES = new Map(EXCHANGE_ATTRIBUTES.map((name) => [name.toLowerCase(), name]));

export interface ExchangeValue {
  readonly attribute: string;
  readonly value: string;
}

/** The Exchange attributes of an object that have a value, with their first one. */
export function exchangeValuesOf(ad: AdEntry): readonly ExchangeValue[] {
  return Object.keys(ad.attributes).flatMap((name) => {
    const attribute = NAMES.get(name.toLowerCase());
    const value = attribute === undefined ? undefined : valuesOf(ad, attribute).find((each) => each.trim() !== '');
    return attribute === undefined || value === undefined ? [] : [{ attribute, value }];
  });
}
