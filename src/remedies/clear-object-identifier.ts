import type { ExportingServer } from '../deduce/exporting-server.ts';
import { adminPages } from './admin-pages.ts';
import { withCycle } from './next-cycle.ts';
import { personDoes } from './people-steps.ts';
import { defineRemedy } from './remedy.ts';

interface Mapped {
  readonly dn: string;
  readonly id: string | null;
  readonly name: string;
  readonly identifier: string | null;
  readonly server: ExportingServer | null;
}

export const clearObjectIdentifier = defineRemedy<Mapped>({
  id: 'clear-object-identifier',
  title: 'Have the mapping to the other AD object cleared, then run a cycle',
  risk: 'high',
  undo: 'none',
  notTogetherWith: ['duplicate-anchor-in-ad', 'hard-match-blocked-by-tenant', 'hard-match-blocked-privileged-target', 'anchor-belongs-to-other-ad-user', 'user-source-of-authority-cloud', 'staging-mode', 'no-active-server', 'two-active-servers', 'export-deletion-threshold'],
  says: ({ dn, name, identifier }) => `A Hybrid Identity Administrator clears onPremisesObjectIdentifier of ${name} (now ${identifier ?? 'unknown'}; note it), and the next cycle stamps that of ${dn}. Make sure first that ${dn} is the rightful owner: the mailbox goes with it.`,
  steps({ dn, id, name, identifier, server }) {
    if (id === null || identifier === null) return null;
    const clear = personDoes(
      {
        says: `As a Hybrid Identity Administrator, note ${identifier}, then send PATCH https://graph.microsoft.com/beta/users/${id} with {"onPremisesObjectIdentifier":null} in Graph Explorer, or run Clear-ADSyncToolsOnPremisesAttribute -Id ${id} -onPremisesObjectIdentifier (ADSyncTools 2.5.0 or later).`,
        link: adminPages.graphExplorer, watch: { for: 'object-identifier-cleared', userId: id }, hours: 8,
      },
      name,
    );
    return withCycle(server?.name ?? null, `${dn} mapped to ${name}`, clear);
  },
});
