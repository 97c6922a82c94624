import { firstOf } from '../deduce/attributes.ts';
import type { DirectoryAudit } from '../model/evidence.ts';
import type { AdObject } from '../model/exhibits.ts';
import type { PlainAttribute } from '../model/plan.ts';
import { ownMember } from '../model/own-member.ts';
import { valuesTo, type AdChange } from './repair.ts';

/** Properties of the audit log and the AD attribute behind each, of those that hold one text and are nobody's address or name for signing in. */
const ATTRIBUTE: Readonly<Partial<Record<string, PlainAttribute>>> = {
  displayname: 'displayName', givenname: 'givenName', surname: 'sn', jobtitle: 'title', department: 'department', telephonenumber: 'telephoneNumber', companyname: 'company', physicaldeliveryofficename: 'physicalDeliveryOfficeName',
};
const LONGEST = 64;

/** The values that a refused edit wanted, for AD; nothing where one of them cannot be written there in the same words, or all of them stand there. */
export const wantedInAd = (ad: AdObject, audit: DirectoryAudit): readonly AdChange[] => allWanted(ad, audit)?.filter((change) => !stands(ad, change)) ?? [];

/** Whether AD has every value that the refused edit wanted, so that nothing is left of it but the entry in the log. */
export function isWrittenInAd(ad: AdObject, audit: DirectoryAudit): boolean {
  const wanted = allWanted(ad, audit) ?? [];
  return wanted.length > 0 && wanted.every((change) => stands(ad, change));
}

const stands = (ad: AdObject, change: AdChange): boolean => change.in === 'values' && firstOf(ad, change.attribute) === change.after[0];

function allWanted(ad: AdObject, audit: DirectoryAudit): readonly AdChange[] | null {
  const wanted = (audit.targetResources ?? []).flatMap(({ modifiedProperties }) => modifiedProperties ?? []).filter(({ displayName }) => !/^(Included Updated Properties|TargetId\..*)$/i.test(displayName ?? ''));
  const changes = wanted.map(({ displayName, newValue }) => changeOf(ad, displayName ?? '', newValue));
  const written = changes.filter((change) => change !== null);
  return written.length < changes.length ? null : written;
}

function changeOf(ad: AdObject, property: string, newValue: string | null | undefined): AdChange | null {
  const attribute = ownMember(ATTRIBUTE, property.toLowerCase());
  const text = /^\["([^"\\\p{Cc}]+)"\]$/u.exec(newValue ?? '')?.[1]?.trim();
  return attribute === undefined || text === undefined || text === '' || text.length > LONGEST ? null : valuesTo(ad, attribute, [text]);
}
