import type { ExportingServer } from '../deduce/exporting-server.ts';
import { adminPages } from './admin-pages.ts';
import { nextCycle } from './next-cycle.ts';
import { personDoes } from './people-steps.ts';
import { defineRemedy } from './remedy.ts';

interface Blocked {
  readonly dn: string;
  readonly name: string;
  readonly deleted: boolean;
  /** The setting was read, and it forbids the match. */
  readonly known: boolean;
  /** Name of the setting in Graph. */
  readonly feature: string;
  readonly otherBlock: boolean;
  readonly server: ExportingServer | null;
}

const HOURS = 8;

/** An administrator opens the setting, one cycle runs, and the setting is closed again whatever became of the cycle. */
export const openTenantBlock = defineRemedy<Blocked>({
  id: 'open-tenant-block',
  title: 'Open the setting of the tenant for one cycle',
  risk: 'high',
  undo: 'none',
  notTogetherWith: ['duplicate-anchor-in-ad', 'hard-match-blocked-privileged-target', 'hard-match-blocked-object-identifier', 'anchor-belongs-to-other-ad-user', 'user-source-of-authority-cloud', 'staging-mode', 'no-active-server', 'two-active-servers', 'export-deletion-threshold'],
  says: ({ name, dn, feature }) =>
    `A Hybrid Identity Administrator sets ${feature} to false, one cycle binds ${dn} to ${name}, and the administrator sets it to true again. While it is open, every AD account may take over a cloud account with its anchor. Make sure first that ${name} belongs to the same person.`,
  steps({ name, deleted, known, feature, otherBlock, server }) {
    const cycle = nextCycle(server?.name ?? null, `hard match of ${name}`);
    if (cycle === null || !known || deleted || otherBlock) return null;
    return [
      personDoes({ says: setTo(feature, false), link: adminPages.graphExplorer, watch: { for: 'sync-feature', feature, value: false }, hours: HOURS }, name),
      cycle,
      { ...personDoes({ says: `Close it again. ${setTo(feature, true)}`, link: adminPages.graphExplorer, watch: { for: 'sync-feature', feature, value: true }, hours: HOURS }, name), always: true },
    ];
  },
});

const setTo = (feature: string, value: boolean): string =>
  `As a Hybrid Identity Administrator, send PATCH https://graph.microsoft.com/v1.0/directory/onPremisesSynchronization/{id} with {"features":{"${feature}":${String(value)}}} in Graph Explorer; the id comes from a GET without it. Then run "syncwhy connect features", which reads the setting back in your name.`;
