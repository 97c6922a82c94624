import { readCloudUser, readGroupIds } from '../../boundary/graph-objects.ts';
import { isGuid } from '../../model/ids.ts';
import { isMember, type Person } from '../../model/person.ts';
import type { People } from '../../ports/people.ts';
import type { GraphClient } from './graph-client.ts';
import { accountsOf } from './accounts-of.ts';
import { asTenantError } from './graph-fault.ts';
import { PAGE } from './graph-sections.ts';
import { address } from './odata.ts';
import { personOf, PERSON_SELECT } from './person-of.ts';

const MOST_NAMES = 20;
const MOST_ACCOUNTS = 200;
/** As many as one checkMemberGroups takes. */
const MOST_GROUPS = 20;

type Unknown = { readonly is: 'unknown'; readonly says: string };

/** People and their groups through Microsoft Graph; every question goes to Graph, nothing is kept. */
export const createGraphPeople = ({ reader }: { readonly reader: GraphClient }): People => ({
  async whoIs(oid) {
    if (!isGuid(oid)) return { is: 'nobody' };
    try {
      return personOf(readCloudUser(await reader.get(address(`/users/${oid}`, { $select: PERSON_SELECT }))));
    } catch (error) {
      return asTenantError(error).fault === 'not-found' ? { is: 'nobody' } : unknown(error);
    }
  },

  async groupsOf(oid, groupIds) {
    if (groupIds.length === 0) return { is: 'known', groupIds: [] };
    if (!isGuid(oid) || !groupIds.every(isGuid)) return { is: 'unknown', says: 'A group of the approval policy is not named by its object id' };
    try {
      const chunks = Array.from({ length: Math.ceil(groupIds.length / MOST_GROUPS) }, (_, index) => groupIds.slice(index * MOST_GROUPS, (index + 1) * MOST_GROUPS));
      const answers = await Promise.all(chunks.map((chunk) => reader.ask(`/users/${oid}/checkMemberGroups`, { groupIds: chunk })));
      const inside = new Set(answers.flatMap(readGroupIds).map((id) => id.toLowerCase()));
      return { is: 'known', groupIds: groupIds.filter((id) => inside.has(id.toLowerCase())) };
    } catch (error) {
      return asTenantError(error).fault === 'not-found' ? { is: 'known', groupIds: [] } : unknown(error);
    }
  },

  accountsOf: (objects, withManagers) => accountsOf(reader, objects, withManagers),

  async accountsIn(groupId) {
    if (!isGuid(groupId)) return { is: 'no-such-group' };
    try {
      const people = await membersOfGroup(reader, groupId);
      return { is: 'known', accounts: people.slice(0, MOST_ACCOUNTS).map(({ oid, upn, personKey, extensions }) => ({ oid, upn, personKey, ...(extensions === undefined ? {} : { extensions }) })) };
    } catch (error) {
      return asTenantError(error).fault === 'not-found' ? { is: 'no-such-group' } : unknown(error);
    }
  },

  async membersOf(groupIds) {
    if (!groupIds.every(isGuid)) return { is: 'unknown', says: 'A group of the approval policy is not named by its object id' };
    try {
      const lists = await Promise.all(groupIds.map((id) => membersOfGroup(reader, id)));
      const people = [...new Map(lists.flat().map((person) => [person.oid, person])).values()];
      const sorted = people.sort((a, b) => a.displayName.localeCompare(b.displayName));
      return { is: 'known', people: sorted.slice(0, MOST_NAMES).map(({ oid, displayName, upn, personKey, extensions }) => ({ oid, displayName, upn, personKey, ...(extensions === undefined ? {} : { extensions }) })) };
    } catch (error) {
      return unknown(error);
    }
  },
});

/** Every enabled member of the home tenant in this group or in a group inside it. */
async function membersOfGroup(reader: GraphClient, groupId: string): Promise<readonly Person[]> {
  const { value } = await reader.list(address(`/groups/${groupId}/transitiveMembers/microsoft.graph.user`, { $select: PERSON_SELECT, $top: PAGE }));
  return value.map((user) => personOf(readCloudUser(user))).flatMap((who) => (who.is === 'person' && isMember(who.person) ? [who.person] : []));
}

const unknown = (error: unknown): Unknown => ({ is: 'unknown', says: asTenantError(error).message });
