import { firstOf, isTrue, valuesOf } from '../deduce/attributes.ts';
import { objectGuidOf } from '../deduce/source-anchor.ts';
import { sameDn } from '../model/distinguished-name.ts';
import type { AdEntry } from '../model/evidence.ts';
import type { AdTarget, OperationParams } from '../model/operation-params.ts';
import { touch, type Course } from './course.ts';
import { entryWith, generalized, onEntries, onForests, withValues } from './edit-document.ts';

const DISABLED = 0x2;
/** Attributes that name other objects; AD follows when those move. */
const LINKS = ['member', 'memberOf', 'manager', 'managedBy', 'directReports'] as const;

type Params<Name extends keyof OperationParams> = OperationParams[Name];

export function changeAddresses(course: Course, { object, before, remove, add }: Params<'ad.change-addresses'>): void {
  write(course, object, (entry) => withValues(entry, 'proxyAddresses', [...before.filter((value) => !remove.includes(value)), ...add]));
}

export function changeValues(course: Course, { object, attribute, after }: Params<'ad.change-values'>): void {
  write(course, object, (entry) => withValues(entry, attribute, after));
}

export function setAnchor(course: Course, { object, after }: Params<'ad.set-anchor'>): void {
  write(course, object, (entry) => withValues(entry, 'mS-DS-ConsistencyGuid', after === null ? [] : [after]));
}

export function setEnabled(course: Course, { object, after }: Params<'ad.set-enabled'>): void {
  write(course, object, (entry) => {
    const control = Number(firstOf(entry, 'userAccountControl') ?? '512');
    return withValues(entry, 'userAccountControl', [String(after ? control & ~DISABLED : control | DISABLED)]);
  });
}

/** Membership shows on both sides; AD keeps memberOf by itself. */
export function changeMember(course: Course, { group, member, after }: Params<'ad.change-member'>): void {
  const listed = (entry: AdEntry, attribute: string, dn: string): AdEntry => {
    const others = valuesOf(entry, attribute).filter((each) => !sameDn(each, dn));
    return withValues(entry, attribute, after ? [...others, dn] : others);
  };
  write(course, group, (entry) => listed(entry, 'member', member.dn));
  course.document = onEntries(course, (entry) => (objectGuidOf(entry) === member.guid ? listed(entry, 'memberOf', group.dn) : entry));
  touch(course, member.guid);
}

export function move(course: Course, { object, to }: Params<'ad.move'>): void {
  const rdn = object.dn.slice(0, object.dn.length - afterRdn(object.dn).length);
  const dn = `${rdn}${to}`;
  write(course, object, (entry) => renamed(entry, dn));
  course.document = onEntries(course, (entry) => LINKS.reduce((changed, name) => relinked(changed, name, [object.dn, dn]), entry));
}

/** What lay in the recycle bin is live again, with its GUID and its values. */
export function restoreDeleted(course: Course, { object, to, rdn }: Params<'ad.restore-deleted'>): void {
  const dn = `${rdn},${to}`;
  const restored = (entry: AdEntry): AdEntry => {
    const live = ['isDeleted', 'isRecycled', 'lastKnownParent', 'msDS-LastKnownRDN'].reduce((changed, name) => withValues(changed, name, []), renamed(entry, dn));
    return changed(withValues(live, 'name', [rdn.replace(/^[^=]+=/, '')]), course);
  };
  const is = (entry: AdEntry): boolean => objectGuidOf(entry) === object.guid;
  const lies = (course.document.directory?.forests ?? []).flatMap(({ deleted = [], entries = [] }) => [...deleted, ...entries.filter((entry) => isTrue(entry, 'isDeleted'))]).find(is);
  if (lies === undefined) return doubt(course, object);
  course.document = onForests(course, (forest) => {
    const holds = [...(forest.deleted ?? []), ...(forest.entries ?? [])].some(is);
    return holds ? { ...forest, deleted: forest.deleted?.filter((entry) => !is(entry)), entries: [...(forest.entries ?? []).filter((entry) => !is(entry)), restored(lies)] } : forest;
  });
  touch(course, object.guid);
}

export function changeUpnSuffixes(course: Course, { forest: root, after }: Params<'ad.change-upn-suffixes'>): void {
  course.document = onForests(course, (forest) => (forest.name.toLowerCase() === root.toLowerCase() ? { ...forest, upnSuffixes: after } : forest));
}

function write(course: Course, object: AdTarget, change: (entry: AdEntry) => AdEntry): void {
  if (entryWith(course, object.guid) === undefined) return doubt(course, object);
  course.document = onEntries(course, (entry) => (objectGuidOf(entry) === object.guid ? changed(change(entry), course) : entry));
  touch(course, object.guid);
}

const changed = (entry: AdEntry, { at }: Course): AdEntry => withValues(entry, 'whenChanged', [generalized(at)]);

const renamed = (entry: AdEntry, dn: string): AdEntry => ({ ...withValues(entry, 'distinguishedName', [dn]), dn });

function relinked(entry: AdEntry, attribute: string, [from, to]: readonly [string, string]): AdEntry {
  const values = valuesOf(entry, attribute);
  return values.some((value) => sameDn(value, from)) ? withValues(entry, attribute, values.map((value) => (sameDn(value, from) ? to : value))) : entry;
}

/** The container part of a DN; a comma behind a backslash does not part. */
const afterRdn = (dn: string): string => dn.replace(/^(?:[^,\\]|\\.)*,/s, '');

const doubt = (course: Course, { dn }: AdTarget): void => void course.doubts.add(`${dn} was not read, so what its change does cannot be told.`);
