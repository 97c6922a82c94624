import type { AccountInCloud } from '../causes/second-account.ts';
import { cleanUpChecklist } from './clean-up-checklist.ts';
import { defineRemedy } from './remedy.ts';

interface LeftBehind {
  readonly account: AccountInCloud;
  /** The deletion waits on the sync server: the export brings it. */
  readonly pending: boolean;
  readonly inAdBin: boolean;
}

/** Entra takes the deletion of a synchronised account; nothing brings it back, as no AD account has its anchor. */
export const deleteLeftBehind = defineRemedy<LeftBehind>({
  id: 'delete-left-behind',
  title: 'Put the cloud account of the deleted AD account into the recycle bin',
  risk: 'high',
  undo: '30-days',
  notTogetherWith: ['export-deletion-threshold', 'not-yet-replicated', 'forest-not-connected', 'domain-not-selected', 'connector-cannot-read-object', 'new-domain-new-anchor', 'ad-account-recreated-new-anchor', 'anchor-attribute-differs-between-servers'],
  says: ({ account }) => `Put ${account.name} (${account.id}) into the recycle bin of Entra, from where it can be restored for 30 days. Its mailbox is disconnected and its licences are released. Ask the owner of the account and of the mailbox first.`,
  steps: ({ account, pending, inAdBin }) => (pending || inAdBin ? null : [{ operation: 'entra.delete-user', params: { userId: account.id, userName: account.name }, says: `Put ${account.name} (${account.id}) into the recycle bin of Entra` }]),
  checklist: ({ account }) => cleanUpChecklist(account.name),
  snapshotOf: ({ account }) => account.id,
});
