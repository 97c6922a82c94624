import { exchangeAttributesCloudManaged } from '../causes/authority/exchange-attributes-cloud-managed.ts';
import { groupOrContactSourceOfAuthorityCloud } from '../causes/authority/group-or-contact-source-of-authority-cloud.ts';
import { mobileOverriddenInCloud } from '../causes/authority/mobile-overridden-in-cloud.ts';
import { userSourceOfAuthorityCloud } from '../causes/authority/user-source-of-authority-cloud.ts';
import { writeRefusedSyncedObject } from '../causes/authority/write-refused-synced-object.ts';
import { authorityByPeople } from '../remedies/by-people/authority-by-people.ts';
import { handBackToAd } from '../remedies/hand-back-to-ad.ts';
import { valueRepairs } from '../remedies/value-repairs.ts';
import { seal, type SealedCause } from './seal.ts';

export const AUTHORITY: readonly SealedCause[] = [
  seal(userSourceOfAuthorityCloud, handBackToAd, authorityByPeople.changeInCloud), seal(groupOrContactSourceOfAuthorityCloud, handBackToAd, authorityByPeople.changeGroupInCloud), seal(writeRefusedSyncedObject, valueRepairs.writeWantedInAd, authorityByPeople.changeInAd), seal(exchangeAttributesCloudManaged, authorityByPeople.changeInExchange),
  seal(mobileOverriddenInCloud, authorityByPeople.settleMobile),
];
