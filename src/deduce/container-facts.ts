import { ancestorDns, sameDn } from '../model/distinguished-name.ts';
import type { AdObject, Reading } from '../model/exhibits.ts';
import { firstOf } from './attributes.ts';

/** What an object gets from the container it stands in, as far as it was read. */
export interface Place {
  readonly dn: string;
  /** DNs of the group policies that act there, the nearest first; null where a container on the way up was not read. */
  readonly policies: readonly string[] | null;
  /** Containers on the way up that do not inherit their access list, so that delegated rights end there; null where that was not read. */
  readonly cutOff: readonly string[] | null;
}

/** A link that is switched off (bit 1) does not act; inheritance blocked by gPOptions keeps out what is linked further up, but not what is enforced (bit 2). */
export function placeOf(dn: string, entries: readonly AdObject[], blocked: Reading<readonly string[]>): Place {
  const way = wayUp(dn).map((each) => entries.find((entry) => sameDn(entry.dn, each)));
  const policies: string[] = [];
  let isBlocked = false;
  for (const container of way) {
    if (container === undefined) return { dn, policies: null, cutOff: cutOffAt(dn, blocked) };
    policies.push(...linksOf(firstOf(container, 'gPLink') ?? '').filter(({ options }) => (options & OFF) === 0 && (!isBlocked || (options & ENFORCED) !== 0)).map(({ policy }) => policy));
    isBlocked ||= firstOf(container, 'gPOptions') === '1';
  }
  return { dn, policies, cutOff: cutOffAt(dn, blocked) };
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

const cutOffAt = (dn: string, blocked: Reading<readonly string[]>): readonly string[] | null =>
  blocked.state === 'unknown' ? null : wayUp(dn).filter((each) => blocked.value.some((other) => sameDn(each, other)));
