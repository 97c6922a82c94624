import type { ExportingServer } from '../deduce/exporting-server.ts';
import { adminPages } from './admin-pages.ts';
import { nextCycle } from './next-cycle.ts';
import { personDoes } from './people-steps.ts';
import { defineRemedy } from './remedy.ts';

interface Privileged {
  readonly id: string;
  readonly name: string;
  readonly roles: string;
  /** Ids of the role definitions; null where a role comes through a group. */
  readonly roleIds: readonly string[] | null;
  readonly deleted: boolean;
  readonly server: ExportingServer | null;
}

const HOURS = 8;

/** An administrator takes the roles away, one cycle runs, and the roles come back whatever became of the cycle. */
export const lendAwayRoles = defineRemedy<Privileged>({
  id: 'lend-away-roles',
  title: 'Take the roles away for one cycle',
  risk: 'high',
  undo: 'none',
  notTogetherWith: ['duplicate-anchor-in-ad', 'hard-match-blocked-by-tenant', 'hard-match-blocked-object-identifier', 'anchor-belongs-to-other-ad-user', 'user-source-of-authority-cloud', 'staging-mode', 'no-active-server', 'two-active-servers', 'export-deletion-threshold'],
  says: ({ name, roles }) =>
    `An administrator takes ${roles} away from ${name}, one cycle binds the AD account to it, and the roles are given back. Make sure that another Global Administrator exists. From then on whoever controls the AD account controls these roles; better keep administrators in accounts of the cloud alone.`,
  steps({ id, name, roles, roleIds, deleted, server }) {
    const cycle = nextCycle(server?.name ?? null, `hard match of ${name}`);
    if (cycle === null || roleIds === null || roleIds.length === 0 || deleted) return null;
    const link = adminPages.entraUserRoles(id);
    return [
      personDoes({ says: `Note scope and expiry, then remove these roles of ${name} in Entra, eligible ones in Privileged Identity Management: ${roles}.`, link, watch: { for: 'directory-roles', userId: id, roles: [] }, hours: HOURS }, name),
      cycle,
      { ...personDoes({ says: `Give ${name} the roles back with the scope and the expiry they had: ${roles}.`, link, watch: { for: 'directory-roles', userId: id, roles: roleIds }, hours: HOURS }, name), always: true },
    ];
  },
});
