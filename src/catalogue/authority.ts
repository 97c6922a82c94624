import { exchangeAttributesCloudManaged } from '../causes/authority/exchange-attributes-cloud-managed.ts';
import { groupOrContactSourceOfAuthorityCloud } from '../causes/authority/group-or-contact-source-of-authority-cloud.ts';
import { mobileOverriddenInCloud } from '../causes/authority/mobile-overridden-in-cloud.ts';
import { userSourceOfAuthorityCloud } from '../causes/authority/user-source-of-authority-cloud.ts';
import { writeRefusedSyncedObject } from '../causes/authority/write-refused-synced-object.ts';
import { seal, type SealedCause } from './seal.ts';

export const AUTHORITY: readonly SealedCause[] = [
  seal(userSourceOfAuthorityCloud), seal(groupOrContactSourceOfAuthorityCloud), seal(writeRefusedSyncedObject), seal(exchangeAttributesCloudManaged),
  seal(mobileOverriddenInCloud),
];
