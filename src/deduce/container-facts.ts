import { ancestorDns, sameDn } from '../model/distinguished-name.ts';
import type { ContainerAccess } from '../model/evidence.ts';
import type { AdObject } from '../model/exhibits.ts';
import { firstOf } from './attributes.ts';

/** What an object gets from the container it stands in, as far as it was read. */
export interface Place {
  readonly dn: string;
  /** DNs of the group policies that act there, the nearest first; null where a container on the way up was not read. */
  readonly policies: readonly string[] | null;
  /** Containers on the way up that do not inherit their access list, so that delegated rights end there; null where that was not read. */
  readonly cutOff: readonly string[] | null;
  /** Who may do what there by the container's own access list, beyond what administrators may everywhere; null where that could not be read. */
  readonly grants: ContainerAccess['grants'] | null;
}

/** A link that is switched off (bit 1) does not act; inheritance blocked by gPOptions keeps out what is linked further up, but not what is enforced (bit 2). */
export function placeOf(dn: string, entries: readonly AdObject[], access: readonly ContainerAccess[]): Place {
  const way = wayUp(dn).map((each) => entries.find((entry) => sameDn(entry.dn, each)));
  const policies: string[] = [];
  let isBlocked = false;
  for (const container of way) {
    if (container === undefined) return { dn, policies: null, ...rightsAt(dn, access) };
    policies.push(...linksOf(firstOf(container, 'gPLink') ?? '').filter(({ options }) => (options & OFF) === 0 && (!isBlocked || (options & ENFORCED) !== 0)).map(({ policy }) => policy));
    isBlocked ||= firstOf(container, 'gPOptions') === '1';
  }
  return { dn, policies, ...rightsAt(dn, access) };
}

/** The container and those above it, up to its domain. */
function wayUp(dn: string): readonly string[] {
  const all = [dn, ...ancestorDns(dn)];
  const top = all.findIndex((each) => /^\s*dc\s*=/i.test(each));
  return top === -1 ? all : all.slice(0, top + 1);
}

const OFF = 1;
const ENFORCED = 2;

/** `[LDAP://cn={GUID},cn=policies,…;0][LDAP://…;2]` */
const linksOf = (text: string): readonly { readonly policy: string; readonly options: number }[] =>
  [...text.matchAll(/\[LDAP:\/\/([^\];]+);(\d)\]/gi)].map((match) => ({ policy: match[1] ?? '', options: Number(match[2] ?? '0') }));

/** The domain at the top has nothing to inherit from. */
function rightsAt(dn: string, access: readonly ContainerAccess[]): Pick<Place, 'cutOff' | 'grants'> {
  const way = wayUp(dn).filter((each) => !/^\s*dc\s*=/i.test(each)).map((each) => access.find((list) => sameDn(list.dn, each)));
  const known = way.flatMap((list) => list ?? []);
  return { cutOff: known.length < way.length ? null : known.filter(({ inherits }) => !inherits).map((list) => list.dn), grants: access.find((list) => sameDn(list.dn, dn))?.grants ?? null };
}
