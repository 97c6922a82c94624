import { cloudAddressesOf, cloudUpnOf, mailAddressesOf, upnOf } from '../deduce/addresses.ts';
import { firstOf, sameText } from '../deduce/attributes.ts';
import { exchangeLicence } from '../deduce/licences.ts';
import { knownOf } from '../deduce/reading.ts';
import type { CloudUser } from '../model/evidence.ts';
import type { Evidence } from '../model/exhibits.ts';
import type { Twin } from '../model/side-by-side.ts';
import type { Subject } from '../model/subject.ts';

/** All cloud accounts that are meant for one person, and which of them to keep. With fewer than two there are none, unless the one is not bound. */
export function twinsOf(subject: Subject, own: CloudUser | undefined, evidence: Evidence): { readonly twins: readonly Twin[]; readonly keep: string } {
  if (subject.kind !== 'user') return { twins: [], keep: '' };
  const traits = traitsOf(subject, own);
  const live = (knownOf(evidence['entra.users']) ?? []).filter((user) => user.id === own?.id || isAlike(user, traits));
  const deleted = (knownOf(evidence['entra.deletedUsers']) ?? []).filter((user) => isAlike(user, traits));
  if (live.length + deleted.length < (own === undefined && subject.ad !== undefined ? 1 : 2)) return { twins: [], keep: '' };
  const twins = [...live.map((user) => twinOf(user, user.id === own?.id ? 'the account of this object' : 'another account', evidence)), ...deleted.map((user) => twinOf(user, 'in the recycle bin', evidence))];
  return { twins, keep: twins.length === 1 ? 'It is not bound to the object in Active Directory. Ask why to learn what keeps them apart.' : advice(twins) };
}

interface Traits {
  readonly names: readonly string[];
  readonly addresses: readonly string[];
  readonly accountName: string | undefined;
  readonly employeeId: string | undefined;
}

function traitsOf({ ad, cloud }: Subject, own: CloudUser | undefined): Traits {
  const user: CloudUser | undefined = own ?? cloud;
  const upn = (ad === undefined ? undefined : upnOf(ad)) ?? user?.userPrincipalName ?? undefined;
  return {
    names: [upn, user === undefined ? undefined : cloudUpnOf(user)].flatMap((name) => (name === undefined ? [] : [localPart(name)])),
    addresses: [...(ad === undefined ? [] : mailAddressesOf(ad)), ...(user === undefined ? [] : cloudAddressesOf(user).filter((address) => !address.includes('.onmicrosoft.')))],
    accountName: ad === undefined ? (user?.onPremisesSamAccountName ?? undefined) : firstOf(ad, 'sAMAccountName'),
    employeeId: ad === undefined ? (user?.employeeId ?? undefined) : firstOf(ad, 'employeeID'),
  };
}

/** A shared address, sign-in name (also with the four digits of a conflict), logon name or employee number; a shared display name alone is no sign. */
function isAlike(user: CloudUser, { names, addresses, accountName, employeeId }: Traits): boolean {
  const name = localPart(cloudUpnOf(user) ?? '');
  return (
    names.some((each) => each !== '' && (name === each || name.replace(/\d{4}$/, '') === each)) ||
    cloudAddressesOf(user).some((address) => addresses.includes(address)) ||
    sameText(user.onPremisesSamAccountName, accountName) ||
    (employeeId !== undefined && user.employeeId === employeeId)
  );
}

const localPart = (name: string): string => name.toLowerCase().split('@')[0] ?? '';

function twinOf(user: CloudUser, is: Twin['is'], evidence: Evidence): Twin {
  const licence = exchangeLicence(user, knownOf(evidence['entra.subscribedSkus']));
  return {
    name: user.userPrincipalName ?? user.displayName ?? user.id,
    entraId: user.id,
    is,
    licence: licence === 'licensed' ? 'mailbox licence' : licence === 'not-licensed' ? 'no mailbox licence' : 'not known',
    lastSignIn: user.signInActivity?.lastSuccessfulSignInDateTime ?? user.signInActivity?.lastSignInDateTime ?? null,
    created: user.createdDateTime ?? null,
    anchor: user.onPremisesImmutableId ?? null,
    synced: user.onPremisesSyncEnabled ?? null,
  };
}

/** The account that people work with is worth more than the one that is bound rightly: an anchor can be moved, a mailbox hardly. */
function advice(twins: readonly Twin[]): string {
  const live = twins.filter(({ is }) => is !== 'in the recycle bin');
  const licensed = live.filter(({ licence }) => licence === 'mailbox licence');
  const [only] = licensed;
  const rest = 'Move the anchor to it rather than the mailbox; the other one can go when nothing is in it. Look into both before anything is deleted.';
  if (only !== undefined && licensed.length === 1) return `Keep ${only.name}: it is the only one with a mailbox licence. ${rest}`;
  const used = latest(live, ({ lastSignIn }) => lastSignIn);
  if (used !== undefined && live.filter(({ lastSignIn }) => lastSignIn !== null).length === live.length) return `Keep ${used.name}: somebody signed in there last (${used.lastSignIn?.slice(0, 10) ?? ''}). ${rest}`;
  if (live.some(({ licence }) => licence === 'not known')) return 'Which one to keep cannot be said, because the licences were not read.';
  const oldest = latest(live, ({ created }) => (created === null ? null : invert(created)));
  return oldest === undefined ? 'Which one to keep cannot be said: look into both.' : `Keep ${oldest.name}, most likely: it is the oldest, and no licence or sign-in tells otherwise. ${rest}`;
}

function latest(twins: readonly Twin[], key: (twin: Twin) => string | null): Twin | undefined {
  return twins.filter((twin) => key(twin) !== null).toSorted((one, other) => (key(other) ?? '').localeCompare(key(one) ?? ''))[0];
}

/** Digits turned round, so that the earliest time sorts last. */
const invert = (time: string): string => time.replace(/\d/g, (digit) => String(9 - Number(digit)));
