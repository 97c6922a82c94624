import { deleteNotPropagated } from '../causes/deletion/delete-not-propagated.ts';
import { deletingCloudOnlyObject } from '../causes/deletion/deleting-cloud-only-object.ts';
import { mailboxLostWithLicence } from '../causes/deletion/mailbox-lost-with-licence.ts';
import { recycleBinExpiring } from '../causes/deletion/recycle-bin-expiring.ts';
import { restoreConflict } from '../causes/deletion/restore-conflict.ts';
import { softDeletedAwaitingReturn } from '../causes/deletion/soft-deleted-awaiting-return.ts';
import { syncedGroupDeleted } from '../causes/deletion/synced-group-deleted.ts';
import { startDeltaCycle } from '../remedies/start-delta-cycle.ts';
import { seal, type SealedCause } from './seal.ts';

export const DELETION: readonly SealedCause[] = [
  seal(restoreConflict), seal(recycleBinExpiring), seal(softDeletedAwaitingReturn, startDeltaCycle), seal(deletingCloudOnlyObject),
  seal(deleteNotPropagated), seal(syncedGroupDeleted), seal(mailboxLostWithLicence),
];
