import type { SealedCause } from '../catalogue/seal.ts';
import type { Diagnosis } from '../model/diagnosis.ts';
import type { ScanProgress } from '../model/scan.ts';
import type { Clock } from '../ports/clock.ts';
import type { RelayLink, RelayLists } from '../ports/relay-link.ts';
import type { ScanShelf } from '../ports/scan-shelf.ts';
import type { Tenant } from '../ports/tenant.ts';
import type { TenantLists } from '../ports/tenant-lists.ts';

/** What a scan asks. */
export interface ScanWorld {
  readonly relayLink: Pick<RelayLink, 'read'>;
  readonly lists: RelayLists;
  /** Null where no tenant is connected: then AD alone is looked at, and what Entra would tell counts as not read. */
  readonly tenant: (Pick<Tenant, 'tenantFacts'> & { readonly lists: TenantLists }) | null;
  /** Answers the question about one object, by its DN or object id, with everything that can be read of it; absent where nobody can. */
  readonly ask?: ((about: string) => Promise<Pick<Diagnosis, 'subject' | 'findings'>>) | undefined;
  readonly catalogue: readonly SealedCause[];
  readonly shelf: ScanShelf;
  readonly clock: Clock;
}

/** Who watches a scan. */
export interface ScanWatch {
  /** Told now and then, and at the end; must not throw. */
  readonly onProgress?: ((progress: ScanProgress) => void) | undefined;
  /** Ends the scan soon; the summary then says `stopped`. */
  readonly signal?: AbortSignal | undefined;
}
