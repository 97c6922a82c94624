import { defineRemedy } from './remedy.ts';
import { cloudKindOf } from '../deduce/cloud-kind.ts';
import type { SubjectKind } from '../model/subject.ts';

const REFUSED: readonly string[] = ['usage-location-missing', 'licence-plans-conflict', 'licence-dependency', 'licence-location-prohibited', 'licence-address-conflict', 'service-provisioning-error'];

/** Repairs of licences, and of what the services make of an account. */
export const licenceRepairs = {
  assignOnlyLicence: defineRemedy<{ readonly id: string; readonly name: string; readonly offer: { readonly skuId: string; readonly skuName: string } | null }>({
    id: 'assign-only-licence',
    title: 'Assign the licence that brings a mailbox',
    risk: 'low',
    undo: 'full',
    notTogetherWith: [...REFUSED, 'licence-no-seats', 'licence-other-error', 'mailbox-lost-with-licence', 'mailbox-blocked-by-onprem-guid', 'user-source-of-authority-cloud'],
    says: ({ name, offer }) => `Assign ${offer?.skuName ?? ''} to ${name}; it is the only licence with a mailbox of which one is free, and it costs what one costs. Where licences come through a group, put the person into that group instead.`,
    steps: ({ id, name, offer }) => (offer === null ? null : [{ operation: 'entra.change-licence', params: { userId: id, skuId: offer.skuId, skuName: offer.skuName, before: null, after: [] }, says: `Assign ${offer.skuName} to ${name}` }]),
  }),
  reprocessLicences: defineRemedy<{ readonly reprocess: string | null; readonly name: string; readonly licences: string }>({
    id: 'reprocess-licences',
    title: 'Let Entra work the licences out anew',
    risk: 'low',
    undo: 'none',
    notTogetherWith: REFUSED,
    says: ({ name, licences }) => `Let Entra work out the licences that ${name} gets through groups anew; what stood in the way of ${licences} is not to be seen any more.`,
    steps: ({ reprocess, name }) => (reprocess === null ? null : [{ operation: 'entra.reprocess-licences', params: { userId: reprocess }, says: `Work out the group licences of ${name} anew` }]),
  }),
  retryProvisioning: defineRemedy<{ readonly kind: SubjectKind; readonly objectId: string; readonly name: string; readonly said: readonly { readonly service: string; readonly text: string }[] }>({
    id: 'retry-provisioning',
    title: 'Let the service try again',
    risk: 'low',
    undo: 'none',
    notTogetherWith: ['archive-guid-mismatch', 'mailbox-blocked-by-onprem-guid', 'duplicate-held-by-exchange-object', 'licence-address-conflict', 'user-source-of-authority-cloud'],
    says: ({ name, said }) => `Let ${[...new Set(said.map(({ service }) => service))].join(' and ')} provision ${name} once more. That helps where what the message names was corrected since; if the message comes back, correct it first.`,
    steps({ kind, objectId, name }) {
      const cloudKind = cloudKindOf(kind);
      return cloudKind === null ? null : [{ operation: 'entra.retry-provisioning', params: { kind: cloudKind, objectId }, says: `Have the services provision ${name} anew` }];
    },
  }),
  setUsageLocation: defineRemedy<{ readonly inCloud: { readonly userId: string; readonly location: string } | null; readonly name: string }>({
    id: 'set-usage-location',
    title: 'Set the usage location',
    risk: 'low',
    undo: 'full',
    notTogetherWith: ['user-source-of-authority-cloud'],
    says: ({ name, inCloud }) => `Set the usage location of ${name} to ${inCloud?.location ?? ''}, the country in the address of the AD account; AD does not master it here. In which country a person uses the services has legal weight: make sure that it is right.`,
    steps: ({ inCloud, name }) => (inCloud === null ? null : [{ operation: 'entra.set-usage-location', params: { userId: inCloud.userId, before: null, after: inCloud.location }, says: `Set the usage location of ${name} to ${inCloud.location}` }]),
  }),
} as const;
