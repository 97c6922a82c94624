import { bareAddress } from '../deduce/addresses.ts';
import { cloudValuesOf, uniqueValuesOf } from '../deduce/holders.ts';
import { objectGuidOf } from '../deduce/source-anchor.ts';
import { guidOfAnchor } from '../model/anchor.ts';
import type { CloudObject } from '../model/evidence.ts';
import type { Course } from './course.ts';
import { entriesOf } from './edit-document.ts';

/** Who holds a value; the AD object's own account, and the deleted one that returns to it, hold nothing against it. */
export interface Self {
  readonly id: string | undefined;
}

/**
 * Every object that holds this value, live or in the recycle bin: addresses and sign-in names are unique across users, groups and contacts.
 * Source: learn.microsoft.com/entra/identity/hybrid/connect/tshoot-connect-sync-errors
 */
export function holdersOf({ document }: Pick<Course, 'document'>, value: string, self: Self): readonly CloudObject[] {
  const wanted = bareAddress(value) ?? value.trim().toLowerCase();
  const { users = [], groups = [], contacts = [], deletedUsers = [] } = document.entra ?? {};
  const everybody: readonly CloudObject[] = [...users, ...groups, ...contacts, ...deletedUsers];
  return everybody.filter((object) => object.id !== self.id && cloudValuesOf(object).includes(wanted));
}

/** Also by something that only Exchange knows, e.g. a public folder. */
export function isTaken(course: Pick<Course, 'document'>, value: string, self: Self): boolean {
  const wanted = bareAddress(value) ?? value.trim().toLowerCase();
  const recipients = course.document.entra?.exchangeRecipients ?? [];
  const onlyInExchange = recipients.some(({ ExternalDirectoryObjectId: id, EmailAddresses }) => (id ?? '') === '' && (EmailAddresses ?? []).some((address) => bareAddress(address) === wanted));
  return onlyInExchange || holdersOf(course, value, self).length > 0;
}

/**
 * Whether Entra does not give the value to this object: somebody holds it; or Entra has said so before, and whoever holds it, in AD or where nobody
 * looked, holds it still.
 */
export function isWithheld(course: Course, value: string, object: CloudObject): boolean {
  if (isTaken(course, value, object)) return true;
  const address = bareAddress(value) ?? value.trim().toLowerCase();
  if (!(object.onPremisesProvisioningErrors ?? []).some((error) => (bareAddress(error.value) ?? error.value?.toLowerCase()) === address)) return false;
  const holders = (world: Pick<Course, 'document'>): readonly (string | null)[] => entriesOf(world).filter((entry) => uniqueValuesOf(entry).includes(address)).map(objectGuidOf);
  const start = { document: course.start };
  const [were, are] = [holders(start), holders(course)];
  const own = (course.document.entra?.users ?? []).find(({ id }) => id === object.id)?.onPremisesImmutableId ?? '';
  const others = (guids: readonly (string | null)[]): readonly (string | null)[] => guids.filter((guid) => guid !== guidOfAnchor(own) && guid !== course.about);
  return others(are).length > 0 || (others(were).length === 0 && !isTaken(start, value, object));
}
