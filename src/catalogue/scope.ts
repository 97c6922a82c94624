import { adObjectDeleted } from '../causes/scope/ad-object-deleted.ts';
import { attributeFilteredByAppFilter } from '../causes/scope/attribute-filtered-by-app-filter.ts';
import { attributeNotInSyncSet } from '../causes/scope/attribute-not-in-sync-set.ts';
import { cloudSyncAlsoProvisions } from '../causes/scope/cloud-sync-also-provisions.ts';
import { connectorCannotReadObject } from '../causes/scope/connector-cannot-read-object.ts';
import { domainNotSelected } from '../causes/scope/domain-not-selected.ts';
import { filterAdmindescription } from '../causes/scope/filter-admindescription.ts';
import { filterCriticalSystemObject } from '../causes/scope/filter-critical-system-object.ts';
import { filterCustomRule } from '../causes/scope/filter-custom-rule.ts';
import { filterSamaccountname } from '../causes/scope/filter-samaccountname.ts';
import { filterSystemMailbox } from '../causes/scope/filter-system-mailbox.ts';
import { forestNotConnected } from '../causes/scope/forest-not-connected.ts';
import { groupFilterNotDirectMember } from '../causes/scope/group-filter-not-direct-member.ts';
import { matchingAttributeEmpty } from '../causes/scope/matching-attribute-empty.ts';
import { movedOutOfScope } from '../causes/scope/moved-out-of-scope.ts';
import { notYetReplicated } from '../causes/scope/not-yet-replicated.ts';
import { objectClassNotSynced } from '../causes/scope/object-class-not-synced.ts';
import { objectNotFoundInAd } from '../causes/scope/object-not-found-in-ad.ts';
import { ouNotInScope } from '../causes/scope/ou-not-in-scope.ts';
import { ouRenamedOrMoved } from '../causes/scope/ou-renamed-or-moved.ts';
import { pendingFullSync } from '../causes/scope/pending-full-sync.ts';
import { precedenceOtherSource } from '../causes/scope/precedence-other-source.ts';
import { replicationConflictObject } from '../causes/scope/replication-conflict-object.ts';
import { moveBackIntoScope } from '../remedies/move-back-into-scope.ts';
import { restoreDeletedObject } from '../remedies/restore-deleted-object.ts';
import { scopeByPeople } from '../remedies/by-people/scope-by-people.ts';
import { joinFilterGroup } from '../remedies/join-filter-group.ts';
import { moveIntoScope } from '../remedies/move-into-scope.ts';
import { runFullCycle } from '../remedies/run-full-cycle.ts';
import { valueRepairs } from '../remedies/value-repairs.ts';
import { seal, type SealedCause } from './seal.ts';

export const SCOPE: readonly SealedCause[] = [
  seal(adObjectDeleted, restoreDeletedObject),
  seal(objectNotFoundInAd),
  seal(ouRenamedOrMoved, scopeByPeople.selectAgain),
  seal(movedOutOfScope, moveBackIntoScope, scopeByPeople.returnIntoScope),
  seal(ouNotInScope, moveIntoScope, scopeByPeople.bringIntoScope),
  seal(domainNotSelected, scopeByPeople.selectDomain),
  seal(forestNotConnected, scopeByPeople.connectForest),
  seal(groupFilterNotDirectMember, joinFilterGroup, scopeByPeople.joinFilterGroup),
  seal(replicationConflictObject, scopeByPeople.settleConflictCopy),
  seal(filterCriticalSystemObject),
  seal(filterSamaccountname, scopeByPeople.renameFiltered),
  seal(filterSystemMailbox, scopeByPeople.correctRecipientType),
  seal(filterAdmindescription, valueRepairs.clearAdminDescription, scopeByPeople.clearMark),
  seal(filterCustomRule, scopeByPeople.settleRule),
  seal(matchingAttributeEmpty, scopeByPeople.fillMatchingAttribute),
  seal(objectClassNotSynced),
  seal(connectorCannotReadObject, scopeByPeople.grantReading),
  seal(notYetReplicated, scopeByPeople.awaitReplication),
  seal(pendingFullSync, runFullCycle, scopeByPeople.runFull),
  seal(precedenceOtherSource, scopeByPeople.changeAtSource),
  seal(attributeFilteredByAppFilter, scopeByPeople.selectAttribute),
  seal(attributeNotInSyncSet),
  seal(cloudSyncAlsoProvisions),
];
