import type { ExportingServer } from '../deduce/exporting-server.ts';
import type { CloudKind } from '../model/plan.ts';
import { withCycle } from './next-cycle.ts';
import { defineRemedy } from './remedy.ts';
import { NO_CYCLE } from './repair-values.ts';

/** The one repair of a cloud-managed object: ending that it is one. */
export const handBackToAd = defineRemedy<{ readonly handBack: string | null; readonly kind: CloudKind; readonly name: string; readonly server: ExportingServer | null }>({
  id: 'hand-back-to-ad',
  title: 'Hand it back to AD',
  risk: 'high',
  undo: 'none',
  despite: 'cloud-managed',
  notTogetherWith: ['scheduler-disabled', 'ou-not-in-scope', 'moved-out-of-scope', 'filter-admindescription', 'filter-custom-rule', 'duplicate-anchor-in-ad', 'anchor-changed-same-person', 'proxy-missing-smtp-prefix', 'proxy-no-primary', 'proxy-invalid-characters', 'upn-suffix-not-verified', 'upn-invalid-characters', ...NO_CYCLE],
  says: ({ kind, name }) => `Let AD master the ${kind} ${name} again and run a delta cycle. What AD holds then replaces what was changed in the cloud, and that does not come back. The state was chosen on purpose: ask who did, and carry what is to stay over to AD first.`,
  steps({ handBack, kind, name, server }) {
    return handBack === null ? null : withCycle(server?.name ?? null, `${name} handed back to AD`, { operation: 'entra.set-source-of-authority', params: { kind, objectId: handBack, before: true, after: false }, says: `Let AD master the ${kind} ${name} again` });
  },
  checklist: ({ name }) => [
    { item: 'wanted', says: `Whoever made ${name} cloud-managed agrees` },
    { item: 'carried-over', says: 'What was changed in the cloud since and is to stay has been carried over to AD' },
  ],
});
