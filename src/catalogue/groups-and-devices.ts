import { contactLegacyHidden } from '../causes/groups-and-devices/contact-legacy-hidden.ts';
import { contactWithoutAddress } from '../causes/groups-and-devices/contact-without-address.ts';
import { deviceCertificateNotHybridJoin } from '../causes/groups-and-devices/device-certificate-not-hybrid-join.ts';
import { deviceNoCertificate } from '../causes/groups-and-devices/device-no-certificate.ts';
import { deviceSoftMatchBlocked } from '../causes/groups-and-devices/device-soft-match-blocked.ts';
import { groupContainsPublicFolder } from '../causes/groups-and-devices/group-contains-public-folder.ts';
import { groupCriticalBuiltin } from '../causes/groups-and-devices/group-critical-builtin.ts';
import { groupDisplaynameMissing } from '../causes/groups-and-devices/group-displayname-missing.ts';
import { groupDistributionNotMailEnabled } from '../causes/groups-and-devices/group-distribution-not-mail-enabled.ts';
import { groupDynamicDistribution } from '../causes/groups-and-devices/group-dynamic-distribution.ts';
import { groupNotMatchedToCloudGroup } from '../causes/groups-and-devices/group-not-matched-to-cloud-group.ts';
import { groupProxyWithoutSmtp } from '../causes/groups-and-devices/group-proxy-without-smtp.ts';
import { groupRoleGroup } from '../causes/groups-and-devices/group-role-group.ts';
import { groupTooLarge } from '../causes/groups-and-devices/group-too-large.ts';
import { memberByPrimaryGroup } from '../causes/groups-and-devices/member-by-primary-group.ts';
import { memberFromOtherForest } from '../causes/groups-and-devices/member-from-other-forest.ts';
import { memberNotInCloud } from '../causes/groups-and-devices/member-not-in-cloud.ts';
import { mesgMailRemoved } from '../causes/groups-and-devices/mesg-mail-removed.ts';
import { groupsByPeople } from '../remedies/by-people/groups-by-people.ts';
import { valueRepairs } from '../remedies/value-repairs.ts';
import { seal, type SealedCause } from './seal.ts';

/** Among equals the order is that of the list: what keeps the whole object out first, what concerns single members last. */
export const GROUPS_AND_DEVICES: readonly SealedCause[] = [
  seal(groupCriticalBuiltin),
  seal(groupRoleGroup),
  seal(groupDynamicDistribution),
  seal(groupTooLarge, groupsByPeople.divideGroup),
  seal(groupProxyWithoutSmtp, valueRepairs.completeAddress, groupsByPeople.giveGroupAddress),
  seal(groupDistributionNotMailEnabled, valueRepairs.completeAddress, groupsByPeople.mailEnableGroup),
  seal(groupDisplaynameMissing, valueRepairs.nameAfterCommonName, groupsByPeople.nameGroup),
  seal(groupContainsPublicFolder, groupsByPeople.replaceFolder),
  seal(contactWithoutAddress, valueRepairs.completeAddress, groupsByPeople.giveContactAddress),
  seal(contactLegacyHidden, groupsByPeople.settleOldContact),
  seal(deviceNoCertificate, groupsByPeople.beginJoin),
  seal(deviceCertificateNotHybridJoin, groupsByPeople.joinAnew),
  seal(deviceSoftMatchBlocked, groupsByPeople.openForDevices),
  seal(groupNotMatchedToCloudGroup, groupsByPeople.chooseGroup),
  seal(memberNotInCloud, groupsByPeople.askAboutMembers),
  seal(memberFromOtherForest, groupsByPeople.selectForeign),
  seal(memberByPrimaryGroup, groupsByPeople.changePrimaryGroup),
  seal(mesgMailRemoved, groupsByPeople.renewGroup),
];
