import { anchorOfGuid } from '../../src/model/anchor.ts';
import type { ObjectChanges } from '../../src/model/attribute-change.ts';
import { rdnsOf, sameDn } from '../../src/model/distinguished-name.ts';
import { entryValues } from '../../src/model/entry-values.ts';
import type { AdEntry } from '../../src/model/evidence.ts';
import { DirectoryError, type Copies, type Directory } from '../../src/ports/directory.ts';

export interface MemoryDirectory extends Directory {
  readonly entries: AdEntry[];
  readonly bin: AdEntry[];
  /** Names of the writes that reached the directory, in order. */
  readonly writes: string[];
  /** Called before each method with its name; whatever it throws, the method rejects with. */
  before: (method: keyof Directory) => void;
  /** Called after a write has been done, before it is confirmed. */
  afterWrite: () => void;
  versionRose: number | null;
  /** SID and group of those who are in a group. */
  readonly inGroups: { readonly sid: string; readonly groupDn: string }[];
  /** Whether the access list of a DN inherits; null when it may not be read. */
  inherits: (dn: string) => boolean | null;
  elsewhere: Copies;
  readonly history: ObjectChanges[];
  suffixes: readonly string[];
  /** What the schema has; undefined where that could not be read. */
  schema: readonly string[] | undefined;
  /** Other domain controllers by their names, as `at` finds them. */
  readonly others: Map<string, Directory>;
}

/** A directory in memory with AD's manners that operations rely on: matching without case, all or nothing. */
export function memoryDirectory(initial: readonly AdEntry[] = []): MemoryDirectory {
  const ask = <Value>(method: keyof Directory, answer: () => Value): Promise<Value> =>
    Promise.resolve().then(() => {
      directory.before(method);
      return answer();
    });
  const at = (guid: string): number => {
    const found = directory.entries.findIndex((entry) => entryValues(entry, 'objectGUID').some((value) => value === guid));
    if (found < 0) throw new DirectoryError('no-such-object', 'there is no such object', 32);
    return found;
  };
  const entryAt = (index: number): AdEntry => {
    const entry = directory.entries[index];
    if (entry === undefined) throw new RangeError('no entry');
    return entry;
  };
  const some = (entry: AdEntry, attributes: readonly string[], wanted: readonly string[]): boolean => attributes.some((attribute) => entryValues(entry, attribute).some((value) => wanted.includes(value)));
  const directory: MemoryDirectory = {
    entries: [...initial],
    bin: [],
    writes: [],
    before: () => undefined,
    afterWrite: () => undefined,
    versionRose: 1,
    inGroups: [],
    inherits: () => true,
    elsewhere: { copies: [], silent: [], notAsked: [] },
    history: [],
    suffixes: ['contoso.com'],
    schema: undefined,
    others: new Map(),
    forest: () => ask('forest', () => ({ name: 'memory', domains: ['corp.contoso.com'], upnSuffixes: ['contoso.com'], exchangeSchema: true, schemaAttributes: directory.schema })),
    find: (name) => ask('find', () => directory.entries.filter((entry) => some(entry, ['sAMAccountName', 'userPrincipalName', 'mail', 'displayName'], [name]))),
    near: (name) => ask('near', () => directory.entries.filter((entry) => ['sAMAccountName', 'displayName', 'sn', 'givenName'].some((attribute) => entryValues(entry, attribute).some((value) => value.toLowerCase().startsWith(name.toLowerCase()))))),
    byGuid: (guid) => ask('byGuid', () => directory.entries.find((entry) => some(entry, ['objectGUID'], [anchorOfGuid(guid)])) ?? null),
    existing: (dns) => ask('existing', () => directory.entries.filter((entry) => dns.some((dn) => sameDn(dn, entry.dn)))),
    holders: (addresses) =>
      ask('holders', () =>
        directory.entries.filter((entry) => ['proxyAddresses', 'mail', 'userPrincipalName', 'targetAddress'].some((attribute) => entryValues(entry, attribute).some((value) => addresses.includes(value.replace(/^(smtp|sip):/i, '').toLowerCase())))),
      ),
    withAnchors: (anchors) => ask('withAnchors', () => directory.entries.filter((entry) => some(entry, ['objectGUID', 'mS-DS-ConsistencyGuid'], anchors))),
    withSids: (sids) => ask('withSids', () => directory.entries.filter((entry) => some(entry, ['objectSid', 'sIDHistory'], sids))),
    memberships: ({ groups, members }) =>
      ask('memberships', () =>
        directory.entries.filter(({ dn }) => groups.some((group) => sameDn(group, dn))).map(({ dn, attributes }) => {
          const member = (attributes['member'] ?? []).filter((each) => members.some((asked) => sameDn(asked, each)));
          return { dn, attributes: { ...(attributes['objectClass'] === undefined ? {} : { objectClass: attributes['objectClass'] }), ...(member.length === 0 ? {} : { member }) } };
        }),
      ),
    isInGroup: (sid, groupDn) => ask('isInGroup', () => directory.inGroups.some((each) => each.sid === sid && sameDn(each.groupDn, groupDn))),
    groupsOf: ({ dn }) => ask('groupsOf', () => groupsAbove(directory.entries, [dn])),
    accessLists: (guids) => ask('accessLists', () => directory.entries.filter((entry) => some(entry, ['objectGUID'], guids.map(anchorOfGuid))).map(({ dn }) => ({ dn, inherits: directory.inherits(dn) }))),
    copies: () => ask('copies', () => directory.elsewhere),
    changes: (guid) => ask('changes', () => directory.history.find((each) => each.guid === guid) ?? null),
    deleted: ({ anchors, names }) => ask('deleted', () => directory.bin.filter((entry) => some(entry, ['objectGUID', 'mS-DS-ConsistencyGuid'], anchors) || some(entry, ['sAMAccountName'], names))),
    changeValues: ({ guid, attribute, remove, add }) =>
      ask('changeValues', () => {
        const index = at(anchorOfGuid(guid));
        const entry = entryAt(index);
        const kept = entryValues(entry, attribute).filter((value) => !remove.some((each) => each.toLowerCase() === value.toLowerCase()));
        if (kept.length !== entryValues(entry, attribute).length - remove.length) throw new DirectoryError('drifted', 'a value is gone', 16);
        if (add.some((value) => kept.some((each) => each.toLowerCase() === value.toLowerCase()))) throw new DirectoryError('drifted', 'a value is there', 20);
        directory.entries[index] = { dn: entry.dn, attributes: { ...entry.attributes, [attribute]: [...kept, ...add] } };
        directory.writes.push('changeValues');
        directory.afterWrite();
        return { versionRose: directory.versionRose };
      }),
    move: (guid, toContainer) =>
      ask('move', () => {
        const index = at(anchorOfGuid(guid));
        const entry = entryAt(index);
        directory.entries[index] = { ...entry, dn: `${rdnsOf(entry.dn)[0] ?? ''},${toContainer}` };
        directory.writes.push('move');
        directory.afterWrite();
      }),
    rename: (guid, newName) =>
      ask('rename', () => {
        const index = at(anchorOfGuid(guid));
        const entry = entryAt(index);
        const [rdn = 'CN=', ...above] = rdnsOf(entry.dn);
        directory.entries[index] = { ...entry, dn: [`${rdn.slice(0, rdn.indexOf('='))}=${newName}`, ...above].join(',') };
        directory.writes.push('rename');
        directory.afterWrite();
      }),
    membership: ({ group, member }) =>
      ask('membership', () => {
        const [holder, one] = [group, member].map((guid) => directory.entries.find((entry) => some(entry, ['objectGUID'], [anchorOfGuid(guid)])));
        return { group: holder?.dn ?? null, member: one?.dn ?? null, isMember: holder !== undefined && one !== undefined && entryValues(holder, 'member').some((dn) => sameDn(dn, one.dn)) };
      }),
    changeMember: ({ group, member, isMember }) =>
      ask('changeMember', () => {
        const index = at(anchorOfGuid(group));
        const entry = entryAt(index);
        const { dn } = entryAt(at(anchorOfGuid(member)));
        const members = entryValues(entry, 'member');
        if (members.some((each) => sameDn(each, dn)) === isMember) throw new DirectoryError(isMember ? 'constraint' : 'failed', 'it is so already', isMember ? 68 : 53);
        directory.entries[index] = { dn: entry.dn, attributes: { ...entry.attributes, member: isMember ? [...members, dn] : members.filter((each) => !sameDn(each, dn)) } };
        directory.writes.push('changeMember');
        directory.afterWrite();
      }),
    restore: ({ guid, dn, rdn, toContainer }) =>
      ask('restore', () => {
        const index = directory.bin.findIndex((entry) => some(entry, ['objectGUID'], [anchorOfGuid(guid)]) && sameDn(entry.dn, dn));
        const [entry] = index < 0 ? [] : directory.bin.splice(index, 1);
        if (entry === undefined) throw new DirectoryError('no-such-object', 'there is no such object', 32);
        directory.entries.push({ dn: `${rdn},${toContainer}`, attributes: entry.attributes });
        directory.writes.push('restore');
        directory.afterWrite();
      }),
    upnSuffixes: () => ask('upnSuffixes', () => directory.suffixes),
    at: (server) => ask('at', () => directory.others.get(server) ?? null),
    changeUpnSuffixes: ({ remove, add }) =>
      ask('changeUpnSuffixes', () => {
        if (remove.some((each) => !directory.suffixes.includes(each))) throw new DirectoryError('drifted', 'a value is gone', 16);
        directory.suffixes = [...directory.suffixes.filter((each) => !remove.includes(each)), ...add];
        directory.writes.push('changeUpnSuffixes');
        directory.afterWrite();
        return { versionRose: directory.versionRose };
      }),
    replicate: () => ask('replicate', () => 'done' as const),
    async *readAll() {
      yield await ask('readAll', () => ({ server: 'memory', entries: directory.entries }));
    },
    async *changesSince() {
      yield await ask('changesSince', () => ({ server: 'memory', entries: [], cookie: 'now' }));
    },
    writableAttributes: () => ask('writableAttributes', () => []),
    onOne: async (work) => ({ server: 'memory', answer: await work(directory) }),
    domainControllers: () => ask('domainControllers', () => []),
    close: () => Promise.resolve(),
  };
  return directory;
}

function groupsAbove(entries: readonly AdEntry[], dns: readonly string[], seen: readonly AdEntry[] = []): readonly AdEntry[] {
  const found = entries.filter((entry) => !seen.includes(entry) && entryValues(entry, 'member').some((member) => dns.some((dn) => sameDn(dn, member))));
  return found.length === 0 ? seen : groupsAbove(entries, found.map(({ dn }) => dn), [...seen, ...found]);
}
