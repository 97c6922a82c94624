import type { DirectLicence } from '../deduce/direct-licences.ts';
import { defineRemedy } from './remedy.ts';

export const giveLicenceBack = defineRemedy<{ readonly id: string; readonly name: string; readonly back: DirectLicence | null; readonly until: string }>({
  id: 'give-licence-back',
  title: 'Give the licence back that was taken away',
  risk: 'low',
  undo: 'full',
  notTogetherWith: ['usage-location-missing', 'licence-no-seats', 'licence-plans-conflict', 'licence-dependency', 'licence-location-prohibited', 'licence-address-conflict', 'licence-other-error', 'service-provisioning-error'],
  says: ({ name, back, until }) => `Assign ${back?.skuName ?? ''} to ${name} with the plans it had; until ${until} the mailbox comes back with all its content, within hours. If the licence came from a group, put the person into that group instead. Somebody took it away, perhaps on purpose: ask first.`,
  steps: ({ id, name, back }) =>
    back === null ? null : [{ operation: 'entra.change-licence', params: { userId: id, skuId: back.skuId, skuName: back.skuName, before: null, after: back.disabledPlans }, says: `Assign ${back.skuName} to ${name}` }],
});
