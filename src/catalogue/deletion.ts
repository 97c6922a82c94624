import { deleteNotPropagated } from '../causes/deletion/delete-not-propagated.ts';
import { deletingCloudOnlyObject } from '../causes/deletion/deleting-cloud-only-object.ts';
import { mailboxLostWithLicence } from '../causes/deletion/mailbox-lost-with-licence.ts';
import { recycleBinExpiring } from '../causes/deletion/recycle-bin-expiring.ts';
import { restoreConflict } from '../causes/deletion/restore-conflict.ts';
import { softDeletedAwaitingReturn } from '../causes/deletion/soft-deleted-awaiting-return.ts';
import { syncedGroupDeleted } from '../causes/deletion/synced-group-deleted.ts';
import { deletionByPeople } from '../remedies/by-people/deletion-by-people.ts';
import { deleteLeftBehind } from '../remedies/delete-left-behind.ts';
import { giveLicenceBack } from '../remedies/give-licence-back.ts';
import { restoreCloudAccount } from '../remedies/restore-cloud-account.ts';
import { restoreDeletedObject } from '../remedies/restore-deleted-object.ts';
import { startDeltaCycle } from '../remedies/start-delta-cycle.ts';
import { seal, type SealedCause } from './seal.ts';

export const DELETION: readonly SealedCause[] = [
  seal(restoreConflict, deletionByPeople.freeThenRestore),
  seal(recycleBinExpiring, restoreCloudAccount, deletionByPeople.restoreInTime),
  seal(softDeletedAwaitingReturn, startDeltaCycle),
  seal(deletingCloudOnlyObject, deletionByPeople.settleRefusedDeletion),
  seal(deleteNotPropagated, deleteLeftBehind, deletionByPeople.carryDeletionOut),
  seal(syncedGroupDeleted, restoreDeletedObject, deletionByPeople.recoverGroup),
  seal(mailboxLostWithLicence, giveLicenceBack, deletionByPeople.bringMailboxBack),
];
