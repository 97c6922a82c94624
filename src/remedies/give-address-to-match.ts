import type { MissingAddress } from '../causes/matching/soft-match-cloud-user-has-no-address.ts';
import type { ExportingServer } from '../deduce/exporting-server.ts';
import { pausedCycle } from './paused-cycle.ts';
import { defineRemedy } from './remedy.ts';

export const giveAddressToMatch = defineRemedy<{ readonly address: MissingAddress | null; readonly server: ExportingServer | null }>({
  id: 'give-address-to-match',
  title: 'Give the cloud account the address to match on',
  risk: 'high',
  undo: 'none',
  notTogetherWith: [
    'proxy-missing-smtp-prefix', 'proxy-no-primary', 'duplicate-proxy-two-ad-objects', 'duplicate-upn-two-ad-objects', 'duplicate-held-by-soft-deleted-user', 'duplicate-held-by-exchange-object', 'object-type-mismatch', 'soft-match-blocked-by-tenant',
    'soft-match-blocked-admin-role', 'soft-match-points-at-two-objects', 'proxy-domain-not-verified', 'ou-not-in-scope', 'moved-out-of-scope', 'user-source-of-authority-cloud', 'staging-mode', 'no-active-server', 'two-active-servers', 'export-deletion-threshold',
  ],
  says: ({ address }) => `Write ${address?.after ?? ''} into mail of ${address?.userName ?? ''} (now ${address?.before ?? 'empty'}); Entra makes its address of it, and the next cycle matches the AD account by that. The AD account takes over that cloud account; once it has, only taking it out of scope parts the two again.`,
  steps({ address, server }) {
    if (address === null) return null;
    const { userId, userName, before, after } = address;
    return pausedCycle(server, `${userName} has the address to match on`, { operation: 'entra.set-mail', params: { userId, before, after }, says: `Set mail of ${userName} to ${after}` });
  },
});
