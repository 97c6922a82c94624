import type { AccountInCloud } from '../causes/second-account.ts';
import type { ExportingServer } from '../deduce/exporting-server.ts';
import { cleanUpChecklist } from './clean-up-checklist.ts';
import { withCycle } from './next-cycle.ts';
import { removedForGood } from './removed-account.ts';
import { defineRemedy } from './remedy.ts';

/** The cloud account of somebody who left and whose AD account is gone; another person needs the values. */
export const removeOrphan = defineRemedy<{ readonly gone: AccountInCloud | null; readonly server: ExportingServer | null }>({
  id: 'remove-orphan',
  title: 'Remove the cloud account of the person who left',
  risk: 'high',
  undo: 'none',
  notTogetherWith: ['duplicate-proxy-two-ad-objects', 'not-yet-replicated', 'forest-not-connected', 'domain-not-selected', 'staging-mode', 'no-active-server', 'two-active-servers', 'export-deletion-threshold'],
  says: ({ gone }) => `Remove ${gone?.name ?? ''} for good: its employee number is another one, so it belonged to somebody else. That frees its name and addresses. What is in the account, the mailbox included, is lost.`,
  steps: ({ gone, server }) => (gone === null ? null : withCycle(server?.name ?? null, `${gone.name} removed`, ...removedForGood(gone))),
  checklist: ({ gone }) => cleanUpChecklist(gone?.name ?? ''),
  snapshotOf: ({ gone }) => gone?.id ?? null,
});
