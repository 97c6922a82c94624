import type { EvidenceDocument, SyncServerDocument, Unread, Unreadable } from '../model/evidence.ts';
import type { ExhibitName } from '../model/exhibits.ts';

export interface UnreadNote {
  readonly why: Unreadable;
  readonly detail: string;
}

const DIRECTORY = [
  'directory.forests', 'directory.entries', 'directory.deleted', 'directory.upnSuffixes', 'directory.exchangeSchema', 'directory.schemaAttributes', 'directory.inheritanceBlocked', 'directory.copies',
] as const;
const ENTRA = [
  'entra.organization', 'entra.domains', 'entra.users', 'entra.groups', 'entra.contacts', 'entra.deletedUsers', 'entra.deletedGroups', 'entra.roleAssignments',
  'entra.roleEligibilitySchedules', 'entra.roleDefinitions', 'entra.syncFeatures', 'entra.syncBehavior', 'entra.objectIdentifiers', 'entra.subscribedSkus', 'entra.devices',
  'entra.groupMembers', 'entra.directoryAudits', 'entra.signIns', 'entra.exchangeRecipients', 'entra.servicePrincipals', 'entra.conditionalAccessPolicies', 'entra.synchronizationJobs',
] as const;
export const SYNC = [
  'syncServers.service', 'syncServers.version', 'syncServers.scheduler', 'syncServers.runStatus', 'syncServers.connectors', 'syncServers.globalSettings', 'syncServers.runHistory',
  'syncServers.csObjects', 'syncServers.mvObjects', 'syncServers.rules', 'syncServers.exportDeletionThreshold', 'syncServers.statistics', 'syncServers.pendingExports',
  'syncServers.companyFeatures', 'syncServers.passwordSync', 'syncServers.domainReachability', 'syncServers.tls', 'syncServers.healthAgent', 'syncServers.events',
] as const satisfies readonly ExhibitName[];

const noteOf = (unread: Unread): UnreadNote => ({ why: unread.why, detail: unread.detail ?? `${unread.what} could not be read` });
const lastWord = (name: string): string => name.slice(name.indexOf('.') + 1).toLowerCase();
const stepsOf = (what: string): readonly string[] => what.split(/[.[\]]+/).filter((step) => step !== '').map((step) => step.toLowerCase());

/** Exhibits of AD and Entra that `unread` names: themselves, something above them, or a part of them. */
export function unreadNotes(document: EvidenceDocument): ReadonlyMap<ExhibitName, UnreadNote> {
  const notes = new Map<ExhibitName, UnreadNote>();
  for (const unread of document.unread) {
    const steps = stepsOf(unread.what);
    const named = steps[0] === 'directory' ? sectionsIn(DIRECTORY, steps) : steps[0] === 'entra' ? ENTRA.filter((name) => steps[1] === undefined || lastWord(name) === steps[1]) : [];
    for (const name of named) notes.set(name, notes.get(name) ?? noteOf(unread));
  }
  return notes;
}

/** The sections a path names in its steps; all of them when it stops above the sections. */
function sectionsIn<Name extends ExhibitName>(names: readonly Name[], steps: readonly string[]): readonly Name[] {
  const below = steps.slice(1).filter((step) => step !== 'forests');
  const direct = names.filter((name) => below.includes(lastWord(name)));
  if (direct.length > 0) return direct;
  if (below.includes('domains')) return names.filter((name) => lastWord(name) === 'forests');
  return names;
}

/** What `unread` says of the sync servers: of all, or of one by its name or place in the list. */
export interface ServerNotes {
  readonly all: ReadonlyMap<ExhibitName, UnreadNote>;
  /** Set when the servers as such were not read. */
  readonly whole: UnreadNote | undefined;
  of(server: SyncServerDocument, name: ExhibitName): UnreadNote | undefined;
}

export function serverNotes(document: EvidenceDocument): ServerNotes {
  const servers = document.syncServers ?? [];
  const all = new Map<ExhibitName, UnreadNote>();
  const single: { readonly server: SyncServerDocument; readonly names: readonly ExhibitName[]; readonly note: UnreadNote }[] = [];
  for (const unread of document.unread.filter(({ what }) => stepsOf(what)[0] === 'syncservers')) {
    const [server, rest] = addressed(unread.what, servers);
    const names = sectionsIn(SYNC, ['syncservers', ...stepsOf(rest)]);
    if (server === 'all') for (const name of names) all.set(name, all.get(name) ?? noteOf(unread));
    else if (server !== null) single.push({ server, names, note: noteOf(unread) });
  }
  const whole = document.unread.find(({ what }) => /^syncServers\W*$/i.test(what));
  return { all, whole: whole === undefined ? undefined : noteOf(whole), of: (server, name) => single.find((each) => each.server === server && each.names.includes(name))?.note };
}

/** Which server a path speaks of (null: one that is not in the document), and what of it. */
function addressed(what: string, servers: readonly SyncServerDocument[]): readonly ['all' | SyncServerDocument | null, string] {
  const rest = what.slice('syncServers'.length);
  const index = /^\[?\.?(\d+)\]?/.exec(rest);
  if (index !== null) return [servers[Number(index[1])] ?? null, rest.slice(index[0].length)];
  const path = rest.replace(/^[.[]+["']?/, '');
  const named = servers.find(({ name }) => path.toLowerCase().startsWith(name.toLowerCase()) && /^(["'\].]|$)/.test(path.slice(name.length)));
  if (named !== undefined) return [named, path.slice(named.name.length)];
  const [first] = stepsOf(path);
  const isSection = first === undefined || SYNC.some((name) => lastWord(name) === first);
  return isSection ? ['all', path] : [null, ''];
}
