import { domainRemovedFromTenant } from '../causes/migration/domain-removed-from-tenant.ts';
import { firstSyncDuplicateAnchor } from '../causes/migration/first-sync-duplicate-anchor.ts';
import { newDomainNewAnchor } from '../causes/migration/new-domain-new-anchor.ts';
import { serverConfigsDiffer } from '../causes/migration/server-configs-differ.ts';
import { sourceAccountStillInScope } from '../causes/migration/source-account-still-in-scope.ts';
import { migrationByPeople } from '../remedies/by-people/migration-by-people.ts';
import { startDeltaCycle } from '../remedies/start-delta-cycle.ts';
import { writeConsistencyGuid } from '../remedies/write-consistency-guid.ts';
import { seal, type SealedCause } from './seal.ts';

export const MIGRATION: readonly SealedCause[] = [
  seal(newDomainNewAnchor, writeConsistencyGuid, migrationByPeople.carryAnchors),
  seal(firstSyncDuplicateAnchor, startDeltaCycle),
  seal(sourceAccountStillInScope, migrationByPeople.retireOldAccount),
  seal(serverConfigsDiffer, migrationByPeople.alignServers),
  seal(domainRemovedFromTenant, migrationByPeople.verifyDomain),
];
