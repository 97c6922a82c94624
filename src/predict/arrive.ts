import { objectGuidOf } from '../deduce/source-anchor.ts';
import type { CloudUser } from '../model/evidence.ts';
import type { AdObject } from '../model/exhibits.ts';
import { later, type Course } from './course.ts';
import { onEntra, onUser } from './edit-document.ts';
import { manageInCloud, wasManagedInCloud } from './managed-in-cloud.ts';
import { matchOf, nameOf, type Match } from './match.ts';
import { overwritesOf } from './overwrites.ts';
import { passwordWaits, sendPassword } from './password-loop.ts';
import { outOfRecycleBin } from './recycle-bin.ts';
import { heldByGroup, takenSid } from './refused-value.ts';
import { writeSpaces } from './spaces.ts';
import { tell } from './tell.ts';
import { userValues } from './user-values.ts';

interface Arriving {
  readonly own: AdObject;
  /** Name of the sync server. */
  readonly server: string;
  readonly anchor: string;
}

/** A user that has no account under its anchor yet: matched, restored, made, or refused. */
export function arrive(course: Course, { own, server: name, anchor }: Arriving): void {
  const match = matchOf(course, own, anchor);
  const other = match.is === 'new' ? (takenSid(course, own, anchor) ?? heldByGroup(course, own)) : match.is === 'refused' ? takenSid(course, own, anchor) : heldByGroup(course, own);
  if (match.is === 'cannot-tell') return void course.doubts.add(match.because);
  if (other !== null || match.is === 'refused') {
    const refusal = match.is === 'refused' ? match.refusal : other;
    writeSpaces(course, name, { ad: own, anchor, cloudId: null, keptOut: null, refusal, syncError: null });
    passwordWaits(course, name, own);
    return tell(course, own.dn, `Entra refuses ${own.dn} (${refusal?.error ?? 'error'}).`);
  }
  course.arrived.add(objectGuidOf(own) ?? own.dn);
  const id = taken(course, { own, anchor }, match);
  writeSpaces(course, name, { ad: own, anchor, cloudId: id, keptOut: null, refusal: null, syncError: null });
  sendPassword(course, name, own);
}

type Arrival = Exclude<Match, { readonly is: 'cannot-tell' | 'refused' }>;

/** The account that the AD object has from now on. */
function taken(course: Course, { own, anchor }: { readonly own: AdObject; readonly anchor: string }, match: Arrival): string {
  if (match.is === 'new') {
    const id = `predicted-${objectGuidOf(own) ?? own.dn}`;
    const empty: CloudUser = { id, userType: 'Member', createdDateTime: later(course, 2), assignedLicenses: [], licenseAssignmentStates: [], assignedPlans: [], provisionedPlans: [], serviceProvisioningErrors: [], usageLocation: null };
    course.document = onEntra(course, (entra) => ({ ...entra, users: [...(entra.users ?? []), userValues(course, { ad: own, user: empty, anchor })] }));
    tell(course, own.dn, `Nothing in Entra matches ${own.dn}: the cycle makes a new account.`);
  } else if (match.is === 'restored') {
    outOfRecycleBin(course, match.user.id, (user) => userValues(course, { ad: own, user, anchor }));
    if (wasManagedInCloud(course, own, match.user)) manageInCloud(course, match.user.id);
    tell(course, own.dn, `The cycle brings ${nameOf(match.user)} back from the recycle bin of Entra for ${own.dn}, with the same object id.`);
  } else {
    const after = userValues(course, { ad: own, user: match.user, anchor });
    course.document = onUser(course, match.user.id, () => after);
    course.overwrites = overwritesOf(course, { ad: own, before: match.user, after });
    tell(course, own.dn, `The cycle matches ${own.dn} with ${nameOf(match.user)} by ${match.is === 'soft-match' ? `the ${match.by === 'address' ? 'primary address' : 'sign-in name'}` : 'the anchor'}; from then on AD is its master.`);
  }
  const id = match.is === 'new' ? `predicted-${objectGuidOf(own) ?? own.dn}` : match.user.id;
  course.moved.add(id);
  return id;
}
