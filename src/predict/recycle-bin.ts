import type { CloudUser } from '../model/evidence.ts';
import { later, type Course } from './course.ts';
import { onEntra } from './edit-document.ts';

/** In the recycle bin of Entra the object id stands in front of the sign-in name, without dashes. */
const prefix = (id: string): string => id.replaceAll('-', '').toLowerCase();

export const nameInLife = ({ id, userPrincipalName }: CloudUser): string | null | undefined =>
  userPrincipalName?.toLowerCase().startsWith(prefix(id)) === true ? userPrincipalName.slice(prefix(id).length) : userPrincipalName;

/** A deleted user stays there for 30 days; one that was synchronised shows false from then on. */
export function intoRecycleBin(course: Course, id: string): void {
  const user = course.document.entra?.users?.find((each) => each.id === id);
  if (user === undefined) return void course.doubts.add(`The cloud account ${id} was not read.`);
  const binned: CloudUser = { ...user, userPrincipalName: `${prefix(id)}${user.userPrincipalName ?? ''}`, deletedDateTime: later(course, 2), onPremisesSyncEnabled: user.onPremisesSyncEnabled === true ? false : user.onPremisesSyncEnabled };
  course.document = onEntra(course, (entra) => ({
    ...entra, users: entra.users?.filter((each) => each.id !== id), ...(entra.deletedUsers === undefined ? {} : { deletedUsers: [...entra.deletedUsers, binned] }),
  }));
  course.moved.add(id);
}

export function outOfRecycleBin(course: Course, id: string, change: (user: CloudUser) => CloudUser): void {
  const user = course.document.entra?.deletedUsers?.find((each) => each.id === id);
  if (user === undefined) return void course.doubts.add(`The deleted account ${id} was not read.`);
  const live = change({ ...user, userPrincipalName: nameInLife(user), deletedDateTime: null });
  course.document = onEntra(course, (entra) => ({ ...entra, users: [...(entra.users ?? []), live], deletedUsers: entra.deletedUsers?.filter((each) => each.id !== id) }));
  course.moved.add(id);
}

export function purge(course: Course, id: string): void {
  course.document = onEntra(course, (entra) => ({ ...entra, users: entra.users?.filter((each) => each.id !== id), deletedUsers: entra.deletedUsers?.filter((each) => each.id !== id) }));
  course.moved.add(id);
}
