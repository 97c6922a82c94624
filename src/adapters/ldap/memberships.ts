import { AndFilter, Attribute, Change } from 'ldapts';
import type { AdEntry } from '../../model/evidence.ts';
import type { ObjectGuid } from '../../model/ids.ts';
import { DirectoryError, type Directory, type Membership } from '../../ports/directory.ts';
import type { LdapConnection } from './ldap-connection.ts';
import { containsInChain, hasDn, hasGuid, isDirectMember, isEnabledMember, isGroupWithSid } from './look-up-filters.ts';
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

/** The one pair is asked about; the list of the group, which may be of any length, is never read. */
export async function readMembership(connection: LdapConnection, base: string, asked: Parameters<Directory['membership']>[0]): Promise<Membership> {
  const search = { base, scope: 'sub', attributes: ['distinguishedName', 'objectClass'] } as const;
  const dnOf = async (guid: ObjectGuid): Promise<string | null> => (await searchParts(connection, search, [hasGuid(guid)]))[0]?.dn ?? null;
  const [group, member] = [await dnOf(asked.group), await dnOf(asked.member)];
  if (group === null || member === null) return { group, member, isMember: false };
  const holding = await searchParts(connection, search, [new AndFilter({ filters: [hasGuid(asked.group), isDirectMember(group, member)] })]);
  return { group, member, isMember: holding.length === 1 };
}

/** AD asserts by itself: it adds no member that is one already, and takes none away that is none. */
export async function changeMember(connection: LdapConnection, base: string, { isMember, ...asked }: Parameters<Directory['changeMember']>[0]): Promise<void> {
  const { group, member } = await readMembership(connection, base, asked);
  if (group === null || member === null) throw new DirectoryError('no-such-object', 'There is no object with this GUID in this domain.');
  const change = new Change({ operation: isMember ? 'add' : 'delete', modification: new Attribute({ type: 'member', values: [member] }) });
  await connection.write((session) => session.request((client) => client.modify(`<GUID=${asked.group}>`, change)));
}

/** One question to AD, which follows groups in groups by itself; the answer is the account or nothing. */
export async function isInGroup(connection: LdapConnection, base: string, { sid, groupDn }: { readonly sid: string; readonly groupDn: string }): Promise<boolean> {
  const octets = octetsOfSid(sid);
  if (octets === null) return false;
  const found = await searchParts(connection, { base, scope: 'sub', attributes: ['distinguishedName', 'objectClass'] }, [isEnabledMember(octets, groupDn)]);
  return found.length === 1;
}

/** The list `member` of a group leaves its primary members out, so the primary group is looked up by its SID. */
export async function readGroupsOf(connection: LdapConnection, base: string, { dn, primaryGroupSid }: Parameters<Directory['groupsOf']>[0]): Promise<readonly AdEntry[]> {
  const search = { base, scope: 'sub', attributes: [...GROUP, 'objectSid'] } as const;
  const primary = primaryGroupSid === undefined ? [] : await searchParts(connection, search, [isGroupWithSid(primaryGroupSid)]);
  if (primaryGroupSid !== undefined && primary.length === 0 && !isUsual(primaryGroupSid)) throw new DirectoryError('failed', `The primary group of ${dn} could not be found.`);
  return [...primary, ...(await searchParts(connection, search, [dn, ...primary.map((group) => group.dn)].map(containsInChain)))];
}

/** Domain Users, Domain Guests, Domain Computers: were one of them inside a protected group, everybody would be protected. */
const USUAL_GROUPS: readonly number[] = [513, 514, 515];
const isUsual = (sid: string): boolean => USUAL_GROUPS.includes(Buffer.from(sid, 'base64').subarray(-4).readUInt32LE(0));

/** MS-DTYP 2.4.2.2: revision, number of sub-authorities, six octets of authority, then each sub-authority with the lowest octet first. */
function octetsOfSid(sid: string): Buffer | null {
  const [authority = NaN, ...parts] = sid.split('-').slice(2).map(Number);
  const fits = /^S-1(-\d+){2,16}$/.test(sid) && authority <= 0xffffffff && parts.every((part) => part <= 0xffffffff);
  if (!fits) return null;
  const octets = Buffer.alloc(8 + 4 * parts.length);
  octets.writeUInt8(1, 0);
  octets.writeUInt8(parts.length, 1);
  octets.writeUIntBE(authority, 2, 6);
  parts.forEach((part, at) => octets.writeUInt32LE(part, 8 + 4 * at));
  return octets;
}
