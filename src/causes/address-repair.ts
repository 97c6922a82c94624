import { objectGuidOf } from '../deduce/source-anchor.ts';
import type { AdObject } from '../model/exhibits.ts';
import type { AdTarget } from '../model/plan.ts';

/** What a repair of proxyAddresses needs to know; proven by the cause that offers it. */
export interface AddressRepair {
  /** Null when the GUID of the object is not readable: then nothing may be written. */
  readonly object: AdTarget | null;
  readonly dn: string;
  readonly before: readonly string[];
  readonly remove: readonly string[];
  readonly add: readonly string[];
  readonly wrong: readonly string[];
  /** Nobody else holds the addresses, in AD, in Entra and in its recycle bin, and all of them were read. */
  readonly free: boolean;
  readonly masteredInAd: boolean;
  /** The sync server that exports; null when it is not known. */
  readonly server: string | null;
}

export function adTarget(ad: AdObject): AdTarget | null {
  const guid = objectGuidOf(ad);
  return guid === null ? null : { guid, dn: ad.dn };
}
