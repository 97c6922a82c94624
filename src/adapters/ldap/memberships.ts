import type { AdEntry } from '../../model/evidence.ts';
import type { LdapConnection } from './ldap-connection.ts';
import { hasDn, isDirectMember } from './look-up-filters.ts';
import { searchParts } from './paged-search.ts';

const GROUP = ['distinguishedName', 'objectClass', 'objectGUID'];

/** AD is asked about each pair, so that a list of any length needs not be read. */
export async function readMemberships(connection: LdapConnection, base: string, { groups, members }: { readonly groups: readonly string[]; readonly members: readonly string[] }): Promise<readonly AdEntry[]> {
  const search = { base, scope: 'sub', attributes: GROUP } as const;
  const [known, ...holding] = await Promise.all([searchParts(connection, search, groups.map(hasDn)), ...members.map((member) => searchParts(connection, search, groups.map((group) => isDirectMember(group, member))))]);
  return (known ?? []).map(({ dn, attributes }) => {
    const direct = members.filter((_, at) => (holding[at] ?? []).some((group) => group.dn === dn));
    return { dn, attributes: direct.length === 0 ? attributes : { ...attributes, member: direct } };
  });
}
