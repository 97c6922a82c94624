import type { AdEntry, CloudUser, CsObject, EntraDocument, EvidenceDocument, ForestDocument, SyncServerDocument } from '../model/evidence.ts';
import type { AdObject } from '../model/exhibits.ts';
import type { ObjectGuid } from '../model/ids.ts';
import { adObjectsOf } from '../diagnose/ad-objects.ts';
import { objectGuidOf } from '../deduce/source-anchor.ts';
import { evidenceOf, type Course } from './course.ts';

/** Changes of an evidence document. Sections that were not read stay unread: nothing is made up. */
export const onForests = ({ document }: Pick<Course, 'document'>, change: (forest: ForestDocument) => ForestDocument): EvidenceDocument =>
  document.directory === undefined ? document : { ...document, directory: { forests: document.directory.forests.map(change) } };

/** Every copy of an entry: the one that counts, and those that other domain controllers hold. */
export const onEntries = (course: Pick<Course, 'document'>, change: (entry: AdEntry) => AdEntry): EvidenceDocument =>
  onForests(course, (forest) => ({ ...forest, entries: forest.entries?.map(change), copies: forest.copies?.map((copy) => ({ ...change(copy), server: copy.server })) }));

export const onEntra = ({ document }: Pick<Course, 'document'>, change: (entra: EntraDocument) => EntraDocument): EvidenceDocument =>
  document.entra === undefined ? document : { ...document, entra: change(document.entra) };

export const onServer = ({ document }: Pick<Course, 'document'>, name: string, change: (server: SyncServerDocument) => SyncServerDocument): EvidenceDocument => ({
  ...document, syncServers: document.syncServers?.map((server) => (server.name.toLowerCase() === name.toLowerCase() ? change(server) : server)),
});

export const onUser = (course: Pick<Course, 'document'>, id: string, change: (user: CloudUser) => CloudUser): EvidenceDocument =>
  onEntra(course, (entra) => ({ ...entra, users: entra.users?.map((user) => (user.id === id ? change(user) : user)) }));

export const entriesOf = ({ document }: Pick<Course, 'document'>): readonly AdObject[] => (document.directory?.forests ?? []).flatMap(adObjectsOf);

export const entryWith = (course: Pick<Course, 'document'>, guid: ObjectGuid): AdObject | undefined => entriesOf(course).find((entry) => objectGuidOf(entry) === guid);

/** A server as it was read: a section that is named as unread is not there. */
export function serverNamed(course: Pick<Course, 'document'>, name: string): SyncServerDocument | undefined {
  const servers = evidenceOf(course)['syncServers'];
  return servers.state === 'unknown' ? undefined : servers.value.find((server) => server.name.toLowerCase() === name.toLowerCase());
}

/** An attribute with other values; none takes it away. Its name is looked up without regard to case. */
export function withValues<Entry extends AdEntry>(entry: Entry, attribute: string, values: readonly string[]): Entry {
  const others = Object.entries(entry.attributes).filter(([name]) => name.toLowerCase() !== attribute.toLowerCase());
  return { ...entry, attributes: Object.fromEntries(values.length === 0 ? others : [...others, [attribute, values]]) };
}

/** LDAP generalised time, whole seconds. */
export const generalized = (at: Date): string => `${at.toISOString().replaceAll(/[-:T]/g, '').slice(0, 14)}.0Z`;

/** The objects in the connector spaces of a server, each replaced; a space that was not read stays unread. */
export const onSpaces = (course: Pick<Course, 'document'>, name: string, change: (objects: readonly CsObject[]) => readonly CsObject[]): EvidenceDocument =>
  onServer(course, name, (server) => ({ ...server, ...(server.csObjects === undefined ? {} : { csObjects: change(server.csObjects) }) }));
