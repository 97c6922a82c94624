import { upnOf } from '../deduce/addresses.ts';
import { firstOf } from '../deduce/attributes.ts';
import { kindOfEntry } from '../deduce/object-kind.ts';
import type { AdObject } from '../model/exhibits.ts';
import type { ScannedObject } from '../model/scan.ts';
import type { Subject } from '../model/subject.ts';
import type { CloudAt } from './read-objects.ts';
import { kindOfList } from './subject-evidence.ts';

/** How a finding names an object of AD, with its object in Entra where there is one. */
export const describeSubject = ({ kind, ad, cloud }: Subject, own: CloudAt | undefined): ScannedObject =>
  ad === undefined ? describeCloud(own ?? { list: 'users', object: { id: cloud?.id ?? '' } }) : { ...describeEntry(ad), kind, entraId: cloud?.id };

export const describeEntry = (entry: AdObject): ScannedObject => ({
  kind: kindOfEntry(entry) ?? 'user', displayName: firstOf(entry, 'displayName') ?? firstOf(entry, 'cn'), userPrincipalName: upnOf(entry), sAMAccountName: firstOf(entry, 'sAMAccountName'), dn: entry.dn,
});

export const describeCloud = ({ list, object }: CloudAt): ScannedObject => ({
  kind: kindOfList(list), displayName: object.displayName ?? undefined, userPrincipalName: object.userPrincipalName ?? undefined, sAMAccountName: object.onPremisesSamAccountName ?? undefined,
  entraId: object.id, ...(list === 'deletedUsers' || list === 'deletedGroups' ? { deleted: true } : {}),
});
