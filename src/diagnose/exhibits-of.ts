import type { EvidenceDocument, ForestDocument, SyncServerDocument } from '../model/evidence.ts';
import type { AdObject, Evidence, ExhibitName, FromServer, Reading } from '../model/exhibits.ts';
import { firstOf, isTrue } from '../deduce/attributes.ts';
import { adObjectsOf, deletedObjectsOf } from './ad-objects.ts';
import { serverNotes, SYNC, unreadNotes, type ServerNotes, type UnreadNote } from './unread-notes.ts';

type Section = Exclude<keyof SyncServerDocument, 'name'>;

/** The evidence document as the exhibits that causes ask for. A section that is absent or named as unread is unknown. */
export function exhibitsOf(document: EvidenceDocument): Evidence {
  const notes = unreadNotes(document);
  const servers = serverNotes(document);
  const reading = <Value>(name: ExhibitName, value: Value | undefined): Reading<Value> => orUnknown(notes.get(name), name, value);
  const forests = document.directory?.forests;
  const entra = document.entra;
  const server = <Name extends Section>(section: Name): Reading<readonly FromServer<NonNullable<SyncServerDocument[Name]>>[]> => fromServers(document, section, servers);
  return {
    'directory.forests': reading('directory.forests', forests?.map((forest) => ({ name: forest.name, domains: forest.domains ?? [] }))),
    'directory.entries': reading('directory.entries', objectsIn(forests, liveOf)),
    'directory.deleted': reading('directory.deleted', objectsIn(forests, deletedOf)),
    'directory.upnSuffixes': reading('directory.upnSuffixes', inEach(forests, (forest) => forest.upnSuffixes)),
    'directory.exchangeSchema': reading('directory.exchangeSchema', inEach(forests, (forest) => (forest.exchangeSchema === undefined ? undefined : [forest.exchangeSchema]))?.some(Boolean)),
    'directory.schemaAttributes': reading('directory.schemaAttributes', inEach(forests, ({ name, schemaAttributes }) => (schemaAttributes === undefined ? undefined : [{ forest: name, value: schemaAttributes }]))),
    'directory.inheritanceBlocked': reading('directory.inheritanceBlocked', inEach(forests, (forest) => forest.inheritanceBlocked)),
    'directory.delegations': { state: 'known', value: (forests ?? []).flatMap((forest) => forest.delegations ?? []) },
    'directory.copies': reading('directory.copies', inEach(forests, (forest) => forest.copies?.map((copy) => ({ ...copy, forest: forest.name })))),
    'entra.organization': reading('entra.organization', entra?.organization),
    'entra.domains': reading('entra.domains', entra?.domains),
    'entra.users': reading('entra.users', distinct(entra?.users)),
    'entra.groups': reading('entra.groups', distinct(entra?.groups)),
    'entra.contacts': reading('entra.contacts', distinct(entra?.contacts)),
    'entra.deletedUsers': reading('entra.deletedUsers', distinct(entra?.deletedUsers)),
    'entra.deletedGroups': reading('entra.deletedGroups', distinct(entra?.deletedGroups)),
    'entra.roleAssignments': reading('entra.roleAssignments', entra?.roleAssignments),
    'entra.roleEligibilitySchedules': reading('entra.roleEligibilitySchedules', entra?.roleEligibilitySchedules),
    'entra.roleDefinitions': reading('entra.roleDefinitions', entra?.roleDefinitions),
    'entra.syncFeatures': reading('entra.syncFeatures', entra?.syncFeatures),
    'entra.syncBehavior': reading('entra.syncBehavior', entra?.syncBehavior),
    'entra.objectIdentifiers': reading('entra.objectIdentifiers', entra?.objectIdentifiers),
    'entra.subscribedSkus': reading('entra.subscribedSkus', entra?.subscribedSkus),
    'entra.devices': reading('entra.devices', distinct(entra?.devices)),
    'entra.groupMembers': reading('entra.groupMembers', entra?.groupMembers),
    'entra.directoryAudits': reading('entra.directoryAudits', entra?.directoryAudits),
    'entra.signIns': reading('entra.signIns', entra?.signIns),
    'entra.exchangeRecipients': reading('entra.exchangeRecipients', entra?.exchangeRecipients),
    'entra.servicePrincipals': reading('entra.servicePrincipals', entra?.servicePrincipals),
    'entra.conditionalAccessPolicies': reading('entra.conditionalAccessPolicies', entra?.conditionalAccessPolicies),
    'entra.synchronizationJobs': reading('entra.synchronizationJobs', entra?.synchronizationJobs),
    'syncServers': everyServer(document, servers),
    'syncServers.service': server('service'),
    'syncServers.version': server('version'),
    'syncServers.scheduler': server('scheduler'),
    'syncServers.runStatus': server('runStatus'),
    'syncServers.connectors': server('connectors'),
    'syncServers.globalSettings': server('globalSettings'),
    'syncServers.runHistory': server('runHistory'),
    'syncServers.csObjects': server('csObjects'),
    'syncServers.mvObjects': server('mvObjects'),
    'syncServers.rules': server('rules'),
    'syncServers.exportDeletionThreshold': server('exportDeletionThreshold'),
    'syncServers.statistics': server('statistics'),
    'syncServers.pendingExports': server('pendingExports'),
    'syncServers.companyFeatures': server('companyFeatures'),
    'syncServers.passwordSync': server('passwordSync'),
    'syncServers.domainReachability': server('domainReachability'),
    'syncServers.tls': server('tls'),
    'syncServers.healthAgent': server('healthAgent'),
    'syncServers.events': server('events'),
  };
}

function orUnknown<Value>(note: UnreadNote | undefined, name: string, value: Value | undefined): Reading<Value> {
  if (note !== undefined) return { state: 'unknown', why: note.why, detail: note.detail };
  return value === undefined ? { state: 'unknown', why: 'not-asked', detail: `${name} was not looked at` } : { state: 'known', value };
}

/** One list from every forest; undefined when a single forest lacks it: the whole answer is needed. */
function inEach<Item>(forests: readonly ForestDocument[] | undefined, pick: (forest: ForestDocument) => readonly Item[] | undefined): readonly Item[] | undefined {
  const lists = forests?.map(pick);
  return lists === undefined || lists.includes(undefined) ? undefined : lists.flatMap((list) => list ?? []);
}

function objectsIn(forests: readonly ForestDocument[] | undefined, pick: (forest: ForestDocument) => readonly AdObject[] | undefined): readonly AdObject[] | undefined {
  const objects = inEach(forests, pick);
  return objects === undefined ? undefined : [...new Map(objects.map((object) => [firstOf(object, 'objectGUID') ?? object.dn.toLowerCase(), object])).values()];
}

const liveOf = (forest: ForestDocument): readonly AdObject[] | undefined => (forest.entries === undefined ? undefined : adObjectsOf(forest).filter((entry) => !isTrue(entry, 'isDeleted')));

const deletedOf = (forest: ForestDocument): readonly AdObject[] | undefined =>
  forest.deleted === undefined ? undefined : [...deletedObjectsOf(forest), ...adObjectsOf(forest).filter((entry) => isTrue(entry, 'isDeleted'))];

const distinct = <Item extends { readonly id: string }>(items: readonly Item[] | undefined): readonly Item[] | undefined =>
  items === undefined ? undefined : [...new Map(items.map((item) => [item.id.toLowerCase(), item])).values()];

/** The servers that count: those that export where any is known, else all. */
function fromServers<Name extends Section>(document: EvidenceDocument, section: Name, { all, of }: ServerNotes): Reading<readonly FromServer<NonNullable<SyncServerDocument[Name]>>[]> {
  const name: ExhibitName = `syncServers.${section}`;
  const everywhere = all.get(name);
  if (everywhere !== undefined) return { state: 'unknown', ...everywhere };
  const servers = document.syncServers;
  if (servers === undefined) return { state: 'unknown', why: 'not-asked', detail: 'no sync server was asked' };
  const staging = (server: SyncServerDocument): boolean | undefined =>
    all.has('syncServers.scheduler') || of(server, 'syncServers.scheduler') !== undefined ? undefined : (server.scheduler?.StagingModeEnabled ?? undefined);
  const active = servers.filter((server) => staging(server) === false);
  const answers: FromServer<NonNullable<SyncServerDocument[Name]>>[] = [];
  for (const server of active.length > 0 ? active : servers) {
    const answer = orUnknown(of(server, name), `${name} of ${server.name}`, server[section] ?? undefined);
    if (answer.state === 'unknown') return answer;
    answers.push({ server: server.name, staging: staging(server), value: answer.value });
  }
  return { state: 'known', value: answers };
}

/** All servers with what is known of each: sections that `unread` names are taken out. */
function everyServer(document: EvidenceDocument, { all, of, whole }: ServerNotes): Reading<readonly SyncServerDocument[]> {
  if (whole !== undefined) return { state: 'unknown', ...whole };
  if (document.syncServers === undefined) return { state: 'unknown', why: 'not-asked', detail: 'no sync server was asked' };
  const isUnread = (server: SyncServerDocument, section: string): boolean => SYNC.some((name) => name === `syncServers.${section}` && (all.has(name) || of(server, name) !== undefined));
  return { state: 'known', value: document.syncServers.map((server) => ({ name: server.name, ...without(server, (section) => isUnread(server, section)) })) };
}

function without(server: SyncServerDocument, unread: (section: string) => boolean): Partial<SyncServerDocument> {
  const copy: Partial<SyncServerDocument> = { ...server };
  for (const section of Object.keys(copy)) if (unread(section)) Reflect.deleteProperty(copy, section);
  return copy;
}
