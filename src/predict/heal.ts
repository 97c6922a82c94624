import { anchorsOf } from '../deduce/source-anchor.ts';
import { kindOfEntry } from '../deduce/object-kind.ts';
import type { CloudObject } from '../model/evidence.ts';
import { evidenceOf, type Course } from './course.ts';
import { entriesOf, onEntra, onUser } from './edit-document.ts';
import { refusedValue } from './refused-value.ts';
import { isWithheld } from './uniqueness.ts';
import { userValues } from './user-values.ts';

/**
 * Within an hour Entra gives back what it put aside, as soon as nobody else holds it any more.
 * Source: learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-syncservice-duplicate-attribute-resiliency
 */
export function healQuarantines(course: Course): void {
  if (course.moved.size === 0 && course.touched.size === 0) return;
  for (const user of course.document.entra?.users ?? []) {
    const errors = user.onPremisesProvisioningErrors ?? [];
    const waits = errors.some(({ value }) => typeof value === 'string' && !isWithheld(course, value, user));
    const entry = entriesOf(course).find((each) => kindOfEntry(each) === 'user' && anchorsOf(each, evidenceOf(course)['syncServers.globalSettings']).includes(user.onPremisesImmutableId ?? ''));
    // Where a domain was verified or a licence given, the values follow from the ones that are kept aside.
    if (user.onPremisesSyncEnabled !== true || entry === undefined || (!waits && !course.touched.has(user.id))) continue;
    if (refusedValue(course, entry, { id: user.id, anchor: user.onPremisesImmutableId ?? '' }) !== null) continue;
    if (errors.length > 0 || course.touched.has(user.id)) course.document = onUser(course, user.id, (now) => userValues(course, { ad: entry, user: now, anchor: user.onPremisesImmutableId ?? '' }));
    if (waits) course.says.add(`Within an hour Entra gives ${errors.map(({ value }) => value ?? '').join(', ')} back to ${user.displayName ?? user.id}.`);
  }
  course.document = onEntra(course, (entra) => ({ ...entra, groups: entra.groups?.map((group) => healed(course, group)), contacts: entra.contacts?.map((contact) => healed(course, contact)) }));
}

function healed<Item extends CloudObject>(course: Course, object: Item): Item {
  const errors = object.onPremisesProvisioningErrors ?? [];
  const free = errors.flatMap(({ propertyCausingError, value }) => (/^proxyaddress/i.test(propertyCausingError ?? '') && typeof value === 'string' && !isWithheld(course, value, object) ? [value] : []));
  if (free.length === 0) return object;
  return { ...object, proxyAddresses: [...(object.proxyAddresses ?? []), ...free], onPremisesProvisioningErrors: errors.filter(({ value }) => !free.includes(value ?? '')) };
}
