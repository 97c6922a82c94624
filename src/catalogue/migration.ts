import { domainRemovedFromTenant } from '../causes/migration/domain-removed-from-tenant.ts';
import { firstSyncDuplicateAnchor } from '../causes/migration/first-sync-duplicate-anchor.ts';
import { newDomainNewAnchor } from '../causes/migration/new-domain-new-anchor.ts';
import { serverConfigsDiffer } from '../causes/migration/server-configs-differ.ts';
import { sourceAccountStillInScope } from '../causes/migration/source-account-still-in-scope.ts';
import { writeConsistencyGuid } from '../remedies/write-consistency-guid.ts';
import { seal, type SealedCause } from './seal.ts';

export const MIGRATION: readonly SealedCause[] = [
  seal(newDomainNewAnchor, writeConsistencyGuid),
  seal(firstSyncDuplicateAnchor),
  seal(sourceAccountStillInScope),
  seal(serverConfigsDiffer),
  seal(domainRemovedFromTenant),
];
