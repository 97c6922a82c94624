import type { Filter } from 'ldapts';
import { rdnsOf } from '../../model/distinguished-name.ts';
import type { AdEntry } from '../../model/evidence.ts';
import type { ObjectGuid } from '../../model/ids.ts';
import type { Copies, Directory } from '../../ports/directory.ts';
import { readAccessLists } from './access-lists.ts';
import { streamFrom } from './controller-stream.ts';
import { changeValues } from './directory-changes.ts';
import { moveObject, renameObject, restoreObject } from './directory-names.ts';
import { readChangesSince } from './directory-synchronisation.ts';
import { createDomainControllers, type ControllersOptions, type DomainControllers } from './domain-controllers.ts';
import { ENTRY_ATTRIBUTES, SUBJECT_ATTRIBUTES } from './entry-attributes.ts';
import { readEntries } from './entry-stream.ts';
import { readForest } from './forest-facts.ts';
import { deletedObjects, nearOnes } from './found-objects.ts';
import type { LdapConnection } from './ldap-connection.ts';
import { carriesAnchor, carriesSid, hasDn, hasGuid, holdsAddress, isCalled, isSubject, wasCalled } from './look-up-filters.ts';
import { changeMember, isInGroup, readGroupsOf, readMembership, readMemberships } from './memberships.ts';
import { readChanges } from './object-changes.ts';
import { connectionTo, onlyOn } from './only-on.ts';
import { createOtherControllers } from './other-controllers.ts';
import { searchParts } from './paged-search.ts';
import { replicateBetween } from './replicate-object.ts';
import { changeUpnSuffixes, readUpnSuffixes } from './upn-suffixes.ts';
import { readWritable } from './writable-attributes.ts';

interface LdapDirectoryOptions extends Omit<ControllersOptions, 'urls'> {
  /** DN of the domain, e.g. `DC=corp,DC=contoso,DC=com`. */
  readonly baseDn: string;
  /** DNS name of the forest. */
  readonly forest: string;
  /** The preferred domain controller; absent where DNS names them all. */
  readonly url?: string | undefined;
  /** Addresses of the other domain controllers of the domain. For a second opinion they are looked up in CN=Sites when neither this nor DNS names any. */
  readonly domainControllers?: readonly string[] | undefined;
}

/** One domain over TLS with simple binds. Connects at the first use; rejects with `DirectoryError` only. */
export function createLdapDirectory(options: LdapDirectoryOptions): Directory {
  const controllers = createDomainControllers({ ...options, urls: [...(options.url === undefined ? [] : [options.url]), ...(options.domainControllers ?? [])] });
  const others = createOtherControllers(options);
  const copies = (connection: LdapConnection, guids: readonly ObjectGuid[]): Promise<Copies> => othersThan(connection, { controllers, options }).then((urls) => others.copies(connection, guids, urls));
  return directoryOver(controllers, { ...options, copies, closeAll: () => [controllers, others].forEach((each) => void each.close()) });
}

interface Domain {
  readonly baseDn: string;
  readonly forest: string;
  copies(connection: LdapConnection, guids: readonly ObjectGuid[]): Promise<Copies>;
  closeAll(): void;
}

function directoryOver(controllers: DomainControllers, domain: Domain): Directory {
  const { baseDn } = domain;
  const parts = (search: Omit<Parameters<typeof searchParts>[1], 'base' | 'scope'>, filters: readonly Filter[], about?: ObjectGuid): Promise<readonly AdEntry[]> =>
    controllers.ask((connection) => searchParts(connection, { base: baseDn, scope: 'sub', ...search }, filters), about);
  const live = (filters: readonly Filter[], attributes = ENTRY_ATTRIBUTES): Promise<readonly AdEntry[]> => parts({ attributes }, filters);
  return {
    forest: () => controllers.ask((connection) => connection.read((session) => readForest(session, domain.forest))),
    find: async (name) => (name.trim() === '' ? [] : (await live([isCalled(name.trim())], SUBJECT_ATTRIBUTES)).filter(isSubject)),
    near: (name) => controllers.ask((connection) => nearOnes(connection, baseDn, name.trim())),
    byGuid: async (guid) => (await parts({ attributes: SUBJECT_ATTRIBUTES }, [hasGuid(guid)], guid))[0] ?? null,
    existing: (dns) => live(dns.map(hasDn), ['distinguishedName', 'objectClass', 'objectGUID', 'whenChanged']),
    holders: (addresses) => live(addresses.flatMap(holdsAddress)),
    withAnchors: (anchors) => live(anchors.flatMap(carriesAnchor)),
    withSids: (sids) => live(sids.flatMap(carriesSid)),
    memberships: (asked) => controllers.ask((connection) => readMemberships(connection, baseDn, asked)),
    membership: (asked) => controllers.ask((connection) => readMembership(connection, baseDn, asked), asked.group),
    isInGroup: (sid, groupDn) => controllers.ask((connection) => isInGroup(connection, baseDn, { sid, groupDn })),
    groupsOf: (object) => controllers.ask((connection) => readGroupsOf(connection, baseDn, object)),
    deleted: ({ anchors, names }) => controllers.ask((connection) => deletedObjects(connection, baseDn, [...anchors.flatMap(carriesAnchor), ...names.flatMap(wasCalled)])),
    accessLists: (guids) => controllers.ask((connection) => readAccessLists(connection, baseDn, guids), guids.length === 1 ? guids[0] : undefined),
    copies: (guids) => controllers.ask((connection) => domain.copies(connection, guids), guids.length === 1 ? guids[0] : undefined),
    changes: (guid) => controllers.ask((connection) => readChanges(connection, { base: baseDn, name: nameOf(baseDn) }, guid), guid),
    writableAttributes: (object) => controllers.ask((connection) => readWritable(connection, baseDn, object), 'guid' in object ? object.guid : undefined),
    readAll: (asked) => streamFrom(controllers, (connection) => readEntries(connection, asked.below ?? baseDn, asked)),
    changesSince: (cookie) => streamFrom(controllers, (connection) => readChangesSince(connection, baseDn, cookie)),
    onOne: (work) => controllers.ask(async (connection) => ({ server: connection.server, answer: await work(directoryOver(onlyOn(connection, controllers), domain)) })),
    at: async (server) => {
      const connection = await connectionTo(controllers, server);
      return connection === null ? null : directoryOver(onlyOn(connection, controllers), domain);
    },
    upnSuffixes: () => controllers.ask(readUpnSuffixes, PARTITIONS),
    domainControllers: () => controllers.known(),
    changeValues: (change) => controllers.change(change.guid, (connection) => changeValues(connection, baseDn, change)),
    move: (guid, toContainer) => controllers.change(guid, (connection) => moveObject(connection, baseDn, { guid, toContainer })),
    rename: (guid, newName) => controllers.change(guid, (connection) => renameObject(connection, baseDn, { guid, newName })),
    changeMember: (change) => controllers.change(change.group, (connection) => changeMember(connection, baseDn, change)),
    restore: (asked) => controllers.change(asked.guid, (connection) => restoreObject(connection, asked)),
    changeUpnSuffixes: (change) => controllers.change(PARTITIONS, (connection) => changeUpnSuffixes(connection, change)),
    replicate: (asked) => replicateBetween(controllers, asked),
    close: () => Promise.resolve(domain.closeAll()),
  };
}

/** Stands for the object CN=Partitions, of which there is one. */
const PARTITIONS = 'CN=Partitions';

const nameOf = (baseDn: string): string => rdnsOf(baseDn).map((rdn) => rdn.slice(rdn.indexOf('=') + 1)).join('.');

/** Addresses that are configured or found in DNS, without the one that is connected. */
async function othersThan({ server }: LdapConnection, { controllers, options }: { readonly controllers: DomainControllers; readonly options: LdapDirectoryOptions }): Promise<readonly string[]> {
  const configured = options.domainControllers ?? [];
  const usual = options.url !== undefined && new URL(options.url).host === server;
  if (usual && options.discovery === undefined) return configured;
  return (await controllers.known()).filter((each) => each.server !== server).map(({ url }) => url);
}
